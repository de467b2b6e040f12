// Events of many attempts of a quiz at a time. Whose attempts count is for `ofStudents` of quiz-submissions.ts to say; who may
// see them is not looked at.

import { setImmediate as turnOfOthers } from 'node:timers/promises';
import { type RawBuilder, sql } from 'kysely';
import type { TimedQuizEvent } from '../model/quiz-event.ts';
import { attemptsReadAtOnce } from '../model/quiz-log-limits.ts';
import type { Database, Query } from './database.ts';
import type { AttemptKey } from './page-sessions.ts';
import { ofStudents, type StudentSelection } from './quiz-submissions.ts';
import { occurredAt, selectTimed, selectTimedBriefly, timedEventOf } from './timed-quiz-events.ts';

/** Events of these attempts in chunks, attempt after attempt, each in the order in which they happened; brief. */
export function streamAttemptsEvents(
  database: Database,
  keys: readonly AttemptKey[],
  chunkRows: number,
): AsyncIterable<TimedQuizEvent[]> {
  return streamInGroups(
    database,
    keys,
    chunkRows,
    (some) => sql`${selectTimedBriefly} ${joinBegun} where ${isOneOf(some)}
      order by quiz_events.quiz_submission_id, quiz_events.attempt, ${occurredAt}, created_at_ms, quiz_events.id`,
  );
}

/** Those received until `untilMs`, whole, attempt after attempt, each in the order of receipt. */
export function streamReceivedEvents(
  database: Database,
  keys: readonly AttemptKey[],
  untilMs: number,
  chunkRows: number,
): AsyncIterable<TimedQuizEvent[]> {
  return streamInGroups(
    database,
    keys,
    chunkRows,
    (some) => sql`${selectTimed} ${joinBegun} where ${isOneOf(some)} and created_at_ms <= ${untilMs}
      order by quiz_events.quiz_submission_id, quiz_events.attempt, created_at_ms, quiz_events.id`,
  );
}

/** Events of all attempts of the students that were received until `untilMs`. */
export async function countClassEvents(
  query: Query,
  selection: StudentSelection,
  untilMs: number,
): Promise<number> {
  const quizSubmissions = ofStudents(query, selection).select('id');
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from quiz_events ${joinBegun}
    where began.quiz_submission_id in ${quizSubmissions} and created_at_ms <= ${untilMs}`.execute(query);
  return rows[0]?.count ?? 0;
}

/**
 * How many events of each attempt were recorded on a page and are not stored; of those where there are any. Added up as
 * floating point: pages say how many they recorded, and several that exaggerate exceed what integers hold.
 */
export async function listMissingCounts(
  query: Query,
  keys: readonly AttemptKey[],
): Promise<(AttemptKey & { missing: number })[]> {
  const counts: (AttemptKey & { missing: number })[] = [];
  for await (const some of inGroups(keys))
    counts.push(...(await missingCountsOf(query, attemptValues(some))));
  return counts;
}

async function missingCountsOf(
  query: Query,
  attempts: RawBuilder<unknown>,
): Promise<(AttemptKey & { missing: number })[]> {
  const { rows } = await sql<AttemptKey & { missing: number }>`
    select quiz_submission_id, attempt, sum(cast(missing as double precision)) as missing from (
      select quiz_submission_id, attempt, page_session, max(last) + 1 - sum(received) as missing from (
        select quiz_submission_id, attempt, page_session, max(sequence) as last, count(distinct sequence) as received
        from quiz_events
        where (quiz_submission_id, attempt) in (${attempts}) and page_session is not null and sequence is not null
        group by quiz_submission_id, attempt, page_session
        union all
        select quiz_submission_id, attempt, page_session, coalesce(max(last_sequence), -1), 0 from page_clocks
        where (quiz_submission_id, attempt) in (${attempts})
        group by quiz_submission_id, attempt, page_session
      ) told group by quiz_submission_id, attempt, page_session
    ) sessions group by quiz_submission_id, attempt`.execute(query);
  return rows;
}

/** From how many different addresses and programs events of each attempt came; of those where that is known. */
export async function listOriginCounts(
  query: Query,
  keys: readonly AttemptKey[],
): Promise<(AttemptKey & { origins: number })[]> {
  if (keys.length === 0) return [];
  const { rows } = await sql<AttemptKey & { origins: number }>`
    select quiz_submission_id, attempt, count(*) as origins from (
      select distinct quiz_submission_id, attempt, client_address, user_agent from event_origins
      where (quiz_submission_id, attempt) in (${attemptValues(keys)})
    ) different group by quiz_submission_id, attempt`.execute(query);
  return rows;
}

/** Canvas: events after `started_at` only, as of one attempt. */
const joinBegun = sql.raw(`join quiz_submission_attempts began
  on began.quiz_submission_id = quiz_events.quiz_submission_id and began.attempt = quiz_events.attempt
  and quiz_events.created_at_ms > began.started_at_ms`);

/** Each statement sees the database as it is when its turn comes. */
async function* streamInGroups(
  database: Database,
  keys: readonly AttemptKey[],
  chunkRows: number,
  eventsOf: (keys: readonly AttemptKey[]) => RawBuilder<unknown>,
): AsyncIterable<TimedQuizEvent[]> {
  for await (const some of inGroups(keys)) {
    for await (const rows of database.stream(eventsOf(some).compile(database.query), chunkRows))
      yield rows.map(timedEventOf);
  }
}

/** As many as one statement reads; SQLite reads at once, and others get their turn in between. */
async function* inGroups(keys: readonly AttemptKey[]): AsyncGenerator<readonly AttemptKey[]> {
  for (let start = 0; start < keys.length; start += attemptsReadAtOnce) {
    yield keys.slice(start, start + attemptsReadAtOnce);
    await turnOfOthers();
  }
}

function isOneOf(keys: readonly AttemptKey[]): RawBuilder<boolean> {
  return sql`(began.quiz_submission_id, began.attempt) in (${attemptValues(keys)})`;
}

function attemptValues(keys: readonly AttemptKey[]): RawBuilder<unknown> {
  const rows = keys.map(
    ({ quizSubmissionId, attempt }) => sql`(cast(${quizSubmissionId} as bigint), cast(${attempt} as bigint))`,
  );
  return sql`values ${sql.join(rows)}`;
}
