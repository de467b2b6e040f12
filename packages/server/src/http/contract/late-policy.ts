// Late policies on the wire: path, what is posted, and how one is written. Core reference §20.

import { type Static, Type } from 'typebox';
import type { LatePolicy } from '../../model/late-policy.ts';
import type { LatePolicyDraft } from '../../model/late-policy-draft.ts';
import { decimalOf, isBlank } from '../../model/loose-value.ts';
import { Refusal } from '../../model/refusal.ts';
import { wireTime } from '../../model/time.ts';
import { booleanParam, objectParam, stringParam } from '../canvas-wire/params.ts';

export const latePolicyPath = '/api/v1/courses/:id/late_policy';

export const latePolicyParams = Type.Object({
  id: Type.String({ description: 'Course id, or `sis_course_id:…`' }),
});

const optional = (description: string) => Type.Optional(Type.Unknown({ description }));

export const postedLatePolicy = Type.Object({
  late_policy: Type.Optional(
    Type.Union([
      Type.Null(),
      Type.Object({
        missing_submission_deduction_enabled: optional('Whether missing work gets a score by itself'),
        missing_submission_deduction: optional('Percent of the points, 0 to 100'),
        late_submission_deduction_enabled: optional('Whether late work loses points'),
        late_submission_deduction: optional('Percent of the points for each interval begun, 0 to 100'),
        late_submission_interval: optional('`day` (if absent) or `hour`'),
        late_submission_minimum_percent_enabled: optional(
          'Whether there is a percentage that lateness leaves',
        ),
        late_submission_minimum_percent: optional('That percentage, 0 to 100'),
      }),
    ]),
  ),
});

export const shownLatePolicy = Type.Object({
  late_policy: Type.Object({
    id: Type.Integer(),
    course_id: Type.Integer(),
    missing_submission_deduction_enabled: Type.Boolean(),
    missing_submission_deduction: Type.Number(),
    late_submission_deduction_enabled: Type.Boolean(),
    late_submission_deduction: Type.Number(),
    late_submission_interval: Type.Unsafe<'day' | 'hour'>({ enum: ['day', 'hour'] }),
    late_submission_minimum_percent_enabled: Type.Boolean(),
    late_submission_minimum_percent: Type.Number(),
    created_at: Type.String(),
    updated_at: Type.String(),
  }),
});

export function latePolicyJson(policy: LatePolicy): Static<typeof shownLatePolicy> {
  return {
    late_policy: {
      id: policy.id,
      course_id: policy.courseId,
      missing_submission_deduction_enabled: policy.missingSubmissionDeductionEnabled === 1,
      missing_submission_deduction: policy.missingSubmissionDeduction,
      late_submission_deduction_enabled: policy.lateSubmissionDeductionEnabled === 1,
      late_submission_deduction: policy.lateSubmissionDeduction,
      late_submission_interval: policy.lateSubmissionInterval,
      late_submission_minimum_percent_enabled: policy.lateSubmissionMinimumPercentEnabled === 1,
      late_submission_minimum_percent: policy.lateSubmissionMinimumPercent,
      created_at: wireTime(policy.createdAtMs),
      updated_at: wireTime(policy.updatedAtMs),
    },
  };
}

/** Raises parameter_missing without `late_policy`, malformed for a value that cannot be read. */
export function latePolicyDraftOf(body: Record<string, unknown>): LatePolicyDraft {
  const policy = objectParam(body.late_policy, 'late_policy');
  if (policy == null) throw new Refusal({ kind: 'parameter_missing', parameter: 'late_policy' });
  const flag = (key: string) => booleanParam(policy[key], `late_policy[${key}]`);
  return {
    missingSubmissionDeductionEnabled: flag('missing_submission_deduction_enabled'),
    missingSubmissionDeduction: percentOf(policy.missing_submission_deduction),
    lateSubmissionDeductionEnabled: flag('late_submission_deduction_enabled'),
    lateSubmissionDeduction: percentOf(policy.late_submission_deduction),
    lateSubmissionInterval: stringParam(
      policy.late_submission_interval,
      'late_policy[late_submission_interval]',
    ),
    lateSubmissionMinimumPercentEnabled: flag('late_submission_minimum_percent_enabled'),
    lateSubmissionMinimumPercent: percentOf(policy.late_submission_minimum_percent),
  };
}

function percentOf(value: unknown): number | null | undefined {
  if (value === undefined) return undefined;
  return isBlank(value) ? null : decimalOf(value);
}
