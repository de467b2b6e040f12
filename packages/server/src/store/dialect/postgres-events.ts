// How PostgreSQL stores a group of quiz events, and with it what their pages' clocks said: one statement, one array for
// each column.

import type { Pool } from 'pg';
import type { KeyValue } from '../database.ts';
import { clientEventIdAt, eventColumns, eventWidth, withoutEventsAt } from './event-values.ts';
import { clockColumns, clockWidth, mergeClock } from './page-clock-values.ts';
import { type ArrayType, bigintArray, doubleArray, encodeArray, textArray } from './postgres-array.ts';
import { lockedWriting } from './quiz-event-lock.ts';

const types: Record<(typeof eventColumns)[number], ArrayType> = {
  quiz_submission_id: bigintArray,
  attempt: bigintArray,
  event_type: textArray,
  event_data: textArray,
  client_timestamp_ms: bigintArray,
  created_at_ms: bigintArray,
  sent_at_ms: bigintArray,
  source: textArray,
  client_event_id: textArray,
  page_session: textArray,
  sequence: bigintArray,
  elapsed_ms: doubleArray,
};

const clockTypes: Record<(typeof clockColumns)[number], ArrayType> = {
  quiz_submission_id: bigintArray,
  attempt: bigintArray,
  page_session: textArray,
  since_ms: doubleArray,
  began_at_ms: bigintArray,
  wall_offset_ms: bigintArray,
  round_trip_ms: doubleArray,
  last_sequence: bigintArray,
  last_elapsed_ms: doubleArray,
  is_ending: bigintArray,
  first_received_at_ms: bigintArray,
  last_received_at_ms: bigintArray,
};

const names = eventColumns.join(', ');
const arrays = eventColumns.map((column, index) => `$${index + 1}::${types[column].name}[]`).join(', ');

const clockArrays = clockColumns
  .map((column, index) => `$${eventWidth + index + 1}::${clockTypes[column].name}[]`)
  .join(', ');

/** In key order, as receipts are. A part of the statement that nothing else reads, so it is done last. */
const mergedClocks = `, clocks as (
  insert into page_clocks (${clockColumns.join(', ')})
  select * from unnest(${clockArrays}) order by 1, 2, 3, 4${mergeClock}
)`;

const plain = (clocks: string): string => `
with ${lockedWriting}${clocks}
insert into quiz_events (${names})
select posted.* from writing cross join unnest(${arrays}) as posted`;

/** Receipts in key order, so that two groups with the same events wait for each other instead of deadlocking. */
const fresh = (clocks: string): string => `
with ${lockedWriting}${clocks}, posted as (
  select * from unnest(${arrays}) with ordinality as p(${names}, ord)
), fresh as (
  insert into quiz_event_receipts (quiz_submission_id, client_event_id)
  select quiz_submission_id, client_event_id from posted where client_event_id is not null order by 1, 2
  on conflict do nothing
  returning quiz_submission_id, client_event_id
)
insert into quiz_events (${names})
select ${names} from writing cross join posted p
where client_event_id is null or exists (
  select from fresh f
  where f.quiz_submission_id = p.quiz_submission_id and f.client_event_id = p.client_event_id
)
order by ord`;

const inserts = {
  plain: { name: 'insert-quiz-events', text: plain('') },
  fresh: { name: 'insert-fresh-quiz-events', text: fresh('') },
  plainWithClocks: { name: 'insert-quiz-events-and-clocks', text: plain(mergedClocks) },
  freshWithClocks: { name: 'insert-fresh-quiz-events-and-clocks', text: fresh(mergedClocks) },
};

/**
 * Stores a group in order, and the clocks of its pages, in one statement, which is one commit; skips client ids that are
 * stored already. Each clock is there once.
 */
export async function insertEvents(
  pool: Pick<Pool, 'query'>,
  group: KeyValue[],
  clockValues: KeyValue[] = [],
): Promise<void> {
  const isPlain = columnOf(group, eventWidth, clientEventIdAt).every(
    (clientEventId) => clientEventId === null,
  );
  const rows = isPlain ? group : firstOfEach(group);
  const values = eventColumns.map((column, index) =>
    encodeArray(types[column], columnOf(rows, eventWidth, index)),
  );
  if (clockValues.length === 0) {
    await pool.query({ ...(isPlain ? inserts.plain : inserts.fresh), values });
    return;
  }
  const clocks = clockColumns.map((column, index) =>
    encodeArray(clockTypes[column], columnOf(clockValues, clockWidth, index)),
  );
  const insert = isPlain ? inserts.plainWithClocks : inserts.freshWithClocks;
  await pool.query({ ...insert, values: [...values, ...clocks] });
}

function columnOf(values: readonly KeyValue[], width: number, column: number): KeyValue[] {
  const elements: KeyValue[] = [];
  for (let at = column; at < values.length; at += width) elements.push(values[at] ?? null);
  return elements;
}

/** A statement does not see its own rows, so repeats inside one group are dropped here. */
function firstOfEach(values: KeyValue[]): KeyValue[] {
  const seen = new Set<string>();
  const repeated = new Set<number>();
  for (let at = 0; at < values.length; at += eventWidth) {
    const clientEventId = values[at + clientEventIdAt] ?? null;
    if (clientEventId === null) continue;
    const key = `${values[at]} ${clientEventId}`;
    if (seen.has(key)) repeated.add(at);
    seen.add(key);
  }
  return withoutEventsAt(values, repeated);
}
