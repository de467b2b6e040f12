// A grader reads how complete the log of an attempt is: of each page session what it recorded and what is missing of it.

import type { Caller } from '../../model/caller.ts';
import { type PageSessionLog, pageSessionLog } from '../../model/page-session-log.ts';
import type { Database, Query } from '../../store/database.ts';
import {
  type AttemptKey,
  countPageSessions,
  listPageSessionIds,
  listReceivedNumbers,
  listStoredClocks,
} from '../../store/page-sessions.ts';
import type { AttemptWanted, SelectEvents } from './event-selection.ts';

/** One page, from 1, in the order in which the sessions began. The page is read only once the caller may read at all. */
export type ReadPageSessions = (
  caller: Caller,
  wanted: AttemptWanted,
  readPage: () => { page: number; perPage: number },
) => Promise<{ pageSessions: PageSessionLog[]; total: number; page: number; perPage: number }>;

/** Raises what `selectEvents` does. */
export function readPageSessions(
  { query }: Pick<Database, 'query'>,
  selectEvents: SelectEvents,
): ReadPageSessions {
  return async (caller, wanted, readPage) => {
    const key = await selectEvents(caller, {
      ...wanted,
      order: 'created_at',
      eventTypes: [],
      sinceMs: null,
      untilMs: null,
    });
    const { page, perPage } = readPage();
    const [ids, total] = await Promise.all([
      listPageSessionIds(query, key, perPage, (page - 1) * perPage),
      countPageSessions(query, key),
    ]);
    return { pageSessions: await pageSessionLogs(query, key, ids), total, page, perPage };
  };
}

/** Of these sessions of an attempt, in their order; without those that no number and no clock is known of. */
export async function pageSessionLogs(
  query: Query,
  key: AttemptKey,
  ids: readonly string[],
): Promise<PageSessionLog[]> {
  if (ids.length === 0) return [];
  // One after the other: with a number that a page says it has given out comes the event, if not before it. What is sent
  // while this reads must not look as if it were missing.
  const clocks = new Map((await listStoredClocks(query, key, ids)).map((its) => [its.pageSession, its]));
  const numbers = new Map((await listReceivedNumbers(query, key, ids)).map((its) => [its.pageSession, its]));
  return ids.flatMap((id) => pageSessionLog(id, numbers.get(id), clocks.get(id)) ?? []);
}
