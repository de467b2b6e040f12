// Grading standards on the wire: path, what is posted, and how one is written. Core reference §10.4.

import { type Static, Type } from 'typebox';
import type { GradingScheme, GradingStandard } from '../../model/grading-standard.ts';
import type { GradingStandardDraft } from '../../model/grading-standard-draft.ts';
import { textCharsMax } from '../../model/limits.ts';
import { decimalOf, isBlank } from '../../model/loose-value.ts';
import { malformed } from '../../model/refusal.ts';
import { objectParam, stringParam } from '../canvas-wire/params.ts';

export const gradingStandardsPath = '/api/v1/courses/:course_id/grading_standards';

export const gradingStandardsParams = Type.Object({
  course_id: Type.String({ description: 'Course id, or `sis_course_id:…`' }),
});

const optional = (description: string) => Type.Optional(Type.Unknown({ description }));

export const gradingStandardsQuery = Type.Object({
  page: optional('From 1'),
  per_page: optional('1 to 100, 10 if absent'),
});

export const postedGradingStandard = Type.Object({
  title: optional('Required'),
  grading_scheme_entry: optional(
    'A list of `{"name": "A", "value": 94}`, values in percent; the default scheme if absent',
  ),
});

export const shownGradingStandard = Type.Object({
  id: Type.Integer(),
  title: Type.String(),
  context_type: Type.Literal('Course'),
  context_id: Type.Integer(),
  grading_scheme: Type.Array(
    Type.Object({
      name: Type.String(),
      value: Type.Number({ description: 'Lower bound, as a part of one' }),
    }),
  ),
});

export function gradingStandardJson(standard: GradingStandard): Static<typeof shownGradingStandard> {
  return {
    id: standard.id,
    title: standard.title,
    context_type: 'Course',
    context_id: standard.courseId,
    grading_scheme: [...(JSON.parse(standard.scheme) as GradingScheme)],
  };
}

/** Raises malformed when the entries are no list of objects. */
export function gradingStandardDraftOf(body: Record<string, unknown>): GradingStandardDraft {
  const { grading_scheme_entry: entries } = body;
  return {
    title: stringParam(body.title, 'title', textCharsMax) ?? null,
    entries: entries === undefined || isBlank(entries) ? null : entriesOf(entries),
  };
}

function entriesOf(value: unknown): NonNullable<GradingStandardDraft['entries']> {
  if (!Array.isArray(value)) throw malformed('grading_scheme_entry must be a list');
  const list: unknown[] = value;
  return list.map((item) => {
    const entry = objectParam(item, 'grading_scheme_entry[]') ?? {};
    return {
      name: stringParam(entry.name, 'grading_scheme_entry[][name]', textCharsMax) ?? '',
      percent: decimalOf(entry.value),
    };
  });
}
