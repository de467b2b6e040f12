// Feature flags: what accounts and courses have set. What follows from it is model/feature-flag.ts.

import { type EffectiveFlag, effectiveFlag, type Feature, type FeatureFlag } from '../model/feature-flag.ts';
import type { Query } from './database.ts';

/** Own flag of a course or account; undefined when it has none. */
export async function findFeatureFlag(
  query: Query,
  context: Pick<FeatureFlag, 'contextType' | 'contextId'>,
  feature: string,
): Promise<FeatureFlag | undefined> {
  return query
    .selectFrom('featureFlags')
    .selectAll()
    .where('contextType', '=', context.contextType)
    .where('contextId', '=', context.contextId)
    .where('feature', '=', feature)
    .executeTakeFirst();
}

/** What holds for a course after its account has had its say. */
export async function findEffectiveFlag(
  query: Query,
  course: { id: number; rootAccountId: number },
  feature: Feature,
): Promise<EffectiveFlag> {
  const account = await findFeatureFlag(query, { contextType: 'Account', contextId: course.rootAccountId }, feature.feature);
  const own = await findFeatureFlag(query, { contextType: 'Course', contextId: course.id }, feature.feature);
  return effectiveFlag(feature, account?.state, own?.state);
}
