// A part of a page that waits for the server, and says when it is refused; for the whole page there is loaded.tsx.

import { type ReactNode, useCallback, useEffect, useState } from 'react';
import { wordsFor } from './loaded.tsx';

export interface Asked<Answer> {
  /** Null until there is one; that of the question before while a new one is asked. */
  answer: Answer | null;
  error: unknown;
  isWaiting: boolean;
  again: () => void;
}

/** Asks when `ask` is another function than before, and again when told to. Keep it with `useCallback`. */
export function useAsked<Answer>(ask: (signal: AbortSignal) => Promise<Answer>): Asked<Answer> {
  const [state, setState] = useState<Omit<Asked<Answer>, 'again'>>({
    answer: null,
    error: null,
    isWaiting: true,
  });
  const [tries, setTries] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another try is another question
  useEffect(() => {
    const leaving = new AbortController();
    setState((before) => ({ ...before, isWaiting: true }));
    ask(leaving.signal).then(
      (answer) => leaving.signal.aborted || setState({ answer, error: null, isWaiting: false }),
      (error: unknown) =>
        leaving.signal.aborted || setState((before) => ({ ...before, error, isWaiting: false })),
    );
    return () => leaving.abort();
  }, [ask, tries]);
  const again = useCallback(() => setTries((before) => before + 1), []);
  return { ...state, again };
}

interface AskedPartProps<Answer> {
  asked: Asked<Answer>;
  children: (answer: Answer) => ReactNode;
}

export function AskedPart<Answer>({ asked: { answer, error, again }, children }: AskedPartProps<Answer>) {
  return (
    <>
      {error !== null && <Refused error={error} onTryAgain={again} />}
      {answer !== null && children(answer)}
      {answer === null && error === null && <Waiting />}
    </>
  );
}

export function Waiting() {
  return (
    <p className="row muted" role="status">
      <span className="spinner" aria-hidden="true" /> Loading
    </p>
  );
}

export function Refused({ error, onTryAgain }: { error: unknown; onTryAgain: () => void }) {
  const { title, text, isPassing } = wordsFor(error);
  return (
    <div className="notice notice-error" role="alert">
      <p className="notice-title">{title}</p>
      <p>{text}</p>
      {isPassing && (
        <button type="button" className="button button-small" onClick={onTryAgain}>
          Try again
        </button>
      )}
    </div>
  );
}
