// How long sends took, over time: half of them took at most what is filled, nineteen of twenty what is outlined.

import type { SendBar } from './console-api.ts';

interface DurationChartProps {
  bars: readonly SendBar[];
  /** What it shows, in words: for whoever does not see it. */
  label: string;
  /** Pixels. */
  height: number;
  /** What a bar says when pointed at. */
  titleOf: (bar: SendBar) => string;
}

export function DurationChart({ bars, label, height, titleOf }: DurationChartProps) {
  const most = Math.max(1, ...bars.map(({ p95_ms }) => p95_ms ?? 0));
  const heightOf = (ms: number | null): number =>
    ms === null ? 0 : Math.max(2, Math.round((ms / most) * height));
  return (
    <div className="bars" role="img" aria-label={label} style={{ height }}>
      {bars.map((bar) => (
        <span key={bar.at} className="bar-place" title={titleOf(bar)}>
          <span className="bar-most" style={{ height: heightOf(bar.p95_ms) }}>
            <span className="bar-half" style={{ height: heightOf(bar.p50_ms) }} />
          </span>
        </span>
      ))}
    </div>
  );
}
