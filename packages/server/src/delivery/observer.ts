// Whom the dispatcher tells what happens: the log and metrics on one side, the operators of failing targets on the other.

import type { SendReport } from '../model/send-report.ts';
import type { Subscription } from '../model/subscription.ts';

/** Told as it happens, before it is kept; returns at once and never throws. */
export interface DeliveryObserver {
  sent(report: SendReport): void;
  /** Sending was held up by something other than a target; it goes on by itself. `subscriptionId` null: for all. */
  failed(error: unknown, subscriptionId: number | null): void;
}

export interface TargetReport {
  /** As it was when its target was opened. */
  subscription: Subscription;
  verdict: { kind: 'failing'; warningLevel: number } | { kind: 'disabled'; reason: 'failing' | 'gone' };
  failuresInARow: number;
  failingSinceMs: number | null;
  /** Why the last send failed, for people. */
  reason: string;
}

/**
 * Warns of a target, or disables its subscription. False when the subscription has been changed since. Called again when it
 * rejects.
 */
export type TargetFailing = (report: TargetReport) => Promise<boolean>;
