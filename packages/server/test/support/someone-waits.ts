// Makes races on PostgreSQL certain: what is to lose is known to wait before what is to win goes on.

import { sql } from 'kysely';
import type { Query } from '../../src/store/database.ts';

/** Resolves once a connection to this PostgreSQL database waits for another's transaction to end. */
export async function someoneWaits(query: Query): Promise<void> {
  for (;;) {
    const { rows } = await sql<{ waiting: number }>`select count(*) as waiting from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`.execute(query);
    if ((rows[0]?.waiting ?? 0) > 0) return;
  }
}
