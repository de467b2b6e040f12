// When a quiz is open, and what becomes of its settings when some of them are changed. Source: core reference §14.2.

import { describe, expect, test } from 'vitest';
import { isGraded, isSurvey, isUngraded, quizLock, quizTypes } from '../../src/model/quiz.ts';
import { changedSettings } from '../../src/model/quiz-changes.ts';
import { defaultQuizSettings, type QuizChanges, type QuizSettings } from '../../src/model/quiz-settings.ts';
import { type FieldFault, Refusal } from '../../src/model/refusal.ts';

const nowMs = Date.UTC(2026, 8, 1, 9);

describe('a quiz', () => {
  const open = { locked: 0, unlockAtMs: null, lockAtMs: null } as const;

  test.each([
    ['without dates is open', open, null],
    ['is open from the millisecond of its opening', { ...open, unlockAtMs: nowMs }, null],
    ['is not open before', { ...open, unlockAtMs: nowMs + 1 }, { reason: 'not_yet', unlockAtMs: nowMs + 1 }],
    ['is open until just before its closing', { ...open, lockAtMs: nowMs + 1 }, null],
    [
      'is over from the millisecond of its closing',
      { ...open, lockAtMs: nowMs },
      { reason: 'over', lockAtMs: nowMs },
    ],
    [
      'that closed before it opens has yet to open',
      { ...open, unlockAtMs: nowMs + 1, lockAtMs: nowMs - 1 },
      { reason: 'not_yet', unlockAtMs: nowMs + 1 },
    ],
    ['locked by hand is locked', { ...open, locked: 1 as const }, { reason: 'manual' }],
  ])('%s', (_, quiz, lock) => {
    expect(quizLock(quiz, false, nowMs)).toEqual(lock);
    expect(quizLock(quiz, true, nowMs)).toBeNull();
  });

  test.each([
    ['assignment', true, false],
    ['practice_quiz', false, false],
    ['graded_survey', true, true],
    ['survey', false, true],
  ] as const)('of type %s is graded: %s, a survey: %s', (quizType, graded, survey) => {
    expect(quizTypes).toContain(quizType);
    expect([isGraded({ quizType }), isUngraded({ quizType }), isSurvey({ quizType })]).toEqual([
      graded,
      !graded,
      survey,
    ]);
  });
});

function changed(
  changes: QuizChanges,
  before: Partial<QuizSettings> = {},
  canUnpublish = true,
): QuizSettings {
  return changedSettings({ ...defaultQuizSettings, ...before }, changes, canUnpublish);
}

function faultsOf(
  changes: QuizChanges,
  before: Partial<QuizSettings> = {},
  canUnpublish = true,
): FieldFault[] {
  try {
    changed(changes, before, canUnpublish);
  } catch (error) {
    if (error instanceof Refusal && error.reason.kind === 'record_invalid') return error.reason.faults;
    throw error;
  }
  return [];
}

