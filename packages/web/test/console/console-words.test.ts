// How the console words states, rates, lags and moments.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Health, Replay, Send } from '../../src/console/console-api.ts';
import {
  countedText,
  eventsText,
  healthText,
  lagText,
  localIn,
  momentIn,
  nameOf,
  replayText,
  sendText,
  standingOf,
  successText,
  targetText,
  testText,
  tookText,
} from '../../src/console/console-words.ts';

const well: Health = {
  FailuresInARow: 0,
  FailingSince: null,
  HeldUntil: null,
  LastSuccessAt: null,
  LastFailureAt: null,
  LastFailureReason: null,
  DisabledReason: null,
  DisabledAt: null,
};

const send: Send = {
  started_at: '2026-09-01T09:00:00.000Z',
  duration_ms: 12,
  outcome: 'delivered',
  status: 204,
  response_head: null,
  reason: null,
  next_try_at: null,
};

test.each([
  [0, 0, '–'],
  [5, 0, '100 %'],
  [0, 5, '0 %'],
  [1, 1, '50 %'],
  [2, 1, '66.7 %'],
  [100_000, 1, '99.9 %'],
  [1, 100_000, '0.1 %'],
])('%s delivered and %s failed are %s', (delivered, failed, text) => {
  expect(successText({ delivered, failed })).toBe(text);
});

test.each([
  [null, '–'],
  [0, '0 ms'],
  [999, '999 ms'],
  [1_400, '1.4 s'],
])('%s ms read %s', (ms, text) => expect(tookText(ms)).toBe(text));

test.each([
  [0, '0'],
  [1_204, '1,204'],
  [10_000, '10,000 or more'],
])('%s counted read %s', (count, text) => expect(countedText(count)).toBe(text));

test('what waits is told with the age of the oldest', () => {
  const nowMs = Date.parse('2026-09-01T09:01:30Z');
  const oldest = '2026-09-01T09:00:00Z';
  expect(lagText({ waiting: 0, oldest_waiting_at: null }, nowMs)).toBe('Nothing waits');
  expect(lagText({ waiting: 3, oldest_waiting_at: oldest }, nowMs)).toBe('3 waiting, 1 min 30 s');
  // The clock of the reader may be behind.
  expect(lagText({ waiting: 1, oldest_waiting_at: oldest }, nowMs - 600_000)).toBe('1 waiting, 0.0 s');
});

test.each([
  [['*'], 'All events'],
  [['grade_change'], 'grade_change'],
  [['grade_change', 'quiz_submitted', 'logged_in'], 'grade_change and 2 more'],
])('%s are worded %s', (names, text) => expect(eventsText(names)).toBe(text));

test('a subscription without a name is called by its number', () => {
  expect(nameOf({ Name: ' ', LocalId: 7 })).toBe('Subscription 7');
  expect(nameOf({ Name: 'Grades', LocalId: 7 })).toBe('Grades');
});

test('a target is told by where it leads', () => {
  expect(targetText({ TransportType: 'https', TransportMetadata: { Url: 'https://a.example/' } })).toBe(
    'https://a.example/',
  );
  const kafka = { Topic: 'events', Brokers: ['a:1', 'b:2'] };
  expect(targetText({ TransportType: 'kafka', TransportMetadata: kafka })).toBe('events at a:1, b:2');
});

describe('how a subscription stands', () => {
  test.each([
    ['Active', well, 'Active', null],
    [
      'Active',
      { ...well, FailuresInARow: 1, LastFailureReason: 'answered 500' },
      'Failing',
      /^The last send failed: answered 500/,
    ],
    ['Active', { ...well, FailuresInARow: 9 }, 'Failing', /^9 sends in a row failed: no reason is known/],
    ['Inactive', well, 'Paused', /^Paused/],
    ['Disabled', { ...well, DisabledReason: 'gone' }, 'Disabled', /410 Gone/],
    ['Disabled', { ...well, DisabledReason: 'failing' }, 'Disabled', /failed too many times/],
  ] as const)('%s with health is %s', (State, Health, text, told) => {
    expect(standingOf({ State, Health }).text).toBe(text);
    if (told === null) expect(healthText({ State, Health })).toBeNull();
    else expect(healthText({ State, Health })).toMatch(told);
  });
});

test.each([
  [null, 'Not sent yet'],
  [send, '204 in 12 ms'],
  [{ ...send, status: null }, 'in 12 ms'],
  [{ ...send, outcome: 'failed', status: 500, reason: 'answered 500' }, 'answered 500'],
  [{ ...send, outcome: 'failed', status: 302, reason: 'it leads elsewhere' }, '302 it leads elsewhere'],
  [{ ...send, outcome: 'failed', status: null, reason: 'no answer within 15 s' }, 'no answer within 15 s'],
] as const)('a send reads %#', (of, text) => expect(sendText(of)).toBe(text));

test('a test tells what came of it', () => {
  const result = { Delivered: true, Status: 204, LatencyMs: 12, Reason: null };
  expect(testText(result)).toBe('The test event was taken with 204 after 12 ms.');
  expect(testText({ ...result, Delivered: false, Status: null, Reason: 'no connection' })).toBe(
    'The test event was not taken: no connection.',
  );
});

test('a replay tells how far it is', () => {
  const replay: Replay = {
    id: 1,
    to_subscription_id: '',
    dead: true,
    event_name: [],
    from_cursor: '1',
    to_cursor: '9',
    state: 'running',
    completion: 99.96,
    deliveries: 1,
    waiting: 0,
    created_at: '',
    finished_at: null,
  };
  expect(replayText(replay)).toBe('What was given up: 99 %, 1 delivery made');
  expect(replayText({ ...replay, dead: false, state: 'done', deliveries: 1_200 })).toBe(
    'A stretch of the feed: done, 1,200 deliveries made',
  );
});

describe('moments that people type', () => {
  test.each([
    ['2026-09-01T09:00', 'UTC', '2026-09-01T09:00:00.000Z'],
    ['2026-09-01T09:00:05', 'Europe/Berlin', '2026-09-01T07:00:05.000Z'],
    ['2026-01-01T09:00', 'Europe/Berlin', '2026-01-01T08:00:00.000Z'],
    ['2026-03-29T03:30', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
    ['2026-10-25T00:30', 'Europe/Berlin', '2026-10-24T22:30:00.000Z'],
    ['2026-09-01T09:00', 'Asia/Kathmandu', '2026-09-01T03:15:00.000Z'],
    ['', 'UTC', null],
    ['nonsense', 'UTC', null],
  ])('%s in %s is %s', (local, zone, iso) => expect(momentIn(local, zone)).toBe(iso));

  test('come back as they were, in every zone, away from changes of clocks', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('UTC', 'Europe/Berlin', 'America/St_Johns', 'Asia/Kathmandu', 'Pacific/Apia'),
        fc.integer({ min: 0, max: 20 * 365 * 86_400 }),
        (zone, second) => {
          const iso = new Date((1_262_304_000 + second) * 1_000).toISOString();
          const local = localIn(iso, zone);
          // An hour that is there twice, or a day that is not there, has several answers or none.
          expect(localIn(momentIn(local, zone), zone).slice(0, 10)).toBe(local.slice(0, 10));
        },
      ),
    );
    expect(localIn(null, 'UTC')).toBe('');
  });
});
