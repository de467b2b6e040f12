// What an outcome makes of a delivery, and how a send is written down.

import type { Outcome } from '../model/delivery.ts';
import { responseHeadCharsMax } from '../model/delivery-limits.ts';
import { nextTryAtMs } from '../model/retry-schedule.ts';
import type { DueDelivery } from '../store/due-deliveries.ts';
import type { KeptSend, SettledDelivery } from '../store/settlement.ts';

/** Of a message about which the transport told nothing, which is a defect of ours. */
export const failedToSend: Outcome = {
  kind: 'failed',
  status: null,
  responseHead: null,
  reason: 'the message could not be sent',
  retryAfterMs: null,
  isFinal: false,
};

interface Ended {
  startedAtMs: number;
  nowMs: number;
  retryMs: number;
  /** While its target is held, what failed keeps its place among the others; null when it is not. */
  heldUntilMs: number | null;
  /** From 0 to below 1. */
  lot: number;
}

export function settledAfter(
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

export function keptSendOf(
  { deliveryId }: DueDelivery,
  outcome: Outcome,
  { startedAtMs, durationMs, nextAtMs }: Pick<KeptSend, 'startedAtMs' | 'durationMs' | 'nextAtMs'>,
): KeptSend {
  return {
    deliveryId,
    startedAtMs,
    durationMs,
    outcome: outcome.kind,
    status: outcome.status,
    responseHead: outcome.responseHead === null ? null : storable(outcome.responseHead),
    reason: outcome.kind === 'delivered' ? null : storable(outcome.reason),
    nextAtMs,
  };
}

/** PostgreSQL takes every character but one. */
function storable(text: string): string {
  return text.slice(0, responseHeadCharsMax).replaceAll('\0', '\uFFFD');
}
