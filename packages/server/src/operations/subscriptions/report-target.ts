// A target takes nothing: those who run the server are warned of it, and in the end its subscription is disabled.

import { targetDisabled, targetFailing } from '../../facts/target-failing.ts';
import type { Clock } from '../../model/clock.ts';
import type { TargetReport } from '../../model/target-report.ts';
import { findSubscription, updateSubscription } from '../../store/subscriptions.ts';
import { saveDisabledReason } from '../../store/target-reports.ts';
import type { AnnouncingDatabase } from '../announcing/announcing-database.ts';
import { touched } from './update-subscription.ts';

/**
 * Announces the verdict, and disables the subscription if that is what it says. False when the subscription has been
 * changed meanwhile, such as by somebody who has put its target right: then nothing is done. An announcement that commits is
 * told to `told`.
 */
export type ReportTarget = (report: TargetReport) => Promise<boolean>;

export function reportTarget(
  database: AnnouncingDatabase,
  clock: Clock,
  told: (report: TargetReport) => void,
): ReportTarget {
  return async (report) => {
    const { subscription, verdict } = report;
    const cause = { jobTag: 'Dispatcher#report_target', jobId: subscription.id };
    const isDone = await database.transaction(cause, async (transaction) => {
      const current = await findSubscription(transaction, { by: 'id', id: subscription.id }, 'change');
      if (current?.workflowState !== 'active' || current.updatedAtMs !== subscription.updatedAtMs)
        return false;
      if (verdict.kind === 'failing') {
        transaction.announce(targetFailing(current, report, verdict.warningLevel));
        return true;
      }
      const nowMs = clock();
      await updateSubscription(transaction, touched({ ...current, workflowState: 'disabled' }, nowMs));
      await saveDisabledReason(transaction, current.id, verdict.reason, nowMs);
      transaction.announce(targetDisabled(current, report, verdict.reason));
      return true;
    });
    if (isDone) told(report);
    return isDone;
  };
}
