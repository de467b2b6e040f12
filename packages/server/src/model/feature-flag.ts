// Feature flags of a course, inherited from its account. Only features that change something here are known.

export type FeatureState = 'off' | 'on' | 'allowed' | 'allowed_on';

export interface FeatureFlag {
  contextType: 'Account' | 'Course';
  contextId: number;
  feature: string;
  state: FeatureState;
}

export interface Feature {
  feature: string;
  appliesTo: 'Course';
  displayName: string;
  description: string;
  defaultState: FeatureState;
}

/** Canvas: off until a course or its account turns it on. Reading the log needs it; writing never does. */
export const quizLogAuditing: Feature = {
  feature: 'quiz_log_auditing',
  appliesTo: 'Course',
  displayName: 'Quiz Log Auditing',
  description: 'Lets graders read the log of events of an attempt.',
  defaultState: 'allowed',
};

export const features: readonly Feature[] = [quizLogAuditing];

export interface EffectiveFlag {
  state: FeatureState;
  /** The account decided; the course cannot change it. */
  locked: boolean;
  parentState: FeatureState;
}

/**
 * What a course gets: the account's `on` and `off` are final, its `allowed` leaves the choice to the course.
 * Canvas: `allowed` means off until the course turns it on, `allowed_on` the reverse.
 */
export function effectiveFlag(
  feature: Pick<Feature, 'defaultState'>,
  accountState: FeatureState | undefined,
  courseState: FeatureState | undefined,
): EffectiveFlag {
  const parentState = accountState ?? feature.defaultState;
  if (parentState === 'on' || parentState === 'off') return { state: parentState, locked: true, parentState };
  return { state: courseState ?? parentState, locked: false, parentState };
}

export function isOn(flag: EffectiveFlag): boolean {
  return flag.state === 'on' || flag.state === 'allowed_on';
}
