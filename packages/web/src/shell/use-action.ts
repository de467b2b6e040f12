// Something that a control does at the server: whether it is under way, and what came of it.

import { useState } from 'react';
import { faultText } from './fault-text.ts';

export interface Action<Arguments extends unknown[]> {
  /** True when it was done; does nothing while one is under way. */
  run: (...given: Arguments) => Promise<boolean>;
  isBusy: boolean;
  /** Why the last one was not done. */
  problem: string | null;
}

/** `labels` are fields as the form calls them. */
export function useAction<Arguments extends unknown[]>(
  work: (...given: Arguments) => Promise<unknown>,
  labels: Readonly<Record<string, string>> = {},
): Action<Arguments> {
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  async function run(...given: Arguments): Promise<boolean> {
    if (isBusy) return false;
    setIsBusy(true);
    setProblem(null);
    try {
      await work(...given);
      return true;
    } catch (error) {
      setProblem(faultText(error, labels));
      return false;
    } finally {
      setIsBusy(false);
    }
  }
  return { run, isBusy, problem };
}
