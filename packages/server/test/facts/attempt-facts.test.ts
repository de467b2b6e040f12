// What is said of an attempt as a whole. Source: live events reference §3.7.

import { describe, expect, test } from 'vitest';
import { attemptClosed, attemptStarted, quizSubmitted } from '../../src/facts/attempt-facts.ts';
import { bodyText } from '../../src/facts/message-text.ts';
import type { Quiz } from '../../src/model/quiz.ts';
import { defaultQuizSettings } from '../../src/model/quiz-settings.ts';
import type { QuizSubmission } from '../../src/model/quiz-submission.ts';

const startedAtMs = Date.UTC(2026, 8, 1, 9, 0, 0, 123);
const shard = 2107;

const quiz: Quiz = {
  ...defaultQuizSettings,
  title: 'Cells',
  id: 48,
  courseId: 2,
  assignmentId: 39,
  assignmentGroupId: 5,
  questionCount: 4,
  versionNumber: 1,
  createdAtMs: 0,
  updatedAtMs: 0,
};

const handedIn: QuizSubmission = {
  id: 3,
  quizId: 48,
  submissionId: 77,
  userId: 9,
  previewUserId: null,
  attempt: 2,
  extraAttempts: null,
  extraTimeMinutes: null,
  manuallyUnlocked: 0,
  startedAtMs,
  finishedAtMs: startedAtMs + 60_000,
  endAtMs: null,
  fudgePoints: null,
  keptScore: 6,
  score: 4.5,
  scoreBeforeRegrade: null,
  manuallyScored: 0,
  hasSeenResults: null,
  validationToken: 'ab'.repeat(32),
  workflowState: 'complete',
  quizVersion: 1,
  quizPointsPossible: 7,
  excused: 0,
  createdAtMs: 0,
  updatedAtMs: 0,
};

const said = {
  quiz_submission_id: '21070000000000003',
  quiz_id: '21070000000000048',
  assignment_id: '21070000000000039',
  course_id: '21070000000000002',
  user_id: '21070000000000009',
  attempt: 2,
  started_at: '2026-09-01T09:00:00.123Z',
  finished_at: '2026-09-01T09:01:00.123Z',
  quiz_title: 'Cells',
  points_possible: 7,
  score: 4.5,
  is_preview: false,
};

const texts = ({ body, details }: ReturnType<typeof quizSubmitted>) => ({
  body: JSON.parse(bodyText(body, shard)),
  details: JSON.parse(bodyText(details ?? {}, shard)),
});

describe('an attempt', () => {
  test.each([
    ['quiz_submitted', quizSubmitted],
    ['quizwire.attempt_started', attemptStarted],
    ['quizwire.attempt_closed', attemptClosed],
  ])('says in %s which quiz submission and which quiz, and the rest beside it', (name, factOf) => {
    const fact = factOf(quiz, handedIn);
    const { eventName, courseId, assignmentId, userId } = fact;
    expect([eventName, courseId, assignmentId, userId]).toEqual([name, 2, 39, 9]);
    expect(texts(fact)).toEqual({
      body: { submission_id: '21070000000000003', quiz_id: '21070000000000048' },
      details: said,
    });
  });

  test('that has just started on an ungraded quiz has neither end nor score nor assignment', () => {
    const running = { ...handedIn, finishedAtMs: null, score: null, quizPointsPossible: null };
    const { assignment_id: _, finished_at: __, score: ___, points_possible: ____, ...left } = said;
    expect(texts(attemptStarted({ ...quiz, assignmentId: null }, running)).details).toEqual(left);
  });

  test('that is a preview is of who previews', () => {
    const fact = quizSubmitted(quiz, {
      ...handedIn,
      userId: null,
      previewUserId: 8,
      workflowState: 'preview',
    });
    expect(fact.userId).toBe(8);
    expect(texts(fact).details).toMatchObject({ user_id: '21070000000000008', is_preview: true });
  });

  test('never shows its validation token', () => {
    expect(JSON.stringify(quizSubmitted(quiz, handedIn))).not.toContain(handedIn.validationToken);
  });
});
