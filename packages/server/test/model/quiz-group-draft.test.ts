// Question groups after a change, and what is wrong with one. Source: core reference §16.1.

import { expect, test } from 'vitest';
import {
  changedQuizGroup,
  defaultQuizGroup,
  type QuizGroupChanges,
} from '../../src/model/quiz-group-draft.ts';
import { Refusal } from '../../src/model/refusal.ts';

const before = { name: 'Pool', pickCount: 3, questionPoints: 1.5 };

test.each<[string, QuizGroupChanges, Partial<typeof before>]>([
  ['nothing said changes nothing', {}, {}],
  ['null and a blank name change nothing', { name: null, pickCount: null, questionPoints: null }, {}],
  ['a blank name changes nothing', { name: '  ' }, {}],
  [
    'what is said is taken',
    { name: 'Other', pickCount: 0, questionPoints: 0 },
    { name: 'Other', pickCount: 0, questionPoints: 0 },
  ],
  ['a fraction of a question is cut off', { pickCount: 2.9 }, { pickCount: 2 }],
  ['names may have 255 characters', { name: '🙂'.repeat(255) }, { name: '🙂'.repeat(255) }],
])('%s', (_, changes, expected) => {
  expect(changedQuizGroup(before, changes, 0)).toEqual({ ...before, ...expected });
});

test('a new group has a name, picks nothing and is worth nothing', () => {
  expect(changedQuizGroup(defaultQuizGroup, {}, 0)).toEqual({
    name: 'Question Group',
    pickCount: 0,
    questionPoints: 0,
  });
});

function faultsOf(changes: QuizGroupChanges, otherPicks = 0): Record<string, string> {
  try {
    changedQuizGroup(before, changes, otherPicks);
  } catch (error) {
    if (!(error instanceof Refusal) || error.reason.kind !== 'quiz_group_invalid') throw error;
    return Object.fromEntries(error.reason.faults.map(({ field, message }) => [field, message]));
  }
  return {};
}

test.each<[QuizGroupChanges, Record<string, string>]>([
  [{ pickCount: Number.NaN }, { pick_count: 'is not a number' }],
  [{ questionPoints: Number.NaN }, { question_points: 'is not a number' }],
  [{ pickCount: -1 }, { pick_count: 'must be greater than or equal to 0' }],
  [{ questionPoints: -0.5 }, { question_points: 'must be greater than or equal to 0' }],
  [{ questionPoints: 2_000_000_001 }, { question_points: 'must be less than or equal to 2000000000' }],
  [{ name: 'x'.repeat(256) }, { name: 'is too long (maximum is 255 characters)' }],
  [
    { name: 'x'.repeat(256), pickCount: Number.NaN, questionPoints: Number.NaN },
    {
      name: 'is too long (maximum is 255 characters)',
      pick_count: 'is not a number',
      question_points: 'is not a number',
    },
  ],
])('%j is refused', (changes, faults) => {
  expect(faultsOf(changes)).toEqual(faults);
});

test('the groups of a quiz pick at most a thousand questions together', () => {
  expect(faultsOf({ pickCount: 400 }, 600)).toEqual({});
  expect(faultsOf({ pickCount: 401 }, 600)).toEqual({ pick_count: 'must be less than or equal to 400' });
});
