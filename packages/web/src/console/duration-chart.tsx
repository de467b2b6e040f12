// How long sends took, over time: half of them took at most what is filled, nineteen of twenty what is outlined.

import type { SendBar } from './console-api.ts';

interface DurationChartProps {
  bars: readonly SendBar[];
  /** What it shows, in words: for whoever does not see it. */
  label: string;
  height: number;
  /** What a bar says when pointed at. */
  titleOf: (bar: SendBar) => string;
}

const step = 10;

export function DurationChart({ bars, label, height, titleOf }: DurationChartProps) {
  const most = Math.max(1, ...bars.map(({ p95_ms }) => p95_ms ?? 0));
  const heightOf = (ms: number | null): number => (ms === null ? 0 : Math.max(1, (ms / most) * (height - 2)));
  return (
    <svg
      className="send-chart"
      viewBox={`0 0 ${bars.length * step} ${height}`}
      preserveAspectRatio="none"
      height={height}
      role="img"
      aria-label={label}
    >
      {bars.map((bar, index) => (
        <g key={bar.at}>
          <title>{titleOf(bar)}</title>
          <rect className="chart-place" x={index * step} width={step} height={height} />
          <rect className="chart-base" x={index * step + 1} y={height - 1} width={step - 2} height={1} />
          <rect
            className="chart-most"
            x={index * step + 1.5}
            y={height - heightOf(bar.p95_ms)}
            width={step - 3}
            height={heightOf(bar.p95_ms)}
          />
          <rect
            className="chart-half"
            x={index * step + 1.5}
            y={height - heightOf(bar.p50_ms)}
            width={step - 3}
            height={heightOf(bar.p50_ms)}
          />
        </g>
      ))}
    </svg>
  );
}
