// Deliveries, page after page: of one subscription, of all, or of one event. Which ones, its caller says.

import { type ReactNode, useEffect, useRef, useState } from 'react';
import { callPage, type Page } from '../api/pages.ts';
import { Time } from '../shell/time.tsx';
import { type Column, VirtualTable } from '../shell/virtual-table.tsx';
import type { Delivery } from './console-api.ts';
import { consoleUrls } from './console-place.ts';
import { sendText } from './console-words.ts';
import { StatePill } from './state-pill.tsx';
import { Trouble } from './trouble.tsx';
import { Waiting } from './waiting.tsx';

interface DeliveriesListProps {
  /** Of the first page; another path is another list. */
  path: string;
  /** Grows when it is to be read anew. */
  version?: number;
  label: string;
  empty: ReactNode;
  /** Keys of columns that would say the same in every row. */
  leaveOut?: readonly string[];
  /** Behind the event. */
  moreColumns?: readonly Column<Delivery>[];
  lastColumns?: readonly Column<Delivery>[];
  /** Hears of what is shown. */
  onRows?: (rows: readonly Delivery[]) => void;
}

const eventColumn: Column<Delivery> = {
  key: 'event',
  head: 'Event',
  width: 'minmax(14rem, 2fr)',
  cell: ({ id, event_name: name }) => <a href={consoleUrls.delivery(id)}>{name}</a>,
};

const others: readonly Column<Delivery>[] = [
  { key: 'state', head: 'State', width: '7.5rem', cell: ({ state }) => <StatePill state={state} /> },
  {
    key: 'time',
    head: 'Announced',
    width: '13rem',
    cell: ({ event_time: iso }) => <Time iso={iso} />,
  },
  { key: 'tries', head: 'Sends', width: '4.5rem', isNumber: true, cell: ({ tries }) => tries },
  {
    key: 'last',
    head: 'Last send',
    width: 'minmax(14rem, 3fr)',
    cell: ({ last_send: last }) => <span title={sendText(last)}>{sendText(last)}</span>,
  },
  {
    key: 'next',
    head: 'Next',
    width: '13rem',
    cell: ({ next_try_at: iso }) => (iso === null ? '–' : <Time iso={iso} />),
  },
];

export function DeliveriesList(props: DeliveriesListProps) {
  const {
    path,
    version = 0,
    label,
    empty,
    leaveOut = [],
    moreColumns = [],
    lastColumns = [],
    onRows,
  } = props;
  const [page, setPage] = useState<Page<Delivery> | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [isAsking, setIsAsking] = useState(false);
  const [tries, setTries] = useState(0);
  const told = useRef(onRows);
  told.current = onRows;
  const question = useRef<AbortController | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: what changed on the server is another question
  useEffect(() => {
    void read(path, []);
    return () => question.current?.abort();
  }, [path, version, tries]);

  useEffect(() => told.current?.(page?.rows ?? []), [page]);

  async function read(from: string, before: readonly Delivery[]): Promise<void> {
    question.current?.abort();
    const stop = new AbortController();
    question.current = stop;
    setIsAsking(true);
    setError(null);
    try {
      const { rows, next } = await callPage<Delivery>(from, undefined, stop.signal);
      // What came in meanwhile has moved some rows on to this page.
      const known = new Set(before.map(({ id }) => id));
      setPage({ rows: [...before, ...rows.filter(({ id }) => !known.has(id))], next });
    } catch (thrown) {
      if (stop.signal.aborted) return;
      setError(thrown);
      // Rows of another question are no answer to this one.
      if (before.length === 0) setPage(null);
    } finally {
      if (question.current === stop) setIsAsking(false);
    }
  }

  if (page === null) {
    return error === null ? <Waiting /> : <Trouble error={error} onAgain={() => setTries(tries + 1)} />;
  }
  const { rows, next } = page;
  const shown = others.filter(({ key }) => !leaveOut.includes(key));
  return (
    <div className="stack stack-sm" aria-busy={isAsking}>
      <Trouble error={error} onAgain={() => setTries(tries + 1)} />
      <VirtualTable
        label={label}
        rows={rows}
        rowKey={({ id }) => id}
        columns={[eventColumn, ...moreColumns, ...shown, ...lastColumns]}
        empty={empty}
      />
      <div className="row">
        <button type="button" className="button button-small" onClick={() => setTries(tries + 1)}>
          Refresh
        </button>
        {next !== null && (
          <button
            type="button"
            className="button button-small"
            disabled={isAsking}
            onClick={() => void read(next, rows)}
          >
            Show older ones
          </button>
        )}
        <span className="small muted" role="status">
          {isAsking ? 'Loading' : `${rows.length} shown${next === null ? '' : ', there are more'}`}
        </span>
      </div>
    </div>
  );
}
