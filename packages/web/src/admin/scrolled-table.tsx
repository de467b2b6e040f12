// A table that scrolls by itself where it is wider than its place.

import { type ReactNode, useEffect, useRef } from 'react';

interface ScrolledTableProps {
  /** What it is of, for who does not see it. */
  label: string;
  heads: readonly string[];
  /** Whether a last column, without a head to be seen, has buttons. */
  hasActions?: boolean;
  /** Rows; the first cell of each is a `th` with `scope="row"`. */
  children: ReactNode;
}

export function ScrolledTable({ label, heads, hasActions = false, children }: ScrolledTableProps) {
  const box = useRef<HTMLElement>(null);
  const hasFocus = useRef(false);
  // A row that goes away takes its button with it, on which somebody may just have been.
  useEffect(() => {
    if (hasFocus.current && document.activeElement === document.body) box.current?.focus();
  });
  return (
    <section
      ref={box}
      className="table-scroll"
      aria-label={`Table: ${label}`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
      tabIndex={0}
      onFocus={() => {
        hasFocus.current = true;
      }}
      onBlur={() => {
        hasFocus.current = false;
      }}
    >
      <table className="table rows-table">
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
            {hasActions && (
              <th scope="col">
                <span className="visually-hidden">What can be done</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  );
}
