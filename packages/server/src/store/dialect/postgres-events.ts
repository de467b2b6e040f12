// How PostgreSQL stores a group of quiz events: one statement, one array for each column.

import type { Pool } from 'pg';
import type { NewQuizEvent } from '../database.ts';
import { type ArrayType, bigintArray, doubleArray, encodeArray, textArray } from './postgres-array.ts';

const columns: readonly [
  name: string,
  type: ArrayType,
  value: (event: NewQuizEvent) => string | number | null,
][] = [
  ['quiz_submission_id', bigintArray, (event) => event.quizSubmissionId],
  ['attempt', bigintArray, (event) => event.attempt],
  ['event_type', textArray, (event) => event.eventType],
  ['event_data', textArray, (event) => event.eventData],
  ['client_timestamp_ms', bigintArray, (event) => event.clientTimestampMs],
  ['created_at_ms', bigintArray, (event) => event.createdAtMs],
  ['sent_at_ms', bigintArray, (event) => event.sentAtMs],
  ['source', textArray, (event) => event.source],
  ['client_event_id', textArray, (event) => event.clientEventId],
  ['page_session', textArray, (event) => event.pageSession],
  ['sequence', bigintArray, (event) => event.sequence],
  ['elapsed_ms', doubleArray, (event) => event.elapsedMs],
];

const names = columns.map(([name]) => name).join(', ');
const arrays = columns.map(([, type], index) => `$${index + 1}::${type.name}[]`).join(', ');

const insertPlain = `insert into quiz_events (${names}) select * from unnest(${arrays})`;

/** Receipts in key order, so that two groups with the same events wait for each other instead of deadlocking. */
const insertFresh = `
with posted as (
  select * from unnest(${arrays}) with ordinality as p(${names}, ord)
), fresh as (
  insert into quiz_event_receipts (quiz_submission_id, client_event_id)
  select quiz_submission_id, client_event_id from posted where client_event_id is not null order by 1, 2
  on conflict do nothing
  returning quiz_submission_id, client_event_id
)
insert into quiz_events (${names})
select ${names} from posted p
where client_event_id is null or exists (
  select from fresh f
  where f.quiz_submission_id = p.quiz_submission_id and f.client_event_id = p.client_event_id
)
order by ord`;

/** Stores `events` in order, in one statement, which is one commit; skips client ids that are stored already. */
export async function insertEvents(pool: Pool, events: readonly NewQuizEvent[]): Promise<void> {
  const isPlain = events.every((event) => event.clientEventId === null);
  const rows = isPlain ? events : firstOfEach(events);
  const values = columns.map(([, type, value]) => encodeArray(type, rows.map(value)));
  await pool.query(
    isPlain
      ? { name: 'insert-quiz-events', text: insertPlain, values }
      : { name: 'insert-fresh-quiz-events', text: insertFresh, values },
  );
}

/** A statement does not see its own rows, so repeats inside one group are dropped here. */
function firstOfEach(events: readonly NewQuizEvent[]): NewQuizEvent[] {
  const seen = new Set<string>();
  return events.filter((event) => {
    if (event.clientEventId === null) return true;
    const key = `${event.quizSubmissionId} ${event.clientEventId}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
