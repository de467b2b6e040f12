// When those who run the server must hear of a target, and what they are told.

import type { Outcome } from '../model/delivery.ts';
import type { Subscription } from '../model/subscription.ts';
import { type LaneHealth, verdictOn } from '../model/target-health.ts';
import type { TargetReport } from '../model/target-report.ts';
import type { DispatcherParts } from './dispatcher-parts.ts';

/** After an outcome that took the target from one health to the other; null when there is nothing to tell. */
export function targetReportOn(
  subscription: Subscription,
  before: LaneHealth,
  after: LaneHealth,
  outcome: Exclude<Outcome, { kind: 'delivered' }>,
): TargetReport | null {
  const verdict: TargetReport['verdict'] | null =
    outcome.kind === 'gone' ? { kind: 'disabled', reason: 'gone' } : verdictOn(before, after);
  if (verdict === null) return null;
  const { failuresInARow, failingSinceMs } = after;
  return { subscription, verdict, failuresInARow, failingSinceMs, reason: outcome.reason };
}

/** Never rejects: what cannot be told now is told when the target, which is still active then, fails the next time. */
export async function tellOf(
  report: TargetReport,
  { targetFailing, observer }: Pick<DispatcherParts, 'targetFailing' | 'observer'>,
): Promise<void> {
  try {
    await targetFailing(report);
  } catch (error) {
    observer.failed(error, report.subscription.id);
  }
}
