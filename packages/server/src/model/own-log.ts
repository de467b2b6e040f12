// What the student who took an attempt sees of its log, where the course lets them read it: every event, but not the data of
// those that would tell right answers, or scores before they are posted.

import type { TimedQuizEvent } from './quiz-event.ts';

/** Of the server and of staff: what has nothing in it but the student's own doing, and what was done for them. */
const shownTypes: ReadonlySet<string | null> = new Set([
  'question_answered',
  'question_flagged',
  'time_extended',
  'extra_time_granted',
  'extra_attempts_granted',
  'quiz_unlocked',
  'quiz_unlock_withdrawn',
  'attempt_closed',
]);

/** What pages reported the student's own browser knows already. Of the rest, types not known to be harmless lose their data. */
export function asTakerSees(event: TimedQuizEvent): TimedQuizEvent {
  return event.source === 'page' || shownTypes.has(event.eventType) ? event : { ...event, eventData: null };
}
