// A moment in the chosen zone, and under it in UTC: paper has nothing to point at. UTC itself is said once.

import { useZone } from '../shell/time-zone.ts';
import { utcText, zonedText } from '../shell/zoned-time.ts';

export function BothTimes({ atMs }: { atMs: number }) {
  const zone = useZone();
  return (
    <time dateTime={new Date(atMs).toISOString()} className="both-times number">
      {zonedText(atMs, zone)}
      <span className="muted">{zone === 'UTC' ? zone : utcText(atMs)}</span>
    </time>
  );
}
