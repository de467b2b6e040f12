// Quiz events on their way to become live events: how far that has come, which are next, and what an attempt's earlier ones
// have come to.

import { sql } from 'kysely';
import { announcedEventDataCharsMax } from '../model/feed-limits.ts';
import type { TimedQuizEvent } from '../model/quiz-event.ts';
import type { TakenAttempt } from '../model/taken-attempt.ts';
import type { Query } from './database.ts';
import { advisoryLocks } from './dialect/advisory-locks.ts';
import { rowChunks } from './row-chunks.ts';
import { isOnPostgres, locked } from './row-lock.ts';
import type { StoredProgress } from './schema.ts';
import { selectTimed } from './timed-quiz-events.ts';

const onlyCursorId = 1;

/** Begins after `quizEventId`, unless it has begun already. */
export async function insertQuizEventCursor(query: Query, quizEventId: number): Promise<void> {
  await query
    .insertInto('quizEventCursors')
    .values({ id: onlyCursorId, quizEventId })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** The last event that was looked at; undefined while another transaction has it, or before it has begun. */
export async function holdQuizEventCursor(transaction: Query): Promise<number | undefined> {
  const rows = transaction
    .selectFrom('quizEventCursors')
    .select('quizEventId')
    .where('id', '=', onlyCursorId);
  const held = await locked(transaction, rows, 'change_if_free').executeTakeFirst();
  return held?.quizEventId;
}

export async function moveQuizEventCursor(transaction: Query, quizEventId: number): Promise<void> {
  await transaction
    .updateTable('quizEventCursors')
    .set({ quizEventId })
    .where('id', '=', onlyCursorId)
    .execute();
}

/** The highest id that any event has drawn, whether it is to be seen yet or not; 0 before the first. */
export async function findLastQuizEventId(query: Query): Promise<number> {
  if (isOnPostgres(query)) {
    const { rows } = await sql<{ id: number }>`
      select case when is_called then last_value else 0 end as id from quiz_events_id_seq`.execute(query);
    return rows[0]?.id ?? 0;
  }
  const { id } = await query
    .selectFrom('quizEvents')
    .select(({ fn }) => fn.max('id').as('id'))
    .executeTakeFirstOrThrow();
  return id ?? 0;
}

/** The transactions that add quiz events at this moment; none on SQLite, where what is to be seen is all there is. */
export async function findQuizEventWriters(query: Query): Promise<string[]> {
  if (!isOnPostgres(query)) return [];
  const { rows } = await sql<{ writer: string }>`
    select virtualtransaction as writer from pg_locks
    where locktype = 'advisory' and objsubid = 1
      and (classid::bigint << 32 | objid::bigint) = ${advisoryLocks.addingQuizEvents}
      and database = (select oid from pg_database where datname = current_database())`.execute(query);
  return rows.map(({ writer }) => writer);
}

/** Of these types, with an id after `afterId` and up to `throughId`, in order of ids. Data too long to mean anything is null. */
export async function listQuizEventsBetween(
  query: Query,
  eventTypes: readonly string[],
  afterId: number,
  throughId: number,
): Promise<TimedQuizEvent[]> {
  const { rows } = await sql<TimedQuizEvent>`
    ${selectTimed}
    where quiz_events.id > ${afterId} and quiz_events.id <= ${throughId} and event_type in (${sql.join(eventTypes)})
      and (source = 'server' or event_data is null or length(event_data) <= ${announcedEventDataCharsMax})
    order by quiz_events.id`.execute(query);
  return rows;
}

/** All attempts of these quiz submissions. */
export async function listTakenAttempts(
  query: Query,
  quizSubmissionIds: readonly number[],
): Promise<TakenAttempt[]> {
  const found: TakenAttempt[] = [];
  for (const some of rowChunks(quizSubmissionIds, 1)) {
    const rows = await query
      .selectFrom('quizSubmissionAttempts')
      .innerJoin('quizSubmissions', 'quizSubmissions.id', 'quizSubmissionAttempts.quizSubmissionId')
      .innerJoin('quizzes', 'quizzes.id', 'quizSubmissions.quizId')
      .select([
        'quizSubmissionAttempts.quizSubmissionId',
        'quizSubmissionAttempts.attempt',
        'quizSubmissionAttempts.startedAtMs',
        'quizSubmissions.userId',
        'quizSubmissions.previewUserId',
        'quizSubmissions.quizId',
        'quizzes.courseId',
        'quizzes.assignmentId',
        'quizzes.title',
        'quizzes.pointsPossible',
      ])
      .where('quizSubmissionAttempts.quizSubmissionId', 'in', some)
      .execute();
    found.push(...rows);
  }
  return found;
}

/** Of all attempts of these quiz submissions that have got anywhere. */
export async function listProgresses(
  query: Query,
  quizSubmissionIds: readonly number[],
): Promise<StoredProgress[]> {
  const found: StoredProgress[] = [];
  for (const some of rowChunks(quizSubmissionIds, 1)) {
    const rows = query.selectFrom('attemptProgresses').selectAll().where('quizSubmissionId', 'in', some);
    found.push(...(await rows.execute()));
  }
  return found;
}

export async function saveProgresses(query: Query, progresses: readonly StoredProgress[]): Promise<void> {
  for (const some of rowChunks(progresses, 3)) {
    await query
      .insertInto('attemptProgresses')
      .values(some)
      .onConflict((conflict) =>
        conflict
          .columns(['quizSubmissionId', 'attempt'])
          .doUpdateSet(({ ref }) => ({ progress: ref('excluded.progress') })),
      )
      .execute();
  }
}
