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

/**
 * When an event of an attempt counts as received. Canvas lists events *after* `started_at` only and has microseconds;
 * with milliseconds an event of the starting millisecond would vanish, so it is moved to the next one.
 */
export function receivedAtMs(nowMs: number, attemptStartedAtMs: number | null): number {
  return attemptStartedAtMs === null ? nowMs : Math.max(nowMs, attemptStartedAtMs + 1);
}

/**
 * When the event happened by the server's clock: the client's time, corrected by how far the client's clock was off
 * when it sent the batch. Falls back to receipt when either client time is missing, or when the two together lead to
 * before 1970; never later than receipt.
 */
export function occurredAtMs(
  event: Pick<QuizEvent, 'clientTimestampMs' | 'sentAtMs' | 'createdAtMs'>,
): number {
  if (event.clientTimestampMs === null || event.sentAtMs === null) return event.createdAtMs;
  const correctedMs = event.clientTimestampMs + event.createdAtMs - event.sentAtMs;
  return correctedMs < 0 ? event.createdAtMs : Math.min(correctedMs, event.createdAtMs);
}

/**
 * When an event of an attempt is announced to have happened. As `occurredAtMs`; but where the client did not say when it
 * sent the batch, which Canvas's own page never does, its time of the event counts, unless that cannot be: later than
 * receipt, or before the attempt began.
 */
export function announcedAtMs(
  event: Pick<QuizEvent, 'clientTimestampMs' | 'sentAtMs' | 'createdAtMs'>,
  attemptStartedAtMs: number,
): number {
  const { clientTimestampMs, sentAtMs, createdAtMs } = event;
  const claimedMs = sentAtMs === null ? (clientTimestampMs ?? createdAtMs) : occurredAtMs(event);
  return claimedMs < attemptStartedAtMs || claimedMs > createdAtMs ? createdAtMs : claimedMs;
}
