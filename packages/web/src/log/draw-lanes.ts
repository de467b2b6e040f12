// Draws the lanes of the picture into a canvas. What stands so close that it cannot be told apart is drawn once, so that the work
// does not grow with the number of events.

import type { View } from './lane-layout.ts';
import { xOf } from './lane-layout.ts';
import type { MarkSprites } from './mark-sprites.ts';
import type { Shape } from './marks.ts';
import type { Palette } from './palette.ts';
import { firstFrom } from './time-range.ts';
import type { Lane, Span } from './timeline-lanes.ts';
import type { Trace } from './trace.ts';

export interface Picture {
  lanes: readonly Lane[];
  trace: Trace;
  ticks: readonly number[];
  /** Vertical lines: the start, the end, and the moment that answers are shown of. */
  lines: readonly { atMs: number; isDashed: boolean }[];
  palette: Palette;
  sprites: MarkSprites;
}

/** Of two marks of one shape that are nearer than this one is drawn. */
const apartPx = 3;

/** What of the lanes is in view, from the top of the first. */
export interface Band {
  top: number;
  bottom: number;
}

/** `ctx` draws in pixels of CSS from the top of the first lane; what is out of `band` is left out. */
export function drawLanes(ctx: CanvasRenderingContext2D, picture: Picture, view: View, band: Band): void {
  const { lanes, palette, ticks, lines } = picture;
  const { top, bottom } = band;
  const first = Math.max(0, Math.floor(top / view.laneHeight));
  const last = Math.min(lanes.length, Math.ceil(bottom / view.laneHeight));
  ctx.clearRect(0, top, view.width, bottom - top);
  ctx.lineWidth = 1;
  ctx.strokeStyle = palette.border;
  ctx.beginPath();
  for (let index = Math.max(1, first); index < last; index++) {
    const y = index * view.laneHeight - 0.5;
    ctx.moveTo(0, y);
    ctx.lineTo(view.width, y);
  }
  for (const tick of ticks) vertical(ctx, Math.round(xOf(tick, view)) + 0.5, band);
  ctx.stroke();

  const firstQuestion = lanes.findIndex(({ kind }) => kind === 'question');
  const away = lanes.find(({ kind }) => kind === 'focus')?.spans ?? [];
  if (firstQuestion >= 0) {
    drawBands(ctx, away, { top: Math.max(top, firstQuestion * view.laneHeight), bottom }, palette, view);
  }
  for (let index = first; index < last; index++) {
    lanes[index]?.spans.forEach((span, at) => {
      drawSpan(ctx, span, index * view.laneHeight, at, palette, view);
    });
  }
  drawTrace(ctx, picture.trace, palette, view, band);
  for (const { atMs, isDashed } of lines) {
    ctx.strokeStyle = palette.muted;
    ctx.setLineDash(isDashed ? [4, 4] : []);
    ctx.beginPath();
    vertical(ctx, Math.round(xOf(atMs, view)) + 0.5, band);
    ctx.stroke();
  }
  ctx.setLineDash([]);
  for (let index = first; index < last; index++) {
    const lane = lanes[index];
    if (lane !== undefined) drawMarks(ctx, lane, (index + 0.5) * view.laneHeight, picture.sprites, view);
  }
}

function vertical(ctx: CanvasRenderingContext2D, x: number, { top, bottom }: Band): void {
  ctx.moveTo(x, top);
  ctx.lineTo(x, bottom);
}

/** Through all questions, faintly: nothing can be said of the page in that time. */
function drawBands(
  ctx: CanvasRenderingContext2D,
  spans: readonly Span[],
  { top, bottom }: Band,
  palette: Palette,
  view: View,
): void {
  ctx.globalAlpha = 0.08;
  ctx.fillStyle = palette.focus;
  // Those of two pages can overlap, and many are thinner than a pixel: nowhere is it darker than once.
  let covered = 0;
  for (const { fromMs, toMs } of spans) {
    const left = Math.max(covered, xOf(fromMs, view));
    const right = Math.min(view.width, Math.max(xOf(toMs, view), left + 1));
    if (right <= left) continue;
    ctx.fillRect(left, top, right - left, bottom - top);
    covered = right;
  }
  ctx.globalAlpha = 1;
}

