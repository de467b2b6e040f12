// Which events a request for an attempt's log speaks of, once its caller may read the log.

import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import { settingsOf } from '../../model/course.ts';
import { isOn, quizLogAuditing } from '../../model/feature-flag.ts';
import { mayViewLog, mayViewOwnLog } from '../../model/quiz-policy.ts';
import { declined, notFound, notPermitted } from '../../model/refusal.ts';
import { findCourse } from '../../store/courses.ts';
import type { Database, Query } from '../../store/database.ts';
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

export interface SelectedEvents extends EventSelection {
  /** The caller is the student who took the attempt, and sees `asTakerSees`. */
  isOwn: boolean;
}

export type SelectEvents = (caller: Caller, wanted: EventsWanted) => Promise<SelectedEvents>;

/**
 * For who may read the log of the attempt: graders, and where the course has it so the student who took it. Raises, in Canvas's order: not_found (course, quiz, quiz submission), not_permitted, declined when the course has the log
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
    const standing = { caller, course, enrollments };
    const isOwn = !mayViewLog(standing, clock());
    if (isOwn && !mayViewOwnLog(standing, quizSubmission, await isAllowed(wanted.courseId), clock()))
      throw notPermitted();
    await requireLog(database.query, { courseId: wanted.courseId, accountId: course.accountId });
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
      isOwn,
    };
  };

  async function isAllowed(courseId: number): Promise<boolean> {
    const course = await findCourse(database.query, courseId);
    return course !== undefined && settingsOf(course).studentsCanReadOwnAttemptLog === true;
  }
}

/** Raises declined when the course has the log switched off. Reference §1.4. */
export async function requireLog(
  query: Query,
  course: { courseId: number; accountId: number },
): Promise<void> {
  const flag = await findEffectiveFlag(query, course, quizLogAuditing);
  if (!isOn(flag)) throw declined('bad_request', 'quiz log auditing must be enabled');
}
