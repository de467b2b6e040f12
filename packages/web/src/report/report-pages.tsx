// Where the events came from: each load of the page, how much of what it recorded arrived, how its clock stood; and the devices.

import type { AttemptLog, PageSession } from '../log/attempt-log.ts';
import { deviceText } from '../log/device-words.ts';
import { lastedText } from '../shell/zoned-time.ts';
import { BothTimes } from './both-times.tsx';
import { ReportSection } from './report-section.tsx';
import { ReportTable } from './report-table.tsx';

export function ReportPages({ log: { pageSessions, activity } }: { log: AttemptLog }) {
  return (
    <>
      <ReportSection
        title="Page loads and gaps"
        note="A page numbers what it records, so that what never arrived can be counted. What it said is not known."
      >
        {pageSessions.length === 0 ? (
          <p>No page told of itself, so that gaps cannot be seen.</p>
        ) : (
          <ReportTable
            label="Page loads"
            heads={['Began', 'Recorded', 'Arrived', 'Missing', 'End', 'Clock of the device']}
          >
            {pageSessions.map((session) => (
              <tr key={session.id}>
                <td>
                  {session.began_at === null ? (
                    'not known'
                  ) : (
                    <BothTimes atMs={Date.parse(session.began_at)} />
                  )}
                </td>
                <td className="number">{session.recorded.toLocaleString('en')}</td>
                <td className="number">{session.received.toLocaleString('en')}</td>
                <td className="number">{missingText(session)}</td>
                <td>{endText(session)}</td>
                <td>{clockText(session)}</td>
              </tr>
            ))}
          </ReportTable>
        )}
      </ReportSection>
      <ReportSection
        title="Devices and addresses"
        note="As browsers named themselves. Networks share and change addresses; a new one does not show another person."
      >
        {activity.devices.length === 0 ? (
          <p>Nothing is known of them.</p>
        ) : (
          <ReportTable label="Devices and addresses" heads={['Device', 'Address', 'First seen', 'Last seen']}>
            {activity.devices.map((device) => (
              <tr
                key={`${device.page_session} ${device.address} ${device.user_agent} ${device.first_seen_at}`}
              >
                <td title={device.user_agent ?? undefined} dir="auto">
                  {deviceText(device.user_agent)}
                </td>
                <td className="number">{device.address ?? 'not known'}</td>
                <td>
                  <BothTimes atMs={Date.parse(device.first_seen_at)} />
                </td>
                <td>
                  <BothTimes atMs={Date.parse(device.last_seen_at)} />
                </td>
              </tr>
            ))}
          </ReportTable>
        )}
      </ReportSection>
    </>
  );
}

/** `2 (numbers 4–5)`: the first is 1, as in the details of an event. */
function missingText({ missing, missing_count: count, more_missing_ranges: more }: PageSession): string {
  if (count === 0) return 'none';
  const ranges = missing.map(({ from, to }) => (from === to ? `${from + 1}` : `${from + 1}–${to + 1}`));
  return `${count} (numbers ${ranges.join(', ')}${more > 0 ? `, and ${more} more ranges` : ''})`;
}

function endText({ ended }: PageSession): string {
  if (ended === null) return 'not told';
  return ended ? 'said that it was left' : 'still open, or ended without a word';
}

function clockText({ clocks, more_clocks: more }: PageSession): string {
  const texts = clocks.map(({ offset_ms: offsetMs, uncertainty_ms: marginMs }) => {
    const margin = marginMs === null ? '' : ` ± ${(marginMs / 1000).toFixed(1)} s`;
    if (offsetMs === null) return 'not told';
    if (Math.abs(offsetMs) <= Math.max(1000, marginMs ?? 0)) return `right${margin}`;
    return `${lastedText(Math.abs(offsetMs))} ${offsetMs > 0 ? 'ahead' : 'behind'}${margin}`;
  });
  if (texts.length === 0) return 'not told';
  return [...new Set(texts)].join('; then ') + (more > 0 ? `; and ${more} more changes` : '');
}
