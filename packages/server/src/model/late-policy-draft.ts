// What a caller may set on a late policy, and what comes of it.

import { type Flag, flag } from './flag.ts';
import type { LatePolicy } from './late-policy.ts';
import { type FieldFault, Refusal } from './refusal.ts';

/** Fields as asked for: undefined leaves one as it is, null clears it. Numbers that could not be read are NaN. */
export interface LatePolicyDraft {
  missingSubmissionDeductionEnabled?: boolean | null | undefined;
  missingSubmissionDeduction?: number | null | undefined;
  lateSubmissionDeductionEnabled?: boolean | null | undefined;
  lateSubmissionDeduction?: number | null | undefined;
  lateSubmissionInterval?: string | null | undefined;
  lateSubmissionMinimumPercentEnabled?: boolean | null | undefined;
  lateSubmissionMinimumPercent?: number | null | undefined;
}

export type LatePolicyFields = Omit<LatePolicy, 'id' | 'courseId' | 'createdAtMs' | 'updatedAtMs'>;

/** What a new policy has unless it is said. Canvas: core reference §20. */
export const blankLatePolicy: LatePolicyFields = {
  missingSubmissionDeductionEnabled: 0,
  missingSubmissionDeduction: 0,
  lateSubmissionDeductionEnabled: 0,
  lateSubmissionDeduction: 0,
  lateSubmissionInterval: 'day',
  lateSubmissionMinimumPercentEnabled: 0,
  lateSubmissionMinimumPercent: 0,
};

/** The policy after the draft. Raises late_policy_invalid. */
export function applyLatePolicyDraft(policy: LatePolicyFields, draft: LatePolicyDraft): LatePolicyFields {
  const faults: FieldFault[] = [];
  const percent = (field: string, current: number, asked: number | null | undefined): number => {
    if (asked === undefined) return current;
    faults.push(...percentFaults(field, asked));
    return asked ?? current;
  };
  const applied: LatePolicyFields = {
    missingSubmissionDeductionEnabled: flagAfter(
      policy.missingSubmissionDeductionEnabled,
      draft.missingSubmissionDeductionEnabled,
    ),
    missingSubmissionDeduction: percent(
      'missing_submission_deduction',
      policy.missingSubmissionDeduction,
      draft.missingSubmissionDeduction,
    ),
    lateSubmissionDeductionEnabled: flagAfter(
      policy.lateSubmissionDeductionEnabled,
      draft.lateSubmissionDeductionEnabled,
    ),
    lateSubmissionDeduction: percent(
      'late_submission_deduction',
      policy.lateSubmissionDeduction,
      draft.lateSubmissionDeduction,
    ),
    lateSubmissionInterval: intervalAfter(policy, draft, faults),
    lateSubmissionMinimumPercentEnabled: flagAfter(
      policy.lateSubmissionMinimumPercentEnabled,
      draft.lateSubmissionMinimumPercentEnabled,
    ),
    lateSubmissionMinimumPercent: percent(
      'late_submission_minimum_percent',
      policy.lateSubmissionMinimumPercent,
      draft.lateSubmissionMinimumPercent,
    ),
  };
  if (faults.length > 0) throw new Refusal({ kind: 'late_policy_invalid', faults });
  return applied;
}

function percentFaults(field: string, asked: number | null): FieldFault[] {
  if (asked === null) return [{ field, type: 'blank', message: "can't be blank" }];
  if (Number.isNaN(asked)) return [{ field, type: 'not_a_number', message: 'is not a number' }];
  if (asked < 0)
    return [{ field, type: 'greater_than_or_equal_to', message: 'must be greater than or equal to 0' }];
  if (asked > 100)
    return [{ field, type: 'less_than_or_equal_to', message: 'must be less than or equal to 100' }];
  return [];
}

function intervalAfter(
  policy: LatePolicyFields,
  { lateSubmissionInterval: asked }: LatePolicyDraft,
  faults: FieldFault[],
): LatePolicy['lateSubmissionInterval'] {
  if (asked === undefined) return policy.lateSubmissionInterval;
  if (asked === 'day' || asked === 'hour') return asked;
  const message = 'is not included in the list';
  faults.push({ field: 'late_submission_interval', type: 'inclusion', message });
  return policy.lateSubmissionInterval;
}

function flagAfter(current: Flag, asked: boolean | null | undefined): Flag {
  return asked === undefined ? current : flag(asked === true);
}
