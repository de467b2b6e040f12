// How a target is doing, and what follows from it: how much may be sent to it, and when it is held back, warned of, disabled.

import {
  failuresBeforeHold,
  failuresInARowMax,
  retryAfterMaxMs,
  sendsAtOnceAfterFailure,
  warnedFailures,
} from './delivery-limits.ts';
import { retryDelayMs } from './retry-schedule.ts';
import type { TargetHealth } from './subscription.ts';

/** What is kept of it, and what only the server that sends knows. */
export interface LaneHealth
  extends Omit<TargetHealth, 'owner' | 'ownedUntilMs' | 'disabledReason' | 'disabledAtMs'> {
  /**
   * Failures in a row but for those of one delivery over and over again: a message that a target cannot take keeps nobody
   * else's from it.
   */
  strikes: number;
  /** Whose failure was the last strike. */
  struckDeliveryId: number | null;
  /** Grows with each failure in a row. Sends that fail together, begun in one round, are one failure. */
  round: number;
  /** From so many strikes on it is held. */
  holdsFrom: number;
  /** The target itself asked to be held back, so that a success of what was under way does not end it. */
  isHeldAsAsked: boolean;
}

/** Held targets get nothing; of probed ones one message at a time tells whether it takes anything again. */
export type Standing = 'open' | 'held' | 'probed';

export interface Failure {
  deliveryId: number;
  /** `LaneHealth.round` as it was when the send began. */
  round: number;
  atMs: number;
  reason: string;
  retryAfterMs: number | null;
  /** From 0 to below 1. */
  lot: number;
}

/** `keepsOrder`: nothing may overtake what failed. */
export function laneHealthOf(kept: TargetHealth, keepsOrder: boolean): LaneHealth {
  return {
    subscriptionId: kept.subscriptionId,
    failuresInARow: kept.failuresInARow,
    failingSinceMs: kept.failingSinceMs,
    heldUntilMs: kept.heldUntilMs,
    lastSuccessAtMs: kept.lastSuccessAtMs,
    lastSuccessPosition: kept.lastSuccessPosition,
    lastFailureAtMs: kept.lastFailureAtMs,
    lastFailureReason: kept.lastFailureReason,
    strikes: kept.heldUntilMs > 0 ? kept.failuresInARow : 0,
    struckDeliveryId: null,
    round: 0,
    holdsFrom: keepsOrder ? 1 : failuresBeforeHold,
    isHeldAsAsked: false,
  };
}

export function standingAt({ heldUntilMs, strikes, holdsFrom }: LaneHealth, nowMs: number): Standing {
  if (nowMs < heldUntilMs) return 'held';
  return strikes >= holdsFrom ? 'probed' : 'open';
}

/** Sends that may be under way at once to a target that takes `max`. */
export function sendsAllowed({ strikes }: LaneHealth, standing: Standing, max: number): number {
  if (standing === 'held') return 0;
  if (standing === 'probed' || strikes > 1) return 1;
  return strikes === 1 ? Math.min(max, sendsAtOnceAfterFailure) : max;
}

export function afterSuccess(health: LaneHealth, position: number, nowMs: number): LaneHealth {
  const staysHeld = health.isHeldAsAsked && nowMs < health.heldUntilMs;
  return {
    ...health,
    failuresInARow: 0,
    failingSinceMs: null,
    heldUntilMs: staysHeld ? health.heldUntilMs : 0,
    isHeldAsAsked: staysHeld,
    lastSuccessAtMs: nowMs,
    lastSuccessPosition: Math.max(position, health.lastSuccessPosition ?? 0),
    strikes: 0,
    struckDeliveryId: null,
  };
}

export function afterFailure(health: LaneHealth, failure: Failure): LaneHealth {
  const { atMs, retryAfterMs, reason } = failure;
  const told = { ...health, lastFailureAtMs: atMs, lastFailureReason: reason };
  const struck = failure.round === health.round ? withStrike(told, failure) : told;
  if (retryAfterMs === null) return struck;
  const askedUntilMs = atMs + Math.min(retryAfterMs, retryAfterMaxMs);
  if (askedUntilMs <= struck.heldUntilMs) return struck;
  return { ...struck, heldUntilMs: askedUntilMs, isHeldAsAsked: true };
}

function withStrike(health: LaneHealth, { deliveryId, atMs, lot }: Failure): LaneHealth {
  const isRepeated = deliveryId === health.struckDeliveryId && health.strikes < health.holdsFrom;
  const strikes = isRepeated ? health.strikes : health.strikes + 1;
  const holds = strikes >= health.holdsFrom;
  return {
    ...health,
    failuresInARow: health.failuresInARow + 1,
    failingSinceMs: health.failingSinceMs ?? atMs,
    heldUntilMs: holds
      ? Math.max(health.heldUntilMs, atMs + retryDelayMs(strikes - health.holdsFrom + 1, lot))
      : health.heldUntilMs,
    strikes,
    struckDeliveryId: deliveryId,
    round: health.round + 1,
  };
}

/** What those who run the server must be told of when one health has followed the other. */
export function verdictOn(
  before: LaneHealth,
  after: LaneHealth,
): { kind: 'failing'; warningLevel: number } | { kind: 'disabled'; reason: 'failing' } | null {
  if (after.failuresInARow <= before.failuresInARow) return null;
  if (after.failuresInARow >= failuresInARowMax) return { kind: 'disabled', reason: 'failing' };
  const warningLevel = warnedFailures.find((level) => level === after.failuresInARow);
  return warningLevel === undefined ? null : { kind: 'failing', warningLevel };
}
