// A table that can be very long: in parts of so many rows, each under its own head, of which the browser lays out those in view.

import { memo, type ReactNode, useMemo } from 'react';
import { ReportTable } from './report-table.tsx';
import { useRevealed } from './use-revealed.ts';

interface LongTableProps<Row> {
  label: string;
  heads: readonly string[];
  /** Of the columns, so that all parts agree. */
  widths: readonly string[];
  rows: readonly Row[];
  /** One `tr` with its key. The same function as long as it writes the same. */
  write: (row: Row) => ReactNode;
}

const partRows = 500;
/** Pixels, of a row of one line. */
const rowHeight = 30;

export function LongTable<Row>({ label, heads, widths, rows, write }: LongTableProps<Row>) {
  const parts = useMemo(
    () =>
      Array.from({ length: Math.ceil(rows.length / partRows) }, (_, at) => ({
        rows: rows.slice(at * partRows, (at + 1) * partRows),
        label:
          rows.length <= partRows
            ? label
            : `${label}, ${at * partRows + 1} to ${Math.min(rows.length, (at + 1) * partRows)}`,
      })),
    [rows, label],
  );
  const shown = useRevealed(parts.length);
  return (
    <>
      {parts.slice(0, shown).map((part) => (
        <div
          key={part.label}
          {...(parts.length > 1 ? { className: 'report-part', style: sizeOf(part.rows.length) } : {})}
        >
          <ReportTable label={part.label} heads={heads} widths={widths}>
            <Rows rows={part.rows} write={write as (row: unknown) => ReactNode} />
          </ReportTable>
        </div>
      ))}
      {shown < parts.length && (
        <p className="muted" role="status">
          Writing down the rest of {rows.length.toLocaleString('en')} rows…
        </p>
      )}
    </>
  );
}

/** What a part takes before it is laid out, about. */
function sizeOf(rows: number): { containIntrinsicBlockSize: string } {
  return { containIntrinsicBlockSize: `auto ${rows * rowHeight}px` };
}

interface RowsProps {
  rows: readonly unknown[];
  write: (row: unknown) => ReactNode;
}

/** Not again while more follow. */
const Rows = memo(function Rows({ rows, write }: RowsProps) {
  return rows.map(write);
});
