// Which lines of a log the reader wants to see. Pure.

import type { LogState } from './log-views.ts';
import { type ReadLog, rowText } from './read-log.ts';

export type Choice = Pick<LogState, 'range' | 'types' | 'sources' | 'questionId' | 'search'>;

/** The texts that are searched, each made once: what the line says, its type and its data. */
export type SearchTexts = (place: number) => string;

export function searchTexts(read: ReadLog): SearchTexts {
  const texts: (string | undefined)[] = [];
  return (place) => {
    const row = read.rows[place];
    if (row === undefined) return '';
    texts[place] ??=
      `${rowText(read, row)} ${row.event.type} ${JSON.stringify(row.event.data)} ${row.event.id}`.toLowerCase();
    return texts[place];
  };
}

/** Places of the rows, in order. Every word of the search must be there, in any case. */
export function chosenRows(read: ReadLog, choice: Choice, textOf: SearchTexts): number[] {
  const types = new Set(choice.types);
  const sources = new Set(choice.sources);
  const words = choice.search.toLowerCase().split(/\s+/).filter(Boolean);
  const { range, questionId } = choice;
  const chosen: number[] = [];
  read.rows.forEach(({ event, facts }, place) => {
    if (range !== null && (event.atMs < range.fromMs || event.atMs > range.toMs)) return;
    if (types.size > 0 && !types.has(event.type ?? '')) return;
    if (sources.size > 0 && !sources.has(event.source)) return;
    if (
      questionId !== null &&
      !facts.questionIds.includes(questionId) &&
      !facts.clearedIds.includes(questionId)
    )
      return;
    if (words.length > 0) {
      const text = textOf(place);
      if (!words.every((word) => text.includes(word))) return;
    }
    chosen.push(place);
  });
  return chosen;
}

/** Each type that the log has, and how often; the most frequent first. */
export function typesIn({ rows }: Pick<ReadLog, 'rows'>): { type: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { event } of rows) counts.set(event.type ?? '', (counts.get(event.type ?? '') ?? 0) + 1);
  return [...counts].map(([type, count]) => ({ type, count })).sort((one, other) => other.count - one.count);
}
