// What the shapes of the picture stand for: of those that are in it.

import { useMemo } from 'react';
import { MarkIcon } from './mark-icon.tsx';
import { marks, type Shape } from './marks.ts';
import type { Lane } from './timeline-lanes.ts';

export function Legend({ lanes }: { lanes: readonly Lane[] }) {
  const shapes = useMemo(() => {
    const seen = new Set(lanes.flatMap((lane) => [...new Set(lane.shapes)]));
    if (lanes.some(({ kind }) => kind === 'missing')) seen.add('missing');
    return (Object.keys(marks) as Shape[]).filter((shape) => seen.has(shape));
  }, [lanes]);
  const spans = new Set(lanes.flatMap((lane) => lane.spans.map(({ kind }) => kind)));
  return (
    <ul className="plain-list legend small" aria-label="What the shapes stand for">
      {shapes.map((shape) => (
        <li key={shape}>
          <MarkIcon shape={shape} /> {marks[shape].name}
        </li>
      ))}
      {spans.has('window') && (
        <li>
          <span className="legend-span legend-window" aria-hidden="true" /> Away, page in sight
        </li>
      )}
      {spans.has('page') && (
        <li>
          <span className="legend-span" aria-hidden="true" /> Away, page out of sight
        </li>
      )}
    </ul>
  );
}
