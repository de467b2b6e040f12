// Why the server itself disabled a subscription.

import type { TargetHealth } from '../model/subscription.ts';
import type { Query } from './database.ts';

/** The caller holds the subscription's row, and disables it. */
export async function saveDisabledReason(
  transaction: Query,
  subscriptionId: number,
  disabledReason: NonNullable<TargetHealth['disabledReason']>,
  disabledAtMs: number,
): Promise<void> {
  await transaction
    .updateTable('targetHealths')
    .set({ disabledReason, disabledAtMs })
    .where('subscriptionId', '=', subscriptionId)
    .execute();
}