/** `at` is which one of its lane it is: pages that were open at once lie above and below each other. */
function drawSpan(
  ctx: CanvasRenderingContext2D,
  span: Span,
  top: number,
  at: number,
  palette: Palette,
  view: View,
): void {
  const [left, width] = placeOf(span, view);
  if (left > view.width || left + width < 0) return;
  const isThin = span.kind === 'session';
  const [y, height] = isThin
    ? [top + view.laneHeight / 2 + (at % 2 === 0 ? -4 : 2), 3]
    : [top + 3, view.laneHeight - 7];
  const colour = palette[spanColours[span.kind]];
  ctx.fillStyle = colour;
  ctx.globalAlpha = isThin ? 0.5 : 0.2;
  ctx.fillRect(left, y, width, height);
  ctx.globalAlpha = 1;
  if (isThin) return;
  ctx.strokeStyle = colour;
  // Out of sight is a whole line, in sight but not in front a dashed one, what is not known has no right edge.
  ctx.setLineDash(span.kind === 'page' ? [] : [3, 2]);
  ctx.beginPath();
  ctx.moveTo(left + width, y + 0.5);
  ctx.lineTo(left + 0.5, y + 0.5);
  ctx.lineTo(left + 0.5, y + height - 0.5);
  ctx.lineTo(left + width, y + height - 0.5);
  if (!span.isOpen) ctx.lineTo(left + width, y + 0.5);
  ctx.stroke();
  ctx.setLineDash([]);
  const [from, room] = [Math.max(0, left), Math.min(view.width, left + width) - Math.max(0, left)];
  ctx.font = `11px ${palette.fontFamily}`;
  ctx.textBaseline = 'middle';
  // The marks of its beginning and end stand at either side.
  if (ctx.measureText(span.label).width + 28 > room) return;
  ctx.textAlign = 'center';
  ctx.fillStyle = palette.text;
  ctx.fillText(span.label, from + room / 2, y + height / 2 + 0.5);
}

const spanColours = {
  window: 'focus',
  page: 'focus',
  connection: 'connection',
  session: 'server',
  missing: 'gap',
} as const satisfies Record<Span['kind'], keyof Palette>;

/** Left edge and width; never thinner than can be seen. */
function placeOf({ fromMs, toMs }: Span, view: View): [number, number] {
  const left = Math.max(-4, xOf(fromMs, view));
  return [left, Math.max(3, Math.min(view.width + 4, xOf(toMs, view)) - left)];
}

/** From question to question, in the order of events; what is in one column of pixels is drawn once. */
function drawTrace(
  ctx: CanvasRenderingContext2D,
  trace: Trace,
  palette: Palette,
  view: View,
  { top, bottom }: Band,
): void {
  const first = Math.max(0, firstFrom(trace.times, view.range.fromMs) - 1);
  const last = Math.min(trace.times.length - 1, firstFrom(trace.times, view.range.toMs));
  if (last <= first) return;
  ctx.strokeStyle = palette.question;
  ctx.globalAlpha = 0.55;
  ctx.beginPath();
  let before = Number.NaN;
  let [column, low, high] = [Number.NaN, 0, 0];
  for (let index = first; index <= last; index++) {
    const x = Math.round(xOf(trace.times[index] ?? 0, view));
    const y = ((trace.lanes[index] ?? 0) + 0.5) * view.laneHeight;
    if (x === column && y >= low && y <= high) continue;
    const isOut = (y < top && before < top) || (y > bottom && before > bottom);
    if (Number.isNaN(before) || isOut) ctx.moveTo(x, y);
    else {
      ctx.lineTo(x, before);
      ctx.lineTo(x, y);
    }
    [low, high] = x === column ? [Math.min(low, y), Math.max(high, y)] : [y, y];
    [column, before] = [x, y];
  }
  ctx.stroke();
  ctx.globalAlpha = 1;
}

function drawMarks(
  ctx: CanvasRenderingContext2D,
  lane: Lane,
  y: number,
  sprites: MarkSprites,
  view: View,
): void {
  const lastX = new Map<Shape, number>();
  const { size } = sprites;
  for (let index = firstFrom(lane.times, view.range.fromMs); index < lane.times.length; index++) {
    const atMs = lane.times[index] ?? 0;
    if (atMs > view.range.toMs) break;
    const shape = lane.shapes[index] ?? 'other';
    const x = xOf(atMs, view);
    if (x - (lastX.get(shape) ?? Number.NEGATIVE_INFINITY) < apartPx) continue;
    lastX.set(shape, x);
    ctx.drawImage(sprites.of(shape), x - size / 2, y - size / 2, size, size);
  }
}
