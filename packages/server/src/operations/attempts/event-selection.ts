// Which events a request for an attempt's log speaks of, once its caller may read the log.

import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import { isOn, quizLogAuditing } from '../../model/feature-flag.ts';
import { mayViewLog } from '../../model/quiz-policy.ts';
import { declined, notFound, notPermitted } from '../../model/refusal.ts';
import type { Database } from '../../store/database.ts';
import { findEffectiveFlag } from '../../store/feature-flags.ts';
import type { EventSelection } from '../../store/quiz-events.ts';
import { findAttempt } from '../../store/quiz-submissions.ts';
import type { FindRecordingContext } from '../../store/recording-facts.ts';

export interface AttemptWanted {
  courseId: number;
  quizId: number;
  quizSubmissionId: number;
  /** Null for the current attempt. */
  attempt: number | null;
}

export interface EventsWanted
  extends AttemptWanted,
    Pick<EventSelection, 'order' | 'eventTypes' | 'sinceMs' | 'untilMs'> {}

export type SelectEvents = (caller: Caller, wanted: EventsWanted) => Promise<EventSelection>;

/**
 * Raises, in Canvas's order: not_found (course, quiz, quiz submission), not_permitted, declined when the course has the log
 * switched off, not_found for an unknown attempt. Reference §1.2, §1.4.
 */
export function selectEvents(
  database: Database,
  findRecordingContext: FindRecordingContext,
  clock: Clock,
): SelectEvents {
  return async (caller, wanted) => {
    const context = await findRecordingContext({ ...wanted, userId: caller.userId });
    if (context === undefined) throw notFound();
    const { course, quizSubmission, enrollments } = context;
    if (!mayViewLog({ caller, course, enrollments }, clock())) throw notPermitted();
    const flag = await findEffectiveFlag(
      database.query,
      { courseId: wanted.courseId, accountId: course.accountId },
      quizLogAuditing,
    );
    if (!isOn(flag)) throw declined('bad_request', 'quiz log auditing must be enabled');
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
  };
}
