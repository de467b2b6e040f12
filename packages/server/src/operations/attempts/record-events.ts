// A page reports captured events of an attempt. Permission, then one batch into the next group commit.

import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import { receivedAtMs } from '../../model/quiz-event.ts';
import { mayRecordEvents } from '../../model/quiz-policy.ts';
import { notFound, notPermitted, Refusal } from '../../model/refusal.ts';
import type { QuizEventWriter } from '../../store/quiz-event-writer.ts';
import type {
  FindRecordingContext,
  QuizSubmissionPlace,
  RecordingContext,
  Reporter,
} from '../../store/recording-facts.ts';

export type { FindReporter, Reporter } from '../../store/recording-facts.ts';

/** Who sends a batch, as the server sees it. */
export interface Sender {
  /** Empty when it is not known. */
  clientAddress: string;
  /** Empty when it says nothing. */
  userAgent: string;
}

export type RecordEvents = (
  caller: Caller | null,
  place: QuizSubmissionPlace,
  sender: Sender,
  /** JSON, in UTF-8; unread. */
  body: Uint8Array,
  /** What was found at this place with the access token of the request; null without. */
  reporter: Reporter | null,
) => Promise<void>;

/**
 * Stores the batch, all or none, in order, with the server's time. Resolves once it is on disk. It is read only when the caller
 * may report at all, and not here but where it is stored (`batchRows`). Idempotent for events with a client id. Raises
 * not_found, unauthenticated, not_permitted, overloaded, and what is wrong with the batch.
 */
export function recordEvents(
  findRecordingContext: FindRecordingContext,
  writer: QuizEventWriter,
  settings: { publicQuizEvents: boolean },
  clock: Clock,
): RecordEvents {
  return async (caller, place, sender, body, reporter) => {
    const arrivedAtMs = clock();
    const context = await contextOf(caller, place, reporter);
    if (context === undefined) throw notFound();
    const { course, quiz, quizSubmission, enrollments } = context;
    const standing = { caller, course, enrollments };
    if (!mayRecordEvents(standing, quiz, quizSubmission, settings.publicQuizEvents, arrivedAtMs)) {
      throw caller === null ? new Refusal({ kind: 'unauthenticated' }) : notPermitted();
    }
    await writer.write({
      body,
      quizSubmissionId: quizSubmission.id,
      attempt: quizSubmission.attempt,
      arrivedAtMs,
      createdAtMs: receivedAtMs(arrivedAtMs, quizSubmission.startedAtMs),
      clientAddress: sender.clientAddress,
      userAgent: sender.userAgent,
    });
  };

  /** Known by now of who presents an access token; not of a session, nor of who acts as another user. */
  async function contextOf(
    caller: Caller | null,
    place: QuizSubmissionPlace,
    reporter: Reporter | null,
  ): Promise<RecordingContext | undefined> {
    const userId = caller?.userId ?? null;
    return reporter?.token.userId === userId ? reporter.context : findRecordingContext({ ...place, userId });
  }
}
