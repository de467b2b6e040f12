// Events of an attempt that begins at 0 on the server's clock, as a page tells them.

import { AttemptActivity } from '../../src/model/attempt-activity.ts';
import type { TimedQuizEvent } from '../../src/model/quiz-event.ts';
import { newQuizEvent } from './new-quiz-event.ts';

export type Told = [atMs: number, eventType: string, data?: unknown, more?: Partial<TimedQuizEvent>];

/** Of the page `tab`, with ids from 1 in their order. */
export function storyEvents(told: readonly Told[]): TimedQuizEvent[] {
  return told.map(([atMs, eventType, data, more], at) => ({
    ...newQuizEvent({
      eventType,
      eventData: data === undefined ? null : JSON.stringify(data),
      createdAtMs: atMs,
      pageSession: more?.source === undefined ? 'tab' : null,
    }),
    id: at + 1,
    clockBeganAtMs: null,
    clockUncertaintyMs: null,
    ...more,
  }));
}

/** What they add up to in an attempt of a minute, with questions 1 to 9. */
export function activityOf(told: readonly Told[], finishedAtMs: number | null = 60_000): AttemptActivity {
  const times = { startedAtMs: 0, finishedAtMs };
  const activity = new AttemptActivity(times, (id) => id >= 1 && id <= 9, 60_000);
  for (const event of storyEvents(told)) activity.take(event);
  return activity;
}
