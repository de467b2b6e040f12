// The lines of the list. Only those in view are drawn; a screen reader is told how many there are. One of them at a time is a stop of
// the Tab key, arrow keys go from line to line. Wide screens have columns, narrow ones two lines for each.

import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { ActionRow } from './action-row.tsx';
import type { ReadLog } from './read-log.ts';
import { useMedia } from './use-media.ts';

interface ActionRowsProps {
  read: ReadLog;
  /** Places of the rows that are listed, in order. */
  chosen: readonly number[];
  selected: number | null;
  /** Null takes the selection away. */
  onSelect: (place: number | null) => void;
  questionUrl: (questionId: string, eventId?: string) => string;
  box: RefObject<HTMLElement | null>;
}

const heads = ['Since start', 'What happened', 'Time', 'UTC', 'Source', 'Clock'];

export function ActionRows({ read, chosen, selected, onSelect, questionUrl, box }: ActionRowsProps) {
  const isNarrow = useMedia('(max-width: 56em)');
  const rowHeight = isNarrow ? 72 : 36;
  // Index in `chosen` of the line that the keys are at.
  const [at, setAt] = useState(0);
  const current = Math.max(0, Math.min(at, chosen.length - 1));
  const isToBeFocused = useRef(false);
  const virtualizer = useVirtualizer({
    count: chosen.length,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    overscan: 6,
    // The head takes of the height, and stays.
    scrollPaddingEnd: 40,
    // What has the focus stays, however far the list is scrolled.
    rangeExtractor: useCallback(
      (range: Range) =>
        [...new Set([current, ...defaultRangeExtractor(range)])].sort((one, other) => one - other),
      [current],
    ),
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows of another height are measured anew
  useEffect(() => virtualizer.measure(), [rowHeight]);
  // What was selected is shown; what is chosen later does not move the list.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the selection changes
  useEffect(() => {
    const index = selected === null ? -1 : chosen.indexOf(selected);
    if (index < 0) return;
    setAt(index);
    virtualizer.scrollToIndex(index, { align: 'auto' });
  }, [selected, isNarrow]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the line is there once it is drawn
  useEffect(() => {
    if (!isToBeFocused.current) return;
    isToBeFocused.current = false;
    box.current?.querySelector<HTMLElement>('.action-select[tabindex="0"]')?.focus({ preventScroll: true });
  }, [current]);

  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const page = Math.max(1, Math.floor((box.current?.clientHeight ?? 0) / rowHeight) - 2);
    const last = chosen.length - 1;
    const steps: Record<string, number> = {
      ArrowDown: current + 1,
      ArrowUp: current - 1,
      PageDown: current + page,
      PageUp: current - page,
      Home: 0,
      End: last,
    };
    const next = steps[event.key];
    if (next === undefined) return;
    event.preventDefault();
    const index = Math.max(0, Math.min(next, last));
    isToBeFocused.current = index !== current;
    setAt(index);
    virtualizer.scrollToIndex(index, { align: 'auto' });
  }

  if (chosen.length === 0) {
    return <p className="empty">No event is like that. Show all, or choose something else.</p>;
  }
  const className = read.isDated ? 'grid-table actions actions-dated' : 'grid-table actions';
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className={className} ref={box} aria-label="Events" tabIndex={0} onKeyDown={onKeyDown}>
      <table aria-label="Events" aria-rowcount={chosen.length + 1}>
        <thead>
          <tr aria-rowindex={1} className="action">
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map(({ index, start, size }) => {
            const place = chosen[index];
            const row = place === undefined ? undefined : read.rows[place];
            if (place === undefined || row === undefined) return null;
            return (
              <ActionRow
                key={row.event.id}
                row={row}
                read={read}
                place={place}
                rowIndex={index + 2}
                top={start}
                height={size}
                isSelected={place === selected}
                isTabStop={index === current}
                onSelect={onSelect}
                questionUrl={questionUrl}
              />
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
