// What the keys do in the picture. Pure.

import { nearestMark } from './lane-layout.ts';
import type { Lane } from './timeline-lanes.ts';

/** A mark that has the focus: an event, and which of its lanes. */
export interface FocusedMark {
  place: number;
  laneIndex: number;
}

/** Undefined for a key that moves no focus; null at an end. `placeCount` events, in time; lanes up and down. */
export function focusAfter(
  key: string,
  focused: FocusedMark,
  lanes: readonly Lane[],
  placeCount: number,
  laneOf: (place: number) => number | null,
): FocusedMark | null | undefined {
  const towards = { ArrowRight: 1, ArrowLeft: -1 }[key];
  if (towards !== undefined) return along(focused.place + towards, towards, placeCount, laneOf);
  if (key === 'Home') return along(0, 1, placeCount, laneOf);
  if (key === 'End') return along(placeCount - 1, -1, placeCount, laneOf);
  const across = { ArrowDown: 1, ArrowUp: -1 }[key];
  return across === undefined ? undefined : acrossLanes(focused, across, lanes);
}

/** The next event that is drawn at all. */
function along(
  from: number,
  step: number,
  placeCount: number,
  laneOf: (place: number) => number | null,
): FocusedMark | null {
  for (let place = from; place >= 0 && place < placeCount; place += step) {
    const laneIndex = laneOf(place);
    if (laneIndex !== null) return { place, laneIndex };
  }
  return null;
}

/** The mark nearest in time of the next lane that has any. */
function acrossLanes(
  { place, laneIndex }: FocusedMark,
  step: number,
  lanes: readonly Lane[],
): FocusedMark | null {
  const here = lanes[laneIndex];
  const atMs = here?.times[here.places.indexOf(place)] ?? 0;
  for (let next = laneIndex + step; next >= 0 && next < lanes.length; next += step) {
    const lane = lanes[next];
    const index = lane === undefined ? null : nearestMark(lane, atMs);
    if (lane !== undefined && index !== null) return { place: lane.places[index] ?? 0, laneIndex: next };
  }
  return null;
}
