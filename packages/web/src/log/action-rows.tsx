// The lines of the list. Only those in view are drawn; a screen reader is told how many there are. Wide screens have columns, narrow ones
// two lines for each.

import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { ActionRow } from './action-row.tsx';
import type { ReadLog } from './read-log.ts';
import { useMedia } from './use-media.ts';

interface ActionRowsProps {
  read: ReadLog;
  /** Places of the rows that are listed, in order. */
  chosen: readonly number[];
  selected: number | null;
  onSelect: (place: number) => void;
  questionUrl: (questionId: string) => string;
}

const heads = ['Since start', 'What happened', 'Time', 'UTC', 'Source', 'Clock'];

export function ActionRows({ read, chosen, selected, onSelect, questionUrl }: ActionRowsProps) {
  const box = useRef<HTMLDivElement>(null);
  const isNarrow = useMedia('(max-width: 56em)');
  const rowHeight = isNarrow ? 72 : 36;
  const virtualizer = useVirtualizer({
    count: chosen.length,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    overscan: 6,
    // The head stands over the first of them.
    scrollPaddingStart: 40,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows of another height are measured anew
  useEffect(() => virtualizer.measure(), [rowHeight]);
  // What was selected is shown; what is chosen later does not move the list.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the selection changes
  useEffect(() => {
    const index = selected === null ? -1 : chosen.indexOf(selected);
    if (index >= 0) virtualizer.scrollToIndex(index, { align: 'auto' });
  }, [selected, isNarrow]);
  if (chosen.length === 0)
    return <p className="empty">No event is like that. Show all, or choose something else.</p>;
  const className = read.isDated ? 'grid-table actions actions-dated' : 'grid-table actions';
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className={className} ref={box} aria-label="Events" tabIndex={0}>
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
