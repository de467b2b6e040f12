// All that is known of one event: every time it has, who says so, what else can be behind it, and its data as it came.

import type { ReactNode } from 'react';
import { useZone } from '../shell/time-zone.ts';
import { lastedText, sinceStartText, utcText, zonedText } from '../shell/zoned-time.ts';
import type { PageSession } from './attempt-log.ts';
import { EventSentence } from './event-sentence.tsx';
import { innocentCauses, sourceTexts } from './event-words.ts';
import { MarkIcon } from './mark-icon.tsx';
import type { EventRow, ReadLog } from './read-log.ts';
import { uncertaintyText } from './uncertainty.ts';

interface EventDetailsProps {
  read: ReadLog;
  row: EventRow;
  pageSessions: readonly PageSession[];
  questionUrl: (questionId: string, eventId?: string) => string;
  onClose: () => void;
}

const dataCharsMax = 20_000;

export function EventDetails({ read, row, pageSessions, questionUrl, onClose }: EventDetailsProps) {
  const { event, facts, absence } = row;
  const zone = useZone();
  const page = pageSessions.findIndex(({ id }) => id === event.session);
  const lateMs = event.receivedAtMs - event.atMs;
  const offsetMs = event.clientAtMs === null ? null : event.clientAtMs - event.atMs;
  return (
    <aside className="panel event-details stack" aria-label="Selected event">
      <div className="row row-apart event-details-head">
        <h3 dir="auto">
          <MarkIcon shape={facts.shape} /> <EventSentence row={row} read={read} questionUrl={questionUrl} />
        </h3>
        <button type="button" className="button button-quiet button-small" onClick={onClose}>
          Close
        </button>
      </div>
      {absence !== undefined && <p className="notice">{innocentCauses[absence.kind]}.</p>}
      <dl className="event-facts">
        <Fact name="Since the start">{sinceStartText(event.atMs - read.zeroMs)}</Fact>
        <Fact name="Happened">
          {zonedText(event.atMs, zone, 'millisecond')}
          <br />
          <span className="muted">{utcText(event.atMs)}</span>
        </Fact>
        <Fact name="Clock">{uncertaintyText(event)}</Fact>
        <Fact name="Arrived here">
          {utcText(event.receivedAtMs)}
          {lateMs >= 1000 && <span className="muted"> ({lastedText(lateMs)} later)</span>}
        </Fact>
        {event.clientAtMs !== null && (
          <Fact name="Clock of the device">
            {utcText(event.clientAtMs)}
            {offsetMs !== null && Math.abs(offsetMs) >= 1000 && (
              <span className="muted">
                {' '}
                ({lastedText(Math.abs(offsetMs))} {offsetMs > 0 ? 'ahead' : 'behind'})
              </span>
            )}
          </Fact>
        )}
        <Fact name="Source">{sourceTexts[event.source]}</Fact>
        {event.session !== null && (
          <Fact name="Page load">
            {page >= 0 && `${page + 1} of ${pageSessions.length}, `}
            <span className="mono">{event.session}</span>
            {event.sequence !== null && `, its event ${event.sequence + 1}`}
          </Fact>
        )}
        <Fact name="Type">
          <span className="mono">{event.type ?? 'none'}</span>
        </Fact>
        <Fact name="Id">
          <span className="mono">{event.id}</span>
        </Fact>
      </dl>
      {event.data !== null && (
        <details>
          <summary>Data as it came</summary>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
          <pre className="code event-data" tabIndex={0}>
            {longJson(event.data)}
          </pre>
        </details>
      )}
    </aside>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd dir="auto">{children}</dd>
    </div>
  );
}

function longJson(data: unknown): string {
  const text = JSON.stringify(data, null, 2);
  return text.length > dataCharsMax ? `${text.slice(0, dataCharsMax)}\n… the export has all of it` : text;
}
