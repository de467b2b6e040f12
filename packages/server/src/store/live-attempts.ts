// Attempts of one quiz as somebody watches them: whole at first, then only what is new. Each question is one statement for
// many attempts.

import { type RawBuilder, sql } from 'kysely';
import { type LiveClock, type LivePageEvent, liveEventTypes } from '../model/live-attempt.ts';
import { liveAttemptsMax, liveEventsSeen } from '../model/quiz-log-limits.ts';
import type { QuizSubmission } from '../model/quiz-submission.ts';
import type { Query } from './database.ts';

export interface LiveRow
  extends Pick<
    QuizSubmission,
    | 'id'
    | 'attempt'
    | 'workflowState'
    | 'startedAtMs'
    | 'finishedAtMs'
    | 'endAtMs'
    | 'manuallyUnlocked'
    | 'extraTimeMinutes'
    | 'extraAttempts'
    | 'score'
  > {
  userId: number;
  name: string;
  sortableName: string;
  /** Of the answers. */
  savedAtMs: number;
}

/** The current attempt of each student who has one, by id; the first `liveAttemptsMax`. Previews are not here. */
export async function listLiveRows(query: Query, quizId: number): Promise<LiveRow[]> {
  return query
    .selectFrom('quizSubmissions as s')
    .innerJoin('users as u', 'u.id', 's.userId')
    .innerJoin('attemptAnswers as a', (join) =>
      join.onRef('a.quizSubmissionId', '=', 's.id').onRef('a.attempt', '=', 's.attempt'),
    )
    .select([
      's.id',
      's.attempt',
      's.workflowState',
      's.startedAtMs',
      's.finishedAtMs',
      's.endAtMs',
      's.manuallyUnlocked',
      's.extraTimeMinutes',
      's.extraAttempts',
      's.score',
      'u.id as userId',
      'u.name',
      'u.sortableName',
      'a.updatedAtMs as savedAtMs',
    ])
    .where('s.quizId', '=', quizId)
    .where('s.attempt', '>', 0)
    .orderBy('s.id')
    .limit(liveAttemptsMax)
    .execute();
}

/** An attempt, and one of its documents, JSON text. */
export interface LiveDocument {
  quizSubmissionId: number;
  text: string;
}

/** What the log has last of each answer of the current attempts. */
export async function listLiveAnswers(query: Query, ids: readonly number[]): Promise<LiveDocument[]> {
  const { rows } = await sql<LiveDocument>`
    select c.quiz_submission_id, c.logged_answers as text from quiz_submissions s
    join attempt_answers c on c.quiz_submission_id = s.id and c.attempt = s.attempt
    where s.id in (${sql.join(ids)})`.execute(query);
  return rows;
}

/** The questions of the current attempts. */
export async function listLiveQuestions(query: Query, ids: readonly number[]): Promise<LiveDocument[]> {
  const { rows } = await sql<LiveDocument>`
    select c.quiz_submission_id, c.quiz_data as text from quiz_submissions s
    join attempt_questions c on c.quiz_submission_id = s.id and c.attempt = s.attempt
    where s.id in (${sql.join(ids)})`.execute(query);
  return rows;
}

export interface LiveEvent extends LivePageEvent {
  quizSubmissionId: number;
}

/** The last events that tell where somebody is, of each of these attempts, in no order. */
export async function listLastEvents(
  query: Query,
  attempts: readonly Pick<LiveRow, 'id' | 'attempt'>[],
): Promise<LiveEvent[]> {
  const parts = attempts.map(
    ({ id, attempt }) => sql`select * from (select ${eventColumns} from quiz_events e
      where e.quiz_submission_id = ${id} and e.attempt = ${attempt} and ${isTelling}
      order by e.created_at_ms desc limit ${liveEventsSeen}) as last`,
  );
  const { rows } = await sql<LiveEvent>`${sql.join(parts, sql` union all `)}`.execute(query);
  return rows;
}

/** Those of all running attempts of the quiz, received after `sinceMs`, in no order. */
export async function listEventsSince(query: Query, quizId: number, sinceMs: number): Promise<LiveEvent[]> {
  const { rows } = await sql<LiveEvent>`
    select ${eventColumns} from quiz_submissions s
    join quiz_events e on e.quiz_submission_id = s.id and e.attempt = s.attempt and e.created_at_ms > ${sinceMs}
    where ${isRunningOn(quizId)} and ${isTelling}`.execute(query);
  return rows;
}

/** The last that each page session of a running attempt said of itself, when that was after `sinceMs`. */
export async function listClocksSince(
  query: Query,
  quizId: number,
  sinceMs: number,
): Promise<(LiveClock & { quizSubmissionId: number })[]> {
  const { rows } = await sql<LiveClock & { quizSubmissionId: number }>`
    select c.quiz_submission_id, c.page_session, c.is_ending, c.last_received_at_ms from quiz_submissions s
    join page_clocks c on c.quiz_submission_id = s.id and c.attempt = s.attempt and c.last_received_at_ms > ${sinceMs}
    where ${isRunningOn(quizId)} order by c.last_received_at_ms, c.last_elapsed_ms`.execute(query);
  return rows;
}

const eventColumns = sql.raw(`e.quiz_submission_id, e.event_type, e.event_data, e.created_at_ms, e.sent_at_ms,
  e.client_timestamp_ms, e.elapsed_ms, e.page_session, e.source`);

const isTelling = sql.raw(`e.event_type in (${liveEventTypes.map((type) => `'${type}'`).join(', ')})`);

const isRunningOn = (quizId: number): RawBuilder<boolean> =>
  sql`s.quiz_id = ${quizId} and s.workflow_state = 'untaken'`;
