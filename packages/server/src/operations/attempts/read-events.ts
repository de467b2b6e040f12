// A grader reads the events of one attempt: a page of them, or all in a stream.

import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import { isOn, quizLogAuditing } from '../../model/feature-flag.ts';
import { exportChunkRows, exportsMax, retryAfterSeconds } from '../../model/limits.ts';
import { mayViewLog } from '../../model/policy.ts';
import type { QuizEvent } from '../../model/quiz-event.ts';
import { notFound, notPermitted, Refusal } from '../../model/refusal.ts';
import type { Database } from '../../store/database.ts';
import { findEffectiveFlag } from '../../store/feature-flags.ts';
import {
  countQuizEvents,
  type EventSelection,
  listQuizEvents,
  streamQuizEvents,
} from '../../store/quiz-events.ts';
import { findAttempt } from '../../store/quiz-submissions.ts';
import type { FindRecordingContext } from '../../store/recording-facts.ts';

export interface EventsWanted extends Pick<EventSelection, 'order' | 'eventTypes' | 'sinceMs' | 'untilMs'> {
  courseId: number;
  quizId: number;
  quizSubmissionId: number;
  /** Null for the current attempt. */
  attempt: number | null;
}

export interface ReadEvents {
  /** One page, from 1; `total` counts the whole selection. The page is read only once the caller may read at all. */
  page(
    caller: Caller,
    wanted: EventsWanted,
    readPage: () => { page: number; perPage: number },
  ): Promise<{ events: QuizEvent[]; total: number; page: number; perPage: number }>;

  /** All of the selection, in chunks; close it (`return`) to give its place back. Raises overloaded when all are taken. */
  stream(caller: Caller, wanted: EventsWanted): Promise<AsyncGenerator<QuizEvent[]>>;
}

/**
 * Both raise, in Canvas's order: not_found (course, quiz, quiz submission), not_permitted, declined when the course has
 * the log switched off, not_found for an unknown attempt. Reference §1.2, §1.4.
 */
export function readEvents(
  database: Database,
  findRecordingContext: FindRecordingContext,
  clock: Clock,
): ReadEvents {
  let streaming = 0;

  async function selectionFor(caller: Caller, wanted: EventsWanted): Promise<EventSelection> {
    const context = await findRecordingContext({ ...wanted, userId: caller.userId });
    if (context === undefined) throw notFound();
    const { course, quizSubmission, enrollments } = context;
    if (!mayViewLog({ caller, course, enrollments }, clock())) throw notPermitted();
    const flag = await findEffectiveFlag(
      database.query,
      { courseId: wanted.courseId, accountId: course.accountId },
      quizLogAuditing,
    );
    if (!isOn(flag)) {
      throw new Refusal({
        kind: 'declined',
        as: 'bad_request',
        message: 'quiz log auditing must be enabled',
      });
    }
    const attempt = wanted.attempt ?? quizSubmission.attempt;
    const found = await findAttempt(database.query, quizSubmission.id, attempt);
    if (found === undefined) throw notFound();
    return {
      quizSubmissionId: quizSubmission.id,
      attempt,
      afterMs: found.startedAtMs,
      order: wanted.order,
      eventTypes: wanted.eventTypes,
      sinceMs: wanted.sinceMs,
      untilMs: wanted.untilMs,
    };
  }

  return {
    async page(caller, wanted, readPage) {
      const selection = await selectionFor(caller, wanted);
      const { page, perPage } = readPage();
      const [events, total] = await Promise.all([
        listQuizEvents(database.query, selection, perPage, (page - 1) * perPage),
        countQuizEvents(database.query, selection),
      ]);
      return { events, total, page, perPage };
    },

    async stream(caller, wanted) {
      const selection = await selectionFor(caller, wanted);
      if (streaming >= exportsMax) {
        throw new Refusal({
          kind: 'overloaded',
          message: 'as many exports as may run at once are running; repeat this one later',
          retryAfterSeconds,
        });
      }
      return chunks(selection);
    },
  };

  async function* chunks(selection: EventSelection): AsyncGenerator<QuizEvent[]> {
    streaming++;
    try {
      yield* streamQuizEvents(database, selection, exportChunkRows);
    } finally {
      streaming--;
    }
  }
}
