// How PostgreSQL stores what came of sends: one statement, one array for each column.

import type { Pool } from 'pg';
import { countColumns, deliveryColumns, healthColumns, type Settlement, sendColumns } from '../settlement.ts';
import { type ArrayType, bigintArray, encodeArray, textArray } from './postgres-array.ts';

const textColumns: ReadonlySet<string> = new Set([
  'state',
  'outcome',
  'responseHead',
  'reason',
  'lastFailureReason',
]);

const statement = (() => {
  let parameter = 0;
  const arrays = (columns: readonly string[]): string =>
    columns.map((column) => `$${++parameter}::${typeOf(column).name}[]`).join(', ');
  const names = (columns: readonly string[]): string => columns.map(snakeCase).join(', ');
  return `
with outcomes as (
  update deliveries d
  set state = o.state, tries = o.tries, first_tried_at_ms = o.first_tried_at_ms, due_at_ms = o.due_at_ms,
    settled_at_ms = o.settled_at_ms
  from unnest(${arrays(deliveryColumns)}) as o(${names(deliveryColumns)})
  where d.id = o.id and d.state = 'waiting'
), sent as (
  insert into sends (${names(sendColumns)}) select * from unnest(${arrays(sendColumns)})
), counted as (
  insert into send_counts as c (${names(countColumns)}) select * from unnest(${arrays(countColumns)})
  on conflict (subscription_id, at_ms, is_delivered, duration_class) do update set sends = c.sends + excluded.sends
)
update target_healths h
set failures_in_a_row = n.failures_in_a_row, failing_since_ms = n.failing_since_ms,
  held_until_ms = n.held_until_ms, last_success_at_ms = n.last_success_at_ms,
  last_success_position = n.last_success_position, last_failure_at_ms = n.last_failure_at_ms,
  last_failure_reason = n.last_failure_reason
from unnest(${arrays(healthColumns)}) as n(${names(healthColumns)})
where h.subscription_id = n.subscription_id and h.owner = $${++parameter}`;
})();

const dueByMaking = `
update deliveries set due_at_ms = created_at_ms
where subscription_id = any($1::bigint[]) and state = 'waiting' and due_at_ms > created_at_ms`;

/** All of it in one commit; what becomes due by its making follows in another, because it may be the same rows. */
export async function storeSettlement(pool: Pick<Pool, 'query'>, settlement: Settlement): Promise<void> {
  const { deliveries, sends, counts, healths, owner, heldSubscriptionIds } = settlement;
  const values = [
    ...deliveryColumns.map((column) => encodeArray(typeOf(column), deliveries[column])),
    ...sendColumns.map((column) => encodeArray(typeOf(column), sends[column])),
    ...countColumns.map((column) => encodeArray(typeOf(column), counts[column])),
    ...healthColumns.map((column) => encodeArray(typeOf(column), healths[column])),
    owner,
  ];
  await pool.query({ name: 'settle-deliveries', text: statement, values });
  if (heldSubscriptionIds.length === 0) return;
  await pool.query(dueByMaking, [encodeArray(bigintArray, heldSubscriptionIds)]);
}

function typeOf(column: string): ArrayType {
  return textColumns.has(column) ? textArray : bigintArray;
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
