// Something that a control does at the server: whether it is under way, and what came of it.

import { useRef, useState } from 'react';
import { faultText } from './fault-text.ts';

export interface Action<Arguments extends unknown[]> {
  /** True when it was done. */
  run: (...given: Arguments) => Promise<boolean>;
  isBusy: boolean;
  /** Why the last one was not done; with several in turn, why one of them was not. */
  problem: string | null;
}

/**
 * `labels` are fields as the form calls them. While one is under way another one does nothing (`alone`), as with buttons; `in turn` it
 * follows, as with choices of which each is to be kept.
 */
export function useAction<Arguments extends unknown[]>(
  work: (...given: Arguments) => Promise<unknown>,
  labels: Readonly<Record<string, string>> = {},
  order: 'alone' | 'in turn' = 'alone',
): Action<Arguments> {
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const underWay = useRef(0);
  const last = useRef<Promise<unknown>>(Promise.resolve());
  async function run(...given: Arguments): Promise<boolean> {
    if (order === 'alone' && underWay.current > 0) return false;
    if (underWay.current === 0) setProblem(null);
    underWay.current += 1;
    setIsBusy(true);
    const turn = last.current.then(() => work(...given));
    last.current = turn.catch(() => {});
    try {
      await turn;
      return true;
    } catch (error) {
      setProblem(faultText(error, labels));
      return false;
    } finally {
      underWay.current -= 1;
      setIsBusy(underWay.current > 0);
    }
  }
  return { run, isBusy, problem };
}
