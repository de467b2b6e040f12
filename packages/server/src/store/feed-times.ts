// When the feed had come to which place, to the second. An event's own time does not tell: those of other servers and sensors
// may come in long after they happened.

import { sql } from 'kysely';
import type { Query } from './database.ts';

const secondMs = 1_000;

/**
 * The events from `position` on have their places from now on. Only the first of a second is kept, and none of before the
 * latest one that is, so that places and times grow together whatever the clocks of several servers say.
 */
export async function insertFeedTime(transaction: Query, position: number, nowMs: number): Promise<void> {
  const second = Math.floor(nowMs / secondMs) * secondMs;
  await sql`
    insert into feed_times (at_ms, position) select cast(${second} as bigint), cast(${position} as bigint)
    where not exists (select 1 from feed_times where at_ms >= ${second})`.execute(transaction);
}
