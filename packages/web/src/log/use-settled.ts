// What changes many times a second while a hand moves: its own part of the page follows at once, and the rest, which is the address,
// when the hand rests. Browsers take only some hundred changes of an address in ten seconds, and pass over the others.

import { useCallback, useEffect, useRef, useState } from 'react';

const settledMs = 200;

/** What it is while it moves, else null; and what moves it. `settle` hears where it came to rest. */
export function useSettled<Value>(settle: (value: Value) => void): [Value | null, (value: Value) => void] {
  const [moving, setMoving] = useState<Value | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef(settle);
  latest.current = settle;
  useEffect(() => () => clearTimeout(timer.current), []);
  const move = useCallback((value: Value) => {
    setMoving(() => value);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      latest.current(value);
      setMoving(null);
    }, settledMs);
  }, []);
  return [moving, move];
}
