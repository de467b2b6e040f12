// The axis of the picture: time since the start, and below it the time of day in the chosen zone; and the moments that have a name.

import { useZone } from '../shell/time-zone.ts';
import { sinceStartText, zonedClockText, zonedText } from '../shell/zoned-time.ts';
import { type View, xOf } from './lane-layout.ts';

interface TimeAxisProps {
  view: View;
  zeroMs: number;
  isDated: boolean;
  ticks: readonly number[];
  moments: readonly { atMs: number; name: string }[];
}

/** Nearer to the right edge there is no room for a label. */
const labelPx = { dated: 130, plain: 52 };

export function TimeAxis({ view, zeroMs, isDated, ticks, moments }: TimeAxisProps) {
  const zone = useZone();
  const named = moments.filter(({ atMs }) => xOf(atMs, view) >= 0 && xOf(atMs, view) <= view.width);
  return (
    <div className="timeline-axis" aria-hidden="true">
      {ticks
        .filter((tick) => xOf(tick, view) < view.width - labelPx[isDated ? 'dated' : 'plain'])
        .map((tick) => (
          <span
            key={tick}
            className="timeline-tick"
            style={{ transform: `translateX(${xOf(tick, view)}px)` }}
          >
            {sinceStartText(tick - zeroMs)}
            <span className="muted">
              {isDated ? zonedText(tick, zone, 'minute') : zonedClockText(tick, zone)}
            </span>
          </span>
        ))}
      {named.map(({ atMs, name }) => {
        const x = xOf(atMs, view);
        const side = x > view.width / 2 ? 'timeline-moment timeline-moment-end' : 'timeline-moment';
        return (
          <span key={`${name} ${atMs}`} className={side} style={{ transform: `translateX(${x}px)` }}>
            <span>{name}</span>
          </span>
        );
      })}
    </div>
  );
}
