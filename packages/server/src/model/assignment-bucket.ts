// Buckets: lists of assignments by when they are due and what became of them.

import type { Assignment } from './assignment.ts';
import { expectsSubmission } from './lateness.ts';

export const assignmentBuckets = [
  'past',
  'overdue',
  'undated',
  'ungraded',
  'unsubmitted',
  'upcoming',
  'future',
] as const;

export type AssignmentBucket = (typeof assignmentBuckets)[number];

const weekMs = 604_800_000;

/** What became of an assignment, from the viewer. */
export interface AssignmentProgress {
  /** The viewer's own work. */
  isHandedIn: boolean;
  isGraded: boolean;
  /** The viewer may hand something in. */
  maySubmit: boolean;
  /** Work that waits for the viewer to grade it. */
  needsGradingCount: number;
}

/** Canvas: past and future have every assignment between them, one without a date is future. */
export function isInBucket(
  bucket: AssignmentBucket,
  assignment: Pick<Assignment, 'dueAtMs' | 'submissionTypes'>,
  progress: AssignmentProgress,
  nowMs: number,
): boolean {
  const { dueAtMs } = assignment;
  const isPast = dueAtMs !== null && dueAtMs < nowMs;
  switch (bucket) {
    case 'past':
      return isPast;
    case 'future':
      return !isPast;
    case 'undated':
      return dueAtMs === null;
    case 'upcoming':
      return dueAtMs !== null && !isPast && dueAtMs <= nowMs + weekMs;
    case 'overdue':
      return isPast && progress.maySubmit && !progress.isGraded && expectsSubmission(assignment);
    case 'unsubmitted':
      return !progress.isHandedIn && expectsSubmission(assignment);
    case 'ungraded':
      return progress.needsGradingCount > 0 && expectsSubmission(assignment);
  }
}
