// Everything that is known of one attempt, read from the API at once: the events in the order in which they happened, the
// questions as the attempt had them, what the events add up to, and which of them never came. Times are epoch milliseconds.

import type { Activity } from '../api/activity.ts';
import { ApiError, call } from '../api/client.ts';
import { readLines } from '../api/lines.ts';
import { callAll } from '../api/pages.ts';
import type { QuizPlace } from '../api/place.ts';
import { type LogQuestion, questionsFromEvents, readQuestions } from './log-questions.ts';

export type EventSource = 'page' | 'server' | 'staff';

export interface LogEvent {
  id: string;
  /** Any text: pages may post what they like. */
  type: string | null;
  /** Any JSON, and anything may be in it: never HTML to be trusted. */
  data: unknown;
  /** When it happened by the server's clock, as far as can be told. */
  atMs: number;
  /** By how much `atMs` may be off on either side; null when that cannot be told. */
  uncertaintyMs: number | null;
  receivedAtMs: number;
  /** What the device's clock said. */
  clientAtMs: number | null;
  source: EventSource;
  /** Of the page load it came from. */
  session: string | null;
  sequence: number | null;
  elapsedMs: number | null;
}

/** A page load, and how much of what it recorded has come. */
export interface PageSession {
  id: string;
  began_at: string | null;
  last_received_at: string;
  recorded: number;
  received: number;
  /** `sequence` of what never came, first and last. */
  missing: { from: number; to: number }[];
  missing_count: number;
  more_missing_ranges: number;
  ended: boolean | null;
  clocks: { since_ms: number; began_at: string; offset_ms: number | null; uncertainty_ms: number | null }[];
  more_clocks: number;
}

/** As Canvas writes it; what is used of it. */
export interface LoggedQuizSubmission {
  id: number;
  user_id: number | null;
  attempt: number;
  started_at: string | null;
  finished_at: string | null;
  end_at: string | null;
  score?: number | null;
  kept_score?: number | null;
  quiz_points_possible: number | null;
  workflow_state: 'untaken' | 'pending_review' | 'complete' | 'settings_only' | 'preview';
  time_spent: number | null;
  extra_time: number | null;
}

export interface LoggedQuiz {
  id: number;
  title: string;
  quiz_type: string;
  assignment_id: number | null;
  time_limit: number | null;
  points_possible: number | null;
  anonymous_submissions?: boolean;
  one_question_at_a_time: boolean;
}

export interface AttemptLog {
  quizSubmission: LoggedQuizSubmission;
  quiz: LoggedQuiz;
  courseName: string;
  /** Null where graders do not see whose work it is. */
  studentName: string | null;
  attempt: number;
  /** From 1 to the newest. */
  attempts: number[];
  startedAtMs: number | null;
  finishedAtMs: number | null;
  /** When the time is, or was, up; null without an end. */
  endAtMs: number | null;
  /** In the order in which they happened. */
  events: LogEvent[];
  /** In the order of the attempt; none where nobody kept them. */
  questions: LogQuestion[];
  activity: Activity;
  pageSessions: PageSession[];
}

interface WireEvent {
  id: string;
  event_type: string | null;
  event_data: unknown;
  client_timestamp: string | null;
  received_at: string;
  occurred_at: string;
  sequence: number | null;
  session: string | null;
  elapsed_ms: number | null;
  source: EventSource;
  clock_uncertainty_ms: number | null;
}

interface Shown {
  quiz_submissions: LoggedQuizSubmission[];
  quizzes: LoggedQuiz[];
  users: { id: number; name: string }[];
}

/**
 * Of `attempt`; of the newest for null, and, as in Canvas, for one that is not there. `told` hears how many events have come.
 * Raises ApiError: 400 where the course does not have the log turned on.
 */
export async function readAttemptLog(
  place: QuizPlace,
  quizSubmissionId: string,
  wanted: number | null,
  told: (count: number) => void = () => {},
  signal?: AbortSignal,
): Promise<AttemptLog> {
  const own = `${place.api}/submissions/${quizSubmissionId}`;
  const options = signal === undefined ? {} : { signal };
  const include = 'include[]=user&include[]=quiz';
  const newest = await call<Shown>('GET', `${own}?${include}`, options);
  const [current] = newest.quiz_submissions;
  const [quiz] = newest.quizzes;
  if (current === undefined || quiz === undefined) throw new ApiError(404, null);
  const attempts = Array.from({ length: current.attempt }, (_, index) => index + 1);
  const attempt = wanted !== null && attempts.includes(wanted) ? wanted : current.attempt;

  const [shown, course, isAnonymous, events, activity, pageSessions] = await Promise.all([
    attempt === current.attempt
      ? newest
      : call<Shown>('GET', `${own}?attempt=${attempt}&${include}`, options),
    call<{ name: string }>('GET', `/api/v1/courses/${place.courseId}`, options),
    areStudentsHidden(place, quiz, options),
    readEvents(`${own}/events?attempt=${attempt}&order=occurred_at`, told, signal),
    call<Activity>('GET', `${own}/activity?attempt=${attempt}`, options),
    callAll<PageSession>(
      `${own}/events/gaps?attempt=${attempt}&per_page=100`,
      (answer) => (answer as { page_sessions: PageSession[] }).page_sessions,
      undefined,
      signal,
    ),
  ]);
  const quizSubmission = shown.quiz_submissions[0] ?? current;
  const questions = questionsFromEvents(events) ?? (await readQuestions(quizSubmissionId, attempt, signal));
  return {
    quizSubmission,
    quiz,
    courseName: course.name,
    studentName: isAnonymous ? null : (newest.users[0]?.name ?? null),
    attempt,
    attempts,
    // To the millisecond, which Canvas's form of them is not.
    startedAtMs: quizSubmission.started_at === null ? null : timeOf(activity.started_at),
    finishedAtMs: timeOf(activity.finished_at),
    endAtMs: timeOf(quizSubmission.end_at),
    events,
    questions,
    activity,
    pageSessions,
  };
}

async function readEvents(
  path: string,
  told: (count: number) => void,
  signal: AbortSignal | undefined,
): Promise<LogEvent[]> {
  const rows = await readLines<WireEvent>(path, told, signal).catch((error: unknown) => {
    // An answer that broke off in the middle is no answer.
    throw error instanceof ApiError || signal?.aborted ? error : new ApiError(0, null, null, error);
  });
  return rows.map(eventOf);
}

function eventOf(wire: WireEvent): LogEvent {
  return {
    id: wire.id,
    type: wire.event_type,
    data: wire.event_data,
    atMs: Date.parse(wire.occurred_at),
    uncertaintyMs: wire.clock_uncertainty_ms,
    receivedAtMs: Date.parse(wire.received_at),
    clientAtMs: timeOf(wire.client_timestamp),
    source: wire.source,
    session: wire.session,
    sequence: wire.sequence,
    elapsedMs: wire.elapsed_ms,
  };
}

/** Anonymous surveys, and assignments whose graders do not see names as long as grades are not posted. */
async function areStudentsHidden(
  { courseId }: QuizPlace,
  quiz: LoggedQuiz,
  options: { signal?: AbortSignal },
): Promise<boolean> {
  if (quiz.anonymous_submissions === true) return true;
  if (quiz.assignment_id === null) return false;
  const path = `/api/v1/courses/${courseId}/assignments/${quiz.assignment_id}`;
  return (await call<{ anonymize_students: boolean }>('GET', path, options)).anonymize_students;
}

function timeOf(iso: string | null): number | null {
  return iso === null ? null : Date.parse(iso);
}
