// What a teacher says of one submission. What it makes of the submission is in grading/.

import type { LatePolicyStatus } from './submission.ts';

/** Null and undefined ask for nothing. */
export interface GradeAsked {
  /** As posted; empty text clears the grade. */
  postedGrade: string | null;
  /** False un-excuses, and clears the grade unless there is a new one. */
  excuse: boolean | null;
  /** Null takes the status away. */
  latePolicyStatus?: LatePolicyStatus | null;
  secondsLateOverride: number | null;
  /** Numbers are points also where the scheme has an entry of that name. */
  prefersPoints: boolean;
}

/** Whether anything is asked that concerns the grade. */
export function asksForGrade(asked: GradeAsked): boolean {
  return (
    asked.postedGrade !== null ||
    asked.excuse !== null ||
    asked.latePolicyStatus !== undefined ||
    asked.secondsLateOverride !== null
  );
}
