// Sends over time as bars: what was delivered stands below, what failed above it, hatched, so that they differ without colour.

import { useId } from 'react';
import type { SendBar } from './console-api.ts';

interface SendChartProps {
  bars: readonly SendBar[];
  /** What it shows, in words: for whoever does not see it. */
  label: string;
  height: number;
  /** What a bar says when pointed at. */
  titleOf: (bar: SendBar) => string;
}

/** Each bar has ten units of width, with a gap between. */
const step = 10;

export function SendChart({ bars, label, height, titleOf }: SendChartProps) {
  const hatching = useId();
  const most = Math.max(1, ...bars.map(({ delivered, failed }) => delivered + failed));
  /** What happened at all is seen. */
  const heightOf = (sends: number): number => (sends === 0 ? 0 : Math.max(2, (sends / most) * (height - 2)));
  return (
    <svg
      className="send-chart"
      viewBox={`0 0 ${bars.length * step} ${height}`}
      preserveAspectRatio="none"
      height={height}
      role="img"
      aria-label={label}
    >
      <defs>
        <pattern id={hatching} width="4" height="4" patternUnits="userSpaceOnUse">
          <rect className="chart-failed-ground" width="4" height="4" />
          <path className="chart-failed-lines" d="M0 4 4 0" />
        </pattern>
      </defs>
      {bars.map((bar, index) => {
        const { at, delivered, failed } = bar;
        const top = height - heightOf(delivered);
        return (
          <g key={at}>
            <title>{titleOf(bar)}</title>
            <rect className="chart-place" x={index * step} width={step} height={height} />
            <rect className="chart-base" x={index * step + 1} y={height - 1} width={step - 2} height={1} />
            <rect
              className="chart-delivered"
              x={index * step + 1}
              y={top}
              width={step - 2}
              height={height - top}
            />
            <rect
              x={index * step + 1}
              y={Math.max(0, top - heightOf(failed))}
              width={step - 2}
              height={Math.min(top, heightOf(failed))}
              fill={`url(#${hatching})`}
            />
          </g>
        );
      })}
    </svg>
  );
}
