// The picture of an attempt: time across, a lane for each question and for what is around them. Marks are drawn in a canvas; axis,
// names of lanes and the mark that has the focus are of the page, and so is what a screen reader hears: a list of events in which the
// arrow keys move.

import { type KeyboardEvent, memo, useEffect, useMemo, useRef, useState } from 'react';
import { HitCard } from './hit-card.tsx';
import { axisHeight, type Hit, hitAt, laneHeightOf, timeAt, type View, xOf } from './lane-layout.ts';
import { LaneNames } from './lane-names.tsx';
import type { TimeRange } from './log-views.ts';
import { markSprites } from './mark-sprites.ts';
import { usePalette } from './palette.ts';
import { isDated, type ReadLog, rowText } from './read-log.ts';
import { TimeAxis } from './time-axis.tsx';
import { moved, showing, ticksOf, zoomed } from './time-range.ts';
import { type FocusedMark, focusAfter } from './timeline-keys.ts';
import type { Lane } from './timeline-lanes.ts';
import { traceOf } from './trace.ts';
import { useLaneCanvas } from './use-lane-canvas.ts';
import { usePanZoom } from './use-pan-zoom.ts';
import { useWidth } from './use-width.ts';

export interface TimelineProps {
  read: ReadLog;
  lanes: readonly Lane[];
  range: TimeRange;
  onRange: (range: TimeRange) => void;
  /** Named moments, each a line. */
  moments: readonly { atMs: number; name: string; isDashed: boolean }[];
  /** Of the event that is selected. */
  selected: number | null;
  onSelect: (place: number | null) => void;
  questionUrl: (questionId: string, eventId?: string) => string;
}

const pxPerTick = 88;
const pxPerDate = 150;
const keyZoom = 1.5;

