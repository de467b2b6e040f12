// Feature flags on the wire. Core reference §18.

import { type Static, Type } from 'typebox';
import type { FlagView } from '../../operations/courses/feature-flags.ts';

export const featurePaths = {
  course: '/api/v1/courses/:course_id/features',
  account: '/api/v1/accounts/:account_id/features',
} as const;

const optional = (description: string) => Type.Optional(Type.Unknown({ description }));

const courseName = Type.String({ description: 'Course id, or `sis_course_id:…`' });
const accountName = Type.String({ description: 'Account id, `self`, `default` or `sis_account_id:…`' });
const feature = Type.String({ description: 'Name of a feature, e.g. `quiz_log_auditing`' });

export const featuresParams = {
  course: Type.Object({ course_id: courseName }),
  account: Type.Object({ account_id: accountName }),
};

export const featureFlagParams = {
  course: Type.Object({ course_id: courseName, feature }),
  account: Type.Object({ account_id: accountName, feature }),
};

export const featuresQuery = Type.Object({
  page: optional('From 1'),
  per_page: optional('1 to 100, 10 if absent'),
});

export const changedFlagBody = Type.Object({
  state: optional('`off` or `on`; of accounts also `allowed`, `allowed_on`'),
  locking_account_id: optional('Without effect'),
});

export const shownFlag = Type.Object({
  feature: Type.String(),
  context_id: Type.Optional(Type.Integer({ description: 'Absent from the default of a feature' })),
  context_type: Type.Optional(Type.Unsafe<'Account' | 'Course'>({ enum: ['Account', 'Course'] })),
  state: Type.String(),
  locking_account_id: Type.Optional(Type.Null()),
  transitions: Type.Record(Type.String(), Type.Object({ locked: Type.Boolean() })),
  locked: Type.Boolean({ description: 'An account above has decided' }),
  parent_state: Type.String(),
});

export const shownFeature = Type.Object({
  feature: Type.String(),
  name: Type.String({ description: 'Ours: the same, under the name that canvasapi looks for' }),
  applies_to: Type.String(),
  root_opt_in: Type.Boolean(),
  early_access_program: Type.Boolean(),
  beta: Type.Boolean(),
  release_notes_url: Type.Null(),
  autoexpand: Type.Boolean(),
  type: Type.String(),
  display_name: Type.String(),
  description: Type.String(),
  feature_flag: shownFlag,
});

export function flagJson({ feature, flag, transitions }: FlagView): Static<typeof shownFlag> {
  const { holder } = flag;
  return {
    feature: feature.feature,
    ...(holder === null ? {} : { context_id: holder.contextId, context_type: holder.contextType }),
    state: flag.state,
    ...(holder === null ? {} : { locking_account_id: null }),
    transitions: Object.fromEntries(transitions.map((state) => [state, { locked: false }])),
    locked: flag.locked,
    parent_state: flag.parentState,
  };
}

export function featureJson(view: FlagView): Static<typeof shownFeature> {
  const { feature } = view;
  return {
    feature: feature.feature,
    name: feature.feature,
    applies_to: feature.appliesTo,
    root_opt_in: false,
    early_access_program: false,
    beta: false,
    release_notes_url: null,
    autoexpand: false,
    type: 'feature_option',
    display_name: feature.displayName,
    description: feature.description,
    feature_flag: flagJson(view),
  };
}
