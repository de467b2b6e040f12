// Which lines are listed: by type, by question, by who says so, by words, and by the part of the attempt that the picture shows.

import { useEffect, useMemo, useState } from 'react';
import { changeAddress } from '../shell/address.ts';
import { ToolbarChoice, ToolbarSearch } from '../shell/toolbar-field.tsx';
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
      <ToolbarChoice
        label="Type"
        value={state.types.join(',')}
        options={[['', 'All types'], ...typeOptions(types, state.types)]}
        onChange={(type) => changeAddress({ types: type || null })}
      />
      <ToolbarChoice
        label="Question"
        value={state.questionId ?? ''}
        options={[
          ['', 'All questions'],
          ...log.questions.map(
            (question) => [question.id, namedText(questionText(question), question.name)] as const,
          ),
        ]}
        onChange={(question) => changeAddress({ question: question || null })}
      />
      <ToolbarChoice
        label="Source"
        value={state.sources.join(',')}
        options={[['', 'All sources'], ...Object.entries(sourceTexts)]}
        onChange={(sources) => changeAddress({ sources: sources || null })}
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
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  useEffect(() => {
    if (typed === value) return;
    const timer = setTimeout(() => changeAddress({ search: typed === '' ? null : typed }, 'here'), typedMs);
    return () => clearTimeout(timer);
  }, [typed, value]);
  return <ToolbarSearch label="Search" value={typed} onChange={setTyped} />;
}
