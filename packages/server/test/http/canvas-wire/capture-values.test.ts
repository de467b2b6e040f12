// What a page says of itself counts when it is well formed, and is passed over when it is not; nothing is refused.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pageSessionOf } from '../../../src/http/canvas-wire/capture-values.ts';
import { pageSessionMsMax, roundTripMsMax } from '../../../src/model/quiz-log-limits.ts';

const said = {
  id: '0f6b8a52-1f0e-4c8e-9a53-1f7f0f3d2a11',
  elapsed_ms: 61_234.5,
  clock_since_ms: 60_000,
  round_trip_ms: 48.2,
  sequence: 7,
  ending: true,
};
const read = {
  id: said.id,
  elapsedMs: 61_234.5,
  clockSinceMs: 60_000,
  roundTripMs: 48.2,
  sequence: 7,
  isEnding: true,
};

describe('a page says of itself', () => {
  test.each([
    ['an object', said],
    ['its JSON text', JSON.stringify(said)],
    [
      'a form, where all is text',
      Object.fromEntries(Object.entries(said).map(([name, value]) => [name, String(value)])),
    ],
    ['more than is known', { ...said, wall: 12, more: [{}] }],
  ])('by %s', (_, value) => {
    expect(pageSessionOf(value)).toEqual(read);
  });

  test('at least which page it is and for how long; the rest has its beginnings', () => {
    const beginnings = { clockSinceMs: 0, roundTripMs: null, sequence: null, isEnding: false };
    const least = { id: 'p', elapsed_ms: 0 };
    expect(pageSessionOf(least)).toEqual({ id: 'p', elapsedMs: 0, ...beginnings });
    const nulls = { clock_since_ms: null, round_trip_ms: null, sequence: null, ending: null };
    expect(pageSessionOf({ ...least, ...nulls })).toEqual({ id: 'p', elapsedMs: 0, ...beginnings });
    expect(pageSessionOf({ ...least, round_trip_ms: '', sequence: '' })).toMatchObject(beginnings);
  });

  test('numbers up to their bounds', () => {
    const far = {
      elapsed_ms: pageSessionMsMax,
      clock_since_ms: pageSessionMsMax,
      round_trip_ms: roundTripMsMax,
      sequence: Number.MAX_SAFE_INTEGER,
    };
    expect(pageSessionOf({ ...said, ...far })).toMatchObject({
      elapsedMs: pageSessionMsMax,
      clockSinceMs: pageSessionMsMax,
      sequence: Number.MAX_SAFE_INTEGER,
    });
  });
});

describe('passed over is', () => {
  test.each([
    undefined,
    null,
    '',
    'no JSON',
    '[]',
    '7',
    7,
    true,
    [],
    [said],
    {},
    JSON.stringify({ ...said, padding: 'x'.repeat(1_000) }),
  ])('no object: %j', (value) => {
    expect(pageSessionOf(value)).toBeNull();
  });

  test.each([
    { id: '' },
    { id: null },
    { id: 7 },
    { id: 'x'.repeat(65) },
    { id: 'a\0b' },
    { elapsed_ms: undefined },
    { elapsed_ms: null },
    { elapsed_ms: -0.1 },
    { elapsed_ms: '' },
    { elapsed_ms: 'NaN' },
    { elapsed_ms: 'Infinity' },
    { elapsed_ms: pageSessionMsMax + 1 },
    { elapsed_ms: 1e308 },
    { elapsed_ms: true },
    { elapsed_ms: [1] },
    { clock_since_ms: -1 },
    { clock_since_ms: 'soon' },
    { clock_since_ms: 61_234.6 },
    { round_trip_ms: -1 },
    { round_trip_ms: roundTripMsMax + 1 },
    { round_trip_ms: {} },
    { sequence: -1 },
    { sequence: 1.5 },
    { sequence: 2 ** 53 },
    { sequence: 'many' },
    { sequence: false },
    { ending: 'perhaps' },
    { ending: 2 },
    { ending: {} },
  ])('all that is said, when it says %j', (wrong) => {
    expect(pageSessionOf({ ...said, ...wrong })).toBeNull();
  });

  test('anything else, without a word', () => {
    fc.assert(
      fc.property(
        fc.record({ id: fc.anything(), elapsed_ms: fc.anything(), sequence: fc.anything() }),
        (value) => {
          const session = pageSessionOf(value);
          if (session === null) return;
          expect(session.elapsedMs).toBeGreaterThanOrEqual(session.clockSinceMs);
          expect(session.sequence ?? 0).toBeGreaterThanOrEqual(0);
        },
      ),
    );
  });
});
