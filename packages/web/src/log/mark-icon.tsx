// A mark as it stands in the picture, beside words that say the same.

import { marks, type Shape } from './marks.ts';

export function MarkIcon({ shape }: { shape: Shape }) {
  const { path, isFilled, colour } = marks[shape];
  return (
    <svg
      className="mark-icon"
      viewBox="-7 -7 14 14"
      aria-hidden="true"
      style={{ color: `var(--lane-${colour})`, fill: isFilled ? 'currentColor' : 'none' }}
    >
      <path d={path} />
    </svg>
  );
}
