// What a quiz submission makes of its row in the gradebook. Source: quiz reference §3.3.

import { describe, expect, test } from 'vitest';
import { type QuizGradingTerms, quizGrade } from '../../src/grading/quiz-grade.ts';
import { defaultGradingScheme } from '../../src/model/grading-standard.ts';
import type { LatePolicy } from '../../src/model/late-policy.ts';
import type { QuizSubmission } from '../../src/model/quiz-submission.ts';
import type { Submission } from '../../src/model/submission.ts';
import { placeholder } from '../support/saved-submission.ts';

const nowMs = Date.UTC(2026, 8, 1, 9, 0, 5);
const hourMs = 3_600_000;

const empty: Submission = {
  ...placeholder,
  id: 9,
  assignmentId: 4,
  userId: 7,
  createdAtMs: nowMs - 10 * hourMs,
  updatedAtMs: nowMs - 10 * hourMs,
};

const handedIn: QuizSubmission = {
  id: 3,
  quizId: 5,
  submissionId: 9,
  userId: 7,
  previewUserId: null,
  attempt: 1,
  extraAttempts: null,
  extraTimeMinutes: null,
  manuallyUnlocked: 0,
  startedAtMs: nowMs - hourMs,
  finishedAtMs: nowMs - 4_000,
  endAtMs: null,
  fudgePoints: null,
  keptScore: 8,
  score: 6.5,
  scoreBeforeRegrade: null,
  manuallyScored: 0,
  hasSeenResults: 0,
  validationToken: 'ab'.repeat(32),
  workflowState: 'complete',
  quizVersion: 1,
  quizPointsPossible: 10,
  excused: 0,
  createdAtMs: nowMs - hourMs,
  updatedAtMs: nowMs,
};

const terms: QuizGradingTerms = {
  assignment: {
    gradingType: 'points',
    pointsPossible: 10,
    submissionTypes: 'online_quiz',
    postManually: 0,
    dueAtMs: null,
  },
  latePolicy: null,
  scheme: defaultGradingScheme,
};

const tenPercentAnHour: LatePolicy = {
  id: 1,
  courseId: 2,
  missingSubmissionDeductionEnabled: 1,
  missingSubmissionDeduction: 100,
  lateSubmissionDeductionEnabled: 1,
  lateSubmissionDeduction: 10,
  lateSubmissionInterval: 'hour',
  lateSubmissionMinimumPercentEnabled: 0,
  lateSubmissionMinimumPercent: 0,
  createdAtMs: nowMs,
  updatedAtMs: nowMs,
};

describe('the row of a quiz in the gradebook', () => {
  test('has the kept score, what was handed in last, and the server as its grader', () => {
    expect(quizGrade(empty, handedIn, terms, -5, nowMs)).toEqual({
      ...empty,
      quizSubmissionId: 3,
      workflowState: 'graded',
      score: 8,
      grade: '8',
      attempt: 1,
      submissionType: 'online_quiz',
      body: 'user: 7, quiz: 5, score: 6.5, time: 2026-09-01 09:00:05 UTC',
      submittedAtMs: nowMs - 4_000,
      gradedAtMs: nowMs,
      graderId: -5,
      gradeMatchesCurrentSubmission: 1,
      postedAtMs: nowMs,
    });
  });

  test.each([
    ['complete', 1, 'graded', 1],
    ['complete', 2, 'graded', 1],
    ['pending_review', 1, 'pending_review', 1],
    ['pending_review', 2, 'pending_review', 0],
  ] as const)('of %s attempt %i is %s, and its grade of this work: %i', (state, attempt, row, matches) => {
    expect(quizGrade(empty, { ...handedIn, workflowState: state, attempt }, terms, -5, nowMs)).toMatchObject({
      workflowState: row,
      gradeMatchesCurrentSubmission: matches,
      attempt,
    });
  });

  test.each([
    ['at once', 0, null, nowMs],
    ['by hand', 1, null, null],
    ['already', 0, nowMs - hourMs, nowMs - hourMs],
    ['already, by hand', 1, nowMs - hourMs, nowMs - hourMs],
  ] as const)('is posted %s', (_, postManually, before, after) => {
    const manual = { ...terms, assignment: { ...terms.assignment, postManually } };
    const row = { ...empty, postedAtMs: before };
    expect(quizGrade(row, handedIn, manual, -5, nowMs).postedAtMs).toBe(after);
  });

  test('has the letter of the score where letters are given', () => {
    const letters = { ...terms, assignment: { ...terms.assignment, gradingType: 'letter_grade' as const } };
    expect(quizGrade(empty, handedIn, letters, -5, nowMs)).toMatchObject({ score: 8, grade: 'B-' });
  });

  // Milliseconds from the due date to the hand-in; points off, of ten.
  test.each([
    [-1, null, 8],
    [60_000, null, 8],
    [61_000, 1, 7],
    [2 * hourMs, 2, 6],
    [3 * hourMs, 3, 5],
  ])('handed in %i ms after it was due loses %s', (lateMs, deducted, score) => {
    const due = {
      ...terms,
      latePolicy: tenPercentAnHour,
      assignment: { ...terms.assignment, dueAtMs: nowMs - 4_000 - lateMs },
    };
    expect(quizGrade(empty, handedIn, due, -5, nowMs)).toMatchObject({
      score,
      grade: String(score),
      pointsDeducted: deducted,
    });
  });

  test('scored by a teacher is entered anew, before what lateness takes', () => {
    const due = {
      ...terms,
      latePolicy: tenPercentAnHour,
      assignment: { ...terms.assignment, dueAtMs: nowMs - 4_000 - 2 * hourMs },
    };
    const first = quizGrade(empty, handedIn, due, -5, nowMs);
    const second = quizGrade(first, { ...handedIn, keptScore: 10 }, due, 33, nowMs + hourMs);
    expect(second).toMatchObject({ score: 8, pointsDeducted: 2, graderId: 33, gradedAtMs: nowMs + hourMs });
  });

  test('of an excused student has no grade, but what was handed in', () => {
    const excused = { ...empty, excused: 1 as const, workflowState: 'graded' as const };
    expect(quizGrade(excused, handedIn, terms, -5, nowMs)).toMatchObject({
      excused: 1,
      score: null,
      grade: null,
      submittedAtMs: nowMs - 4_000,
      workflowState: 'graded',
    });
  });

  test('moves by its score alone while another attempt runs', () => {
    const before = quizGrade(empty, handedIn, terms, -5, nowMs);
    const running: QuizSubmission = {
      ...handedIn,
      attempt: 2,
      workflowState: 'untaken',
      score: null,
      keptScore: 9,
      finishedAtMs: null,
    };
    expect(quizGrade(before, running, terms, 33, nowMs + hourMs)).toEqual({
      ...before,
      score: 9,
      grade: '9',
      graderId: 33,
      gradedAtMs: nowMs + hourMs,
      body: 'user: 7, quiz: 5, score: 9.0, time: 2026-09-01 10:00:05 UTC',
    });
  });
});
