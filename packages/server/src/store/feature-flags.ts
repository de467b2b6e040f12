// Feature flags: what accounts and courses have set. What follows from it is model/feature-flag.ts.

import { sql } from 'kysely';
import {
  type EffectiveFlag,
  effectiveFlag,
  type Feature,
  type FeatureFlag,
  type FeatureState,
  type FlagHolder,
} from '../model/feature-flag.ts';
import type { Query } from './database.ts';

/** An account, or a course and the account it is in. */
export interface FlagContext {
  accountId: number;
  courseId?: number;
}

/** The accounts from the root down to the context's own, then its course, each with what it has set. */
export async function listFlagHolders(
  query: Query,
  { accountId, courseId }: FlagContext,
  feature: string,
): Promise<FlagHolder[]> {
  const { rows } = await sql<{ id: number; state: FeatureState | null }>`
    with recursive chain (id, parent_account_id, height) as (
      select id, parent_account_id, 0 from accounts where id = ${accountId}
      union all
      select a.id, a.parent_account_id, c.height + 1 from chain c join accounts a on a.id = c.parent_account_id
    )
    select c.id, f.state from chain c
    left join feature_flags f on f.context_type = 'Account' and f.context_id = c.id and f.feature = ${feature}
    order by c.height desc`.execute(query);
  const holders: FlagHolder[] = rows.map(({ id, state }) => ({
    contextType: 'Account',
    contextId: id,
    state: state ?? undefined,
  }));
  if (courseId === undefined) return holders;
  const own = await query
    .selectFrom('featureFlags')
    .select('state')
    .where('contextType', '=', 'Course')
    .where('contextId', '=', courseId)
    .where('feature', '=', feature)
    .executeTakeFirst();
  return [...holders, { contextType: 'Course', contextId: courseId, state: own?.state }];
}

/** What holds for a course or an account after the accounts above have had their say. */
export async function findEffectiveFlag(
  query: Query,
  context: FlagContext,
  feature: Feature,
): Promise<EffectiveFlag> {
  return effectiveFlag(feature, await listFlagHolders(query, context, feature.feature));
}

/** Sets the context's own flag, whether it has one or not. */
export async function saveFeatureFlag(query: Query, flag: FeatureFlag): Promise<void> {
  await query
    .insertInto('featureFlags')
    .values(flag)
    .onConflict((conflict) =>
      conflict.columns(['contextType', 'contextId', 'feature']).doUpdateSet({ state: flag.state }),
    )
    .execute();
}

/** Removes the context's own flag and returns its state; undefined when it has none. */
export async function deleteFeatureFlag(
  query: Query,
  flag: Omit<FeatureFlag, 'state'>,
): Promise<FeatureState | undefined> {
  const deleted = await query
    .deleteFrom('featureFlags')
    .where('contextType', '=', flag.contextType)
    .where('contextId', '=', flag.contextId)
    .where('feature', '=', flag.feature)
    .returning('state')
    .executeTakeFirst();
  return deleted?.state;
}
