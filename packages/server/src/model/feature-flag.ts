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

/** Canvas: with it a course may be set to let a grade of the teacher's stand for the computed one. */
export const finalGradesOverride: Feature = {
  feature: 'final_grades_override',
  appliesTo: 'Course',
  displayName: 'Final Grade Override',
  description: 'Lets a course allow its graders to replace final grades.',
  defaultState: 'allowed',
};

export const features: readonly Feature[] = [quizLogAuditing, finalGradesOverride];

/** An account or a course, and the state it has set for a feature; undefined when it has set none. */
export interface FlagHolder extends Pick<FeatureFlag, 'contextType' | 'contextId'> {
  state: FeatureState | undefined;
}

export interface EffectiveFlag {
  state: FeatureState;
  /** Whose flag it is; null for the feature's own default. */
  holder: FlagHolder | null;
  /** An account above decided; the context cannot change it. */
  locked: boolean;
  /** What would hold without the context's own flag. */
  parentState: FeatureState;
}

/**
 * What the last holder gets; `holders` go from the root account down. The first `on` or `off` on the way is final, `allowed`
 * leaves the choice to those below. Canvas: `allowed` means off until somebody turns it on, `allowed_on` the reverse.
 */
export function effectiveFlag(
  feature: Pick<Feature, 'defaultState'>,
  holders: readonly FlagHolder[],
): EffectiveFlag {
  let state = feature.defaultState;
  let holder: FlagHolder | null = null;
  let parentState = state;
  for (const next of holders) {
    parentState = state;
    if (isFinal(state)) return { state, holder, locked: true, parentState };
    if (next.state === undefined) continue;
    state = next.state;
    holder = next;
  }
  return { state, holder, locked: false, parentState };
}

export function isOn(flag: Pick<EffectiveFlag, 'state'>): boolean {
  return flag.state === 'on' || flag.state === 'allowed_on';
}

/** The states a flag of this kind of context can have. Canvas: a course has nobody below to allow anything. */
const statesOf: Record<FeatureFlag['contextType'], readonly FeatureState[]> = {
  Account: ['off', 'on', 'allowed', 'allowed_on'],
  Course: ['off', 'on'],
};

/** The states one may go to from `state`. */
export function featureTransitions(
  contextType: FeatureFlag['contextType'],
  state: FeatureState,
): FeatureState[] {
  return statesOf[contextType].filter((other) => other !== state);
}

/** A state that the context's own flag can take; undefined for any other text. */
export function flagStateOf(contextType: FeatureFlag['contextType'], text: string): FeatureState | undefined {
  return statesOf[contextType].find((state) => state === text);
}

export function findFeature(name: string): Feature | undefined {
  return features.find((feature) => feature.feature === name);
}

function isFinal(state: FeatureState): boolean {
  return state === 'on' || state === 'off';
}
