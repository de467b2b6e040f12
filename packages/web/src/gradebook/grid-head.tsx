// The heads of the grid's columns; they stay in view.

import type { VirtualItem } from '@tanstack/react-virtual';
import { memo } from 'react';
import { columnText } from './cell-words.ts';
import type { GridColumn } from './grid-columns.ts';

interface GridHeadProps {
  columns: readonly GridColumn[];
  /** Of the columns after the first. */
  items: readonly VirtualItem[];
  nameWidth: number;
  /** The column whose head is active; null for none. */
  active: number | null;
}

export const GridHead = memo(function GridHead({ columns, items, nameWidth, active }: GridHeadProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a row of a grid of divs
    // biome-ignore lint/a11y/useFocusableInteractive: its cells take the focus
    <div className="grid-head" role="row" aria-rowindex={1}>
      {/* biome-ignore lint/a11y/useSemanticElements: a cell of a grid of divs */}
      <div
        className="grid-cell grid-name"
        role="columnheader"
        style={{ width: nameWidth }}
        aria-colindex={1}
        tabIndex={active === 0 ? 0 : -1}
        data-row={-1}
        data-column={0}
      >
        Student
      </div>
      {items.map(({ index, start, size }) => {
        const column = columns[index + 1];
        if (column === undefined) return null;
        return (
          // biome-ignore lint/a11y/useSemanticElements: a cell of a grid of divs
          <div
            key={column.key}
            className="grid-cell"
            role="columnheader"
            style={{ insetInlineStart: start, width: size }}
            aria-colindex={index + 2}
            tabIndex={active === index + 1 ? 0 : -1}
            data-row={-1}
            data-column={index + 1}
            title={column.head}
          >
            <span className="grid-head-name" dir="auto">
              {column.head}
            </span>
            {column.kind === 'assignment' && (
              <span className="grid-note">
                {columnText(column.assignment)}
                {column.assignment.post_manually && ' · by hand'}
              </span>
            )}
          </div>
        );
      })}
    </div>
  );
});
