// When the origin of a batch is news to a server.

import { expect, test } from 'vitest';
import type { EventOrigin } from '../../src/model/event-origin.ts';
import { originResolutionMs } from '../../src/model/quiz-log-limits.ts';
import { KnownOrigins } from '../../src/operations/attempts/known-origins.ts';

const origin = (given: Partial<EventOrigin> = {}): EventOrigin => ({
  quizSubmissionId: 1,
  attempt: 1,
  pageSession: 'tab',
  clientAddress: '192.0.2.1',
  userAgent: 'Browser/1',
  firstReceivedAtMs: 1_000,
  lastReceivedAtMs: 1_000,
  ...given,
});

test.each([
  ['the same page', {}, false],
  ['another quiz submission', { quizSubmissionId: 2 }, true],
  ['another attempt', { attempt: 2 }, true],
  ['another page session', { pageSession: '' }, true],
  ['another address', { clientAddress: '192.0.2.2' }, true],
  ['another program', { userAgent: 'Browser/2' }, true],
  ['a while later', { lastReceivedAtMs: 1_000 + originResolutionMs - 1 }, false],
  ['long after', { lastReceivedAtMs: 1_000 + originResolutionMs }, true],
])('after an origin was stored, %s is news: %s', (_, given, isNews) => {
  const known = new KnownOrigins(10);
  expect(known.isNews(origin())).toBe(true);
  known.remember(origin());
  expect(known.isNews(origin(given))).toBe(isNews);
});

test('what is not said to be stored stays news', () => {
  const known = new KnownOrigins(10);
  expect([known.isNews(origin()), known.isNews(origin())]).toEqual([true, true]);
});

test('several pages and networks of one student are remembered, and no more than a few', () => {
  const known = new KnownOrigins(10);
  const pages = Array.from({ length: 20 }, (_, page) => origin({ pageSession: String(page) }));
  for (const page of pages) known.remember(page);
  const remembered = pages.filter((page) => !known.isNews(page)).map(({ pageSession }) => pageSession);
  expect(remembered).toEqual(['12', '13', '14', '15', '16', '17', '18', '19']);
});

test('the last students are remembered, and those that go on sending; memory stays bounded', () => {
  const known = new KnownOrigins(3);
  const of = (quizSubmissionId: number) => origin({ quizSubmissionId });
  for (let number = 0; number < 100; number++) {
    known.remember(of(number));
    expect(known.isNews(of(0))).toBe(false);
  }
  const remembered = Array.from({ length: 100 }, (_, number) => number).filter(
    (number) => !known.isNews(of(number)),
  );
  expect(remembered).toContain(99);
  expect(remembered).toContain(98);
  expect(remembered.length).toBeLessThanOrEqual(6);
});
