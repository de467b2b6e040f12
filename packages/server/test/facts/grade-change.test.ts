// When grade_change is announced, and what it says. Source: live events reference §3.1, row by row.

import { describe, expect, test } from 'vitest';
import { gradeChange, isGradeChange } from '../../src/facts/grade-change.ts';
import type { SaveReason } from '../../src/facts/saved-submission.ts';
import type { Submission } from '../../src/model/submission.ts';
import { savedSubmission } from '../support/saved-submission.ts';

type Row = Partial<Submission>;

const graded: Row = {
  workflowState: 'graded',
  score: 4,
  grade: '4',
  graderId: 9,
  gradedAtMs: 1,
  postedAtMs: 1,
};
const handedIn: Row = { workflowState: 'submitted', submissionType: 'online_text_entry', attempt: 1 };
const cleared: Row = { score: null, grade: null, graderId: 9, gradedAtMs: null };
const machine = { graderId: -11, quizSubmissionId: 8, submissionType: 'online_quiz', attempt: 1 } as const;
const edited: SaveReason = { pointsPossibleBefore: 10, editorId: 6 };

const setting = { studentSisId: null, quizId: null };

/** Of a body what a case is about; null is not announced. */
function told(before: Row, changes: Row, reason?: SaveReason) {
  return gradeChange(savedSubmission(before, changes, reason), setting)?.body ?? null;
}

describe('a grade change is announced', () => {
  const none = { grade: null, score: null, old_grade: null, old_score: null };
  test.each<[string, Row, Row, SaveReason, object]>([
    [
      'when a teacher first grades',
      { ...handedIn },
      { ...graded },
      'save',
      { grade: '4', score: 4, old_grade: null, old_score: null, grader_id: 9, grading_complete: true },
    ],
    [
      'when another grade is given',
      graded,
      { score: 5, grade: '5' },
      'save',
      { grade: '5', score: 5, old_grade: '4', old_score: 4, grader_id: 9 },
    ],
    ['when the letter alone moves', graded, { grade: 'B' }, 'save', { grade: 'B', old_grade: '4', score: 4 }],
    [
      'when a grade is cleared of what is handed in',
      { ...handedIn, ...graded },
      { ...cleared, workflowState: 'submitted' },
      'save',
      { ...none, old_grade: '4', old_score: 4, grading_complete: false },
    ],
    [
      'when a grade is cleared and nothing is handed in',
      graded,
      { ...cleared, workflowState: 'unsubmitted' },
      'save',
      { ...none, old_grade: '4', old_score: 4, grading_complete: false },
    ],
    [
      'when a student is excused',
      graded,
      { excused: 1, score: null, grade: null },
      'save',
      { ...none, old_grade: '4', old_score: 4, grading_complete: true },
    ],
    [
      'when a student is excused no more',
      { excused: 1, workflowState: 'graded' },
      { excused: 0, workflowState: 'unsubmitted' },
      'save',
      { ...none, grading_complete: false },
    ],
    [
      'when a quiz grades itself, with no grader',
      {},
      { ...graded, ...machine },
      'save',
      { score: 4, old_score: null, grader_id: null, grading_complete: true },
    ],
    [
      'when a quiz is handed in that waits for a person',
      {},
      { ...graded, ...machine, workflowState: 'pending_review' },
      'save',
      { score: 4, grader_id: null, grading_complete: false },
    ],
    [
      'when the person has scored it',
      { ...graded, ...machine, workflowState: 'pending_review' },
      { score: 6, grade: '6', graderId: 9, workflowState: 'graded' },
      'save',
      { score: 6, old_score: 4, grader_id: 9, grading_complete: true },
    ],
    [
      'when it is graded now, with the very grade that it had',
      { ...graded, workflowState: 'submitted' },
      { workflowState: 'graded' },
      'save',
      { score: 4, old_score: 4, grade: '4', old_grade: '4', grading_complete: true },
    ],
    [
      'when one row is posted, though nothing is graded',
      {},
      { postedAtMs: 2 },
      'save',
      { ...none, muted: false, grading_complete: false, grader_id: null },
    ],
    [
      'when a graded row is hidden',
      graded,
      { postedAtMs: null },
      'save',
      { muted: true, score: 4, old_score: 4 },
    ],
    [
      'once when the grade is given and posted',
      { ...handedIn },
      { ...graded, postedAtMs: 3 },
      'save',
      { muted: false, score: 4, old_score: null },
    ],
    [
      'when the assignment is posted',
      { ...graded, postedAtMs: null },
      { postedAtMs: 3 },
      'posting',
      { muted: false, score: 4, grade: '4', old_score: 4, old_grade: '4', grader_id: 9 },
    ],
    ['when the assignment is hidden', graded, { postedAtMs: null }, 'posting', { muted: true, score: 4 }],
    ['when it is hidden that was hidden', { ...graded, postedAtMs: null }, {}, 'posting', { muted: true }],
    [
      'of excused work too when the assignment is hidden',
      { workflowState: 'graded', excused: 1, postedAtMs: 1 },
      { postedAtMs: null },
      'posting',
      { ...none, muted: true },
    ],
    [
      'when the points of the assignment change, though the grade does not',
      graded,
      {},
      { pointsPossibleBefore: 8, editorId: 6 },
      { score: 4, old_score: 4, points_possible: 10, old_points_possible: 8, grader_id: 6 },
    ],
    [
      'when complete work has the new points',
      { ...graded, score: 8, grade: 'complete' },
      { score: 10 },
      { pointsPossibleBefore: 8, editorId: 6 },
      { grade: 'complete', score: 10, old_grade: 'complete', old_score: 8, old_points_possible: 8 },
    ],
    [
      'when another scheme gives another letter',
      { ...graded, grade: 'F' },
      { grade: 'D' },
      edited,
      { grade: 'D', old_grade: 'F', old_points_possible: 10, grader_id: 6 },
    ],
    [
      'of a machine’s grade too when the assignment changes, in the name of who did it',
      { ...graded, ...machine },
      {},
      edited,
      { grader_id: 6, score: 4 },
    ],
    [
      'when the assignment changes by itself, with the grader there was',
      graded,
      {},
      { pointsPossibleBefore: null, editorId: null },
      { grader_id: 9, old_points_possible: null },
    ],
    [
      'of work that waits for a new grade when the assignment changes its old one',
      { ...handedIn, ...graded, workflowState: 'submitted' },
      { grade: 'B' },
      edited,
      { grade: 'B', old_grade: '4', grading_complete: false },
    ],
  ])('%s', (_, before, changes, reason, expected) => {
    expect(told(before, changes, reason)).toMatchObject(expected);
  });
});

