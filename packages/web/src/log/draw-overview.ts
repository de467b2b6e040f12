// Draws how busy each moment of an attempt was.

import { xOf } from './lane-layout.ts';
import type { TimeRange } from './log-views.ts';
import type { Palette } from './palette.ts';
import type { EventRow } from './read-log.ts';
import type { Span } from './timeline-lanes.ts';

const columnPx = 3;

/** Events in each column of three pixels. */
export function eventsPerColumn(
  rows: readonly EventRow[],
  view: { range: TimeRange; width: number },
): Uint32Array {
  const counts = new Uint32Array(Math.ceil(view.width / columnPx));
  for (const { event } of rows) {
    const column = Math.floor(xOf(event.atMs, view) / columnPx);
    if (column >= 0 && column < counts.length) counts[column] = (counts[column] ?? 0) + 1;
  }
  return counts;
}

export function drawOverview(
  ctx: CanvasRenderingContext2D,
  { columns, away, palette }: { columns: Uint32Array; away: readonly Span[]; palette: Palette },
  view: { range: TimeRange; width: number; height: number },
): void {
  ctx.clearRect(0, 0, view.width, view.height);
  ctx.globalAlpha = 0.18;
  ctx.fillStyle = palette.focus;
  for (const { fromMs, toMs } of away) {
    const left = xOf(fromMs, view);
    ctx.fillRect(left, 0, Math.max(2, xOf(toMs, view) - left), view.height);
  }
  ctx.globalAlpha = 1;
  ctx.fillStyle = palette.question;
  const most = Math.max(1, ...columns);
  columns.forEach((count, column) => {
    if (count === 0) return;
    // By its root, so that a single event is seen beside hundreds.
    const high = Math.max(3, Math.sqrt(count / most) * (view.height - 6));
    ctx.fillRect(column * columnPx, view.height - high, columnPx - 1, high);
  });
}
