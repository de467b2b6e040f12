// Addresses of the log: which of its views one is on, and what the query says of it. Every state worth sharing is in there. Pure.

import type { QuizPlace } from '../api/place.ts';

/**
 * Timeline and list of actions; one question, or the list of them (null); the table of answers, all as in Canvas; and the answers
 * as of one moment.
 */
export type LogView =
  | { is: 'timeline' }
  | { is: 'question'; questionId: string | null }
  | { is: 'answers' }
  | { is: 'moment' };

export function logViewOf(pathname: string): LogView {
  const [, rest = ''] = /\/submissions\/[^/]+\/log\/?(.*)$/.exec(pathname) ?? [];
  if (rest.startsWith('answer_matrix')) return { is: 'answers' };
  if (rest.startsWith('answers')) return { is: 'moment' };
  const [, questionId] = /^questions(?:\/([^/]+))?/.exec(rest) ?? [];
  return rest.startsWith('questions')
    ? { is: 'question', questionId: questionId === undefined ? null : decoded(questionId) }
    : { is: 'timeline' };
}

/** Of one log: its views, with a query that keeps what the reader chose. */
export function logUrl(
  { pages }: QuizPlace,
  quizSubmissionId: string | number,
  view: LogView,
  query: URLSearchParams = new URLSearchParams(),
): string {
  const log = `${pages.quiz}/submissions/${quizSubmissionId}/log`;
  const text = query.toString();
  return log + pathOf(view) + (text === '' ? '' : `?${text}`);
}

function pathOf(view: LogView): string {
  if (view.is === 'answers') return '/answer_matrix';
  if (view.is === 'moment') return '/answers';
  if (view.is === 'timeline') return '';
  // What a page says it saw may be called anything.
  return view.questionId === null ? '/questions' : `/questions/${encodeURIComponent(view.questionId)}`;
}

/** What the query says. Anything else there is left alone. */
export interface LogState {
  /** Null for the newest. */
  attempt: number | null;
  /** The event that is selected. */
  eventId: string | null;
  /** The part of the attempt that is shown; null for all of it. */
  range: TimeRange | null;
  /** Types of events that are shown; none for all. */
  types: string[];
  sources: string[];
  questionId: string | null;
  search: string;
  /** The moment of the answers that are shown. */
  atMs: number | null;
}

export interface TimeRange {
  fromMs: number;
  toMs: number;
}

export function logStateOf(query: URLSearchParams): LogState {
  const attempt = Number(query.get('attempt') ?? Number.NaN);
  const [fromMs, toMs] = [timeIn(query, 'from'), timeIn(query, 'to')];
  return {
    attempt: Number.isInteger(attempt) && attempt > 0 ? attempt : null,
    eventId: query.get('event'),
    range: fromMs !== null && toMs !== null && toMs > fromMs ? { fromMs, toMs } : null,
    types: listIn(query, 'types'),
    sources: listIn(query, 'sources'),
    questionId: query.get('question'),
    search: query.get('search') ?? '',
    atMs: timeIn(query, 'at'),
  };
}

/** As the query has moments: UTC, to the millisecond. */
export function momentText(atMs: number): string {
  return new Date(atMs).toISOString();
}

/** What stays when one goes from view to view, or from row to question: the attempt and the event. */
export function keptQuery({ attempt, eventId }: Pick<LogState, 'attempt' | 'eventId'>): URLSearchParams {
  const query = new URLSearchParams();
  if (attempt !== null) query.set('attempt', String(attempt));
  if (eventId !== null) query.set('event', eventId);
  return query;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function timeIn(query: URLSearchParams, name: string): number | null {
  const atMs = Date.parse(query.get(name) ?? '');
  return Number.isNaN(atMs) ? null : atMs;
}

function listIn(query: URLSearchParams, name: string): string[] {
  return (query.get(name) ?? '').split(',').filter((item) => item !== '');
}
