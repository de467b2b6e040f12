// How a target's health follows from what it answers.

import { array, check, constantFrom, integer, property, record } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { untriedHealth } from '../../src/model/subscription.ts';
import {
  afterFailure,
  afterSuccess,
  type Failure,
  type LaneHealth,
  laneHealthOf,
  sendsAllowed,
  standingAt,
  verdictOn,
} from '../../src/model/target-health.ts';

const atMs = 1_000_000;
const well = untriedHealth(1);

/** Of a send that began after all that is known of. */
function failed(health: LaneHealth, given: Partial<Failure> = {}): LaneHealth {
  const of = { deliveryId: health.round, round: health.round, atMs, reason: 'answered 500' };
  return afterFailure(health, { ...of, retryAfterMs: null, lot: 0.5, ...given });
}

function failedTimes(times: number, health = laneHealthOf(well, false)): LaneHealth {
  return times === 0 ? health : failedTimes(times - 1, failed(health));
}

describe('failures in a row', () => {
  test('narrow a target down, then hold it, then let one message at a time see', () => {
    const seen = Array.from({ length: 5 }, (_, times) => {
      const health = failedTimes(times);
      const standing = standingAt(health, atMs);
      const later = standingAt(health, health.heldUntilMs);
      return [standing, sendsAllowed(health, standing, 64), later, sendsAllowed(health, later, 64)];
    });
    expect(seen).toEqual([
      ['open', 64, 'open', 64],
      ['open', 8, 'open', 8],
      ['open', 1, 'open', 1],
      ['held', 0, 'probed', 1],
      ['held', 0, 'probed', 1],
    ]);
  });

  test('hold longer and longer', () => {
    const waits = [3, 4, 5, 6, 14, 15, 40].map((times) => failedTimes(times).heldUntilMs - atMs);
    expect(waits).toEqual([2_500, 5_000, 10_000, 20_000, 5_120_000, 5_400_000, 5_400_000]);
  });

  test('hold a target that keeps order from the first', () => {
    const health = failed(laneHealthOf(well, true));
    expect(standingAt(health, atMs)).toBe('held');
    expect(health.heldUntilMs).toBe(atMs + 2_500);
  });

  test('that were under way together are one', () => {
    const first = failed(laneHealthOf(well, false), { deliveryId: 1, round: 0 });
    const all = Array.from({ length: 63 }, (_, at) => at + 2).reduce(
      (health, deliveryId) => failed(health, { deliveryId, round: 0, atMs: atMs + 7 }),
      first,
    );
    expect(all).toMatchObject({
      failuresInARow: 1,
      strikes: 1,
      failingSinceMs: atMs,
      lastFailureAtMs: atMs + 7,
    });
  });

  test('of one message over and over again are counted, and hold nobody up', () => {
    let health = laneHealthOf(well, false);
    for (let times = 0; times < 30; times++) health = failed(health, { deliveryId: 8 });
    expect(health).toMatchObject({ failuresInARow: 30, strikes: 1, heldUntilMs: 0 });
    health = failed(failed(health, { deliveryId: 9 }), { deliveryId: 8 });
    expect(standingAt(health, atMs)).toBe('held');
  });

  test('are over with one success', () => {
    const failing = failedTimes(20);
    expect(afterSuccess(failing, 7, atMs + 1)).toEqual({
      ...laneHealthOf(well, false),
      round: 20,
      lastSuccessAtMs: atMs + 1,
      lastSuccessPosition: 7,
      lastFailureAtMs: atMs,
      lastFailureReason: 'answered 500',
    });
  });
});

test('the place of the last success never goes back', () => {
  const health = afterSuccess(afterSuccess(laneHealthOf(well, false), 9, atMs), 4, atMs);
  expect(health.lastSuccessPosition).toBe(9);
});

