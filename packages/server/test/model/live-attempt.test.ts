// What a running attempt looks like from what was heard of it.

import { expect, test } from 'vitest';
import { LiveAttempt, type LivePageEvent } from '../../src/model/live-attempt.ts';
import { livePagesMax, liveQuietMs, openPageMs } from '../../src/model/quiz-log-limits.ts';

const questions = [
  { id: 9, question_type: 'text_only_question' },
  { id: 1, question_type: 'essay_question' },
  { id: 2, question_type: 'essay_question' },
] as const;

const startMs = 1_000_000;

/** From a page, received `atMs` after the start. */
const event = (eventType: string, atMs: number, given: Partial<LivePageEvent> = {}): LivePageEvent => ({
  eventType,
  eventData: null,
  createdAtMs: startMs + atMs,
  sentAtMs: null,
  clientTimestampMs: null,
  elapsedMs: null,
  pageSession: 'tab',
  source: 'page',
  ...given,
});

const viewed = (id: unknown, atMs: number) =>
  event('question_viewed', atMs, { eventData: JSON.stringify([id]) });

function standingAfter(events: readonly LivePageEvent[], atMs = 100) {
  const live = new LiveAttempt(questions, startMs);
  for (const one of events) live.take(one);
  return live.standing(startMs + atMs);
}

test('of what nothing was heard nothing is said', () => {
  expect(standingAfter([])).toEqual({
    onQuestion: null,
    questionCount: 2,
    lastHeardAtMs: null,
    isQuiet: false,
    openPages: 0,
    awaySinceMs: null,
  });
});

test('the question is the last one heard of by when it happened, in any order, however often', () => {
  const late = event('question_answered', 50, {
    eventData: '[{"quiz_question_id":"1"},{"quiz_question_id":"2"}]',
    source: 'server',
  });
  const flagged = event('question_flagged', 90, {
    eventData: '{"questionId":"1","flagged":true}',
    clientTimestampMs: 60,
    sentAtMs: 70,
  });
  const events = [viewed(1, 10), late, viewed('2', 30), flagged];
  const expected = { questionId: 1, position: 1, atMs: startMs + 80 };
  expect(standingAfter(events).onQuestion).toEqual(expected);
  expect(standingAfter([...events, ...events].toReversed()).onQuestion).toEqual(expected);
});

test.each([9, 3, null, {}, 'x'])('a question that is none of the attempt is passed over: %j', (id) => {
  expect(standingAfter([viewed(1, 10), viewed(id, 20)]).onQuestion?.questionId).toBe(1);
});

test('a page is away from when it told so until it tells of looking', () => {
  const blurred = event('page_blurred', 10);
  expect(standingAfter([blurred]).awaySinceMs).toBe(startMs + 10);
  expect(standingAfter([blurred, viewed(1, 20)]).awaySinceMs).toBe(startMs + 10);
  expect(standingAfter([blurred, event('page_focused', 30)]).awaySinceMs).toBeNull();
  expect(standingAfter([event('page_focused', 30), blurred]).awaySinceMs).toBeNull();
});

test('with several pages nobody is away while one of them is looked at, or was left', () => {
  const away = [event('page_blurred', 10), event('page_blurred', 20, { pageSession: 'other' })];
  expect(standingAfter(away)).toMatchObject({ awaySinceMs: startMs + 20, openPages: 2 });
  const back = event('page_focused', 30, { pageSession: 'other' });
  expect(standingAfter([...away, back]).awaySinceMs).toBeNull();
  const live = new LiveAttempt(questions, startMs);
  for (const one of [...away, back]) live.take(one);
  live.takeClock({ pageSession: 'other', isEnding: 1, lastReceivedAtMs: startMs + 40 });
  expect(live.standing(startMs + 50)).toMatchObject({ awaySinceMs: startMs + 10, openPages: 1 });
  live.takeClock({ pageSession: 'other', isEnding: 0, lastReceivedAtMs: startMs + 45 });
  expect(live.standing(startMs + 50)).toMatchObject({ awaySinceMs: null, openPages: 2 });
});

test('silence is told after a while, and a page of which nothing is heard for long counts as closed', () => {
  expect(standingAfter([], liveQuietMs)).toMatchObject({ isQuiet: true });
  const live = new LiveAttempt(questions, startMs);
  live.take(viewed(1, 0));
  expect(live.standing(startMs + liveQuietMs - 1)).toMatchObject({ isQuiet: false, openPages: 1 });
  expect(live.standing(startMs + liveQuietMs)).toMatchObject({ isQuiet: true, openPages: 1 });
  expect(live.standing(startMs + openPageMs)).toMatchObject({ isQuiet: true, openPages: 0 });
});

test('what the server saw is no word of a page', () => {
  const answered = event('question_answered', 10, {
    source: 'server',
    eventData: '[{"quiz_question_id":"2"}]',
  });
  expect(standingAfter([answered])).toMatchObject({
    onQuestion: { questionId: 2 },
    lastHeardAtMs: null,
    openPages: 0,
  });
});

test('however many pages somebody makes up, few are remembered', () => {
  const live = new LiveAttempt(questions, startMs);
  for (let page = 0; page < 1000; page++)
    live.take(event('session_started', page, { pageSession: `${page}` }));
  expect(live.standing(startMs + 1000).openPages).toBe(livePagesMax);
});
