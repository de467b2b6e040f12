// How far behind each target is, in one query whose cost is bounded however much waits.

import { sql } from 'kysely';
import { backlogCountedMax } from '../model/delivery-limits.ts';
import type { TargetBacklog } from '../model/target-backlog.ts';
import type { Query } from './database.ts';

/** Of all subscriptions that are not deleted, or those of `ids`, by id. Of a longer backlog it looks at what is due first. */
export async function listTargetBacklogs(
  query: Query,
  ids: readonly number[] | null = null,
): Promise<TargetBacklog[]> {
  if (ids?.length === 0) return [];
  const named = ids === null ? sql`` : sql`and s.id in (${sql.join(ids)})`;
  const waiting = sql`select d.created_at_ms from deliveries d
    where d.subscription_id = s.id and d.state = 'waiting' order by d.due_at_ms, d.position limit ${backlogCountedMax}`;
  const { rows } = await sql<TargetBacklog>`
    select s.id as subscription_id, s.workflow_state, coalesce(h.failures_in_a_row, 0) as failures_in_a_row,
      (select count(*) from (${waiting}) w) as waiting,
      (select min(w.created_at_ms) from (${waiting}) w) as oldest_waiting_at_ms
    from subscriptions s left join target_healths h on h.subscription_id = s.id
    where s.workflow_state <> 'deleted' ${named} order by s.id`.execute(query);
  return rows;
}