describe('no grade change is announced', () => {
  test.each<[string, Row, Row, SaveReason]>([
    ['when the same grade is saved again', graded, {}, 'save'],
    ['when it is saved again by another grader', graded, { graderId: 10, gradedAtMs: 5 }, 'save'],
    ['when work is handed in', {}, { ...handedIn, body: 'Work.' }, 'save'],
    [
      'when graded work is handed in again',
      graded,
      { workflowState: 'submitted', attempt: 2, body: 'More.', gradeMatchesCurrentSubmission: 0 },
      'save',
    ],
    [
      'when only body, attempt or status move',
      graded,
      { body: 'x', attempt: 2, secondsLateOverride: 5 },
      'save',
    ],
    [
      'when a quiz is taken again with the same kept score',
      { ...graded, ...machine },
      { attempt: 2, body: 'user: 3, quiz: 11, score: 1.0, time: …', submittedAtMs: 5, gradedAtMs: 5 },
      'save',
    ],
    ['when a quiz is begun', {}, { quizSubmissionId: 8 }, 'save'],
    ['when the late policy takes points', graded, { score: 3, grade: '3', pointsDeducted: 1 }, 'late_policy'],
    [
      'when the late policy grades what is missing',
      {},
      { score: 0, grade: '0', workflowState: 'graded', postedAtMs: 5 },
      'late_policy',
    ],
    ['when an assignment is posted and this is not graded', handedIn, { postedAtMs: 5 }, 'posting'],
    [
      'when an assignment is hidden and this waits for a person',
      { ...graded, workflowState: 'pending_review' },
      { postedAtMs: null },
      'posting',
    ],
    ['when an assignment changes and this is not graded', handedIn, {}, edited],
  ])('%s', (_, before, changes, reason) => {
    const saved = savedSubmission(before, changes, reason);
    expect(isGradeChange(saved)).toBe(false);
    expect(gradeChange(saved, setting)).toBeNull();
  });
});

test('a grade change says all of it, in the order of the reference', () => {
  const saved = savedSubmission(
    { ...graded, quizSubmissionId: 8, attempt: 2 },
    { score: 5, grade: '5', postedAtMs: null },
  );
  const fact = gradeChange(saved, { studentSisId: 'S-1', quizId: 11 });
  expect(fact).toEqual({
    eventName: 'grade_change',
    courseId: 2,
    assignmentId: 5,
    userId: 3,
    body: {
      submission_id: 7,
      assignment_id: 5,
      assignment_name: 'Essay',
      grade: '5',
      old_grade: '4',
      score: 5,
      old_score: 4,
      points_possible: 10,
      old_points_possible: 10,
      grader_id: 9,
      student_id: 3,
      student_sis_id: 'S-1',
      user_id: 3,
      grading_complete: true,
      muted: true,
    },
    details: {
      attempt: 2,
      quiz_id: 11,
      quiz_submission_id: 8,
      points_possible: 10,
      counts_another: null,
    },
  });
  expect(Object.keys(fact?.body ?? {})).toEqual([
    ...['submission_id', 'assignment_id', 'assignment_name', 'grade', 'old_grade', 'score', 'old_score'],
    ...['points_possible', 'old_points_possible', 'grader_id', 'student_id', 'student_sis_id', 'user_id'],
    ...['grading_complete', 'muted'],
  ]);
});
