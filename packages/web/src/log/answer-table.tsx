// The table of answers: what each save said of each question. Rows and columns in view alone are drawn.

import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef } from 'react';
import { useAddress } from '../shell/address.ts';
import { AnswerTableHead } from './answer-table-head.tsx';
import { answerTable } from './answer-table-model.ts';
import { AnswerTableOptions } from './answer-table-options.tsx';
import { AnswerTableRow } from './answer-table-row.tsx';
import './answer-table.css';
import { expandedIn, tableChoiceOf } from './answer-table-choice.ts';
import type { LogProps } from './log-props.ts';
import { answerEvents } from './question-answers.ts';
import { useWidth } from './use-width.ts';

/** Pixels. */
const rowHeight = 44;
const columnWidth = 176;
const [headWidthWide, headWidthNarrow] = [208, 152];
const narrowMax = 480;

export function AnswerTable(props: LogProps) {
  const { log } = props;
  const choice = tableChoiceOf(useAddress());
  const events = useMemo(() => answerEvents(log.events), [log.events]);
  const table = useMemo(
    () => answerTable(events, log.questions, choice.isInverted),
    [events, log.questions, choice.isInverted],
  );
  const box = useRef<HTMLElement>(null);
  const headWidth = useWidth(box) < narrowMax ? headWidthNarrow : headWidthWide;
  const rows = useVirtualizer({
    count: table.rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => table.rows[index]?.key ?? index,
    overscan: 8,
  });
  const columns = useVirtualizer({
    horizontal: true,
    count: table.columns.length,
    getScrollElement: () => box.current,
    estimateSize: () => columnWidth,
    getItemKey: (index) => table.columns[index]?.key ?? index,
    overscan: 2,
  });

  const shown = columns.getVirtualItems();
  const width = headWidth + columns.getTotalSize();
  const frame = useMemo(
    () => ({
      width,
      headWidth,
      before: shown[0]?.start ?? 0,
      columns: shown.flatMap(({ index, size }) => {
        const head = table.columns[index];
        return head === undefined ? [] : { head, index, size };
      }),
    }),
    [shown, width, headWidth, table],
  );
  if (events.length === 0) {
    return <p className="empty">No answer was saved in this attempt.</p>;
  }
  return (
    <div className="stack">
      <AnswerTableOptions choice={choice} onTop={() => box.current?.scrollTo(0, 0)} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section className="answer-table" ref={box} aria-label="Answer table" tabIndex={0}>
        <table
          aria-label="Answers, event by event"
          aria-rowcount={table.rows.length + 1}
          aria-colcount={table.columns.length + 1}
          style={{ width: frame.width }}
        >
          <AnswerTableHead {...props} frame={frame} isInverted={choice.isInverted} />
          <tbody style={{ height: rows.getTotalSize() }}>
            {rows.getVirtualItems().map(({ index, start, key }) => {
              const head = table.rows[index];
              if (head === undefined) return null;
              const isExpanded = expandedIn(choice, head.key);
              return (
                <AnswerTableRow
                  key={key}
                  {...props}
                  measure={rows.measureElement}
                  index={index}
                  start={start}
                  frame={frame}
                  head={head}
                  table={table}
                  isExpanded={isExpanded}
                  isTruncated={choice.isTruncated}
                />
              );
            })}
          </tbody>
        </table>
      </section>
    </div>
  );
}
