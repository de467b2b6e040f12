// Feature flags of a course or of the account: what holds, who decided, and another choice where there is one.

import { useCallback, useState } from 'react';
import { call } from '../api/client.ts';
import { callAll } from '../api/pages.ts';
import { AskedPart, useAsked } from '../shell/asked.tsx';
import { useAction } from '../shell/use-action.ts';
import { ChoiceField, Outcome } from './field.tsx';

interface Feature {
  feature: string;
  display_name: string;
  description: string;
  feature_flag: { state: string; locked: boolean; parent_state: string; context_type?: string };
}

type Kind = 'course' | 'account';

const choices: Record<Kind, readonly (readonly [string, string])[]> = {
  course: [
    ['off', 'Off'],
    ['on', 'On'],
  ],
  account: [
    ['allowed', 'Off until a course turns it on'],
    ['allowed_on', 'On until a course turns it off'],
    ['on', 'On in all courses'],
    ['off', 'Off in all courses'],
  ],
};

interface FeaturesProps {
  /** Of the list of features. */
  path: string;
  kind: Kind;
  onChanged?: () => void;
}

export function Features({ path, kind, onChanged }: FeaturesProps) {
  const asked = useAsked(
    useCallback((signal) => callAll<Feature>(`${path}?per_page=100`, undefined, undefined, signal), [path]),
  );
  const [done, setDone] = useState<string | null>(null);
  const { run, problem } = useAction(
    async ({ feature, display_name }: Feature, state: string) => {
      setDone(null);
      await call('PUT', `${path}/flags/${feature}`, { body: { state } });
      setDone(`${display_name}: ${nameOf(kind, state)}.`);
      asked.again();
      onChanged?.();
    },
    {},
    'in turn',
  );
  return (
    <section className="panel stack" aria-labelledby="features">
      <h2 className="panel-title" id="features">
        Features
      </h2>
      <AskedPart asked={asked}>
        {(features) => (
          <div className="form-grid">
            {features.map((feature) => (
              <FeatureChoice
                key={feature.feature}
                feature={feature}
                kind={kind}
                onChange={(state) => run(feature, state)}
              />
            ))}
          </div>
        )}
      </AskedPart>
      <Outcome problem={problem} done={done} />
    </section>
  );
}

interface FeatureChoiceProps {
  feature: Feature;
  kind: Kind;
  /** Whether it was done. */
  onChange: (state: string) => Promise<boolean>;
}

function FeatureChoice({ feature, kind, onChange }: FeatureChoiceProps) {
  const { display_name, description, feature_flag } = feature;
  /** From when it is chosen on; null again when it could not be. */
  const [chosen, setChosen] = useState<string | null>(null);
  if (feature_flag.locked) {
    return (
      <div className="field">
        <span className="field-label">{display_name}</span>
        <span>{nameOf(kind, feature_flag.state)}</span>
        <p className="field-hint">{description} The account has decided for all courses.</p>
      </div>
    );
  }
  // A course cannot be “allowed”: until it says something it is as the account has it.
  const state = kind === 'course' ? (isOn(feature_flag.state) ? 'on' : 'off') : feature_flag.state;
  async function choose(wanted: string): Promise<void> {
    setChosen(wanted);
    if (!(await onChange(wanted))) setChosen(null);
  }
  return (
    <ChoiceField
      label={display_name}
      hint={description}
      value={chosen ?? state}
      options={choices[kind]}
      onChange={(wanted) => void choose(wanted)}
    />
  );
}

function isOn(state: string): boolean {
  return state === 'on' || state === 'allowed_on';
}

function nameOf(kind: Kind, state: string): string {
  return choices[kind].find(([value]) => value === state)?.[1] ?? (isOn(state) ? 'On' : 'Off');
}
