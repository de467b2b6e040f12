// Quiz events for tests of the store, which does not look at what they speak of.

import type { NewQuizEvent } from '../../src/store/database.ts';
import { testStartMs } from './server.ts';

/** An event of attempt 1 of quiz submission 1, received when tests begin, with `given` over that. */
export function newQuizEvent(given: Partial<NewQuizEvent> = {}): NewQuizEvent {
  return {
    quizSubmissionId: 1,
    attempt: 1,
    eventType: 'page_blurred',
    eventData: null,
    clientTimestampMs: null,
    createdAtMs: testStartMs,
    sentAtMs: null,
    source: 'page',
    clientEventId: null,
    pageSession: null,
    sequence: null,
    elapsedMs: null,
    ...given,
  };
}
