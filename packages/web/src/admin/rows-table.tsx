// A table of a list of the API, with the button that shows more of it.

import type { ReactNode } from 'react';
import { Refused, Waiting } from '../shell/asked.tsx';
import { countText } from '../shell/wording.ts';
import { ScrolledTable } from './scrolled-table.tsx';
import type { Rows } from './use-rows.ts';

interface RowsTableProps<Row> {
  /** What it is of, for who does not see it. */
  label: string;
  /** `person`; for how many there are. */
  noun: string;
  plural?: string;
  heads: readonly string[];
  hasActions?: boolean;
  list: Rows<Row>;
  rowKey: (row: Row) => number;
  /** The cells, the first a `th` with `scope="row"`. */
  cells: (row: Row) => ReactNode;
  empty: ReactNode;
}

export function RowsTable<Row>(props: RowsTableProps<Row>) {
  const { label, noun, plural, heads, hasActions = false, list, rowKey, cells, empty } = props;
  const { rows, more, isWaiting, isThere, error, again } = list;
  if (!isThere) return error === null ? <Waiting /> : <Refused error={error} onTryAgain={again} />;
  return (
    <div className="stack" aria-busy={isWaiting}>
      {error !== null && <Refused error={error} onTryAgain={again} />}
      {rows.length === 0 ? (
        <p className="empty">{empty}</p>
      ) : (
        <ScrolledTable label={label} heads={heads} hasActions={hasActions}>
          {rows.map((row) => (
            <tr key={rowKey(row)}>{cells(row)}</tr>
          ))}
        </ScrolledTable>
      )}
      <div className="row">
        <p className="muted small rows-count" role="status">
          {more === null
            ? countOf(rows.length, noun, plural)
            : `The first ${countOf(rows.length, noun, plural)}`}
        </p>
        {more !== null && (
          <button
            type="button"
            className="button button-small"
            aria-disabled={isWaiting}
            onClick={() => isWaiting || more()}
          >
            Show more
          </button>
        )}
      </div>
    </div>
  );
}

function countOf(count: number, noun: string, plural = `${noun}s`): string {
  return count === 1 ? countText(1, noun) : `${count} ${plural}`;
}
