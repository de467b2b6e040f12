// Which events a subscription wants: all, or those that are ticked, by category as Canvas groups them.

import { useState } from 'react';
import { eventTypes, type Subscription } from './console-api.ts';
import { Trouble } from './trouble.tsx';
import { usePolled } from './use-polled.ts';

interface EventChoiceProps {
  format: Subscription['Format'];
  isAll: boolean;
  names: readonly string[];
  fault: string | undefined;
  onChange: (change: { allEvents?: boolean; eventNames?: readonly string[] }) => void;
}

export function EventChoice({ format, isAll, names, fault, onChange }: EventChoiceProps) {
  const [search, setSearch] = useState('');
  const known = usePolled(() => eventTypes(format), format, null);
  const categories = Object.entries(known.answer ?? {});
  const inFormat = new Set(categories.flatMap(([, all]) => all));
  // What was chosen elsewhere, or is of a sensor, is not lost because it is not in the list.
  const others = known.answer === null ? [] : names.filter((name) => !inFormat.has(name));
  const wanted = search.trim().toLowerCase();
  const setChosen = (changed: readonly string[], isChosen: boolean): void => {
    const left = names.filter((name) => !changed.includes(name));
    onChange({ eventNames: isChosen ? [...left, ...changed] : left });
  };
  return (
    <fieldset className="choices" aria-describedby="events-told">
      <legend className="field-label">Events</legend>
      <p className="field-hint" id="events-told">
        Only these are sent. The list has those that have a form in the format above.
        {fault !== undefined && <span className="field-error cell-line">{fault}</span>}
      </p>
      <label className="choice">
        <input type="radio" name="events" checked={isAll} onChange={() => onChange({ allEvents: true })} />
        <span className="choice-text">All events, those to come as well</span>
      </label>
      <label className="choice">
        <input type="radio" name="events" checked={!isAll} onChange={() => onChange({ allEvents: false })} />
        <span className="choice-text">Only some: {names.length} chosen</span>
      </label>
      {!isAll && (
        <div className="stack stack-sm">
          <Trouble error={known.error} onAgain={known.again} />
          <div>
            <input
              type="search"
              className="input"
              aria-label="Search events"
              placeholder="Search events"
              value={search}
              onChange={({ target: { value } }) => setSearch(value)}
            />
          </div>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
          <section className="event-names" aria-label="Events to choose from" tabIndex={0}>
            {[...categories, ...(others.length > 0 ? [['others', others] as const] : [])].map(
              ([category, all]) => {
                const shown = all.filter((name) => name.toLowerCase().includes(wanted));
                if (shown.length === 0) return null;
                const isWhole = shown.every((name) => names.includes(name));
                return (
                  <fieldset key={category}>
                    <legend className="row">
                      <span className="strong">{category.replaceAll('_', ' ')}</span>
                      <button
                        type="button"
                        className="button button-quiet button-small"
                        onClick={() => setChosen(shown, !isWhole)}
                      >
                        {isWhole ? 'None' : 'All'} of {category.replaceAll('_', ' ')}
                      </button>
                    </legend>
                    {shown.map((name) => (
                      <label key={name} className="event-name">
                        <input
                          type="checkbox"
                          checked={names.includes(name)}
                          onChange={({ target: { checked } }) => setChosen([name], checked)}
                        />
                        <code>{name}</code>
                      </label>
                    ))}
                  </fieldset>
                );
              },
            )}
          </section>
        </div>
      )}
    </fieldset>
  );
}
