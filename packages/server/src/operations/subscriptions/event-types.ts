// Which events there are to subscribe to, as Canvas groups them for those who choose.

import { eventCategories } from '../../facts/subscribable-events.ts';

/** Names by category. Undefined for a format that is not known. */
export type EventTypes = (format: string) => Record<string, string[]> | undefined;

/** `live-event` has all; of each other format, `has` says which events have a form in it. Empty categories are left out. */
export function eventTypesOf(
  formats: Readonly<Record<string, Pick<ReadonlySet<string>, 'has'>>>,
): EventTypes {
  const all = new Map([['live-event', { has: () => true }], ...Object.entries(formats)]);
  return (format) => {
    const chosen = all.get(format);
    if (chosen === undefined) return undefined;
    const categories = Object.entries(eventCategories);
    const formed = categories.map(
      ([name, names]) => [name, names.filter((event) => chosen.has(event))] as const,
    );
    return Object.fromEntries(formed.filter(([, names]) => names.length > 0));
  };
}
