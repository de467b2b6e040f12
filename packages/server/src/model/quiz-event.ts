// Captured quiz events: what a page (later also the server and staff) says happened during one attempt.

/** Who says so. What the page claims and what the server saw must never be confused. */
export type QuizEventSource = 'page' | 'server' | 'staff';

/** An event as posted, before it has a place in an attempt. */
export interface QuizEventDraft {
  eventType: string | null;
  /** JSON text, byte for byte as received; null when absent. */
  eventData: string | null;
  clientTimestampMs: number | null;
  /** The capture client's own id of the event (UUID, lower case): the same one is stored once per quiz submission. */
  clientEventId: string | null;
  pageSession: string | null;
  sequence: number | null;
  elapsedMs: number | null;
}

export interface QuizEvent extends QuizEventDraft {
  id: number;
  quizSubmissionId: number;
  attempt: number;
  /** Server receipt. */
  createdAtMs: number;
  /** The client's clock when it sent the batch. */
  sentAtMs: number | null;
  source: QuizEventSource;
}

/** An event, and what the clocks of its page tell of its time: of the run that it falls into, as far as one is known. */
export interface TimedQuizEvent extends QuizEvent {
  /** When the page session began, by `beginningBy` of page-clock.ts; null without a clock. */
  clockBeganAtMs: number | null;
  /** How far `occurredAtMs` may be off on either side, in milliseconds; null when that cannot be said. */
  clockUncertaintyMs: number | null;
}

type EventTimes = Pick<
  TimedQuizEvent,
  'clientTimestampMs' | 'sentAtMs' | 'createdAtMs' | 'elapsedMs' | 'clockBeganAtMs'
>;

/**
 * When an event of an attempt counts as received. Canvas lists events *after* `started_at` only and has microseconds;
 * with milliseconds an event of the starting millisecond would vanish, so it is moved to the next one.
 */
export function receivedAtMs(nowMs: number, attemptStartedAtMs: number | null): number {
  return attemptStartedAtMs === null ? nowMs : Math.max(nowMs, attemptStartedAtMs + 1);
}

/**
 * When the event happened by the server's clock, with fractions. By the clock of its page when there is one, whatever the
 * client's wall clock said. Else the client's time, corrected by how far its clock was off when it sent the batch; or
 * receipt, when either client time is missing, or the two together lead to before 1970. Never later than receipt.
 */
export function occurredAtMs(event: EventTimes): number {
  const { clockBeganAtMs, elapsedMs } = event;
  if (clockBeganAtMs !== null && elapsedMs !== null) {
    return Math.min(clockBeganAtMs + elapsedMs, event.createdAtMs);
  }
  if (event.clientTimestampMs === null || event.sentAtMs === null) return event.createdAtMs;
  const correctedMs = event.clientTimestampMs + event.createdAtMs - event.sentAtMs;
  return correctedMs < 0 ? event.createdAtMs : Math.min(correctedMs, event.createdAtMs);
}

/**
 * When an event of an attempt is announced to have happened. As `occurredAtMs`, in whole milliseconds; but where nothing tells when
 * the batch was sent, which Canvas's own page never does, its time of the event counts, unless that cannot be: later than
 * receipt, or before the attempt began.
 */
export function announcedAtMs(event: EventTimes, attemptStartedAtMs: number): number {
  const { clientTimestampMs, sentAtMs, createdAtMs, clockBeganAtMs } = event;
  const isTold = sentAtMs !== null || clockBeganAtMs !== null;
  const claimedMs = isTold ? Math.floor(occurredAtMs(event)) : (clientTimestampMs ?? createdAtMs);
  return claimedMs < attemptStartedAtMs || claimedMs > createdAtMs ? createdAtMs : claimedMs;
}
