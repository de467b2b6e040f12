// The way from question to question: which one each event that speaks of a single question speaks of. Pure.

import type { EventRow } from './read-log.ts';
import type { Lane } from './timeline-lanes.ts';

export interface Trace {
  /** Ascending. */
  times: Float64Array;
  /** Index of the lane. */
  lanes: Uint16Array;
}

/** Events of several questions at once, such as a page that showed five of them, say nothing of the way. */
export function traceOf(rows: readonly EventRow[], lanes: readonly Lane[]): Trace {
  const laneOf = new Map(lanes.map(({ questionId }, index) => [questionId, index]));
  const points = rows.flatMap(({ event, facts }) => {
    const [questionId, ...others] =
      facts.lane === 'question' ? [...facts.questionIds, ...facts.clearedIds] : [];
    const lane = questionId === undefined || others.length > 0 ? undefined : laneOf.get(questionId);
    return lane === undefined ? [] : { atMs: event.atMs, lane };
  });
  return {
    times: Float64Array.from(points, ({ atMs }) => atMs),
    lanes: Uint16Array.from(points, ({ lane }) => lane),
  };
}
