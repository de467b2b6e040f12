// How PostgreSQL stores a group of quiz events: one statement, one array for each column.

import type { Pool } from 'pg';
import type { KeyValue } from '../database.ts';
import { clientEventIdAt, eventColumns, eventWidth, withoutEventsAt } from './event-values.ts';
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

const names = eventColumns.join(', ');
const arrays = eventColumns.map((column, index) => `$${index + 1}::${types[column].name}[]`).join(', ');

const insertPlain = `
with ${lockedWriting}
insert into quiz_events (${names})
select posted.* from writing cross join unnest(${arrays}) as posted`;

/** Receipts in key order, so that two groups with the same events wait for each other instead of deadlocking. */
const insertFresh = `
with ${lockedWriting}, posted as (
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

/** Stores a group in order, in one statement, which is one commit; skips client ids that are stored already. */
export async function insertEvents(pool: Pick<Pool, 'query'>, group: KeyValue[]): Promise<void> {
  const isPlain = columnOf(group, clientEventIdAt).every((clientEventId) => clientEventId === null);
  const rows = isPlain ? group : firstOfEach(group);
  const values = eventColumns.map((column, index) => encodeArray(types[column], columnOf(rows, index)));
  await pool.query(
    isPlain
      ? { name: 'insert-quiz-events', text: insertPlain, values }
      : { name: 'insert-fresh-quiz-events', text: insertFresh, values },
  );
}

function columnOf(values: readonly KeyValue[], column: number): KeyValue[] {
  const elements: KeyValue[] = [];
  for (let at = column; at < values.length; at += eventWidth) elements.push(values[at] ?? null);
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
