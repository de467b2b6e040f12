// A moment, as pages of staff show it: in the chosen zone, with UTC beside it for whoever points at it or has it read out.

import { useZone } from './time-zone.ts';
import { utcText, zonedText } from './zoned-time.ts';

interface TimeProps {
  iso: string;
  precision?: 'minute' | 'second' | 'millisecond';
}

export function Time({ iso, precision = 'second' }: TimeProps) {
  const zone = useZone();
  const atMs = Date.parse(iso);
  return (
    <time dateTime={iso} title={utcText(atMs)} className="nowrap">
      {zonedText(atMs, zone, precision)}
    </time>
  );
}
