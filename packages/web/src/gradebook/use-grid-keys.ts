// What keys do in the grid while nothing is edited: move, begin to edit, show the details.

import type { KeyboardEvent, RefObject } from 'react';
import { type Place, placeAfterKey } from './grid-columns.ts';
import type { GridEditing } from './use-grid-editing.ts';

interface GridKeysProps {
  place: Place;
  size: { rows: number; columns: number };
  box: RefObject<HTMLDivElement | null>;
  rowHeight: number;
  move: (row: number, column: number) => void;
  editing: GridEditing;
  show: () => void;
}

export function useGridKeys(props: GridKeysProps): (event: KeyboardEvent) => void {
  const { place, size, box, rowHeight, move, editing, show } = props;
  return (event) => {
    if (editing.isIn(event.target) || event.altKey || event.nativeEvent.isComposing) return;
    // Buttons within a cell have keys of their own.
    if (event.target instanceof Element && event.target.closest('[data-row] button') !== null) return;
    const { key } = event;
    const isControl = event.ctrlKey || event.metaKey;
    const page = Math.max(1, Math.floor((box.current?.clientHeight ?? 0) / rowHeight) - 2);
    const next = placeAfterKey(place, { key, isControl }, { ...size, page });
    if (next !== null) move(next.row, next.column);
    else if (isControl || !act(key)) return;
    event.preventDefault();
  };

  /** False for keys that are not ours. */
  function act(key: string): boolean {
    const { row, column } = place;
    if (key === ' ') {
      show();
      return true;
    }
    if (key === 'Enter' || key === 'F2') {
      if (!editing.start(row, column)) show();
      return true;
    }
    if (key === 'Delete' || key === 'Backspace') return editing.start(row, column, '');
    return key.length === 1 && editing.start(row, column, key);
  }
}
