// What a posted batch comes to, once it has been read: its events with their place, the clock of its page, and where it came
// from. Runs in the thread that stores quiz events.

import type { EventOrigin } from '../../model/event-origin.ts';
import { type PageSession, pageClockOf } from '../../model/page-clock.ts';
import type { QuizEventDraft } from '../../model/quiz-event.ts';
import { originAgentCharsMax } from '../../model/quiz-log-limits.ts';
import type { BatchRows, PostedBatch } from '../../store/posted-batch.ts';

export interface EventBatch {
  events: readonly QuizEventDraft[];
  /** The client's clock when it sent the batch, if it said. */
  sentAtMs: number | null;
  /** The attempt that the events are of, by the client's word; null when it did not say. */
  attempt: number | null;
  /** What the page that sent the batch says of itself; null when it said nothing. */
  pageSession: PageSession | null;
}

/**
 * The rows of a batch: of the attempt that it names, when the quiz submission has had it, else of the current one. A batch
 * without events comes to no more than what the page says of itself, or to nothing.
 */
export function batchRows(batch: EventBatch, posted: PostedBatch): BatchRows {
  const { quizSubmissionId, createdAtMs } = posted;
  const attempt = attemptOf(batch, posted.attempt);
  const pageSession = attempt === posted.attempt || isOfItsPage(batch) ? batch.pageSession : null;
  const clock =
    pageSession &&
    pageClockOf(pageSession, { quizSubmissionId, attempt }, batch.sentAtMs, posted.arrivedAtMs);
  const isEmpty = batch.events.length === 0 && clock === null;
  const origin: EventOrigin = {
    quizSubmissionId,
    attempt,
    pageSession: batch.events[0]?.pageSession ?? batch.pageSession?.id ?? '',
    clientAddress: posted.clientAddress,
    userAgent: posted.userAgent.slice(0, originAgentCharsMax),
    firstReceivedAtMs: createdAtMs,
    lastReceivedAtMs: createdAtMs,
  };
  return {
    events: batch.events.map((draft) => ({
      quizSubmissionId,
      attempt,
      eventType: draft.eventType,
      eventData: draft.eventData,
      clientTimestampMs: draft.clientTimestampMs,
      createdAtMs,
      sentAtMs: batch.sentAtMs,
      source: 'page',
      clientEventId: draft.clientEventId,
      pageSession: draft.pageSession,
      sequence: draft.sequence,
      elapsedMs: draft.elapsedMs,
    })),
    clocks: clock === null ? [] : [clock],
    origins: isEmpty ? [] : [origin],
  };
}

/** A page that was left open may send what is of an earlier attempt. */
function attemptOf({ attempt }: Pick<EventBatch, 'attempt'>, current: number): number {
  return attempt !== null && attempt >= 1 && attempt <= current ? attempt : current;
}

/** What an earlier attempt left behind may be delivered by a page of a later one, whose own numbers are not of that attempt. */
function isOfItsPage({ events, pageSession }: Pick<EventBatch, 'events' | 'pageSession'>): boolean {
  return events.length === 0 || events.some((event) => event.pageSession === pageSession?.id);
}
