// The part of the attempt that is in view. While it moves only the picture knows; a moment later it is in the address, from where
// the list and everything else takes it.

import { useCallback, useEffect, useRef, useState } from 'react';
import { changeAddress } from '../shell/address.ts';
import { momentText, type TimeRange } from './log-views.ts';
import { isSame } from './time-range.ts';

const settledMs = 200;

/** `told` is what the address says, null for `home`. */
export function useRange(told: TimeRange | null, home: TimeRange): [TimeRange, (range: TimeRange) => void] {
  const [moving, setMoving] = useState<TimeRange | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const change = useCallback(
    (range: TimeRange) => {
      setMoving(range);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => {
        const isHome = isSame(range, home);
        const [from, to] = isHome ? [null, null] : [momentText(range.fromMs), momentText(range.toMs)];
        changeAddress({ from, to }, 'here');
        setMoving(null);
      }, settledMs);
    },
    [home],
  );
  return [moving ?? told ?? home, change];
}
