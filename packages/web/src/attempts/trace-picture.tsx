// When something happened in an attempt, from its beginning to its end: a bar for each sixtieth of the time.

import { memo } from 'react';

const height = 28;

/** For the eye alone: what it shows is in the log, and how many events there are is beside it. */
export const TracePicture = memo(function TracePicture({ trace }: { trace: readonly number[] }) {
  const most = Math.max(...trace);
  // Roots, so that one busy moment does not flatten all others.
  const bars = trace.map((count, at) => {
    const tall = count === 0 ? 0 : Math.max(2, Math.sqrt(count / most) * height);
    return `M${at + 0.5} ${height}v${-tall.toFixed(1)}`;
  });
  return (
    <svg
      className="trace"
      viewBox={`0 0 ${trace.length} ${height}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <path className="trace-ground" d={`M0 ${height - 0.5}h${trace.length}`} />
      <path className="trace-bars" d={bars.join('')} />
    </svg>
  );
});
