// What an outcome makes of a delivery and of the health of its target, and how a send is written down.

import type { Outcome } from '../model/delivery.ts';
import { responseHeadCharsMax } from '../model/delivery-limits.ts';
import { nextTryAtMs } from '../model/retry-schedule.ts';
import type { SendReport } from '../model/send-report.ts';
import { afterFailure, afterSuccess, type LaneHealth } from '../model/target-health.ts';
import type { DueDelivery } from '../store/due-deliveries.ts';
import type { KeptSend, SettledDelivery } from '../store/settlement.ts';
import { notSent } from './not-sent.ts';

/** Of a message about which the transport told nothing, which is a defect of ours. */
export const failedToSend: Outcome = notSent('the message could not be sent');

/** Answers that speak of the target and not of the message. */
const statusesOfTarget: ReadonlySet<number> = new Set([408, 425, 429, 502, 503, 504]);

/** Whether the target may have meant this message and no other. */
export function isOfMessage({ status }: Outcome): boolean {
  return status !== null && !statusesOfTarget.has(status);
}

/**
 * `round` is that of the health when the send began. A message that will never be taken is told of, and holds nothing against
 * the target.
 */
export function healthAfter(
  health: LaneHealth,
  { deliveryId, position }: DueDelivery,
  outcome: Outcome,
  { round, nowMs, lot }: { round: number; nowMs: number; lot: number },
): LaneHealth {
  if (outcome.kind === 'delivered') return afterSuccess(health, position, nowMs);
  const { reason } = outcome;
  if (outcome.kind === 'failed' && outcome.isFinal)
    return { ...health, lastFailureAtMs: nowMs, lastFailureReason: reason };
  const retryAfterMs = outcome.kind === 'failed' ? outcome.retryAfterMs : null;
  return afterFailure(health, { deliveryId, round, atMs: nowMs, reason, retryAfterMs, lot });
}

/** Each with its outcome. What failed comes last, so that what was taken beside it does not end a hold that keeps order. */
export function deliveredFirst(
  sent: readonly DueDelivery[],
  outcomes: readonly Outcome[],
): [DueDelivery, Outcome][] {
  const ended = sent.map((delivery, index): [DueDelivery, Outcome] => [
    delivery,
    outcomes[index] ?? failedToSend,
  ]);
  const isFailed = ([, { kind }]: [DueDelivery, Outcome]): number => (kind === 'delivered' ? 0 : 1);
  return ended.sort((one, other) => isFailed(one) - isFailed(other));
}

interface Ended {
  subscriptionId: number;
  startedAtMs: number;
  durationMs: number;
  nowMs: number;
  retryMs: number;
  /** While its target is held, what failed keeps its place among the others; null when it is not. */
  heldUntilMs: number | null;
  /** From 0 to below 1. */
  lot: number;
}

/** What becomes of a delivery with an outcome, the line of its log, and what whoever watches is told. */
export function ended(
  delivery: DueDelivery,
  outcome: Outcome,
  end: Ended,
): { settled: SettledDelivery; send: KeptSend; report: SendReport } {
  const { deliveryId, position, createdAtMs, event } = delivery;
  const { subscriptionId, startedAtMs, durationMs, nowMs, heldUntilMs } = end;
  const settled = settledAfter(delivery, outcome, end);
  const isSentAgain = settled.state === 'waiting' && outcome.kind !== 'gone';
  const nextAtMs = isSentAgain ? (heldUntilMs ?? settled.dueAtMs) : null;
  return {
    settled,
    send: {
      deliveryId,
      startedAtMs,
      durationMs,
      outcome: outcome.kind,
      status: outcome.status,
      responseHead: outcome.responseHead === null ? null : storable(outcome.responseHead),
      reason: outcome.kind === 'delivered' ? null : storable(outcome.reason),
      nextAtMs,
    },
    report: {
      subscriptionId,
      deliveryId,
      position,
      uuid: event.uuid,
      eventName: event.eventName,
      tries: settled.tries,
      outcome,
      durationMs,
      lagMs: nowMs - createdAtMs,
      nextAtMs,
    },
  };
}

function settledAfter(
  delivery: DueDelivery,
  outcome: Outcome,
  { startedAtMs, nowMs, retryMs, heldUntilMs, lot }: Ended,
): SettledDelivery {
  const { deliveryId: id, dueAtMs, createdAtMs } = delivery;
  const tries = delivery.tries + 1;
  const firstTriedAtMs = delivery.firstTriedAtMs ?? startedAtMs;
  const tried = { id, tries, firstTriedAtMs };
  if (outcome.kind === 'delivered') return { ...tried, state: 'delivered', dueAtMs, settledAtMs: nowMs };
  const inItsPlace = { ...tried, state: 'waiting', dueAtMs: createdAtMs, settledAtMs: null } as const;
  // It waits, as all of the subscription, until that is active again.
  if (outcome.kind === 'gone') return inItsPlace;
  const nextAtMs = outcome.isFinal ? null : nextTryAtMs({ tries, firstTriedAtMs }, nowMs, retryMs, lot);
  if (nextAtMs === null) return { ...tried, state: 'dead', dueAtMs, settledAtMs: nowMs };
  return heldUntilMs === null ? { ...inItsPlace, dueAtMs: nextAtMs } : inItsPlace;
}

/** Of an event without a form in the subscription's format: nothing is sent. */
export function leftOut({ deliveryId: id, ...delivery }: DueDelivery, nowMs: number): SettledDelivery {
  const { tries, firstTriedAtMs, dueAtMs } = delivery;
  return { id, state: 'left_out', tries, firstTriedAtMs, dueAtMs, settledAtMs: nowMs };
}

/** PostgreSQL takes every character but one. */
function storable(text: string): string {
  return text.slice(0, responseHeadCharsMax).replaceAll('\0', '\uFFFD');
}
