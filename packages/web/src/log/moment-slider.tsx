// The cursor over an attempt: dragged, moved by the keys of any range, or from save to save.

import { type ReactNode, useId } from 'react';
import { useZone } from '../shell/time-zone.ts';
import { sinceStartText, utcText, zonedText } from '../shell/zoned-time.ts';
import { type Moments, saveBeside } from './moments.ts';

interface MomentSliderProps {
  moments: Moments;
  atMs: number;
  onMove: (atMs: number) => void;
  /** Beside what moves it. */
  children?: ReactNode;
}

const stepMs = 1000;

export function MomentSlider({ moments, atMs, onMove, children }: MomentSliderProps) {
  const id = useId();
  const zone = useZone();
  const { fromMs, toMs } = moments;
  const since = sinceStartText(atMs - fromMs);
  const before = saveBeside(moments, atMs, 'before');
  const after = saveBeside(moments, atMs, 'after');
  const steps = Math.max(1, Math.ceil((toMs - fromMs) / stepMs));
  return (
    <div className="panel moment-slider">
      <div className="row row-apart">
        <label htmlFor={id} className="field-label">
          Answers at <span className="number">{since}</span> <span className="muted">since the start</span>
        </label>
        <span className="number small">
          {zonedText(atMs, zone, 'millisecond')} <span className="muted">· {utcText(atMs)}</span>
        </span>
      </div>
      <input
        id={id}
        type="range"
        min={0}
        max={steps}
        value={Math.min(steps, Math.ceil((atMs - fromMs) / stepMs))}
        aria-valuetext={`${since} since the start`}
        onChange={(event) => onMove(Math.min(toMs, fromMs + Number(event.target.value) * stepMs))}
      />
      <div className="row">
        <Move label="Beginning" toMs={atMs === fromMs ? null : fromMs} onMove={onMove} />
        <Move label="Save before" toMs={before} onMove={onMove} />
        <Move label="Next save" toMs={after} onMove={onMove} />
        <Move label="End" toMs={atMs === toMs ? null : toMs} onMove={onMove} />
        {children}
      </div>
    </div>
  );
}

interface MoveProps {
  label: string;
  /** Null where it leads nowhere. */
  toMs: number | null;
  onMove: MomentSliderProps['onMove'];
}

/** Keeps the focus when it has come to the end. */
function Move({ label, toMs, onMove }: MoveProps) {
  return (
    <button
      type="button"
      className="button button-small"
      aria-disabled={toMs === null}
      onClick={() => toMs !== null && onMove(toMs)}
    >
      {label}
    </button>
  );
}
