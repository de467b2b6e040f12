// When an event happened, in all ways that matter: since the start, by the clock, how exact that is, and whose word it is.

import { Time } from '../shell/time.tsx';
import { sinceStartText } from '../shell/zoned-time.ts';
import type { LogEvent } from './attempt-log.ts';
import { sourceTexts } from './event-words.ts';
import { momentText } from './log-views.ts';
import { uncertaintyText } from './uncertainty.ts';

/** `± 40 ms`, on one line; nothing for what the server itself saw, whose clock it is. */
export function marginText(event: Pick<LogEvent, 'source' | 'uncertaintyMs'>): string {
  if (event.source !== 'page') return '';
  return event.uncertaintyMs === null ? '±\u00a0unknown' : uncertaintyText(event).replaceAll(' ', '\u00a0');
}

interface EventMomentProps {
  event: LogEvent;
  startedAtMs: number | null;
}

export function EventMoment({ event, startedAtMs }: EventMomentProps) {
  const margin = marginText(event);
  return (
    <span className="event-moment">
      {startedAtMs !== null && (
        <span className="strong number">
          {sinceStartText(event.atMs - startedAtMs)}
          <span className="visually-hidden"> after the start</span>
        </span>
      )}
      <Time iso={momentText(event.atMs)} />
      {margin !== '' && <span className="muted nowrap">{margin}</span>}
      <span className="muted nowrap">{sourceTexts[event.source]}</span>
    </span>
  );
}
