// The whole attempt in one strip: how many events at each moment, and where one was away. What the picture shows of it is the part in the
// frame; dragging makes, moves or resizes that. All of it can be done in the picture by keys, so it is for pointers alone.

import { memo, type PointerEvent, useLayoutEffect, useMemo, useRef } from 'react';
import { drawOverview, eventsPerColumn } from './draw-overview.ts';
import { timeAt, xOf } from './lane-layout.ts';
import type { TimeRange } from './log-views.ts';
import { usePalette } from './palette.ts';
import type { ReadLog } from './read-log.ts';
import { rangeMsMin } from './time-range.ts';
import type { Lane } from './timeline-lanes.ts';
import { useWidth } from './use-width.ts';

interface OverviewProps {
  read: ReadLog;
  lanes: readonly Lane[];
  range: TimeRange;
  onRange: (range: TimeRange) => void;
}

/** What is held, in moments of the attempt: the end that stays, or how far the frame goes to either side of the pointer. */
type Held = { anchorMs: number } | { beforeMs: number; afterMs: number };

const height = 40;
const edgePx = 10;

export const Overview = memo(function Overview({ read, lanes, range, onRange }: OverviewProps) {
  const strip = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const held = useRef<Held | null>(null);
  const width = useWidth(strip);
  const palette = usePalette(strip);
  // What came days later is in it only when it is looked at.
  const all = range.toMs <= read.home.toMs ? read.home : read.range;
  const whole = { range: all, width };
  const columns = useMemo(() => eventsPerColumn(read.rows, { range: all, width }), [read, all, width]);

  useLayoutEffect(() => {
    const ctx = canvas.current?.getContext('2d');
    if (!ctx || width === 0 || palette === null) return;
    ctx.canvas.width = Math.round(width * devicePixelRatio);
    ctx.canvas.height = Math.round(height * devicePixelRatio);
    ctx.scale(devicePixelRatio, devicePixelRatio);
    const away = lanes.find(({ kind }) => kind === 'focus')?.spans ?? [];
    drawOverview(ctx, { columns, away, palette }, { range: all, width, height });
  }, [columns, lanes, palette, all, width]);

  const left = xOf(range.fromMs, whole);
  const right = xOf(range.toMs, whole);

  function onPointerDown(event: PointerEvent<HTMLDivElement>): void {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const x = placeOf(event);
    const atMs = timeAt(x, whole);
    const isAll = left <= 1 && right >= width - 1;
    if (!isAll && Math.abs(x - left) <= edgePx) held.current = { anchorMs: range.toMs };
    else if (!isAll && Math.abs(x - right) <= edgePx) held.current = { anchorMs: range.fromMs };
    else if (!isAll && x > left && x < right)
      held.current = { beforeMs: atMs - range.fromMs, afterMs: range.toMs - atMs };
    else held.current = { anchorMs: atMs };
  }

  function onPointerMove(event: PointerEvent<HTMLDivElement>): void {
    if (held.current === null) return;
    const atMs = Math.max(all.fromMs, Math.min(timeAt(placeOf(event), whole), all.toMs));
    if ('anchorMs' in held.current) {
      const [fromMs, toMs] = [Math.min(held.current.anchorMs, atMs), Math.max(held.current.anchorMs, atMs)];
      // A press is no drag.
      if (toMs - fromMs >= Math.min(rangeMsMin, all.toMs - all.fromMs))
        onRange({ fromMs: Math.round(fromMs), toMs: Math.round(toMs) });
      return;
    }
    const { beforeMs, afterMs } = held.current;
    const centreMs = Math.max(all.fromMs + beforeMs, Math.min(atMs, all.toMs - afterMs));
    onRange({ fromMs: Math.round(centreMs - beforeMs), toMs: Math.round(centreMs + afterMs) });
  }

  return (
    <div
      ref={strip}
      className="timeline-overview"
      aria-hidden="true"
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={() => {
        held.current = null;
      }}
      onPointerCancel={() => {
        held.current = null;
      }}
    >
      <canvas ref={canvas} />
      <div className="timeline-frame" style={{ left, width: Math.max(4, right - left) }} />
    </div>
  );
});

function placeOf({ clientX, currentTarget }: PointerEvent<HTMLDivElement>): number {
  return clientX - currentTarget.getBoundingClientRect().left;
}
