// When results are the taker's to see. Source: quiz reference §2.6, core reference §14.2.

import { describe, expect, test } from 'vitest';
import {
  areCorrectAnswersVisible,
  areResultsVisible,
  whyResultsHidden,
} from '../../src/model/result-visibility.ts';

const nowMs = 1_000_000;

type Quiz = Parameters<typeof areResultsVisible>[0];
type Row = Parameters<typeof areResultsVisible>[1];

const open: Quiz = {
  hideResults: null,
  oneTimeResults: 0,
  allowedAttempts: 1,
  dueAtMs: null,
  lockAtMs: null,
};
const done: Row = { attempt: 1, workflowState: 'complete', hasSeenResults: 0 };

const visible = (quiz: Partial<Quiz>, row: Partial<Row> = {}, attempt = row.attempt ?? 1) =>
  areResultsVisible({ ...open, ...quiz }, { ...done, ...row }, attempt, nowMs);

test('a quiz that hides nothing shows them, always hides them for good', () => {
  expect(visible({})).toBe(true);
  expect(visible({ hideResults: 'always' })).toBe(false);
});

describe('until after the last attempt', () => {
  test.each<[string, boolean, number, Partial<Row>, number?]>([
    ['the only attempt is over', true, 1, {}],
    ['it waits for a person', true, 1, { workflowState: 'pending_review' }],
    ['the first of two is over', false, 2, {}],
    ['the last of two runs', false, 2, { attempt: 2, workflowState: 'untaken' }],
    [
      'the last of two runs, and the first is asked for',
      false,
      2,
      { attempt: 2, workflowState: 'untaken' },
      1,
    ],
    ['the last of two is over', true, 2, { attempt: 2 }],
    ['the last of two is over, and the first is asked for', true, 2, { attempt: 2 }, 1],
    ['attempts are unlimited', true, -1, {}],
    ['an extra attempt runs', true, 1, { attempt: 2, workflowState: 'untaken' }],
  ])('%s: %s', (_, expected, allowedAttempts, row, attempt) => {
    expect(visible({ hideResults: 'until_after_last_attempt', allowedAttempts }, row, attempt)).toBe(
      expected,
    );
  });
});

test.each([
  ['until_after_due_date', 'dueAtMs'],
  ['until_after_available_date', 'lockAtMs'],
] as const)('%s waits until that date is past, and for nothing without one', (hideResults, date) => {
  expect(visible({ hideResults, [date]: nowMs - 1 })).toBe(true);
  expect(visible({ hideResults, [date]: nowMs })).toBe(false);
  expect(visible({ hideResults, [date]: nowMs + 1 })).toBe(false);
  expect(visible({ hideResults })).toBe(true);
});

describe('shown once', () => {
  const once = { oneTimeResults: 1 as const };

  test('until somebody has looked', () => {
    expect(visible(once)).toBe(true);
    expect(visible(once, { hasSeenResults: null })).toBe(true);
    expect(visible(once, { hasSeenResults: 1 })).toBe(false);
  });

  test('only of the current attempt', () => {
    expect(visible(once, { attempt: 2 }, 1)).toBe(false);
    expect(visible(once, { attempt: 2 }, 2)).toBe(true);
  });

  test('and not at all where they are hidden', () => {
    expect(visible({ ...once, hideResults: 'always' })).toBe(false);
  });

  test('does not matter to a quiz that shows them any time', () => {
    expect(visible({}, { hasSeenResults: 1 })).toBe(true);
    expect(visible({}, { attempt: 2 }, 1)).toBe(true);
  });
});

test.each<[Partial<Quiz>, Partial<Row>, string | null]>([
  [{}, {}, null],
  [{ hideResults: 'always' }, {}, 'never'],
  [{ hideResults: 'until_after_last_attempt', allowedAttempts: 2 }, {}, 'after_last_attempt'],
  [{ hideResults: 'until_after_due_date', dueAtMs: nowMs }, {}, 'after_due_date'],
  [{ hideResults: 'until_after_available_date', lockAtMs: nowMs }, {}, 'after_lock_date'],
  [{ oneTimeResults: 1, hideResults: 'always' }, { hasSeenResults: 1 }, 'only_once'],
])('%j with %j hides them because: %s', (quiz, row, expected) => {
  expect(whyResultsHidden({ ...open, ...quiz }, { ...done, ...row }, 1, nowMs)).toBe(expected);
});

describe('right answers', () => {
  type Showing = Parameters<typeof areCorrectAnswersVisible>[0];
  type Taken = Parameters<typeof areCorrectAnswersVisible>[1];
  const showing: Showing = {
    quizType: 'assignment',
    allowedAttempts: 2,
    showCorrectAnswers: 1,
    showCorrectAnswersLastAttempt: 0,
    showCorrectAnswersAtMs: null,
    hideCorrectAnswersAtMs: null,
  };
  const last = { showCorrectAnswersLastAttempt: 1 } as const;

  test.each<[string, boolean, Partial<Showing>, Partial<Taken>]>([
    ['nothing hides them', true, {}, {}],
    ['they are not shown', false, { showCorrectAnswers: 0 }, {}],
    ['a survey has none', false, { quizType: 'graded_survey' }, {}],
    ['their time begins now', true, { showCorrectAnswersAtMs: nowMs }, {}],
    ['their time has not begun', false, { showCorrectAnswersAtMs: nowMs + 1 }, {}],
    ['their time ends now', true, { hideCorrectAnswersAtMs: nowMs }, {}],
    ['their time is over', false, { hideCorrectAnswersAtMs: nowMs - 1 }, {}],
    ['an attempt is left', false, last, {}],
    ['the last attempt is over', true, last, { attempt: 2 }],
    ['the last attempt waits for a person', true, last, { attempt: 2, workflowState: 'pending_review' }],
    ['the last attempt runs', false, last, { attempt: 2, workflowState: 'untaken' }],
    ['an extra attempt is left', false, last, { attempt: 2, extraAttempts: 1 }],
    ['attempts are unlimited', false, { ...last, allowedAttempts: -1 }, { attempt: 9 }],
    [
      'the last attempt is over, their time too',
      false,
      { ...last, hideCorrectAnswersAtMs: 1 },
      { attempt: 2 },
    ],
  ])('%s: %s', (_, expected, quiz, taken) => {
    const row: Taken = { attempt: 1, workflowState: 'complete', extraAttempts: null, ...taken };
    expect(areCorrectAnswersVisible({ ...showing, ...quiz }, row, nowMs)).toBe(expected);
  });
});
