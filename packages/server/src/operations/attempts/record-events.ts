// A page reports captured events of an attempt. Permission, then one batch into the next group commit.

import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import { type PageSession, pageClockOf } from '../../model/page-clock.ts';
import { type QuizEventDraft, receivedAtMs } from '../../model/quiz-event.ts';
import { originAgentCharsMax, originsRememberedMax } from '../../model/quiz-log-limits.ts';
import { mayRecordEvents } from '../../model/quiz-policy.ts';
import { notFound, notPermitted, Refusal } from '../../model/refusal.ts';
import type { QuizEventWriter } from '../../store/quiz-event-writer.ts';
import type { FindRecordingContext } from '../../store/recording-facts.ts';
import { KnownOrigins } from './known-origins.ts';

export interface EventBatch {
  events: readonly QuizEventDraft[];
  /** The client's clock when it sent the batch, if it said. */
  sentAtMs: number | null;
  /** The attempt that the events are of, by the client's word; null when it did not say. */
  attempt: number | null;
  /** What the page that sent the batch says of itself; null when it said nothing. */
  pageSession: PageSession | null;
}

/** Who sends a batch, as the server sees it. */
export interface Sender {
  /** Empty when it is not known. */
  clientAddress: string;
  /** Empty when it says nothing. */
  userAgent: string;
}

export type RecordEvents = (
  caller: Caller | null,
  place: { courseId: number; quizId: number; quizSubmissionId: number },
  sender: Sender,
  readBatch: () => EventBatch,
) => Promise<void>;

/**
 * Stores the batch, all or none, in order, with the server's time: under the attempt that it names, when the quiz submission
 * has had it, else under the current one. Resolves once it is on disk. The batch is read only when the caller may report at
 * all; one without events stores no more than what the page says of itself. Where it came from
 * is stored with it when that is news to this server. Idempotent for events with a client id. Raises
 * not_found, unauthenticated, not_permitted, overloaded, and whatever `readBatch` raises.
 */
export function recordEvents(
  findRecordingContext: FindRecordingContext,
  writer: QuizEventWriter,
  settings: { publicQuizEvents: boolean },
  clock: Clock,
): RecordEvents {
  const known = new KnownOrigins(originsRememberedMax);
  return async (caller, place, sender, readBatch) => {
    const nowMs = clock();
    const context = await findRecordingContext({ ...place, userId: caller?.userId ?? null });
    if (context === undefined) throw notFound();
    const { course, quiz, quizSubmission, enrollments } = context;
    const standing = { caller, course, enrollments };
    if (!mayRecordEvents(standing, quiz, quizSubmission, settings.publicQuizEvents, nowMs)) {
      throw caller === null ? new Refusal({ kind: 'unauthenticated' }) : notPermitted();
    }
    const batch = readBatch();
    const attempt = attemptOf(batch, quizSubmission.attempt);
    const pageSession = attempt === quizSubmission.attempt || isOfItsPage(batch) ? batch.pageSession : null;
    const pageClock =
      pageSession &&
      pageClockOf(pageSession, { quizSubmissionId: quizSubmission.id, attempt }, batch.sentAtMs, nowMs);
    if (batch.events.length === 0 && pageClock === null) return;
    const createdAtMs = receivedAtMs(nowMs, quizSubmission.startedAtMs);
    const origin = {
      quizSubmissionId: quizSubmission.id,
      attempt,
      pageSession: batch.events[0]?.pageSession ?? batch.pageSession?.id ?? '',
      clientAddress: sender.clientAddress,
      userAgent: sender.userAgent.slice(0, originAgentCharsMax),
      firstReceivedAtMs: createdAtMs,
      lastReceivedAtMs: createdAtMs,
    };
    const isNews = known.isNews(origin);
    await writer.write(
      batch.events.map((draft) => ({
        quizSubmissionId: quizSubmission.id,
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
      pageClock,
      isNews ? origin : null,
    );
    // Only now: what was not stored is news still.
    if (isNews) known.remember(origin);
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
