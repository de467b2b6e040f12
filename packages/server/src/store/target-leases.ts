// Which server sends to which target: for a while at a time, so that the targets of one that was killed go to others.

import { sql } from 'kysely';
import { leaseMs } from '../model/delivery-limits.ts';
import type { Subscription, SubscriptionState, TargetHealth } from '../model/subscription.ts';
import type { Query } from './database.ts';
import { rowChunks } from './row-chunks.ts';
import { locked } from './row-lock.ts';

export interface TargetWork {
  subscriptionId: number;
  workflowState: SubscriptionState;
  updatedAtMs: number;
  owner: string | null;
  ownedUntilMs: number;
  heldUntilMs: number;
  /** 1: a delivery is due by now. */
  isDue: 0 | 1;
}

/** Active subscriptions with something due, and all that `owner` has, with or without. */
export async function listWork(query: Query, owner: string, nowMs: number): Promise<TargetWork[]> {
  const { rows } = await sql<TargetWork>`
    select * from (
      select s.id as subscription_id, s.workflow_state, s.updated_at_ms, h.owner, h.owned_until_ms, h.held_until_ms,
        case when s.workflow_state = 'active' and exists (
          select 1 from deliveries d
          where d.subscription_id = s.id and d.state = 'waiting' and d.due_at_ms <= ${nowMs}) then 1 else 0 end as is_due
      from subscriptions s join target_healths h on h.subscription_id = s.id
      where s.workflow_state = 'active' or h.owner = ${owner}
    ) targets where is_due = 1 or owner = ${owner}
    order by subscription_id`.execute(query);
  return rows;
}

export interface ClaimedTarget {
  subscription: Subscription;
  health: TargetHealth;
}

/** Takes those of these targets that are active and that no other server has, or is taking. */
export async function claimTargets(
  transaction: Query,
  subscriptionIds: readonly number[],
  owner: string,
  nowMs: number,
): Promise<ClaimedTarget[]> {
  const free = transaction
    .selectFrom('targetHealths')
    .selectAll()
    .where('subscriptionId', 'in', subscriptionIds)
    .where((where) =>
      where.or([where('owner', 'is', null), where('owner', '=', owner), where('ownedUntilMs', '<=', nowMs)]),
    );
  const healths = await locked(transaction, free, 'change_if_free').execute();
  if (healths.length === 0) return [];
  const freeIds = healths.map(({ subscriptionId }) => subscriptionId);
  // Read after the lock: whoever has changed one of them meanwhile is seen.
  const subscriptions = await transaction
    .selectFrom('subscriptions')
    .selectAll()
    .where('id', 'in', freeIds)
    .where('workflowState', '=', 'active')
    .execute();
  const claimed = subscriptions.flatMap((subscription) => {
    const health = healths.find(({ subscriptionId }) => subscriptionId === subscription.id);
    return health === undefined ? [] : [{ subscription, health }];
  });
  await setOwner(
    transaction,
    claimed.map(({ subscription }) => subscription.id),
    { owner, ownedUntilMs: nowMs + leaseMs },
  );
  return claimed;
}

async function setOwner(
  transaction: Query,
  subscriptionIds: readonly number[],
  lease: Pick<TargetHealth, 'owner' | 'ownedUntilMs'>,
): Promise<void> {
  for (const some of rowChunks(subscriptionIds, 1)) {
    await transaction.updateTable('targetHealths').set(lease).where('subscriptionId', 'in', some).execute();
  }
}

/** The ids of those among them that the server still has. */
export async function renewLeases(
  transaction: Query,
  subscriptionIds: readonly number[],
  owner: string,
  nowMs: number,
): Promise<number[]> {
  const renewed: number[] = [];
  for (const some of rowChunks(subscriptionIds, 1)) {
    const rows = await transaction
      .updateTable('targetHealths')
      .set({ ownedUntilMs: nowMs + leaseMs })
      .where('owner', '=', owner)
      .where('subscriptionId', 'in', some)
      .returning('subscriptionId')
      .execute();
    renewed.push(...rows.map(({ subscriptionId }) => subscriptionId));
  }
  return renewed;
}

/** Gives one target back, or all of them (null), to whoever asks first. Harmless for those that are another's by now. */
export async function releaseTargets(
  transaction: Query,
  owner: string,
  subscriptionId: number | null,
): Promise<void> {
  let owned = transaction
    .updateTable('targetHealths')
    .set({ owner: null, ownedUntilMs: 0 })
    .where('owner', '=', owner);
  if (subscriptionId !== null) owned = owned.where('subscriptionId', '=', subscriptionId);
  await owned.execute();
}

/** Gives all targets back, whoever has them. For a database that no other server can have open. */
export async function endLeases(query: Query): Promise<void> {
  await query.updateTable('targetHealths').set({ owner: null, ownedUntilMs: 0 }).execute();
}
