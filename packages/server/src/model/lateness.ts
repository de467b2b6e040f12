// Whether a submission is late or missing, and by how much. What that costs is in grading/.

import type { Assignment } from './assignment.ts';
import type { Submission } from './submission.ts';

type Facts = Pick<
  Submission,
  'excused' | 'submittedAtMs' | 'submissionType' | 'graderId' | 'latePolicyStatus' | 'secondsLateOverride'
>;

/** A quiz is late only so long after it was due: handing it in takes its time. Canvas: core reference §20. */
const quizGraceMs = 60_000;

/** Types with which nothing is handed in here. */
const handedInElsewhere = new Set(['', 'none', 'not_graded', 'on_paper', 'external_tool', 'wiki_page']);

/** Whether students hand in anything here, so that it can be missing. */
export function expectsSubmission(assignment: Pick<Assignment, 'submissionTypes'>): boolean {
  return !handedInElsewhere.has(assignment.submissionTypes);
}

/**
 * Whole seconds after `dueAtMs`, of what is not handed in until now; 0 when in time or never due. A teacher's word that
 * it is late comes with a number of seconds of its own.
 */
export function secondsLate(submission: Facts, dueAtMs: number | null, nowMs: number): number {
  if (submission.latePolicyStatus === 'late') return submission.secondsLateOverride ?? 0;
  if (dueAtMs === null) return 0;
  const graceMs = submission.submissionType === 'online_quiz' ? quizGraceMs : 0;
  const lateMs = (submission.submittedAtMs ?? nowMs) - graceMs - dueAtMs;
  return Math.max(0, Math.floor(lateMs / 1000));
}

/** Canvas: excused work is never late; a teacher's status counts before the dates. */
export function isLate(submission: Facts, dueAtMs: number | null, nowMs: number): boolean {
  if (submission.excused === 1) return false;
  if (submission.latePolicyStatus !== null) return submission.latePolicyStatus === 'late';
  return submission.submittedAtMs !== null && isPastDue(submission, dueAtMs, nowMs);
}

/** Canvas: excused work is never missing, nor is what somebody has graded, unless a teacher says so. */
export function isMissing(
  submission: Facts,
  assignment: Pick<Assignment, 'submissionTypes'>,
  dueAtMs: number | null,
  nowMs: number,
): boolean {
  if (submission.excused === 1) return false;
  if (submission.latePolicyStatus !== null) return submission.latePolicyStatus === 'missing';
  if (submission.graderId !== null || submission.submittedAtMs !== null) return false;
  return isPastDue(submission, dueAtMs, nowMs) && expectsSubmission(assignment);
}

function isPastDue(submission: Facts, dueAtMs: number | null, nowMs: number): boolean {
  return secondsLate(submission, dueAtMs, nowMs) > 0;
}
