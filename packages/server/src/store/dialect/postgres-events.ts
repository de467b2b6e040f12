// How PostgreSQL stores a group of quiz events, and with it what their pages' clocks said and where they came from: one
// statement, one array for each column.

import type { Pool } from 'pg';
import type { KeyValue } from '../database.ts';
import { mergeOrigin, originColumns } from './event-origin-values.ts';
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

const originTypes: Record<(typeof originColumns)[number], ArrayType> = {
  quiz_submission_id: bigintArray,
  attempt: bigintArray,
  page_session: textArray,
  client_address: textArray,
  user_agent: textArray,
  first_received_at_ms: bigintArray,
  last_received_at_ms: bigintArray,
};

type EventColumn = (typeof eventColumns)[number];

/** In key order, as receipts are. A part of the statement that nothing else reads, so it is done last. */
const mergedClocks = (others: number): string => `, clocks as (
  insert into page_clocks (${clockColumns.join(', ')})
  select * from unnest(${arraysAfter(others, clockColumns, clockTypes)}) order by 1, 2, 3, 4${mergeClock}
)`;

/** The same of origins. */
const mergedOrigins = (others: number): string => `, origins as (
  insert into event_origins (${originColumns.join(', ')})
  select * from unnest(${arraysAfter(others, originColumns, originTypes)}) order by 1, 2, 3, 4, 5${mergeOrigin}
)`;

/** Arrays opened in the list of what is selected, and not behind `from`, are not stored in between: a seventh less work. */
const plain = (columns: readonly EventColumn[], beside: string): string => `
with ${lockedWriting}${beside}
insert into quiz_events (${columns.join(', ')})
select ${columns.map((column, index) => `unnest($${index + 1}::${types[column].name}[])`).join(', ')} from writing`;

/** Receipts in key order, so that two groups with the same events wait for each other instead of deadlocking. */
const fresh = (columns: readonly EventColumn[], beside: string): string => {
  const names = columns.join(', ');
  return `
with ${lockedWriting}${beside}, posted as (
  select * from unnest(${arraysAfter(0, columns, types)}) with ordinality as p(${names}, ord)
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
};

/** What Canvas's own client fills nothing of: left out together, so that there are few statements. */
const detailColumns: ReadonlySet<EventColumn> = new Set<EventColumn>([
  'sent_at_ms',
  'client_event_id',
  'page_session',
  'sequence',
  'elapsed_ms',
]);
const canvasColumns = eventColumns.filter((column) => !detailColumns.has(column));

type Shape = 'canvas' | 'detailed' | 'fresh';

interface Insert {
  name: string;
  text: string;
}

const inserts = new Map<string, Insert>();

/** The statement for what there is to store; always the same for the same. */
function insertOf(shape: Shape, hasClocks: boolean, hasOrigins: boolean): Insert {
  const name = `insert-${shape}-quiz-events${hasClocks ? '-and-clocks' : ''}${hasOrigins ? '-and-origins' : ''}`;
  let insert = inserts.get(name);
  if (insert === undefined) {
    const columns = columnsOf(shape);
    const clocks = hasClocks ? mergedClocks(columns.length) : '';
    const origins = hasOrigins ? mergedOrigins(columns.length + (hasClocks ? clockWidth : 0)) : '';
    insert = { name, text: (shape === 'fresh' ? fresh : plain)(columns, clocks + origins) };
    inserts.set(name, insert);
  }
  return insert;
}

function columnsOf(shape: Shape): readonly EventColumn[] {
  return shape === 'canvas' ? canvasColumns : eventColumns;
}

/**
 * Stores a group in order, the clocks of its pages and its origins, in one statement, which is one commit; skips client ids
 * that are stored already. Each clock and each origin is there once.
 */
export async function insertEvents(
  pool: Pick<Pool, 'query'>,
  group: KeyValue[],
  clockValues: KeyValue[] = [],
  originValues: KeyValue[] = [],
): Promise<void> {
  const shape = shapeOf(group);
  const values = shape === 'fresh' ? firstOfEach(group) : group;
  const hasClocks = clockValues.length > 0;
  const hasOrigins = originValues.length > 0;
  const parameters = columnsOf(shape).map((column) =>
    encodeArray(types[column], columnOf(values, eventWidth, eventColumns.indexOf(column))),
  );
  if (hasClocks) parameters.push(...encoded(clockValues, clockColumns, clockTypes));
  if (hasOrigins) parameters.push(...encoded(originValues, originColumns, originTypes));
  await pool.query({ ...insertOf(shape, hasClocks, hasOrigins), values: parameters });
}

function shapeOf(group: readonly KeyValue[]): Shape {
  const isEmpty = (column: EventColumn): boolean =>
    columnOf(group, eventWidth, eventColumns.indexOf(column)).every((value) => value === null);
  if (!isEmpty('client_event_id')) return 'fresh';
  return [...detailColumns].every(isEmpty) ? 'canvas' : 'detailed';
}

/** Parameters behind so many others, as arrays of the columns' types. */
function arraysAfter<Column extends string>(
  others: number,
  columns: readonly Column[],
  typeOf: Record<Column, ArrayType>,
): string {
  return columns.map((column, index) => `$${others + index + 1}::${typeOf[column].name}[]`).join(', ');
}

/** One array for each column of rows that are one flat list of values. */
function encoded<Column extends string>(
  values: readonly KeyValue[],
  columns: readonly Column[],
  typeOf: Record<Column, ArrayType>,
): ReturnType<typeof encodeArray>[] {
  return columns.map((column, index) => encodeArray(typeOf[column], columnOf(values, columns.length, index)));
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
