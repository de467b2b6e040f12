// The page sessions of an attempt, as its events and its page clocks know them. Each question is one statement, however many
// events there are; sequence numbers are never counted through.

import { sql } from 'kysely';
import type { PageClock } from '../model/page-clock.ts';
import type { ReceivedNumbers, StoredClocks } from '../model/page-session-log.ts';
import { missingRangesMax, pageClocksMax } from '../model/quiz-log-limits.ts';
import type { Query } from './database.ts';

export interface AttemptKey {
  quizSubmissionId: number;
  attempt: number;
}

/** Ids from `offset`, in the order in which the sessions began or, where that is not known, were first heard of. */
export async function listPageSessionIds(
  query: Query,
  key: AttemptKey,
  limit: number,
  offset: number,
): Promise<string[]> {
  const { rows } = await sql<{ pageSession: string }>`
    select page_session, min(at_ms) as began_at_ms from (
      select page_session, min(created_at_ms) as at_ms from quiz_events
      where ${ofAttempt(key)} and page_session is not null and sequence is not null group by page_session
      union all
      select page_session, case when since_ms = 0 then began_at_ms else first_received_at_ms end from page_clocks
      where ${ofAttempt(key)}
    ) heard group by page_session order by 2, 1 limit ${limit} offset ${offset}`.execute(query);
  return rows.map(({ pageSession }) => pageSession);
}

export async function countPageSessions(query: Query, key: AttemptKey): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from (
      select page_session from quiz_events
      where ${ofAttempt(key)} and page_session is not null and sequence is not null
      union
      select page_session from page_clocks where ${ofAttempt(key)}
    ) heard`.execute(query);
  return rows[0]?.count ?? 0;
}

/** Of those of these sessions that have numbered events. */
export async function listReceivedNumbers(
  query: Query,
  key: AttemptKey,
  pageSessions: readonly string[],
): Promise<ReceivedNumbers[]> {
  // A number that is stored twice comes after itself. `ranges` are before and between what is stored.
  const { rows } = await sql<Omit<ReceivedNumbers, 'missing'> & { from: number | null; to: number }>`
    with numbered as (
      select page_session, sequence, created_at_ms,
        lag(sequence, 1, cast(-1 as bigint)) over (partition by page_session order by sequence) as before
      from quiz_events
      where ${ofAttempt(key)} and page_session in (${sql.join(pageSessions)}) and sequence is not null
    ), counted as (
      select page_session, count(case when sequence > before then 1 end) as received,
        max(sequence) as last_sequence, max(created_at_ms) as last_received_at_ms,
        count(case when sequence > before + 1 then 1 end) as missing_ranges
      from numbered group by page_session
    ), ranges as (
      select page_session, before + 1 as "from", sequence - 1 as "to",
        row_number() over (partition by page_session order by sequence) as place
      from numbered where sequence > before + 1
    )
    select counted.*, ranges."from", ranges."to" from counted
    left join ranges on ranges.page_session = counted.page_session and ranges.place <= ${missingRangesMax}
    order by counted.page_session, ranges.place`.execute(query);
  return [...Map.groupBy(rows, ({ pageSession }) => pageSession).values()].flatMap((its) => {
    const [first] = its;
    if (first === undefined) return [];
    const { from: _from, to: _to, ...numbers } = first;
    return [{ ...numbers, missing: its.flatMap(({ from, to }) => (from === null ? [] : [{ from, to }])) }];
  });
}

interface StoredClock extends PageClock {
  runs: number;
  lastSequenceOfAll: number | null;
  isEndingOfLast: 0 | 1;
  lastReceivedAtMsOfAll: number;
}

/** Of those of these sessions whose pages said anything of themselves. */
export async function listStoredClocks(
  query: Query,
  key: AttemptKey,
  pageSessions: readonly string[],
): Promise<StoredClocks[]> {
  const { rows } = await sql<StoredClock>`
    select * from (
      select page_clocks.*,
        count(*) over session as runs,
        max(last_sequence) over session as last_sequence_of_all,
        max(last_received_at_ms) over session as last_received_at_ms_of_all,
        first_value(is_ending) over (partition by page_session order by last_elapsed_ms desc, since_ms desc)
          as is_ending_of_last,
        row_number() over (partition by page_session order by since_ms) as place
      from page_clocks
      where ${ofAttempt(key)} and page_session in (${sql.join(pageSessions)})
      window session as (partition by page_session)
    ) placed where place <= ${pageClocksMax} order by page_session, since_ms`.execute(query);
  return [...Map.groupBy(rows, ({ pageSession }) => pageSession).values()].flatMap((clocks) => {
    const [first] = clocks;
    if (first === undefined) return [];
    return [
      {
        pageSession: first.pageSession,
        clocks,
        runs: first.runs,
        lastSequence: first.lastSequenceOfAll,
        isEnding: first.isEndingOfLast === 1,
        lastReceivedAtMs: first.lastReceivedAtMsOfAll,
      },
    ];
  });
}

const ofAttempt = ({ quizSubmissionId, attempt }: AttemptKey) =>
  sql`quiz_submission_id = ${quizSubmissionId} and attempt = ${attempt}`;