describe('a target that asks for time', () => {
  const asked = failed(laneHealthOf(well, false), { retryAfterMs: 60_000 });

  test('gets it from the first failure on, and all its places afterwards', () => {
    expect(standingAt(asked, atMs + 59_999)).toBe('held');
    expect(standingAt(asked, atMs + 60_000)).toBe('open');
  });

  test('gets it whatever becomes of what was under way', () => {
    const after = afterSuccess(asked, 1, atMs + 10);
    expect(standingAt(after, atMs + 59_999)).toBe('held');
    expect(afterSuccess(after, 2, atMs + 60_000).heldUntilMs).toBe(0);
  });

  test('gets a day at most, and never less than it was held anyway', () => {
    expect(failed(asked, { retryAfterMs: 1e12 }).heldUntilMs).toBe(atMs + 86_400_000);
    expect(failed(asked, { retryAfterMs: 1_000 }).heldUntilMs).toBe(atMs + 60_000);
    expect(failedTimes(15, failed(laneHealthOf(well, false), { retryAfterMs: 0 })).heldUntilMs).toBe(
      atMs + 5_400_000,
    );
  });
});

describe('a server that takes a target over', () => {
  test('finds it held, or probes it', () => {
    const kept = laneHealthOf({ ...well, failuresInARow: 12, heldUntilMs: atMs }, false);
    expect(standingAt(kept, atMs - 1)).toBe('held');
    expect(standingAt(kept, atMs)).toBe('probed');
    expect(failed(kept).heldUntilMs - atMs).toBe(failedTimes(13).heldUntilMs - atMs);
  });

  test('finds one open that has failed and was not held', () => {
    const kept = laneHealthOf({ ...well, failuresInARow: 12 }, false);
    expect(standingAt(kept, atMs)).toBe('open');
    expect(failed(kept)).toMatchObject({ failuresInARow: 13, strikes: 1 });
  });
});

test('those who run the server are told of 50, 70, 90 and, from then on each time, of 100', () => {
  const told = Array.from({ length: 102 }, (_, times) => {
    const before = failedTimes(times);
    return [times + 1, verdictOn(before, failed(before))] as const;
  }).filter(([, verdict]) => verdict !== null);
  const disabled = { kind: 'disabled', reason: 'failing' };
  expect(told).toEqual([
    [50, { kind: 'failing', warningLevel: 50 }],
    [70, { kind: 'failing', warningLevel: 70 }],
    [90, { kind: 'failing', warningLevel: 90 }],
    [100, disabled],
    [101, disabled],
    [102, disabled],
  ]);
  const failing = failedTimes(50);
  expect(verdictOn(failing, failed(failing, { round: 3 }))).toBeNull();
  expect(verdictOn(failing, afterSuccess(failing, 1, atMs))).toBeNull();
});

test('whatever a target answers, it is held for a day at most, and a success that nothing is asked of opens it', () => {
  const answers = array(
    record({
      kind: constantFrom('success', 'failure', 'failure'),
      deliveryId: integer({ min: 1, max: 5 }),
      roundsAgo: integer({ min: 0, max: 3 }),
      retryAfterMs: constantFrom(null, null, 0, 5_000, 1e15),
      keepsOrder: constantFrom(true, false),
    }),
  );
  expect(
    check(
      property(answers, (given) => {
        let health = laneHealthOf(well, given[0]?.keepsOrder ?? false);
        for (const { kind, deliveryId, roundsAgo, retryAfterMs } of given) {
          const round = Math.max(0, health.round - roundsAgo);
          health =
            kind === 'success'
              ? afterSuccess(health, 1, atMs)
              : failed(health, { deliveryId, round, retryAfterMs });
          if (health.heldUntilMs > atMs + 86_400_000) return false;
          if (health.strikes > health.failuresInARow) return false;
          if ((health.failuresInARow === 0) !== (health.failingSinceMs === null)) return false;
          if (kind === 'success' && !health.isHeldAsAsked && standingAt(health, atMs) !== 'open')
            return false;
        }
        return true;
      }),
    ).failed,
  ).toBe(false);
});
