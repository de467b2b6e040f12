// What a part of the page shows of the server, asked again every so often while somebody looks at it.

import { useCallback, useEffect, useState } from 'react';

export interface Polled<Answer> {
  /** Null until the first has come. */
  answer: Answer | null;
  /** Of the last question; null when it was answered. What came before stays. */
  error: unknown;
  /** Asks now. */
  again(): void;
}

/** `key` says what is asked: another key is another question, and begins with nothing. */
export function usePolled<Answer>(
  ask: (signal: AbortSignal) => Promise<Answer>,
  key: string,
  everyMs: number | null,
): Polled<Answer> {
  const [state, setState] = useState<{ key: string; answer: Answer | null; error: unknown }>({
    key,
    answer: null,
    error: null,
  });
  const [tries, setTries] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says what is asked, and a try is another question
  useEffect(() => {
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const next = (): void => {
      if (everyMs === null || stop.signal.aborted) return;
      timer = setTimeout(() => (document.hidden ? next() : askNow()), everyMs);
    };
    const askNow = (): void => {
      ask(stop.signal)
        .then(
          (answer) => {
            if (!stop.signal.aborted) setState({ key, answer, error: null });
          },
          (error: unknown) => {
            if (stop.signal.aborted) return;
            setState((before) => ({ key, answer: before.key === key ? before.answer : null, error }));
          },
        )
        .finally(next);
    };
    askNow();
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [key, tries, everyMs]);
  const again = useCallback(() => setTries((count) => count + 1), []);
  const isOfKey = state.key === key;
  return { answer: isOfKey ? state.answer : null, error: isOfKey ? state.error : null, again };
}
