// One line of the list: when, what, and who says so.

import { memo } from 'react';
import { useZone } from '../shell/time-zone.ts';
import { sinceStartText, utcText, zonedClockText, zonedText } from '../shell/zoned-time.ts';
import { EventSentence } from './event-sentence.tsx';
import { innocentCauses, sourceTexts } from './event-words.ts';
import { MarkIcon } from './mark-icon.tsx';
import type { EventRow, ReadLog } from './read-log.ts';
import { uncertaintyText } from './uncertainty.ts';

interface ActionRowProps {
  row: EventRow;
  read: ReadLog;
  place: number;
  rowIndex: number;
  top: number;
  height: number;
  isSelected: boolean;
  /** Whether the Tab key stops at its controls. */
  isTabStop: boolean;
  onSelect: (place: number | null) => void;
  questionUrl: (questionId: string, eventId?: string) => string;
}

export const ActionRow = memo(function ActionRow(props: ActionRowProps) {
  const { row, read, place, rowIndex, top, height, isSelected, isTabStop, onSelect, questionUrl } = props;
  const { event, facts, absence, isLeaving } = row;
  const zone = useZone();
  return (
    <tr
      aria-rowindex={rowIndex}
      className={isSelected ? 'action action-selected' : 'action'}
      style={{ height, transform: `translateY(${top}px)` }}
    >
      <th scope="row">
        <button
          type="button"
          className="action-select number"
          aria-pressed={isSelected}
          aria-label={`${sinceStartText(event.atMs - read.zeroMs)} since the start: details`}
          tabIndex={isTabStop ? 0 : -1}
          onClick={() => onSelect(isSelected ? null : place)}
        >
          {sinceStartText(event.atMs - read.zeroMs)}
        </button>
      </th>
      <td className="action-what">
        <MarkIcon shape={facts.shape} />
        <span className="action-words" dir="auto">
          <EventSentence row={row} read={read} questionUrl={questionUrl} isTabStop={isTabStop} />
          {isLeaving && absence !== undefined && (
            <span className="action-causes muted" title={innocentCauses[absence.kind]}>
              {' '}
              · {innocentCauses[absence.kind]}
            </span>
          )}
        </span>
      </td>
      <td>
        <time
          dateTime={new Date(event.atMs).toISOString()}
          title={zonedText(event.atMs, zone, 'millisecond')}
        >
          {read.isDated
            ? zonedText(event.atMs, zone, 'millisecond')
            : zonedClockText(event.atMs, zone, 'millisecond')}
        </time>
      </td>
      <td className="action-utc muted">{utcText(event.atMs).slice(read.isDated ? 0 : 11, 23)}</td>
      <td className="muted">{sourceTexts[event.source]}</td>
      <td className="muted number">{uncertaintyText(event)}</td>
    </tr>
  );
});
