// Feature flags: what accounts and courses have set. What follows from it is model/feature-flag.ts.

import { sql } from 'kysely';
import type { Course } from '../model/course.ts';
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
  const holders = (await accountFlagHolders(query, [accountId], feature)).get(accountId) ?? [];
  if (courseId === undefined) return holders;
  const [own] = await courseFlags(query, [courseId], feature);
  return [...holders, { contextType: 'Course', contextId: courseId, state: own?.state }];
}

/** What holds for each of these courses, by its id. */
export async function findEffectiveFlags(
  query: Query,
  courses: readonly Pick<Course, 'id' | 'accountId'>[],
  feature: Feature,
): Promise<Map<number, EffectiveFlag>> {
  if (courses.length === 0) return new Map();
  const accountIds = [...new Set(courses.map(({ accountId }) => accountId))];
  const above = await accountFlagHolders(query, accountIds, feature.feature);
  const ids = courses.map(({ id }) => id);
  const own = new Map(
    (await courseFlags(query, ids, feature.feature)).map(({ contextId, state }) => [contextId, state]),
  );
  return new Map(
    courses.map(({ id, accountId }) => {
      const holder: FlagHolder = { contextType: 'Course', contextId: id, state: own.get(id) };
      return [id, effectiveFlag(feature, [...(above.get(accountId) ?? []), holder])];
    }),
  );
}

/** For each of these accounts the accounts from the root down to itself. */
async function accountFlagHolders(
  query: Query,
  accountIds: readonly number[],
  feature: string,
): Promise<Map<number, FlagHolder[]>> {
  const { rows } = await sql<{ lowestId: number; id: number; state: FeatureState | null }>`
    with recursive chain (lowest_id, id, parent_account_id, height) as (
      select id, id, parent_account_id, 0 from accounts where id in (${sql.join(accountIds)})
      union all
      select c.lowest_id, a.id, a.parent_account_id, c.height + 1
      from chain c join accounts a on a.id = c.parent_account_id
    )
    select c.lowest_id, c.id, f.state from chain c
    left join feature_flags f on f.context_type = 'Account' and f.context_id = c.id and f.feature = ${feature}
    order by c.height desc`.execute(query);
  const holders = new Map<number, FlagHolder[]>(accountIds.map((id) => [id, []]));
  for (const { lowestId, id, state } of rows) {
    holders.get(lowestId)?.push({ contextType: 'Account', contextId: id, state: state ?? undefined });
  }
  return holders;
}

async function courseFlags(
  query: Query,
  courseIds: readonly number[],
  feature: string,
): Promise<Pick<FeatureFlag, 'contextId' | 'state'>[]> {
  return query
    .selectFrom('featureFlags')
    .select(['contextId', 'state'])
    .where('contextType', '=', 'Course')
    .where('contextId', 'in', courseIds)
    .where('feature', '=', feature)
    .execute();
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
