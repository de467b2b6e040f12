// What is at the pointer, or at the mark that has the focus: said beside it. The list below says the same and more.

import { useZone } from '../shell/time-zone.ts';
import { sinceStartText, zonedClockText } from '../shell/zoned-time.ts';
import { innocentCauses, sourceTexts } from './event-words.ts';
import { type Hit, type View, xOf } from './lane-layout.ts';
import { MarkIcon } from './mark-icon.tsx';
import { type ReadLog, rowText } from './read-log.ts';
import type { Lane } from './timeline-lanes.ts';

interface HitCardProps {
  read: ReadLog;
  lanes: readonly Lane[];
  view: View;
  hit: Hit | null;
}

/** What it may need below, so that the picture does not become longer by it. */
const roomPx = 150;

export function HitCard({ read, lanes, view, hit }: HitCardProps) {
  const zone = useZone();
  const lane = hit === null ? undefined : lanes[hit.laneIndex];
  if (hit === null || lane === undefined) return null;
  const row = hit.is === 'mark' ? read.rows[lane.places[hit.index] ?? -1] : undefined;
  const atMs = hit.is === 'span' ? hit.span.fromMs : (row?.event.atMs ?? 0);
  const x = Math.max(0, Math.min(view.width, xOf(atMs, view)));
  const top = hit.laneIndex * view.laneHeight;
  const isLow = top > Math.max(lanes.length * view.laneHeight - roomPx, roomPx);
  const sides = `${x > view.width / 2 ? ' timeline-card-end' : ''}${isLow ? ' timeline-card-up' : ''}`;
  const kind = hit.is === 'span' ? hit.span.kind : row?.absence?.kind;
  return (
    <div
      className={`timeline-card${sides}`}
      aria-hidden="true"
      style={{ transform: `translate(${x}px, ${isLow ? top : top + view.laneHeight}px)` }}
    >
      <div className="timeline-card-body">
        <p className="number muted small">
          {sinceStartText(atMs - read.zeroMs)} · {zonedClockText(atMs, zone, 'millisecond')}
          {row !== undefined && ` · ${sourceTexts[row.event.source]}`}
        </p>
        <p dir="auto">
          {row !== undefined && <MarkIcon shape={row.facts.shape} />}
          {hit.is === 'span' ? hit.span.text : row !== undefined && rowText(read, row)}
        </p>
        {kind !== undefined && kind in innocentCauses && (
          <p className="muted small">{innocentCauses[kind as keyof typeof innocentCauses]}</p>
        )}
        {hit.is === 'mark' && hit.more > 0 && (
          <p className="muted small">and {hit.more} more at this spot: zoom in</p>
        )}
      </div>
    </div>
  );
}
