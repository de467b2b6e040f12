// Feature flags of courses and accounts: read, set and taken away.

import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import {
  type EffectiveFlag,
  effectiveFlag,
  type Feature,
  type FeatureFlag,
  features,
  featureTransitions,
  findFeature,
  flagStateOf,
  isOn,
} from '../../model/feature-flag.ts';
import type { Lookup } from '../../model/lookup.ts';
import { hasCourseRight, isAccountAdmin } from '../../model/policy.ts';
import { invalidField, notFound, notPermitted, Refusal } from '../../model/refusal.ts';
import type { Database, Query } from '../../store/database.ts';
import {
  deleteFeatureFlag,
  type FlagContext,
  findEffectiveFlag,
  listFlagHolders,
  saveFeatureFlag,
} from '../../store/feature-flags.ts';
import { namedAccount } from '../named-account.ts';
import { courseStanding } from './course-standing.ts';

/** Whose flags a request speaks of. */
export type FlagPlace = { course: Lookup } | { account: Lookup };

export interface FlagView {
  feature: Feature;
  flag: EffectiveFlag;
  /** The states that the context may change to. */
  transitions: readonly FeatureFlag['state'][];
}

export interface FeatureFlags {
  /** Every known feature. Raises not_found, not_permitted. */
  list(caller: Caller, place: FlagPlace): Promise<FlagView[]>;
  /** Names of the features that are on. Raises not_found, not_permitted. */
  enabled(caller: Caller, place: FlagPlace): Promise<string[]>;
  /** Raises not_found, also for an unknown feature; not_permitted. */
  one(caller: Caller, place: FlagPlace, feature: string): Promise<FlagView>;
  /**
   * Sets the context's own flag; without `state` one that is there stays. Raises not_found, not_permitted,
   * argument_invalid for an unknown feature, forbidden_setting when an account above has decided, record_invalid for a
   * state that the context cannot have. Canvas: core reference §18.
   */
  set(caller: Caller, place: FlagPlace, feature: string, state: string | null): Promise<FlagView>;
  /** Takes the context's own flag away and answers it. Raises not_found, also when there is none; not_permitted. */
  remove(caller: Caller, place: FlagPlace, feature: string): Promise<FlagView>;
}

interface Context {
  own: Pick<FeatureFlag, 'contextType' | 'contextId'>;
  within: FlagContext;
  mayManage: boolean;
}

export function featureFlags(database: Database, clock: Clock): FeatureFlags {
  const { query } = database;
  return {
    async list(caller, place) {
      const context = await contextFor(query, caller, place);
      return Promise.all(features.map((feature) => viewOf(query, context, feature)));
    },

    async enabled(caller, place) {
      const context = await contextFor(query, caller, place);
      const views = await Promise.all(features.map((feature) => viewOf(query, context, feature)));
      return views.filter(({ flag }) => isOn(flag)).map(({ feature }) => feature.feature);
    },

    async one(caller, place, name) {
      const context = await contextFor(query, caller, place);
      const feature = findFeature(name);
      if (feature === undefined) throw notFound();
      return viewOf(query, context, feature);
    },

    set: (caller, place, name, text) =>
      database.transaction(async (transaction) => {
        const { own, within, mayManage } = await contextFor(transaction, caller, place);
        if (!mayManage) throw notPermitted();
        const feature = findFeature(name);
        if (feature === undefined) {
          throw new Refusal({ kind: 'argument_invalid', shape: 'message', message: 'invalid feature' });
        }
        const holders = await listFlagHolders(transaction, within, feature.feature);
        if (effectiveFlag(feature, holders).locked) {
          const message = 'higher account disallows setting feature flag';
          throw new Refusal({ kind: 'forbidden_setting', message });
        }
        const state = text === null ? holders.at(-1)?.state : flagStateOf(own.contextType, text);
        if (state === undefined) throw invalidField('state', 'inclusion', 'is not included in the list');
        await saveFeatureFlag(transaction, { ...own, feature: feature.feature, state });
        return viewOf(transaction, { own, within, mayManage }, feature);
      }),

    remove: (caller, place, name) =>
      database.transaction(async (transaction) => {
        const context = await contextFor(transaction, caller, place);
        if (!context.mayManage) throw notPermitted();
        const feature = findFeature(name);
        if (feature === undefined) throw notFound();
        const state = await deleteFeatureFlag(transaction, { ...context.own, feature: feature.feature });
        if (state === undefined) throw notFound();
        const { locked, parentState } = await findEffectiveFlag(transaction, context.within, feature);
        return {
          feature,
          flag: { state, holder: { ...context.own, state }, locked, parentState },
          transitions: featureTransitions(context.own.contextType, state),
        };
      }),
  };

  /** Whoever may read the course, and admins of the account. */
  async function contextFor(from: Query, caller: Caller, place: FlagPlace): Promise<Context> {
    if ('account' in place) {
      const account = await namedAccount(from, place.account);
      if (!isAccountAdmin(caller, account)) throw notPermitted();
      return {
        own: { contextType: 'Account', contextId: account.id },
        within: { accountId: account.id },
        mayManage: true,
      };
    }
    const standing = await courseStanding(from, caller, place.course);
    if (!hasCourseRight(standing, 'read', clock())) throw notPermitted();
    const { id, accountId } = standing.course;
    return {
      own: { contextType: 'Course', contextId: id },
      within: { accountId, courseId: id },
      mayManage: hasCourseRight(standing, 'manage_feature_flags', clock()),
    };
  }

  async function viewOf(from: Query, { own, within }: Context, feature: Feature): Promise<FlagView> {
    const flag = await findEffectiveFlag(from, within, feature);
    return { feature, flag, transitions: featureTransitions(own.contextType, flag.state) };
  }
}
