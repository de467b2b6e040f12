// Whom the dispatcher tells what happens: the log and metrics on one side, the operators of failing targets on the other.

import type { SendReport } from '../model/send-report.ts';
import type { TargetReport } from '../model/target-report.ts';

/** Told as it happens, before it is kept; returns at once and never throws. */
export interface DeliveryObserver {
  sent(report: SendReport): void;
  /** Sending was held up by something other than a target; it goes on by itself. `subscriptionId` null: for all. */
  failed(error: unknown, subscriptionId: number | null): void;
}

/**
 * Warns of a target, or disables its subscription. False when the subscription has been changed since. Called again when it
 * rejects.
 */
export type TargetFailing = (report: TargetReport) => Promise<boolean>;
