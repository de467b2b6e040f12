// Every event of the attempt in the order in which it happened.

import { useCallback } from 'react';
import { marginText } from '../log/event-moment.tsx';
import { innocentCauses, sourceTexts } from '../log/event-words.ts';
import { type EventRow, type ReadLog, rowText } from '../log/read-log.ts';
import { useZone } from '../shell/time-zone.ts';
import { countText } from '../shell/wording.ts';
import { sinceStartText, utcText, zonedText } from '../shell/zoned-time.ts';
import { LongTable } from './long-table.tsx';
import { ReportSection } from './report-section.tsx';

const columnsOfUtc = {
  heads: ['Since start', 'UTC', 'What happened', 'Source'],
  widths: ['10%', '24%', '48%', '18%'],
};

const columnsOf = (zone: string) => ({
  heads: ['Since start', `Time in ${zone}`, 'UTC', 'What happened', 'Source'],
  widths: ['9%', '19%', '22%', '34%', '16%'],
});

export function ReportActions({ read }: { read: ReadLog }) {
  const zone = useZone();
  const { rows } = read;
  const write = useCallback(
    (row: EventRow) => {
      const { event, absence, isLeaving } = row;
      return (
        <tr key={event.id}>
          <td className="number">{sinceStartText(event.atMs - read.zeroMs)}</td>
          {zone !== 'UTC' && <td className="number">{zonedText(event.atMs, zone)}</td>}
          <td className="number">{utcText(event.atMs).replace(' UTC', '')}</td>
          <td className="report-text" dir="auto">
            {rowText(read, row)}
            {isLeaving && absence !== undefined && (
              <span className="muted"> · {innocentCauses[absence.kind]}</span>
            )}
          </td>
          <td>{`${sourceTexts[event.source]} ${marginText(event)}`}</td>
        </tr>
      );
    },
    [read, zone],
  );
  return (
    <ReportSection
      title="All actions"
      note={`${countText(rows.length, 'event')}, in the order in which they happened. “Server saw” is certain; “Page says” is what the browser of the student reported.`}
    >
      {rows.length === 0 ? (
        <p>The log is empty.</p>
      ) : (
        <LongTable
          label="All actions"
          {...(zone === 'UTC' ? columnsOfUtc : columnsOf(zone))}
          rows={rows}
          write={write}
        />
      )}
    </ReportSection>
  );
}
