// Where the events of an attempt came from. Written with the events themselves, dialect/event-origin-values.ts.

import type { EventOrigin } from '../model/event-origin.ts';
import { eventOriginsShownMax } from '../model/quiz-log-limits.ts';
import type { Query } from './database.ts';

/** Of one attempt, in the order in which they were first heard from; the first `eventOriginsShownMax`. */
export async function readEventOrigins(
  query: Query,
  quizSubmissionId: number,
  attempt: number,
): Promise<EventOrigin[]> {
  return query
    .selectFrom('eventOrigins')
    .selectAll()
    .where('quizSubmissionId', '=', quizSubmissionId)
    .where('attempt', '=', attempt)
    .orderBy('firstReceivedAtMs')
    .orderBy('pageSession')
    .orderBy('clientAddress')
    .orderBy('userAgent')
    .limit(eventOriginsShownMax)
    .execute();
}
