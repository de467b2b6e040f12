// A moment in the chosen zone, and under it in UTC: paper has nothing to point at. UTC itself is said once.

import { useZone } from '../shell/time-zone.ts';
import { utcText, zonedText } from '../shell/zoned-time.ts';

export function BothTimes({ atMs }: { atMs: number }) {
  const zone = useZone();
  const dateTime = new Date(atMs).toISOString();
  const text = zonedText(atMs, zone);
  if (zone === 'UTC') {
    return (
      <time dateTime={dateTime} className="nowrap number">
        {text} <span className="muted">UTC</span>
      </time>
    );
  }
  return (
    <time dateTime={dateTime} className="both-times number">
      {text}
      <span className="muted">{utcText(atMs)}</span>
    </time>
  );
}
