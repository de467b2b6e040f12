// Sends over time as bars: what was delivered stands below, what failed above it, hatched, so that they differ without colour.

import type { SendBar } from './console-api.ts';

interface SendChartProps {
  bars: readonly SendBar[];
  /** What it shows, in words: for whoever does not see it. */
  label: string;
  /** Pixels. */
  height: number;
  /** What a bar says when pointed at. */
  titleOf: (bar: SendBar) => string;
}

export function SendChart({ bars, label, height, titleOf }: SendChartProps) {
  const most = Math.max(1, ...bars.map(({ delivered, failed }) => delivered + failed));
  /** What happened at all is seen. */
  const heightOf = (sends: number): number =>
    sends === 0 ? 0 : Math.max(3, Math.round((sends / most) * height));
  return (
    <div className="bars" role="img" aria-label={label} style={{ height }}>
      {bars.map((bar) => (
        <span key={bar.at} className="bar-place" title={titleOf(bar)}>
          <span className="bar-failed" style={{ height: heightOf(bar.failed) }} />
          <span className="bar-delivered" style={{ height: heightOf(bar.delivered) }} />
        </span>
      ))}
    </div>
  );
}
