// Grading again by a corrected key.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { correctedQuestion, isRegradable, regradedAnswer } from '../../src/grading/regrade.ts';
import { scoreQuestion } from '../../src/grading/score-question.ts';
import type { Answer } from '../../src/model/answer-sheet.ts';
import {
  type FrozenQuestion,
  questionTypes,
  type RegradeOption,
  regradeOptions,
} from '../../src/model/question-data.ts';
import { arbitraryAnswer, arbitraryQuestion } from '../support/arbitrary-question.ts';
import { frozenQuestion } from '../support/frozen-question.ts';

/** The key said 1; it should have said 2. */
const frozen = frozenQuestion('multiple_choice_question', [
  { id: 1, weight: 100 },
  { id: 2, weight: 0 },
]);

function corrected(option: RegradeOption | null, more: Partial<FrozenQuestion> = {}): FrozenQuestion {
  const answers = [
    { id: 1, weight: 0 },
    { id: 2, weight: 100 },
  ];
  return { ...frozen, answers, regrade_option: option, ...more };
}

function regraded(answer: Answer, correction: FrozenQuestion, before = frozen) {
  return regradedAnswer(before, correction, answer, scoreQuestion(before, answer));
}

describe('points after a regrade', () => {
  test.each([
    ['current_and_previous_correct', 3, 3, 0],
    ['current_correct_only', 0, 3, 0],
    ['full_credit', 3, 3, 3],
    ['no_regrade', 3, 0, 0],
  ] as const)('%s: right before %d, right now %d, never right %d', (option, before, now, never) => {
    expect(regraded('1', corrected(option)).points).toBe(before);
    expect(regraded('2', corrected(option)).points).toBe(now);
    expect(regraded('9', corrected(option)).points).toBe(never);
  });

  test('are those of the corrected question for who was right, also when they are other points', () => {
    const correction = corrected('current_and_previous_correct', { points_possible: 2 });
    expect(regraded('1', correction).points).toBe(2);
    expect(regraded('2', correction).points).toBe(2);
    expect(regraded('9', corrected('full_credit', { points_possible: 4 })).points).toBe(4);
  });

  test('are those of the group when the question was picked from one', () => {
    const picked = { ...frozen, quiz_group_id: 5, points_possible: 1 };
    expect(regraded('2', corrected('current_correct_only'), picked).points).toBe(1);
  });

  test('are kept by who was partly right and is not any more, where nobody loses points', () => {
    const before = frozenQuestion('multiple_answers_question', [
      { id: 1, weight: 100 },
      { id: 2, weight: 100 },
      { id: 3, weight: 0 },
    ]);
    const answers = before.answers.map(({ id }) => ({ id, weight: id === 3 ? 100 : 0 }));
    const keep = { ...before, answers, regrade_option: 'current_and_previous_correct' } as const;
    expect(regraded(['1'], keep, before)).toMatchObject({ correct: false, points: 1.5 });
    const only = { ...keep, regrade_option: 'current_correct_only' } as const;
    expect(regraded(['1'], only, before)).toMatchObject({ correct: false, points: 0 });
  });
});

test('the verdict is that of the new key, and the first points are remembered', () => {
  const graded = { ...scoreQuestion(frozen, '1'), more_comments: 'Hm' };
  const once = regradedAnswer(frozen, corrected('current_and_previous_correct'), '1', graded);
  expect(once).toStrictEqual({
    correct: false,
    points: 3,
    question_id: 7,
    answer_id: 1,
    text: '1',
    more_comments: 'Hm',
    regrade_option: 'current_and_previous_correct',
    score_before_regrade: 3,
  });
  const twice = regradedAnswer(frozen, corrected('current_correct_only'), '1', once);
  expect(twice).toMatchObject({ points: 0, score_before_regrade: 3, regrade_option: 'current_correct_only' });
});

test('regrading twice where nobody loses points takes none away', () => {
  const correction = corrected('current_and_previous_correct');
  const once = regraded('1', correction);
  expect(regradedAnswer(frozen, correction, '1', once).points).toBe(3);
});

describe('the graded answer stays as it is', () => {
  const graded = scoreQuestion(frozen, '1');

  test.each([null, 'no_regrade'] as const)('with the option %s', (option) => {
    expect(regradedAnswer(frozen, corrected(option), '1', graded)).toBe(graded);
  });

  test('when the option was never set', () => {
    const { regrade_option: _, ...plain } = corrected(null);
    expect(regradedAnswer(frozen, plain, '1', graded)).toBe(graded);
  });

  test.each(questionTypes.filter((type) => !isRegradable({ question_type: type })))('for %s', (type) => {
    const other = { ...corrected('full_credit'), question_type: type };
    expect(regradedAnswer(frozen, other, '1', graded)).toBe(graded);
    expect(regradedAnswer({ ...frozen, question_type: type }, corrected('full_credit'), '1', graded)).toBe(
      graded,
    );
  });
});

test('what can be regraded are multiple choice, true/false and multiple answers', () => {
  expect(questionTypes.filter((type) => isRegradable({ question_type: type }))).toEqual([
    'multiple_choice_question',
    'true_false_question',
    'multiple_answers_question',
  ]);
});

test('a corrected question keeps its id, place and name in the attempt', () => {
  const before = {
    ...frozen,
    position: 4,
    question_name: 'Question 4',
    published_at: '2026-09-01T00:00:00Z',
  };
  const after = correctedQuestion(
    before,
    corrected('full_credit', { id: 99, position: 1, question_text: 'New' }),
  );
  expect(after).toMatchObject({
    id: 7,
    position: 4,
    question_name: 'Question 4',
    published_at: '2026-09-01T00:00:00Z',
    question_text: 'New',
    answers: corrected(null).answers,
  });
  expect(correctedQuestion(frozen, corrected('full_credit'))).not.toHaveProperty('published_at');
});

test('no regrade throws, leaves the bounds, or takes points away where it must not', () => {
  const options = fc.constantFrom(...regradeOptions);
  fc.assert(
    fc.property(
      arbitraryQuestion,
      arbitraryQuestion,
      options,
      arbitraryAnswer,
      (before, after, option, answer) => {
        const graded = scoreQuestion(before, answer);
        const correction = {
          ...after,
          question_type: before.question_type,
          points_possible: before.points_possible,
        };
        const again = regradedAnswer(before, { ...correction, regrade_option: option }, answer, graded);
        expect(again.points).toBeGreaterThanOrEqual(0);
        expect(again.points).toBeLessThanOrEqual(before.points_possible);
        if (option !== 'current_correct_only') expect(again.points).toBeGreaterThanOrEqual(graded.points);
      },
    ),
  );
});
