// A new access token: what it is for, when it ends, and what it may do.

import { type FormEvent, useId, useState } from 'react';
import { call } from '../api/client.ts';
import { useAction } from '../shell/use-action.ts';
import type { AccessToken } from './access-token.ts';
import { ChoiceField, Outcome, TextField } from './field.tsx';
import { ScopesPicker } from './scopes-picker.tsx';

const dayMs = 86_400_000;

const spans = [
  ['', 'Never'],
  ['1', 'In a day'],
  ['7', 'In a week'],
  ['30', 'In 30 days'],
  ['90', 'In 90 days'],
  ['120', 'In 120 days'],
  ['365', 'In a year'],
] as const;

interface NewTokenProps {
  /** Where tokens of the person are made. */
  path: string;
  isForOther: boolean;
  onMade: (token: AccessToken) => void;
}

export function NewToken({ path, isForOther, onMade }: NewTokenProps) {
  const [purpose, setPurpose] = useState('');
  const [days, setDays] = useState<(typeof spans)[number][0]>('');
  const [isLimited, setIsLimited] = useState(false);
  const [scopes, setScopes] = useState<ReadonlySet<string>>(new Set());
  const [titleId, name] = [useId(), useId()];
  const { run, isBusy, problem } = useAction(create, { purpose: 'Purpose', scopes: 'Scopes' });

  async function create(): Promise<void> {
    const token = await call<AccessToken>('POST', path, {
      body: {
        token: {
          purpose,
          ...(days === '' ? {} : { expires_at: new Date(Date.now() + Number(days) * dayMs).toISOString() }),
          scopes: isLimited ? [...scopes] : [],
          ...(isForOther ? { active: true } : {}),
        },
      },
    });
    setPurpose('');
    setScopes(new Set());
    setIsLimited(false);
    onMade(token);
  }

  function submit(event: FormEvent): void {
    event.preventDefault();
    void run();
  }

  return (
    <form className="panel-foot stack" aria-labelledby={titleId} onSubmit={submit}>
      <h3 id={titleId}>New token</h3>
      <div className="form-grid">
        <TextField
          label="Purpose"
          hint="So that you know it again"
          value={purpose}
          isRequired
          onChange={setPurpose}
        />
        <ChoiceField
          label="Ends"
          hint="Tokens of people who are only students must end within 120 days"
          value={days}
          options={spans}
          onChange={setDays}
        />
      </div>
      <fieldset className="choices">
        <legend className="field-label">What it may do</legend>
        <label className="choice">
          <input type="radio" name={name} checked={!isLimited} onChange={() => setIsLimited(false)} />
          <span className="choice-text">All that the person may do; one can sign in with it</span>
        </label>
        <label className="choice">
          <input type="radio" name={name} checked={isLimited} onChange={() => setIsLimited(true)} />
          <span className="choice-text">Only some routes of the API; one cannot sign in with it</span>
        </label>
      </fieldset>
      {isLimited && <ScopesPicker chosen={scopes} onChange={setScopes} />}
      <Outcome problem={problem} />
      <div>
        <button
          type="submit"
          className="button button-primary"
          disabled={isBusy || (isLimited && scopes.size === 0)}
        >
          Make the token
        </button>
      </div>
    </form>
  );
}
