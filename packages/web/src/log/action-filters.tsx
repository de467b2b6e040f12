// Which lines are listed: by type, by question, by who says so, by words, and by the part of the attempt that the picture shows.

import { useEffect, useId, useMemo, useState } from 'react';
import { changeAddress } from '../shell/address.ts';
import type { AttemptLog } from './attempt-log.ts';
import { typesIn } from './chosen-rows.ts';
import { sourceTexts } from './event-words.ts';
import { questionText } from './log-questions.ts';
import type { LogState } from './log-views.ts';
import type { ReadLog } from './read-log.ts';
import { typeText } from './type-names.ts';

interface ActionFiltersProps {
  read: ReadLog;
  log: AttemptLog;
  state: LogState;
  shownCount: number;
}

const typedMs = 250;

export function ActionFilters({ read, log, state, shownCount }: ActionFiltersProps) {
  const types = useMemo(() => typesIn(read), [read]);
  const all = read.rows.length;
  const isFiltered =
    state.types.length > 0 || state.sources.length > 0 || state.questionId !== null || state.search !== '';
  return (
    <div className="toolbar actions-filters">
      <Search value={state.search} />
      <Choice
        label="Type"
        value={state.types.join(',')}
        all="All types"
        options={typeOptions(types, state.types)}
        onChange={(type) => changeAddress({ types: type })}
      />
      <Choice
        label="Question"
        value={state.questionId ?? ''}
        all="All questions"
        options={log.questions.map((question) => [
          question.id,
          namedText(questionText(question), question.name),
        ])}
        onChange={(question) => changeAddress({ question })}
      />
      <Choice
        label="Source"
        value={state.sources.join(',')}
        all="All sources"
        options={Object.entries(sourceTexts)}
        onChange={(sources) => changeAddress({ sources })}
      />
      <p className="actions-count">
        <span role="status">
          {shownCount === all
            ? `All ${eventsText(all)}`
            : `${shownCount.toLocaleString('en')} of ${eventsText(all)}`}
        </span>
        {state.range !== null && <span className="muted"> in the part shown above</span>}
        {(isFiltered || state.range !== null) && (
          <button
            type="button"
            className="button button-quiet button-small"
            onClick={() =>
              changeAddress({
                types: null,
                sources: null,
                question: null,
                search: null,
                from: null,
                to: null,
              })
            }
          >
            Show all
          </button>
        )}
      </p>
    </div>
  );
}

function eventsText(count: number): string {
  return `${count.toLocaleString('en')} ${count === 1 ? 'event' : 'events'}`;
}

function namedText(text: string, name: string): string {
  return name === '' || name === text ? text : `${text}: ${name}`;
}

/** An address can choose several types at once, which then are one of the choices. */
function typeOptions(types: readonly { type: string; count: number }[], chosen: readonly string[]) {
  const options = types.map(({ type, count }): [string, string] => [
    type,
    `${typeText(type)} (${count.toLocaleString('en')})`,
  ]);
  if (chosen.length < 2) return options;
  return [...options, [chosen.join(','), chosen.map(typeText).join(', ')] as const];
}

/** Into the address when typing rests. */
function Search({ value }: { value: string }) {
  const id = useId();
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  useEffect(() => {
    if (typed === value) return;
    const timer = setTimeout(() => changeAddress({ search: typed === '' ? null : typed }, 'here'), typedMs);
    return () => clearTimeout(timer);
  }, [typed, value]);
  return (
    <div className="toolbar-field">
      <label htmlFor={id}>Search</label>
      <input
        id={id}
        type="search"
        className="input input-small"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
    </div>
  );
}

interface ChoiceProps {
  label: string;
  value: string;
  all: string;
  /** Value and text of each. */
  options: readonly (readonly [string, string])[];
  onChange: (value: string | null) => void;
}

function Choice({ label, value, all, options, onChange }: ChoiceProps) {
  const id = useId();
  return (
    <div className="toolbar-field">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        className="input input-small"
        value={value}
        onChange={(event) => onChange(event.target.value === '' ? null : event.target.value)}
      >
        <option value="">{all}</option>
        {options.map(([option, text]) => (
          <option key={option} value={option}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
}
