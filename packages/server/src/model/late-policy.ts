// What a course takes off for late and missing work. The arithmetic is in grading/. Percentages are 0 to 100.

import type { Flag } from './flag.ts';

export interface LatePolicy {
  id: number;
  courseId: number;
  missingSubmissionDeductionEnabled: Flag;
  missingSubmissionDeduction: number;
  lateSubmissionDeductionEnabled: Flag;
  /** For each interval begun. */
  lateSubmissionDeduction: number;
  lateSubmissionInterval: 'day' | 'hour';
  lateSubmissionMinimumPercentEnabled: Flag;
  lateSubmissionMinimumPercent: number;
  createdAtMs: number;
  updatedAtMs: number;
}
