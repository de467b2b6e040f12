// How many there are of what.

import type { Counts } from './live-rows.ts';

export function LiveCounts({ counts }: { counts: Counts }) {
  const shown = [
    ['At work', counts.running],
    ['Away', counts.away],
    ['Quiet', counts.quiet],
    ['Finished', counts.finished],
    ['To be graded', counts.toGrade],
  ] as const;
  return (
    <dl className="live-counts">
      {shown.map(([name, count]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className="number">{count}</dd>
        </div>
      ))}
    </dl>
  );
}
