// Draws the parts of something long one after the other, so that the page answers meanwhile; before it is printed, all the rest at
// once.

import { startTransition, useEffect, useState } from 'react';
import { flushSync } from 'react-dom';

/** How many of `total` parts are to be drawn now: one at first. */
export function useRevealed(total: number): number {
  const [count, setCount] = useState(1);
  useEffect(() => {
    if (count >= total) return;
    const all = () => flushSync(() => setCount(total));
    addEventListener('beforeprint', all);
    const timer = setTimeout(() => startTransition(() => setCount(count + 1)));
    return () => {
      clearTimeout(timer);
      removeEventListener('beforeprint', all);
    };
  }, [count, total]);
  return Math.min(count, total);
}
