// The part of the attempt that is in view. While it moves only the picture knows; a moment later it is in the address, from where
// the list and everything else takes it.

import { changeAddress } from '../shell/address.ts';
import { momentText, type TimeRange } from './log-views.ts';
import { isSame } from './time-range.ts';
import { useSettled } from './use-settled.ts';

/** `told` is what the address says, null for `home`. */
export function useRange(told: TimeRange | null, home: TimeRange): [TimeRange, (range: TimeRange) => void] {
  const [moving, move] = useSettled((range: TimeRange) => {
    const isHome = isSame(range, home);
    const [from, to] = isHome ? [null, null] : [momentText(range.fromMs), momentText(range.toMs)];
    changeAddress({ from, to }, 'here');
  });
  return [moving ?? told ?? home, move];
}
