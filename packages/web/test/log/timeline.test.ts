// The picture of an attempt, as far as it is numbers: lanes and what stands in them, what is at the pointer, what keys do.

import { describe, expect, test } from 'vitest';
import { hitAt, type View } from '../../src/log/lane-layout.ts';
import { namedMoments } from '../../src/log/named-moments.ts';
import { readLog } from '../../src/log/read-log.ts';
import { focusAfter } from '../../src/log/timeline-keys.ts';
import { lanesOf } from '../../src/log/timeline-lanes.ts';
import { traceOf } from '../../src/log/trace.ts';
import { absence, attemptLog, pageSession } from '../support/attempt-log.ts';

const events = [
  { type: 'session_started', atMs: 1000, session: 'page-one', sequence: 0, data: { user_agent: 'x' } },
  { type: 'question_viewed', atMs: 2000, session: 'page-one', sequence: 1, data: ['11', '12'] },
  { type: 'page_blurred', atMs: 3000, session: 'page-one', sequence: 2 },
  { type: 'page_focused', atMs: 15_000, session: 'page-one', sequence: 3 },
  { type: 'question_flagged', atMs: 20_000, session: 'page-one', sequence: 6, data: { questionId: '12' } },
  { type: 'question_viewed', atMs: 21_000, session: 'page-one', sequence: 7, data: ['11'] },
  { type: 'question_viewed', atMs: 22_000, session: 'page-one', sequence: 8, data: ['404'] },
];
const log = attemptLog(events, {
  activity: {
    absences: [absence({ from: '1970-01-01T00:00:03.000Z', from_event_id: '3', until_event_id: '4' })],
  },
  pageSessions: [
    pageSession({
      missing: [
        { from: 4, to: 5 },
        { from: 9, to: 9 },
      ],
    }),
  ],
});
const read = readLog(log);
const lanes = lanesOf(log, read);
const lane = (key: string) => lanes.find((one) => one.key === key);

describe('lanes', () => {
  test('are of what is around the questions, then one for each question, in order', () => {
    expect(lanes.map(({ key }) => key)).toEqual([
      ...['pages', 'focus', 'connection', 'server', 'staff', 'missing', 'other'],
      ...['q11', 'q12', 'q13'],
    ]);
    expect(lanes.slice(-3).map(({ label, name }) => [label, name])).toEqual([
      ['1', 'Multiple choice'],
      ['2', 'Essay'],
      ['–', 'Text'],
    ]);
  });

  test('have a mark for each event, in each question that it names', () => {
    expect([...(lane('q11')?.times ?? [])]).toEqual([2000, 21_000]);
    expect([...(lane('q12')?.places ?? [])]).toEqual([1, 4]);
    expect(lane('q12')?.shapes).toEqual(['viewed', 'unflagged']);
    // Of a question that the attempt does not have.
    expect([...(lane('other')?.times ?? [])]).toEqual([22_000]);
  });

  test('have absences as long as they were', () => {
    expect(lane('focus')?.spans).toEqual([
      {
        kind: 'page',
        fromMs: 3000,
        toMs: 14_000,
        isOpen: false,
        label: '12 s',
        text: 'Away: the page was out of sight, for 12 s',
      },
    ]);
  });

  test('have what never arrived between the events before and after', () => {
    expect(lane('missing')?.spans.map(({ fromMs, toMs, label }) => [fromMs, toMs, label])).toEqual([
      [15_000, 20_000, '2 missing'],
      [22_000, 60_000, '1 missing'],
    ]);
  });

  test('have each page from its first to its last event', () => {
    expect(lane('pages')?.spans).toMatchObject([
      { kind: 'session', fromMs: 1000, toMs: 22_000, isOpen: false },
    ]);
  });

  test('the way from question to question leaves out what shows several', () => {
    const { times, lanes: at } = traceOf(read.rows, lanes);
    expect([...times]).toEqual([20_000, 21_000]);
    expect([...at].map((index) => lanes[index]?.key)).toEqual(['q12', 'q11']);
  });
});

describe('an absence without an end', () => {
  test('is drawn as far as anything is known, and says so', () => {
    const open = absence({ until: null, lasted_ms: null, until_event_id: null });
    const other = attemptLog(events, { activity: { absences: [open] } });
    const all = readLog(other);
    const [span] = lanesOf(other, all).find(({ key }) => key === 'focus')?.spans ?? [];
    expect(span).toMatchObject({ isOpen: true, toMs: all.range.toMs, label: 'no return seen' });
  });
});

