// When an event counts as received and as having happened.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { announcedAtMs, occurredAtMs, receivedAtMs } from '../../src/model/quiz-event.ts';

const startedAtMs = Date.UTC(2026, 8, 1, 9);

/** No page clock tells anything. */
const unclocked = { elapsedMs: null, clockBeganAtMs: null };

describe('an event counts as received', () => {
  test.each([
    ['when it was, later in the attempt', startedAtMs + 5000, startedAtMs, startedAtMs + 5000],
    ['when it was, when the attempt has no start', startedAtMs, null, startedAtMs],
    ['a millisecond after the start, in the starting millisecond', startedAtMs, startedAtMs, startedAtMs + 1],
    [
      'a millisecond after the start, when clocks say before it',
      startedAtMs - 70,
      startedAtMs,
      startedAtMs + 1,
    ],
    ['when it was, a millisecond after the start', startedAtMs + 1, startedAtMs, startedAtMs + 1],
  ])('%s', (_, nowMs, attemptStartedAtMs, expected) => {
    expect(receivedAtMs(nowMs, attemptStartedAtMs)).toBe(expected);
  });
});

describe('an event happened', () => {
  const createdAtMs = startedAtMs;
  test.each([
    ['as long before receipt as before it was sent', -15_000, 0, -15_000],
    ['so too on a clock that is an hour ahead', 3_600_000 - 15_000, 3_600_000, -15_000],
    ['so too on a clock that is an hour behind', -3_600_000 - 15_000, -3_600_000, -15_000],
    ['at receipt, when it was sent at once', 40, 40, 0],
    ['at receipt, when it claims to be later than its sending', 500, 0, 0],
    ['at receipt, when the client gave no time', null, 0, 0],
    ['at receipt, when the batch gave no time', -15_000, null, 0],
    ['at receipt, when neither gave a time', null, null, 0],
    ['at receipt, when the two times lead to before 1970', -createdAtMs - 1, 0, 0],
    ['at the epoch, when they lead to just that', -createdAtMs, 0, -createdAtMs],
  ])('%s', (_, client, sent, expected) => {
    const at = (offset: number | null) => (offset === null ? null : createdAtMs + offset);
    const event = { ...unclocked, createdAtMs, clientTimestampMs: at(client), sentAtMs: at(sent) };
    expect(occurredAtMs(event)).toBe(createdAtMs + expected);
  });

  describe('by the clock of its page', () => {
    const clockBeganAtMs = createdAtMs - 60_000;
    const event = {
      createdAtMs,
      // Two hours off, and of no account.
      clientTimestampMs: createdAtMs - 7_200_000,
      sentAtMs: createdAtMs - 7_100_000,
      clockBeganAtMs,
      elapsedMs: 1_234.5,
    };

    test('whatever its wall clock says', () => {
      expect(occurredAtMs(event)).toBe(clockBeganAtMs + 1_234.5);
    });

    test.each([60_040.1, 1e15, Number.MAX_VALUE])('never after receipt (%s ms)', (elapsedMs) => {
      expect(occurredAtMs({ ...event, elapsedMs })).toBe(createdAtMs);
    });
  });

  test('never after receipt and never before 1970, whatever the client says', () => {
    const anyTime = fc.option(fc.integer({ min: Date.UTC(-1, 0), max: Date.UTC(9999, 11, 31) }));
    fc.assert(
      fc.property(anyTime, anyTime, (clientTimestampMs, sentAtMs) => {
        const at = occurredAtMs({ ...unclocked, createdAtMs, clientTimestampMs, sentAtMs });
        expect(at).toBeGreaterThanOrEqual(0);
        expect(at).toBeLessThanOrEqual(createdAtMs);
      }),
    );
  });
});

describe('an event is announced to have happened', () => {
  const createdAtMs = startedAtMs + 60_000;
  test.each([
    [
      'when its client said, who did not say when it was sent',
      startedAtMs + 30_000,
      null,
      startedAtMs + 30_000,
    ],
    ['at receipt, when nobody said anything', null, null, createdAtMs],
    ['at receipt, when its client is ahead', createdAtMs + 1, null, createdAtMs],
    ['at receipt, when its client is behind the start of the attempt', startedAtMs - 1, null, createdAtMs],
    [
      'by the clock of the server, where that can be told',
      3_600_000 - 15_000,
      3_600_000,
      createdAtMs - 15_000,
    ],
    ['at receipt, when that leads to before the attempt', 0, 3_600_000, createdAtMs],
  ])('%s', (_, clientTimestampMs, sentAtMs, expected) => {
    const event = { ...unclocked, clientTimestampMs, sentAtMs, createdAtMs };
    expect(announcedAtMs(event, startedAtMs)).toBe(expected);
  });

  test.each([
    ['in whole milliseconds by the clock of its page', 30_000.9, createdAtMs - 30_000],
    ['at receipt, when that clock leads to before the attempt', 0, createdAtMs],
    ['at receipt, when it leads to later', 60_001, createdAtMs],
  ])('%s', (_, elapsedMs, expected) => {
    const event = {
      clientTimestampMs: startedAtMs + 7,
      sentAtMs: null,
      createdAtMs,
      elapsedMs,
      clockBeganAtMs: startedAtMs - 0.5,
    };
    expect(announcedAtMs(event, startedAtMs)).toBe(expected);
  });
});
