// What a group gives at most, held against what it gives.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FrozenGroup } from '../../../src/model/question-data.ts';
import { attemptQuestions } from '../../../src/model/questions/attempt-questions.ts';
import { attemptCharsMax, pickedCharsMax } from '../../../src/model/questions/attempt-size.ts';
import { frozenQuestion } from '../../support/frozen-question.ts';

const sizeOf = (lengths: readonly number[]) => ({
  count: lengths.length,
  chars: lengths.reduce((sum, length) => sum + length, 0),
  longest: Math.max(0, ...lengths),
});

test.each([
  ['a group without questions', [], 5, 0],
  ['no picks', [3, 9], 0, 0],
  ['one pick', [3, 9], 1, 9],
  ['short questions beside a long one', [1, 1, 9], 2, 11],
  ['all of them', [3, 9], 2, 12],
  ['copies', [3, 9], 5, 2 * 12 + 9],
])('%s', (_, lengths, pickCount, chars) => {
  expect(pickedCharsMax({ pickCount }, sizeOf(lengths))).toBe(chars);
});

test('no lot gives more', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(20), { minLength: 1, maxLength: 6 }),
      fc.nat(20),
      fc.infiniteStream(fc.nat()),
      (lengths, pickCount, lots) => {
        const group: FrozenGroup = {
          entry_type: 'quiz_group',
          id: 1,
          name: 'Group',
          pick_count: pickCount,
          question_points: 1,
          assessment_question_bank_id: null,
          position: 1,
          questions: lengths.map((length, index) =>
            frozenQuestion('essay_question', [], { id: index + 1, question_text: 'x'.repeat(length) }),
          ),
        };
        const below = (limit: number): number => lots.next().value % limit;
        const given = attemptQuestions([group], { shuffleAnswers: 0 }, below, () => '');
        const chars = given.reduce((sum, { question_text }) => sum + question_text.length, 0);
        expect(given).toHaveLength(pickCount);
        expect(chars).toBeLessThanOrEqual(pickedCharsMax({ pickCount }, sizeOf(lengths)));
      },
    ),
  );
});

test('an attempt has its questions, and what its groups give', () => {
  const question = frozenQuestion('essay_question', [], { id: 1 });
  const chars = JSON.stringify(question).length;
  const group: FrozenGroup = {
    entry_type: 'quiz_group',
    id: 1,
    name: 'Group',
    pick_count: 5,
    question_points: 1,
    assessment_question_bank_id: null,
    position: 1,
    questions: [question],
  };
  expect(attemptCharsMax([])).toBe(0);
  expect(attemptCharsMax([question, group, { ...group, questions: [] }])).toBe(6 * chars);
});
