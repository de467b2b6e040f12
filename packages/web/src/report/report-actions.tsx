// Every event of the attempt in the order in which it happened.

import { memo } from 'react';
import { marginText } from '../log/event-moment.tsx';
import { innocentCauses, sourceTexts } from '../log/event-words.ts';
import { type ReadLog, rowText } from '../log/read-log.ts';
import { useZone } from '../shell/time-zone.ts';
import { countText } from '../shell/wording.ts';
import { sinceStartText, utcText, zonedText } from '../shell/zoned-time.ts';
import { ReportSection } from './report-section.tsx';
import { ReportTable } from './report-table.tsx';

export const ReportActions = memo(function ReportActions({ read }: { read: ReadLog }) {
  const zone = useZone();
  const { rows, zeroMs } = read;
  return (
    <ReportSection
      title="All actions"
      note={`${countText(rows.length, 'event')}, in the order in which they happened. “Server saw” is certain; “Page says” is what the browser of the student reported.`}
    >
      {rows.length === 0 ? (
        <p>The log is empty.</p>
      ) : (
        <ReportTable
          label="All actions"
          heads={['Since start', `Time in ${zone}`, 'UTC', 'What happened', 'Source']}
        >
          {rows.map((row) => {
            const { event, absence, isLeaving } = row;
            return (
              <tr key={event.id}>
                <td className="number">{sinceStartText(event.atMs - zeroMs)}</td>
                <td className="number nowrap">{zonedText(event.atMs, zone)}</td>
                <td className="number nowrap">{utcText(event.atMs).replace(' UTC', '')}</td>
                <td className="report-text" dir="auto">
                  {rowText(read, row)}
                  {isLeaving && absence !== undefined && (
                    <span className="muted"> · {innocentCauses[absence.kind]}</span>
                  )}
                </td>
                <td>
                  <span className="nowrap">{sourceTexts[event.source]}</span>{' '}
                  <span className="muted nowrap">{marginText(event)}</span>
                </td>
              </tr>
            );
          })}
        </ReportTable>
      )}
    </ReportSection>
  );
});