describe('grading that comes days later', () => {
  const dayMs = 86_400_000;
  const graded = { type: 'score_changed', source: 'staff' as const, atMs: 5 * dayMs };

  test('does not make the picture of the attempt small: at first it shows the attempt', () => {
    const { home, range } = readLog(attemptLog([...events, graded], { finishedAtMs: 30_000 }));
    expect(home.toMs).toBeLessThan(40_000);
    expect(range.toMs).toBeGreaterThan(graded.atMs);
  });

  test('what comes soon after belongs to it, and then there is one part only', () => {
    const soon = { type: 'page_blurred', atMs: 80_000 };
    const { home, range } = readLog(attemptLog([...events, soon], { finishedAtMs: 30_000 }));
    expect(home).toBe(range);
    expect(home.toMs).toBeGreaterThan(80_000);
  });

  test('of an attempt that runs everything but staff counts', () => {
    const { home, range } = readLog(attemptLog([...events, { type: 'page_blurred', atMs: dayMs }]));
    expect(home).toBe(range);
    expect(readLog(attemptLog([...events, graded])).home.toMs).toBeLessThan(dayMs);
  });
});

test('moments with a name are the start, the end, and changes of device or address after the first', () => {
  const device = (user_agent: string, second: number) => ({
    user_agent,
    address: '10.0.0.1',
    page_session: null,
    first_seen_at: new Date(second * 1000).toISOString(),
    last_seen_at: new Date(second * 1000).toISOString(),
  });
  const devices = [device('a', 1), device('b', 5)];
  const other = attemptLog([], { finishedAtMs: 9000, endAtMs: 9000, activity: { devices } });
  expect(namedMoments(other, 7000).map(({ atMs, name }) => [atMs, name])).toEqual([
    [1000, 'Started'],
    [9000, 'Handed in'],
    [7000, 'Answers of'],
    [5000, 'Another device'],
  ]);
});

describe('at the pointer', () => {
  const view: View = { range: { fromMs: 0, toMs: 60_000 }, width: 600, laneHeight: 24 };
  const at = (key: string, atMs: number) =>
    hitAt(lanes, atMs / 100, (lanes.findIndex((one) => one.key === key) + 0.5) * 24, view);

  test('is the nearest mark of the lane, else the span there, else nothing', () => {
    expect(at('q11', 2400)).toMatchObject({ is: 'mark', index: 0, more: 0 });
    expect(at('q11', 10_000)).toBeNull();
    expect(at('focus', 9000)).toMatchObject({ is: 'span', span: { label: '12 s' } });
    expect(at('focus', 3100)).toMatchObject({ is: 'mark', index: 0 });
    expect(hitAt(lanes, 5, 10_000, view)).toBeNull();
  });

  test('marks at one spot are counted', () => {
    const near = { ...view, range: { fromMs: 0, toMs: 6_000_000 } };
    expect(hitAt(lanes, 0.2, 7.5 * 24, near)).toMatchObject({ is: 'mark', more: 1 });
  });
});

describe('keys', () => {
  const laneOf = (place: number) => {
    const index = lanes.findIndex(({ places }) => places.includes(place));
    return index < 0 ? null : index;
  };
  const after = (key: string, place: number) =>
    focusAfter(key, { place, laneIndex: laneOf(place) ?? 0 }, lanes, read.rows.length, laneOf);
  const laneIndex = (key: string) => lanes.findIndex((one) => one.key === key);

  test('left and right go from event to event, and stop at the ends', () => {
    expect(after('ArrowRight', 1)).toEqual({ place: 2, laneIndex: laneIndex('focus') });
    expect(after('ArrowLeft', 0)).toBeNull();
    expect(after('Home', 4)).toMatchObject({ place: 0 });
    expect(after('End', 0)).toMatchObject({ place: 6 });
  });

  test('up and down go to the nearest mark of the next lane that has any', () => {
    expect(after('ArrowDown', 0)).toEqual({ place: 2, laneIndex: laneIndex('focus') });
    expect(after('ArrowDown', 3)).toEqual({ place: 6, laneIndex: laneIndex('other') });
    expect(after('ArrowUp', 0)).toBeNull();
  });

  test('others are not theirs', () => expect(after('a', 0)).toBeUndefined());
});
