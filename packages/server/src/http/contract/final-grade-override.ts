// Final grade overrides on the wire. Core reference §13.

import { type Static, Type } from 'typebox';
import { gradeOverridesMax } from '../../model/limits.ts';
import { decimalOf, isBlank } from '../../model/loose-value.ts';
import { malformed, Refusal } from '../../model/refusal.ts';
import type { OverrideAsked } from '../../operations/gradebook/override-grades.ts';
import { leadingInteger } from '../canvas-wire/ids.ts';
import { objectParam, stringParam } from '../canvas-wire/params.ts';

export const updateOverridesPath = '/api/v1/courses/:course_id/update_final_grade_overrides';

/** Canvas has the first alone, for its own pages. */
export const overridesPaths = [
  '/courses/:course_id/gradebook/final_grade_overrides',
  '/api/v1/courses/:course_id/gradebook/final_grade_overrides',
] as const;

const optional = (description: string) => Type.Optional(Type.Unknown({ description }));

export const overridesParams = Type.Object({
  course_id: Type.String({ description: 'Course id, or `sis_course_id:…`' }),
});

export const updateOverridesBody = Type.Object({
  grading_period_id: optional('There are no grading periods: naming one is refused'),
  override_scores: optional(
    'List of `{"student_id","override_score"}`: a percentage; null or empty takes the override away',
  ),
});

export const shownOverrides = Type.Object({
  final_grade_overrides: Type.Record(
    Type.String({ description: 'User id' }),
    Type.Object({
      course_grade: Type.Object({ percentage: Type.Number(), custom_grade_status_id: Type.Null() }),
    }),
  ),
});

/** Raises argument_invalid, parameter_missing, malformed, too_large. */
export function overridesAskedOf(body: Record<string, unknown>): OverrideAsked[] {
  if ((stringParam(body.grading_period_id, 'grading_period_id') ?? '') !== '') {
    throw new Refusal({ kind: 'argument_invalid', shape: 'error', message: 'invalid_grading_period' });
  }
  const { override_scores: lines } = body;
  if (lines == null || lines === '' || (Array.isArray(lines) && lines.length === 0)) {
    throw new Refusal({ kind: 'parameter_missing', parameter: 'override_scores' });
  }
  if (!Array.isArray(lines)) throw malformed('override_scores must be a list');
  if (lines.length > gradeOverridesMax) {
    const message = `override_scores must have at most ${gradeOverridesMax} elements; send less at a time`;
    throw new Refusal({ kind: 'too_large', message });
  }
  return lines.map(overrideAskedOf);
}

function overrideAskedOf(line: unknown): OverrideAsked {
  const given = objectParam(line, 'override_scores[]');
  if (given == null) throw malformed('override_scores[] must be an object');
  const id = given.student_id;
  const studentId = typeof id === 'string' || typeof id === 'number' ? id : null;
  return { userId: leadingInteger(String(studentId ?? '')), studentId, score: scoreOf(given.override_score) };
}

/** NaN for what is no number: Canvas reports that line and goes on with the others. */
function scoreOf(value: unknown): number | null | undefined {
  if (value === undefined) return undefined;
  return isBlank(value) ? null : decimalOf(value);
}

export function overridesJson(
  overrides: readonly { userId: number; overrideScore: number }[],
): Static<typeof shownOverrides> {
  return {
    final_grade_overrides: Object.fromEntries(
      overrides.map(({ userId, overrideScore }) => [
        String(userId),
        { course_grade: { percentage: overrideScore, custom_grade_status_id: null } },
      ]),
    ),
  };
}