export const TimelinePicture = memo(function TimelinePicture(props: TimelineProps) {
  const { read, lanes, range, onRange, moments, selected, onSelect, questionUrl } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const plot = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const width = useWidth(plot);
  const palette = usePalette(plot);
  const [hit, setHit] = useState<Hit | null>(null);
  const [moving, setMoving] = useState<FocusedMark | null>(null);
  const [hasFocus, setHasFocus] = useState(false);

  const laneHeight = laneHeightOf(lanes.length);
  const view: View = { range, width, laneHeight };
  const ticks = ticksOf(range, read.zeroMs, width / (isDated(range) ? pxPerDate : pxPerTick));
  const trace = useMemo(() => traceOf(read.rows, lanes), [read, lanes]);
  const laneOf = useMemo(() => firstLanes(lanes, read.rows.length), [lanes, read]);
  const sprites = useMemo(() => palette && markSprites(palette, devicePixelRatio), [palette]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: ticks are of the range
  const picture = useMemo(
    () => palette && sprites && { lanes, trace, ticks, lines: moments, palette, sprites },
    [lanes, trace, range.fromMs, range.toMs, width, moments, palette, sprites],
  );
  useLaneCanvas(canvas, scroller, picture, view);

  const whole = read.range;
  // Hands are faster than renders: each move goes on from the one before.
  const latest = useRef(range);
  latest.current = range;
  const change = (next: TimeRange) => {
    latest.current = next;
    onRange(next);
  };
  const zoomAt = (factor: number, atMs: number) => change(zoomed(latest.current, whole, factor, atMs));
  usePanZoom(plot, {
    onPan: (byPx) => {
      const { fromMs, toMs } = latest.current;
      change(moved(latest.current, whole, (byPx / Math.max(1, width)) * (toMs - fromMs)));
    },
    onZoom: (factor, atPx) => zoomAt(factor, timeAt(atPx, { width, range: latest.current })),
    onHover: (at) => setHit(at && hitAt(lanes, at.x, at.y, view)),
    onPress: (x, y) => {
      const pressed = hitAt(lanes, x, y, view);
      setHit(pressed);
      if (pressed?.is !== 'mark') return;
      const place = lanes[pressed.laneIndex]?.places[pressed.index] ?? 0;
      setMoving({ place, laneIndex: pressed.laneIndex });
      onSelect(place);
    },
  });

  const marked = markedOf(moving, selected, laneOf);
  // What is selected elsewhere has the focus here too.
  useEffect(() => setMoving((now) => (now !== null && now.place !== selected ? null : now)), [selected]);

  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const middleMs = marked === null ? (range.fromMs + range.toMs) / 2 : timeOf(read, marked.place);
    const quarterMs = (range.toMs - range.fromMs) / 4;
    const { key } = event;
    if (key === '+' || key === '=') zoomAt(1 / keyZoom, middleMs);
    else if (key === '-' || key === '_') zoomAt(keyZoom, middleMs);
    else if (key === '0') onRange(read.home);
    else if (event.shiftKey && key === 'ArrowLeft') onRange(moved(range, whole, -quarterMs));
    else if (event.shiftKey && key === 'ArrowRight') onRange(moved(range, whole, quarterMs));
    else if ((key === 'Enter' || key === ' ') && marked !== null) onSelect(marked.place);
    else if (key === 'Escape') setHit(null);
    else {
      const next = focusAfter(key, marked ?? { place: -1, laneIndex: 0 }, lanes, read.rows.length, laneOf);
      if (next === undefined) return;
      if (next !== null) focus(next);
    }
    event.preventDefault();
  }

  function focus(next: FocusedMark): void {
    setHit(null);
    setMoving(next);
    const shown = showing(range, whole, timeOf(read, next.place));
    if (shown !== range) onRange(shown);
    const box = scroller.current;
    if (box === null) return;
    const top = next.laneIndex * laneHeight;
    const room = box.clientHeight - axisHeight - laneHeight;
    if (top < box.scrollTop) box.scrollTop = top;
    if (top > box.scrollTop + room) box.scrollTop = top - room;
  }

  const row = marked === null ? undefined : read.rows[marked.place];
  const markedX = row === undefined ? 0 : xOf(row.event.atMs, view);
  const isInView = row !== undefined && markedX >= 0 && markedX <= width;
  return (
    <div className="timeline-scroll" ref={scroller}>
      <div className="timeline-corner" />
      <TimeAxis view={view} zeroMs={read.zeroMs} isDated={isDated(range)} ticks={ticks} moments={moments} />
      <LaneNames lanes={lanes} laneHeight={laneHeight} questionUrl={questionUrl} />
      <div
        ref={plot}
        className="timeline-plot"
        style={{ height: lanes.length * laneHeight }}
        role="listbox"
        tabIndex={0}
        aria-label="Events of the attempt in time. Arrow keys go from event to event, Enter selects one, plus and minus zoom."
        {...(row === undefined ? {} : { 'aria-activedescendant': markId })}
        onKeyDown={onKeyDown}
        onFocus={() => setHasFocus(true)}
        onBlur={() => {
          setHasFocus(false);
          setHit(null);
        }}
      >
        <canvas ref={canvas} />
        {row !== undefined && marked !== null && (
          <div
            id={markId}
            role="option"
            tabIndex={-1}
            className="timeline-mark"
            aria-selected={marked.place === selected}
            aria-label={rowText(read, row)}
            aria-posinset={marked.place + 1}
            aria-setsize={read.rows.length}
            hidden={!isInView && !hasFocus}
            style={{ transform: `translate(${markedX}px, ${(marked.laneIndex + 0.5) * laneHeight}px)` }}
          />
        )}
      </div>
      <HitCard
        read={read}
        lanes={lanes}
        view={view}
        hit={hit ?? (hasFocus && isInView && marked !== null ? hitOf(marked, lanes) : null)}
      />
    </div>
  );
});

const markId = 'timeline-mark';

function timeOf({ rows, zeroMs }: ReadLog, place: number): number {
  return rows[place]?.event.atMs ?? zeroMs;
}

function markedOf(
  moving: FocusedMark | null,
  selected: number | null,
  laneOf: (place: number) => number | null,
): FocusedMark | null {
  if (moving !== null) return moving;
  const laneIndex = selected === null ? null : laneOf(selected);
  return selected === null || laneIndex === null ? null : { place: selected, laneIndex };
}

function hitOf({ place, laneIndex }: FocusedMark, lanes: readonly Lane[]): Hit | null {
  const index = lanes[laneIndex]?.places.indexOf(place) ?? -1;
  return index < 0 ? null : { is: 'mark', laneIndex, index, more: 0 };
}

/** The first lane in which each event is drawn. */
function firstLanes(lanes: readonly Lane[], count: number): (place: number) => number | null {
  const first = new Int16Array(count).fill(-1);
  lanes.forEach(({ places }, laneIndex) => {
    for (const place of places) if (first[place] === -1) first[place] = laneIndex;
  });
  return (place) => {
    const laneIndex = first[place] ?? -1;
    return laneIndex < 0 ? null : laneIndex;
  };
}
