// A table of the report: its head is repeated on every page of paper. On a narrow screen it scrolls by itself.

import type { ReactNode } from 'react';
import { ScrollBox } from '../shell/scroll-box.tsx';

interface ReportTableProps {
  label: string;
  heads: readonly string[];
  /** Of the columns, where there are very many rows; else as their contents need. */
  widths?: readonly string[];
  /** Rows. */
  children: ReactNode;
}

export function ReportTable({ label, heads, widths, children }: ReportTableProps) {
  return (
    <ScrollBox label={label}>
      <table className={`table report-table ${widths === undefined ? '' : 'report-table-fixed'}`}>
        {widths !== undefined && (
          <colgroup>
            {heads.map((head, at) => (
              <col key={head} style={{ width: widths[at] }} />
            ))}
          </colgroup>
        )}
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </ScrollBox>
  );
}
