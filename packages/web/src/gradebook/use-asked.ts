// Something that is asked of the server beside the page, and again when its key changes; what is old stays until then.

import { useCallback, useEffect, useState } from 'react';

export interface Asked<Answer> {
  answer: Answer | null;
  /** What went wrong the last time; null for nothing. */
  failure: string | null;
  askAgain: () => void;
}

/** Waits a moment first, so that passing over many things asks for none of them. */
const settleMs = 150;

export function useAsked<Answer>(key: string, ask: () => Promise<Answer>): Asked<Answer> {
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [times, setTimes] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says what is asked
  useEffect(() => {
    let isWanted = true;
    const timer = setTimeout(() => {
      ask().then(
        (found) => {
          if (!isWanted) return;
          setAnswer(found);
          setFailure(null);
        },
        (error: unknown) => isWanted && setFailure(error instanceof Error ? error.message : String(error)),
      );
    }, settleMs);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [key, times]);
  return { answer, failure, askAgain: useCallback(() => setTimes((before) => before + 1), []) };
}
