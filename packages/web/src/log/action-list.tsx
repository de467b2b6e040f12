// What happened, line by line in the order in which it did: filtered, searched, and beside it all that is known of the selected line.

import { useDeferredValue, useMemo, useRef } from 'react';
import { ActionFilters } from './action-filters.tsx';
import { ActionRows } from './action-rows.tsx';
import type { AttemptLog } from './attempt-log.ts';
import { chosenRows, searchTexts } from './chosen-rows.ts';
import { EventDetails } from './event-details.tsx';
import type { LogState } from './log-views.ts';
import type { ReadLog } from './read-log.ts';

interface ActionListProps {
  read: ReadLog;
  log: AttemptLog;
  state: LogState;
  selected: number | null;
  onSelect: (place: number | null) => void;
  questionUrl: (questionId: string, eventId?: string) => string;
}

export function ActionList({ read, log, state, selected, onSelect, questionUrl }: ActionListProps) {
  const box = useRef<HTMLElement>(null);
  const textOf = useMemo(() => searchTexts(read), [read]);
  const key = JSON.stringify([state.range, state.types, state.sources, state.questionId, state.search]);
  // The picture and the search field go on while the list follows.
  const wanted = useDeferredValue(key);
  const chosen = useMemo(() => {
    const [range, types, sources, questionId, search] = JSON.parse(wanted);
    return chosenRows(read, { range, types, sources, questionId, search }, textOf);
  }, [read, wanted, textOf]);
  const row = selected === null ? undefined : read.rows[selected];
  return (
    <section className="stack stack-sm" aria-labelledby="actions-title">
      <h2 id="actions-title">What happened</h2>
      <ActionFilters read={read} log={log} state={state} shownCount={chosen.length} />
      <div className={row === undefined ? undefined : 'split actions-split'}>
        <ActionRows
          box={box}
          read={read}
          chosen={chosen}
          selected={selected}
          onSelect={onSelect}
          questionUrl={questionUrl}
        />
        {row !== undefined && (
          <EventDetails
            read={read}
            row={row}
            pageSessions={log.pageSessions}
            questionUrl={questionUrl}
            onClose={() => {
              onSelect(null);
              box.current?.focus({ preventScroll: true });
            }}
          />
        )}
      </div>
    </section>
  );
}
