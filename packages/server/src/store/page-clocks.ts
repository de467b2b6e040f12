// Clocks of pages that record events, where a page says of itself in an operation's own transaction. With events they go
// through quiz-event-writer.ts.

import { sql } from 'kysely';
import type { PageClock } from '../model/page-clock.ts';
import type { Query } from './database.ts';
import { clockColumns, flatClockValuesOf, mergeClock } from './dialect/page-clock-values.ts';

/** Merges a reading into its row. Best done last in a transaction: who stores events of the same page waits for it. */
export async function savePageClock(transaction: Query, clock: PageClock): Promise<void> {
  await sql`insert into page_clocks (${sql.raw(clockColumns.join(', '))})
    values (${sql.join(flatClockValuesOf([clock]))}) ${sql.raw(mergeClock)}`.execute(transaction);
}
