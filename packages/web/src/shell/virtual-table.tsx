// A long table of which only the rows in view are drawn. By keyboard it scrolls as any box does; a screen reader is told how
// many rows there are and which ones it sees.

import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useRef } from 'react';

export interface Column<Row> {
  key: string;
  head: string;
  /** Of CSS grid: `12rem`, `minmax(10rem, 2fr)`. Fixed or with a fixed least width, so that head and rows agree. */
  width: string;
  cell: (row: Row) => ReactNode;
  isNumber?: boolean;
  /** Below the head, e.g. what the cells are to be compared with. */
  note?: string;
  /** Whether the head sorts. */
  sorts?: boolean;
}

export interface Sorting {
  key: string;
  isDescending: boolean;
}

interface VirtualTableProps<Row> {
  /** What the table is of, for who does not see it. */
  label: string;
  /** The first names the row. */
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string | number;
  /** Pixels; the same for all rows. */
  rowHeight?: number;
  sorting?: Sorting | undefined;
  onSort?: (key: string) => void;
  /** Shown when there are no rows. */
  empty?: ReactNode;
}

export function VirtualTable<Row>(props: VirtualTableProps<Row>) {
  const { label, columns, rows, rowKey, rowHeight = 44, sorting, onSort, empty } = props;
  const box = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  });
  if (rows.length === 0 && empty !== undefined) return <div className="empty">{empty}</div>;
  const gridTemplateColumns = columns.map(({ width }) => width).join(' ');
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className="grid-table" ref={box} aria-label={label} tabIndex={0}>
      <table aria-label={label} aria-rowcount={rows.length + 1}>
        <thead>
          <tr aria-rowindex={1} style={{ gridTemplateColumns }}>
            {columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                {...(column.isNumber ? { className: 'num' } : {})}
                {...(sorting?.key === column.key
                  ? { 'aria-sort': sorting.isDescending ? ('descending' as const) : ('ascending' as const) }
                  : {})}
              >
                {column.sorts ? (
                  <button type="button" className="sort" onClick={() => onSort?.(column.key)}>
                    {column.head}
                    <span aria-hidden="true">{sorting?.key === column.key ? arrowOf(sorting) : '↕'}</span>
                  </button>
                ) : (
                  column.head
                )}
                {column.note !== undefined && <span className="head-note">{column.note}</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map(({ index, start, size }) => {
            const row = rows[index];
            if (row === undefined) return null;
            const style = { gridTemplateColumns, height: size, transform: `translateY(${start}px)` };
            return (
              <tr key={rowKey(row)} aria-rowindex={index + 2} style={style}>
                {columns.map((column, at) => {
                  const Cell = at === 0 ? 'th' : 'td';
                  return (
                    <Cell
                      key={column.key}
                      {...(at === 0 ? { scope: 'row' } : {})}
                      {...(column.isNumber ? { className: 'num' } : {})}
                    >
                      {column.cell(row)}
                    </Cell>
                  );
                })}
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

function arrowOf({ isDescending }: Sorting): string {
  return isDescending ? '↓' : '↑';
}

/** The same column again turns the order round. */
export function nextSorting(sorting: Sorting | undefined, key: string): Sorting {
  return { key, isDescending: sorting?.key === key ? !sorting.isDescending : false };
}
