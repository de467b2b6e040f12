// A submission: the row that one student has on one assignment in the gradebook, from the day both are in the course.

import type { Flag } from './flag.ts';

export type SubmissionState = 'unsubmitted' | 'submitted' | 'graded' | 'pending_review' | 'deleted';

export const latePolicyStatuses = ['late', 'missing', 'extended', 'none'] as const;
export type LatePolicyStatus = (typeof latePolicyStatuses)[number];

export interface Submission {
  id: number;
  assignmentId: number;
  userId: number;
  /** On a quiz's own assignment, once there is one. */
  quizSubmissionId: number | null;
  workflowState: SubmissionState;
  /** After the late policy. */
  score: number | null;
  grade: string | null;
  /** What the late policy took; `score + pointsDeducted` is what was entered. */
  pointsDeducted: number | null;
  excused: Flag;
  attempt: number | null;
  submissionType: string | null;
  body: string | null;
  url: string | null;
  submittedAtMs: number | null;
  gradedAtMs: number | null;
  /** Canvas: minus the quiz's id when the server graded it. */
  graderId: number | null;
  gradeMatchesCurrentSubmission: Flag | null;
  /** When the student was let see the grade; null when they were not. */
  postedAtMs: number | null;
  latePolicyStatus: LatePolicyStatus | null;
  secondsLateOverride: number | null;
  createdAtMs: number;
  updatedAtMs: number;
}

export interface SubmissionComment {
  id: number;
  submissionId: number;
  authorId: number;
  comment: string;
  attempt: number | null;
  createdAtMs: number;
  editedAtMs: number | null;
}

/** One change of a grade, kept for good: who, when, from what to what. */
export interface GradeChange {
  id: number;
  submissionId: number;
  courseId: number;
  assignmentId: number;
  userId: number;
  /** As in `Submission`: negative is the server. Null when a change of the course's set-up did it. */
  graderId: number | null;
  createdAtMs: number;
  scoreBefore: number | null;
  scoreAfter: number | null;
  gradeBefore: string | null;
  gradeAfter: string | null;
  excusedBefore: Flag;
  excusedAfter: Flag;
}
