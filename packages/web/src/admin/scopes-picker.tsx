// What a token may do, chosen route by route, or all of a group that only read.

import { useCallback, useId, useMemo, useState } from 'react';
import { call } from '../api/client.ts';
import { AskedPart, useAsked } from '../shell/asked.tsx';
import { countText } from '../shell/wording.ts';
import { type Scope, type ScopeGroup, scopeGroups, scopesFound } from './scopes.ts';

interface ScopesPickerProps {
  chosen: ReadonlySet<string>;
  onChange: (chosen: ReadonlySet<string>) => void;
}

export function ScopesPicker(props: ScopesPickerProps) {
  const asked = useAsked(
    useCallback(
      async (signal) =>
        scopeGroups(await call<Parameters<typeof scopeGroups>[0]>('GET', '/api/openapi.json', { signal })),
      [],
    ),
  );
  return <AskedPart asked={asked}>{(groups) => <Picker groups={groups} {...props} />}</AskedPart>;
}

function Picker({ groups, chosen, onChange }: ScopesPickerProps & { groups: readonly ScopeGroup[] }) {
  const [search, setSearch] = useState('');
  const id = useId();
  const found = useMemo(() => scopesFound(groups, search), [groups, search]);

  function set(scopes: readonly Scope[], isOn: boolean): void {
    const next = new Set(chosen);
    for (const { scope } of scopes) {
      if (isOn) next.add(scope);
      else next.delete(scope);
    }
    onChange(next);
  }

  return (
    <div className="stack scopes">
      <div className="row row-apart">
        <div className="field">
          <label className="field-label" htmlFor={id}>
            Find scopes
          </label>
          <input
            id={id}
            className="input"
            type="search"
            value={search}
            onChange={(event) => setSearch(event.target.value)}
          />
        </div>
        <p role="status" className="strong">
          {countText(chosen.size, 'scope')} chosen
        </p>
      </div>
      {found.length === 0 && <p className="empty">No route is like that.</p>}
      <div className="scopes-groups">
        {found.map(({ name, scopes }) => {
          const chosenHere = scopes.filter(({ scope }) => chosen.has(scope)).length;
          const reading = scopes.filter(({ method }) => method === 'GET');
          return (
            <details key={name} open={search.trim() !== '' || undefined}>
              <summary>
                {name} <span className="muted small">{`${chosenHere} of ${scopes.length}`}</span>
              </summary>
              <fieldset className="choices">
                <legend className="visually-hidden">{name}</legend>
                <div className="row">
                  {reading.length > 0 && (
                    <button type="button" className="button button-small" onClick={() => set(reading, true)}>
                      All that read<span className="visually-hidden">: {name}</span>
                    </button>
                  )}
                  <button type="button" className="button button-small" onClick={() => set(scopes, true)}>
                    All<span className="visually-hidden"> of {name}</span>
                  </button>
                  <button type="button" className="button button-small" onClick={() => set(scopes, false)}>
                    None<span className="visually-hidden"> of {name}</span>
                  </button>
                </div>
                {scopes.map((one) => (
                  <label key={one.scope} className="choice">
                    <input
                      type="checkbox"
                      checked={chosen.has(one.scope)}
                      onChange={(event) => set([one], event.target.checked)}
                    />
                    <span className="choice-text">
                      {one.summary}
                      <span className="mono small muted tick-hint">
                        {one.method} {one.path}
                      </span>
                    </span>
                  </label>
                ))}
              </fieldset>
            </details>
          );
        })}
      </div>
    </div>
  );
}
