// A page reports captured events of an attempt. Permission, then one batch into the next group commit.

import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import { receivedAtMs } from '../../model/quiz-event.ts';
import { mayRecordEvents } from '../../model/quiz-policy.ts';
import { notFound, notPermitted, Refusal } from '../../model/refusal.ts';
import type { QuizEventWriter } from '../../store/quiz-event-writer.ts';
import type { FindRecordingContext } from '../../store/recording-facts.ts';

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
  /** JSON, in UTF-8; unread. */
  body: Uint8Array,
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
  return async (caller, place, sender, body) => {
    const arrivedAtMs = clock();
    const context = await findRecordingContext({ ...place, userId: caller?.userId ?? null });
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
}
