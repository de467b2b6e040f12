// When submission_created and submission_updated are announced, and what they say. Source: live events reference §3.5.

import { expect, test } from 'vitest';
import type { SaveReason } from '../../src/facts/saved-submission.ts';
import { submissionSaved } from '../../src/facts/submission.ts';
import type { Submission } from '../../src/model/submission.ts';
import { savedSubmission } from '../support/saved-submission.ts';
import { testStartMs } from '../support/server.ts';

type Row = Partial<Submission>;

const handedIn: Row = { workflowState: 'submitted', submissionType: 'online_text_entry', attempt: 1 };
const waiting: Row = { workflowState: 'pending_review', submissionType: 'online_quiz', attempt: 1, score: 1 };
const graded: Row = { workflowState: 'graded', score: 4, grade: '4' };
const edited: SaveReason = { pointsPossibleBefore: 8, editorId: 6 };

test.each<[string, Row, Row, SaveReason, string | null]>([
  ['work is handed in', {}, handedIn, 'save', 'submission_created'],
  ['work is handed in again', handedIn, { attempt: 2 }, 'save', 'submission_created'],
  ['graded work is handed in again', graded, { ...handedIn, attempt: 2 }, 'save', 'submission_created'],
  ['a quiz is handed in that waits for a person', {}, waiting, 'save', 'submission_created'],
  ['it is handed in again', waiting, { attempt: 2 }, 'save', 'submission_created'],
  [
    'a grade is taken away from work that is handed in',
    { ...handedIn, ...graded },
    { workflowState: 'submitted', score: null, grade: null },
    'save',
    'submission_created',
  ],
  ['a quiz that grades itself is handed in', {}, { ...waiting, ...graded }, 'save', 'submission_updated'],
  ['a graded quiz is taken again', { ...waiting, ...graded }, { attempt: 2 }, 'save', 'submission_updated'],
  ['a person has scored what waited', waiting, { workflowState: 'graded' }, 'save', 'submission_updated'],
  ['work is graded', handedIn, graded, 'save', 'submission_updated'],
  ['a teacher grades where nothing is handed in', {}, graded, 'save', 'submission_updated'],
  ['a student is excused', {}, { workflowState: 'graded', excused: 1 }, 'save', 'submission_updated'],
  ['one graded row is posted', graded, { postedAtMs: 5 }, 'save', 'submission_updated'],
  ['the late status is set', handedIn, { latePolicyStatus: 'late' }, 'save', 'submission_updated'],
  ['only the grader is another', graded, { graderId: 10 }, 'save', 'submission_updated'],
  ['an attempt begins on a graded row', graded, { quizSubmissionId: 8 }, 'save', 'submission_updated'],
  ['the assignment gives another grade', graded, { grade: 'B' }, edited, 'submission_updated'],
  ['an attempt begins', {}, { quizSubmissionId: 8 }, 'save', null],
  ['a status is set where nothing is handed in', {}, { latePolicyStatus: 'missing' }, 'save', null],
  ['a row is posted where nothing is handed in', {}, { postedAtMs: 5 }, 'save', null],
  [
    'a grade is taken away and nothing is handed in',
    graded,
    { workflowState: 'unsubmitted', score: null, grade: null },
    'save',
    null,
  ],
  ['nothing differs', graded, {}, 'save', null],
  ['the assignment changes and the row does not', graded, {}, edited, null],
  ['the late policy takes points', graded, { score: 3, pointsDeducted: 1 }, 'late_policy', null],
  ['the late policy grades what is missing', {}, { ...graded, score: 0 }, 'late_policy', null],
  ['an assignment is posted', graded, { postedAtMs: 5 }, 'posting', null],
])('%s', (_, before, changes, reason, eventName) => {
  const fact = submissionSaved(savedSubmission(before, changes, reason), testStartMs);
  expect(fact?.eventName ?? null).toBe(eventName);
});

test('all of it is said, in the order of the reference', () => {
  const saved = savedSubmission(handedIn, {
    ...graded,
    submittedAtMs: testStartMs - 60_000,
    gradedAtMs: testStartMs,
    postedAtMs: testStartMs,
    body: '<p>Work.</p>',
    url: 'https://example.edu/work',
  });
  const assignment = { ...saved.assignment, dueAtMs: testStartMs - 90_000 };
  const fact = submissionSaved({ ...saved, assignment }, testStartMs);
  expect(fact).toEqual({
    eventName: 'submission_updated',
    courseId: 2,
    assignmentId: 5,
    userId: 3,
    body: {
      submission_id: 7,
      assignment_id: 5,
      user_id: 3,
      submitted_at: '2026-09-01T08:59:00Z',
      graded_at: '2026-09-01T09:00:00Z',
      updated_at: '2026-09-01T09:00:00Z',
      score: 4,
      grade: '4',
      submission_type: 'online_text_entry',
      body: '<p>Work.</p>',
      url: 'https://example.edu/work',
      attempt: 1,
      late: true,
      missing: false,
      posted_at: '2026-09-01T09:00:00Z',
      workflow_state: 'graded',
    },
    details: { course_id: 2, is_waiting_again: null },
  });
  expect(Object.keys(fact?.body ?? {})).toEqual([
    ...['submission_id', 'assignment_id', 'user_id', 'submitted_at', 'graded_at', 'updated_at', 'score'],
    ...['grade', 'submission_type', 'body', 'url', 'attempt', 'late', 'missing', 'posted_at'],
    'workflow_state',
  ]);
});

test('work that waits again because its grade was taken away is told from work that is handed in', () => {
  const isWaitingAgain = (before: Row, changes: Row) =>
    submissionSaved(savedSubmission(before, changes), testStartMs)?.details?.is_waiting_again;
  const before = { ...handedIn, ...graded };
  const unmarked: Row = { workflowState: 'submitted', score: null, grade: null };
  expect(isWaitingAgain(before, unmarked)).toBe(true);
  expect(isWaitingAgain(before, { ...unmarked, attempt: 2 })).toBeNull();
  expect(isWaitingAgain({}, handedIn)).toBeNull();
});

test('what a teacher calls missing is missing', () => {
  const saved = savedSubmission(graded, { latePolicyStatus: 'missing' });
  expect(submissionSaved(saved, testStartMs)?.body).toMatchObject({ late: false, missing: true });
});