describe('settings', () => {
  test('stay as they are when nothing is said', () => {
    const before: QuizSettings = {
      title: 'Cells',
      description: '<p>x</p>',
      quizType: 'graded_survey',
      workflowState: 'available',
      timeLimitMinutes: 30,
      disableTimerAutosubmission: 1,
      shuffleAnswers: 1,
      hideResults: null,
      showCorrectAnswers: 1,
      showCorrectAnswersLastAttempt: 1,
      showCorrectAnswersAtMs: nowMs,
      hideCorrectAnswersAtMs: nowMs + 1,
      oneTimeResults: 1,
      allowedAttempts: 3,
      scoringPolicy: 'keep_average',
      oneQuestionAtATime: 1,
      cantGoBack: 1,
      accessCode: 'sesame',
      ipFilter: '10.0.0.0/8',
      dueAtMs: 1,
      unlockAtMs: 2,
      lockAtMs: 3,
      locked: 1,
      requireLockdownBrowser: 1,
      anonymousSubmissions: 1,
      onlyVisibleToOverrides: 1,
      pointsPossible: 7.5,
    };
    expect(changedSettings(before, {}, false)).toEqual(before);
  });

  test('that are cleared go back to what they are by default', () => {
    const cleared = Object.fromEntries(
      Object.keys(defaultQuizSettings)
        .filter((key) => key !== 'workflowState')
        .map((key) => [key, null]),
    ) as QuizChanges;
    const before = changed({
      title: 'x',
      allowedAttempts: 3,
      scoringPolicy: 'keep_latest',
      timeLimitMinutes: 9,
    });
    expect(changedSettings(before, cleared, true)).toEqual({
      ...defaultQuizSettings,
      scoringPolicy: 'keep_latest',
    });
  });

  test.each([
    ['', 'Unnamed Quiz'],
    ['  ', 'Unnamed Quiz'],
    [null, 'Unnamed Quiz'],
    ['é'.repeat(255), 'é'.repeat(255)],
    ['😀'.repeat(255), '😀'.repeat(255)],
  ])('title %j', (title, kept) => expect(changed({ title }).title).toBe(kept));

  test.each([
    [{ title: 'x'.repeat(256) }, 'title', 'too_long'],
    [{ accessCode: 'x'.repeat(256) }, 'access_code', 'too_long'],
    [{ description: 'x'.repeat(512_001) }, 'description', 'too_long'],
    [{ quizType: 'exam' }, 'invalid_quiz_type', 'Quiz type is not valid'],
    [{ timeLimitMinutes: 0 }, 'invalid_time_limit', 'Time Limit is not valid'],
    [{ timeLimitMinutes: 525_601 }, 'invalid_time_limit', 'Time Limit is not valid'],
    [{ hideResults: 'never' }, 'invalid_hide_results', 'Hide results is not valid'],
    [{ ipFilter: 'home' }, 'invalid_ip_filter', 'IP filter is not valid'],
    [{ allowedAttempts: 2, scoringPolicy: 'keep_lowest' }, 'scoring_policy', 'inclusion'],
    [{ quizType: 'survey', pointsPossible: 2_000_000_001 }, 'points_possible', 'less_than_or_equal_to'],
    [{ quizType: 'survey', pointsPossible: -2_000_000_001 }, 'points_possible', 'less_than_or_equal_to'],
    [{ showCorrectAnswersAtMs: nowMs, hideCorrectAnswersAtMs: nowMs }, 'show_correct_answers', 'bad_range'],
  ])('%j is a fault of %s: %s', (changes, field, type) => {
    expect(faultsOf(changes)).toEqual([expect.objectContaining({ field, type })]);
  });

  test('every fault is told at once', () => {
    const faults = faultsOf({ quizType: 'x', timeLimitMinutes: 0, ipFilter: 'x', hideResults: 'x' });
    expect(faults.map((fault) => fault.field).sort()).toEqual([
      'invalid_hide_results',
      'invalid_ip_filter',
      'invalid_quiz_type',
      'invalid_time_limit',
    ]);
  });

  test.each([
    ['a negative time limit', { timeLimitMinutes: -1 }, { timeLimitMinutes: 20 }],
    ['fewer attempts than -1', { allowedAttempts: -2 }, { allowedAttempts: 3 }],
    ['a scoring policy for one attempt', { scoringPolicy: 'keep_latest' }, { scoringPolicy: 'keep_highest' }],
    [
      'a scoring policy for unlimited attempts',
      { allowedAttempts: -1, scoringPolicy: 'keep_latest' },
      { allowedAttempts: -1, scoringPolicy: 'keep_highest' },
    ],
    [
      'results until the last of one attempt',
      { hideResults: 'until_after_last_attempt' },
      { hideResults: null },
    ],
    [
      'results until the last of unlimited attempts',
      { allowedAttempts: -1, hideResults: 'until_after_last_attempt' },
      { hideResults: null },
    ],
    [
      'correct answers of hidden results',
      { hideResults: 'always', showCorrectAnswers: false },
      { showCorrectAnswers: 1 },
    ],
    ['one look at hidden results', { hideResults: 'always', oneTimeResults: true }, { oneTimeResults: 0 }],
    [
      'times of correct answers that are not shown',
      { showCorrectAnswers: false, showCorrectAnswersAtMs: 1, hideCorrectAnswersAtMs: 2 },
      { showCorrectAnswersAtMs: null, hideCorrectAnswersAtMs: null },
    ],
    [
      'correct answers after the last of one attempt',
      { showCorrectAnswersLastAttempt: true },
      { showCorrectAnswersLastAttempt: 0 },
    ],
    ['no way back without pages', { cantGoBack: true }, { cantGoBack: 0 }],
    ['points of what is no survey', { pointsPossible: 9 }, { pointsPossible: 0 }],
  ] as [string, QuizChanges, Partial<QuizSettings>][])('%s is dropped', (_, changes, kept) => {
    const before = { timeLimitMinutes: 20, allowedAttempts: kept.allowedAttempts === 3 ? 3 : 1 };
    expect(changed(changes, before)).toMatchObject(kept);
  });

  test.each([
    [
      'a scoring policy',
      { allowedAttempts: 2, scoringPolicy: 'keep_average' },
      { scoringPolicy: 'keep_average' },
    ],
    [
      'results until the last attempt',
      { allowedAttempts: 2, hideResults: 'until_after_last_attempt' },
      { hideResults: 'until_after_last_attempt' },
    ],
    [
      'results until the due date',
      { hideResults: 'until_after_due_date' },
      { hideResults: 'until_after_due_date' },
    ],
    [
      'correct answers after the last attempt',
      { allowedAttempts: 2, showCorrectAnswersLastAttempt: true },
      { showCorrectAnswersLastAttempt: 1 },
    ],
    ['no way back', { oneQuestionAtATime: true, cantGoBack: true }, { oneQuestionAtATime: 1, cantGoBack: 1 }],
    ['points of a survey', { quizType: 'survey', pointsPossible: 9.5 }, { pointsPossible: 9.5 }],
    ['unlimited attempts', { allowedAttempts: -1 }, { allowedAttempts: -1 }],
    ['the longest time limit', { timeLimitMinutes: 525_600 }, { timeLimitMinutes: 525_600 }],
  ] as [string, QuizChanges, Partial<QuizSettings>][])('%s is kept', (_, changes, kept) => {
    expect(changed(changes)).toMatchObject(kept);
  });

  test('what depends on a setting goes with it', () => {
    const before = changed({
      quizType: 'survey',
      pointsPossible: 4,
      allowedAttempts: 2,
      showCorrectAnswersLastAttempt: true,
      showCorrectAnswersAtMs: 1,
      oneQuestionAtATime: true,
      cantGoBack: true,
    });
    expect(changed({ quizType: 'assignment' }, before).pointsPossible).toBe(0);
    expect(changed({ allowedAttempts: 1 }, before).showCorrectAnswersLastAttempt).toBe(0);
    expect(changed({ showCorrectAnswers: false }, before)).toMatchObject({
      showCorrectAnswersLastAttempt: 0,
      showCorrectAnswersAtMs: null,
    });
    expect(changed({ oneQuestionAtATime: false }, before).cantGoBack).toBe(0);
  });

  const states = ['created', 'unpublished', 'available'] as const;
  test.each(states.flatMap((state) => [true, false, null].map((published) => [state, published] as const)))(
    'of a quiz that is %s, published %s',
    (workflowState, published) => {
      const after = published === null ? workflowState : published ? 'available' : 'unpublished';
      expect(changed({ published }, { workflowState }).workflowState).toBe(after);
      const isRefused = workflowState === 'available' && published === false;
      const message = "Can't unpublish if there are student submissions";
      expect(faultsOf({ published }, { workflowState }, false)).toEqual(
        isRefused ? [{ field: 'published', type: message, message }] : [],
      );
    },
  );
});
