// What a caller may set on a section, and what comes of it. Knows no right: what the caller may not set is taken out or
// refused before it comes here.

import type { CourseSection } from './course.ts';
import { asFlag, nameOr, tooLong, valueOr } from './course-draft.ts';
import { nameCharsMax } from './limits.ts';
import { type FieldFault, Refusal } from './refusal.ts';

/** Fields as asked for: undefined leaves one as it is, null clears it. */
export interface SectionDraft {
  name?: string | null | undefined;
  sisSectionId?: string | null | undefined;
  integrationId?: string | null | undefined;
  startAtMs?: number | null | undefined;
  endAtMs?: number | null | undefined;
  restrictEnrollmentsToSectionDates?: boolean | undefined;
}

export type SectionFields = Pick<
  CourseSection,
  'name' | 'sisSectionId' | 'integrationId' | 'startAtMs' | 'endAtMs' | 'restrictEnrollmentsToSectionDates'
>;

/** A section without a name is named like its course. */
export const blankSection: SectionFields = {
  name: '',
  sisSectionId: null,
  integrationId: null,
  startAtMs: null,
  endAtMs: null,
  restrictEnrollmentsToSectionDates: 0,
};

/** The section after the draft. Blank ids are none. Canvas: core reference §7.1. Raises record_invalid. */
export function applySectionDraft(
  section: SectionFields,
  draft: SectionDraft,
  courseName: string,
): SectionFields {
  const applied: SectionFields = {
    name: nameOr(draft.name, section.name) || courseName,
    sisSectionId: nameOr(draft.sisSectionId, section.sisSectionId),
    integrationId: nameOr(draft.integrationId, section.integrationId),
    startAtMs: valueOr(draft.startAtMs, section.startAtMs),
    endAtMs: valueOr(draft.endAtMs, section.endAtMs),
    restrictEnrollmentsToSectionDates: asFlag(
      draft.restrictEnrollmentsToSectionDates,
      section.restrictEnrollmentsToSectionDates,
    ),
  };
  const faults = faultsOf(applied);
  if (faults.length > 0) throw new Refusal({ kind: 'record_invalid', faults });
  return applied;
}

function faultsOf({ name, sisSectionId, integrationId, startAtMs, endAtMs }: SectionFields): FieldFault[] {
  const texts: [field: string, text: string | null][] = [
    ['name', name],
    ['sis_source_id', sisSectionId],
    ['integration_id', integrationId],
  ];
  const faults = texts
    .filter(([, text]) => [...(text ?? '')].length > nameCharsMax)
    .map(([field]) => tooLong(field));
  if (startAtMs !== null && endAtMs !== null && endAtMs < startAtMs) {
    const message = 'End date cannot be before start date';
    faults.push({ field: 'end_at', type: message, message });
  }
  return faults;
}
