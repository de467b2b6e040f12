// What the live view says of an attempt, in words that observe and do not judge. Pure.

import { countdownText } from '../take/time-text.ts';
import type { LiveAttempt } from './live-attempt.ts';

const minuteMs = 60_000;

/** `12:34 left`, `No time limit`; past its end an attempt waits for its page, or the server, to hand it in. */
export function leftText({ end_at }: Pick<LiveAttempt, 'end_at'>, nowMs: number): string {
  if (end_at === null) return 'No time limit';
  const seconds = Math.ceil((Date.parse(end_at) - nowMs) / 1000);
  return seconds <= 0 ? 'Time is up' : `${countdownText(seconds)} left`;
}

/** `just now`, `under a minute ago`, `3 min ago`, `2 h 5 min ago`; coarse, so that the page does not flicker. */
export function agoText(iso: string | null, nowMs: number): string {
  if (iso === null) return 'not yet';
  const ms = nowMs - Date.parse(iso);
  if (ms < minuteMs / 2) return 'just now';
  if (ms < minuteMs) return 'under a minute ago';
  return `${minutesText(ms)} ago`;
}

/** `under a minute`, `3 min`, `2 h 5 min`. */
export function minutesText(ms: number): string {
  const minutes = Math.floor(ms / minuteMs);
  if (minutes < 1) return 'under a minute';
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** Where the page is, as far as pages told. */
export function pageText(attempt: LiveAttempt, nowMs: number): string {
  const { page_sessions_open, away_since } = attempt;
  if (page_sessions_open === null) return '–';
  if (page_sessions_open === 0) return 'No page open';
  const pages = page_sessions_open > 1 ? `, ${page_sessions_open} pages open` : '';
  if (away_since === null) return `In view${pages}`;
  return `Away for ${minutesText(nowMs - Date.parse(away_since))}${pages}`;
}

/** `4 of 12`; nothing before a page told of a question. */
export function questionText({ on_question, question_count }: LiveAttempt): string {
  return on_question === null ? '–' : `${on_question.position} of ${question_count}`;
}
