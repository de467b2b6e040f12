// A save of a submission for tests of what is announced of it, written as short as the rows of the reference's tables.

import type { SavedSubmission, SaveReason } from '../../src/facts/saved-submission.ts';
import type { Submission } from '../../src/model/submission.ts';
import { testStartMs } from './server.ts';

/** A row on which nothing has happened. */
export const placeholder: Submission = {
  id: 7,
  assignmentId: 5,
  userId: 3,
  quizSubmissionId: null,
  workflowState: 'unsubmitted',
  score: null,
  grade: null,
  pointsDeducted: null,
  excused: 0,
  attempt: null,
  submissionType: null,
  body: null,
  url: null,
  submittedAtMs: null,
  gradedAtMs: null,
  graderId: null,
  gradeMatchesCurrentSubmission: null,
  postedAtMs: null,
  latePolicyStatus: null,
  secondsLateOverride: null,
  createdAtMs: testStartMs - 1000,
  updatedAtMs: testStartMs - 1000,
};

/** Nothing but these columns is different; no changes at all are a save that made no difference. */
export function savedSubmission(
  before: Partial<Submission>,
  changes: Partial<Submission>,
  reason: SaveReason = 'save',
): SavedSubmission {
  const earlier = { ...placeholder, ...before };
  const isSame = Object.keys(changes).length === 0;
  return {
    assignment: {
      id: 5,
      courseId: 2,
      name: 'Essay',
      pointsPossible: 10,
      dueAtMs: null,
      submissionTypes: 'online_text_entry',
    },
    before: earlier,
    after: isSame ? earlier : { ...earlier, ...changes, updatedAtMs: testStartMs },
    reason,
  };
}
