// Every absence, how long it was, and what else can be behind it.

import { type ReactNode, useCallback } from 'react';
import type { Absence, Activity } from '../api/activity.ts';
import type { AttemptLog } from '../log/attempt-log.ts';
import { innocentCauses } from '../log/event-words.ts';
import { uncertaintyText } from '../log/uncertainty.ts';
import { countText } from '../shell/wording.ts';
import { lastedText, sinceStartText } from '../shell/zoned-time.ts';
import { BothTimes } from './both-times.tsx';
import { LongTable } from './long-table.tsx';
import { ReportSection } from './report-section.tsx';

const kinds: Readonly<Record<Absence['kind'], string>> = {
  window: 'The page was out of focus',
  page: 'The page was out of sight',
  connection: 'The device had no network',
};

const widths = ['12%', '30%', '20%', '38%'];

/** A tenth of a second is what durations are told to. */
const marginToldMs = 50;

export function ReportAbsences({ log, zeroMs }: { log: AttemptLog; zeroMs: number }) {
  const { absences } = log.activity;
  const write = useCallback((absence: Absence) => absenceRow(absence, zeroMs), [zeroMs]);
  if (absences.length === 0) {
    return (
      <ReportSection title="Absences">
        <p>The page told of none. That does not show that there were none.</p>
      </ReportSection>
    );
  }
  const present = [...new Set(absences.map(({ kind }) => kind))];
  return (
    <ReportSection title="Absences" note={totalText(log.activity)}>
      <ul className="report-causes">
        {present.map((kind) => (
          <li key={kind}>
            {kinds[kind]}: <span className="muted">{lowerFirst(innocentCauses[kind])}.</span>
          </li>
        ))}
      </ul>
      <LongTable
        label="Absences"
        heads={['Since start', 'From', 'Lasted', 'What the page told']}
        widths={widths}
        rows={absences}
        write={write}
      />
    </ReportSection>
  );
}

function absenceRow(absence: Absence, zeroMs: number): ReactNode {
  const { kind, from, lasted_ms: lastedMs, uncertainty_ms: marginMs, from_event_id: id } = absence;
  return (
    <tr key={`${kind} ${id}`}>
      <td className="number">{sinceStartText(Date.parse(from) - zeroMs)}</td>
      <td>
        <BothTimes atMs={Date.parse(from)} />
      </td>
      <td className="number">
        {lastedMs === null ? 'not known' : lastedText(lastedMs)}
        {marginMs !== null && marginMs >= marginToldMs && (
          <span className="muted"> {uncertaintyText({ source: 'page', uncertaintyMs: marginMs })}</span>
        )}
      </td>
      <td>
        {kinds[kind]}
        {lastedMs === null && '; nothing tells of the return'}
      </td>
    </tr>
  );
}

/** By the server's count, as everywhere: the table below has the first ones only, and pages that were open at once are in it each. */
export function totalText(activity: Activity): string {
  const { absence_count: away, absence_ms: awayMs, connection_count: offline, absences } = activity;
  const inAll = awayMs === 0 ? '' : `, ${lastedText(awayMs)} in all`;
  const parts = [
    away === 0 ? '' : `${countText(away, 'time')} away or out of sight${inAll}`,
    offline === 0 ? '' : `${countText(offline, 'time')} without a network`,
    away + offline === absences.length ? '' : `the first ${absences.length.toLocaleString('en')} are listed`,
  ];
  return `${parts.filter((part) => part !== '').join('; ')}. How long somebody was away does not show what they did.`;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
