// How far behind a target is, for whoever watches the server.

import type { SubscriptionState } from './subscription.ts';

export interface TargetBacklog {
  subscriptionId: number;
  workflowState: SubscriptionState;
  failuresInARow: number;
  /** Deliveries waiting; counted up to `backlogCountedMax` (delivery-limits.ts). */
  waiting: number;
  /** When the oldest of those was made, in epoch milliseconds; null without any. */
  oldestWaitingAtMs: number | null;
}
