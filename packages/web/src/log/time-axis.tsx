// The axis of the picture: time since the start, and below it the time of day in the chosen zone; and the moments that have a name.

import { useZone } from '../shell/time-zone.ts';
import { sinceStartText, zonedClockText } from '../shell/zoned-time.ts';
import { type View, xOf } from './lane-layout.ts';

interface TimeAxisProps {
  view: View;
  zeroMs: number;
  ticks: readonly number[];
  moments: readonly { atMs: number; name: string }[];
}

/** Nearer to the right edge there is no room for a label. */
const labelPx = 52;

export function TimeAxis({ view, zeroMs, ticks, moments }: TimeAxisProps) {
  const zone = useZone();
  const named = moments.filter(({ atMs }) => xOf(atMs, view) >= 0 && xOf(atMs, view) <= view.width);
  return (
    <div className="timeline-axis" aria-hidden="true">
      {ticks
        .filter((tick) => xOf(tick, view) < view.width - labelPx)
        .map((tick) => (
          <span
            key={tick}
            className="timeline-tick"
            style={{ transform: `translateX(${xOf(tick, view)}px)` }}
          >
            {sinceStartText(tick - zeroMs)}
            <span className="muted">{zonedClockText(tick, zone)}</span>
          </span>
        ))}
      {named.map(({ atMs, name }) => {
        const x = xOf(atMs, view);
        const side = x > view.width / 2 ? 'timeline-moment timeline-moment-end' : 'timeline-moment';
        return (
          <span key={name} className={side} style={{ transform: `translateX(${x}px)` }}>
            <span>{name}</span>
          </span>
        );
      })}
    </div>
  );
}
