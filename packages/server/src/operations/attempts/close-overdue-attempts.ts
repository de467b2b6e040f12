// The server hands in what its takers left past its limit. Nothing of it is kept in memory, so that a restart changes
// nothing, and several servers may do it at the same time.

import { attemptClosed } from '../../facts/attempt-facts.ts';
import { attemptLimitAtMs, isToBeClosed } from '../../model/attempt-times.ts';
import type { Job } from '../../model/cause.ts';
import type { Clock } from '../../model/clock.ts';
import { receivedAtMs } from '../../model/quiz-event.ts';
import { closingAtOnce, closingBatchRows, closingGraceMs } from '../../model/quiz-limits.ts';
import type { QuizSubmission } from '../../model/quiz-submission.ts';
import { wireTimeMs } from '../../model/time.ts';
import { findCourse } from '../../store/courses.ts';
import { listOverdueAttempts, type OverdueAttempt } from '../../store/overdue-attempts.ts';
import { insertOwnEvents, type OwnEvent } from '../../store/quiz-events.ts';
import { findQuizSubmission } from '../../store/quiz-submissions.ts';
import { findQuiz } from '../../store/quizzes.ts';
import type { AnnouncingDatabase } from '../announcing/announcing-database.ts';
import { finishAttempt } from './finish-attempt.ts';

/** Told of an attempt that could not be closed; it is tried again the next time. */
export type ClosingFailed = (error: unknown, quizSubmissionId: number) => void;

export class OverdueAttempts implements AsyncDisposable {
  readonly #database: AnnouncingDatabase;
  readonly #clock: Clock;
  readonly #failed: ClosingFailed;
  #closing: Promise<number> | null = null;
  #isStopping = false;

  constructor(database: AnnouncingDatabase, clock: Clock, failed: ClosingFailed) {
    this.#database = database;
    this.#clock = clock;
    this.#failed = failed;
  }

  /**
   * Closes every attempt whose limit passed `closingGraceMs` ago or more: grades what was saved, finished at the limit. Each
   * in a transaction of its own, by exactly one of several servers; one that fails does not stop the others. How many this
   * server has closed. While it is still at it, whoever asks again gets the same.
   */
  close(): Promise<number> {
    this.#closing ??= this.#closeAll().finally(() => {
      this.#closing = null;
    });
    return this.#closing;
  }

  /** Waits for the attempts that are being closed and leaves the others. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#isStopping = true;
    await this.#closing?.catch(() => {});
  }

  async #closeAll(): Promise<number> {
    const beforeMs = this.#clock() - closingGraceMs;
    let closed = 0;
    let last: OverdueAttempt | null = null;
    for (;;) {
      const batch = await listOverdueAttempts(this.#database.query, beforeMs, last, closingBatchRows);
      for (let start = 0; start < batch.length; start += closingAtOnce) {
        if (this.#isStopping) return closed;
        const some = batch.slice(start, start + closingAtOnce);
        const outcomes = await Promise.all(some.map((attempt) => this.#closeOne(attempt)));
        closed += outcomes.filter(Boolean).length;
      }
      // Those that failed are still there: the next batch begins after them.
      last = batch.at(-1) ?? null;
      if (batch.length < closingBatchRows) return closed;
    }
  }

  async #closeOne({ courseId, quizId, quizSubmissionId }: OverdueAttempt): Promise<boolean> {
    const nowMs = this.#clock();
    try {
      return await this.#database.transaction(closing(quizSubmissionId), async (transaction) => {
        const course = await findCourse(transaction, courseId);
        const quiz = await findQuiz(transaction, courseId, quizId, 'share');
        // Held by another: its taker hands it in, saves an answer, or another server closes it.
        const held = await findQuizSubmission(transaction, quizId, quizSubmissionId, 'change_if_free');
        if (course === undefined || quiz === undefined || held === undefined) return false;
        const limitAtMs = attemptLimitAtMs(quiz, held);
        if (limitAtMs === null || !isToBeClosed(quiz, held, nowMs)) return false;
        const closed = await finishAttempt(transaction, course, quiz, held, limitAtMs, nowMs);
        transaction.announce(attemptClosed(quiz, closed));
        if (held.userId !== null) await insertOwnEvents(transaction, [closingEvent(held, limitAtMs, nowMs)]);
        return true;
      });
    } catch (error) {
      this.#failed(error, quizSubmissionId);
      return false;
    }
  }
}

/** The server's word in the log that it was not the student who handed in. */
function closingEvent(
  { id, attempt, startedAtMs }: QuizSubmission,
  limitAtMs: number,
  nowMs: number,
): OwnEvent {
  return {
    quizSubmissionId: id,
    attempt,
    eventType: 'attempt_closed',
    eventData: JSON.stringify({ end_at: wireTimeMs(limitAtMs), closed_at: wireTimeMs(nowMs) }),
    createdAtMs: receivedAtMs(nowMs, startedAtMs),
    source: 'server',
  };
}

function closing(quizSubmissionId: number): Job {
  return { jobTag: 'OverdueAttempts#close', jobId: quizSubmissionId };
}
