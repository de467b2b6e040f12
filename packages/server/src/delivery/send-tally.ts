// Sends counted while their outcomes wait to be stored.

import { durationClassOf, type SendCount, sendCountStepOf } from '../model/send-statistics.ts';
import type { KeptSend } from '../store/settlement.ts';

/** By what is counted apart. */
export type SendTally = Map<string, SendCount>;

export function countSend(tally: SendTally, subscriptionId: number, send: KeptSend): void {
  const atMs = sendCountStepOf(send.startedAtMs);
  const isDelivered = send.outcome === 'delivered' ? 1 : 0;
  const durationClass = durationClassOf(send.durationMs);
  const key = `${subscriptionId} ${atMs} ${isDelivered} ${durationClass}`;
  const known = tally.get(key);
  if (known === undefined) tally.set(key, { subscriptionId, atMs, isDelivered, durationClass, sends: 1 });
  else known.sends++;
}

/** By subscription, time, end and duration. */
export function countedSends(tally: SendTally): SendCount[] {
  return [...tally.values()].sort(
    (one, other) =>
      one.subscriptionId - other.subscriptionId ||
      one.atMs - other.atMs ||
      one.isDelivered - other.isDelivered ||
      one.durationClass - other.durationClass,
  );
}
