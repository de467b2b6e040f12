// A grading scheme as somebody asks for it.

import { tooLong } from './course-draft.ts';
import { defaultGradingScheme, type GradingScheme } from './grading-standard.ts';
import { gradingSchemeEntriesMax, nameCharsMax } from './limits.ts';
import { type FieldFault, Refusal } from './refusal.ts';

export interface GradingStandardDraft {
  title: string | null;
  /** Lower bounds in percent, NaN for what could not be read; null for the default scheme. */
  entries: readonly { name: string; percent: number }[] | null;
}

/** Highest bound first. Raises record_invalid. Canvas: core reference §10.4. */
export function readGradingStandard({ title, entries }: GradingStandardDraft): {
  title: string;
  scheme: GradingScheme;
} {
  const faults: FieldFault[] = [];
  if (title === null || title.trim() === '')
    faults.push({ field: 'title', type: 'blank', message: "can't be blank" });
  else if ([...title].length > nameCharsMax) faults.push(tooLong('title'));
  if (entries !== null) faults.push(...entryFaults(entries));
  if (faults.length > 0 || title === null) throw new Refusal({ kind: 'record_invalid', faults });
  const scheme = entries?.map(({ name, percent }) => ({
    name,
    value: Number((percent / 100).toPrecision(12)),
  }));
  return { title, scheme: scheme?.sort((a, b) => b.value - a.value) ?? defaultGradingScheme };
}

function entryFaults(entries: NonNullable<GradingStandardDraft['entries']>): FieldFault[] {
  const names = new Set(entries.map(({ name }) => name.toLowerCase()));
  const bounds = new Set(entries.map(({ percent }) => percent));
  const messages: string[] = [];
  if (entries.length > gradingSchemeEntriesMax) messages.push('cannot have so many entries');
  if (entries.some(({ name }) => name.trim() === '' || [...name].length > nameCharsMax))
    messages.push('cannot contain empty or overlong names');
  if (names.size < entries.length) messages.push('cannot contain duplicate names');
  if (entries.some(({ percent }) => !(percent >= 0 && percent <= 100)))
    messages.push('cannot contain values that are not from 0 to 100');
  else if (bounds.size < entries.length) messages.push('cannot contain duplicate values');
  return messages.map((message) => ({ field: 'data', type: message, message }));
}
