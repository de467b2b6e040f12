// A list of the API that is shown page after page, as far as somebody wants to see it.

import { useCallback, useEffect, useRef, useState } from 'react';
import { callPage } from '../api/pages.ts';

export interface Rows<Row> {
  rows: readonly Row[];
  /** Null after the last page. */
  more: (() => void) | null;
  isWaiting: boolean;
  /** The first page has come. */
  isThere: boolean;
  error: unknown;
  /** From the first page on. */
  again: () => void;
}

interface State<Row> {
  /** Of which list the rows are. */
  path: string;
  rows: readonly Row[];
  next: string | null;
  isWaiting: boolean;
  isThere: boolean;
  error: unknown;
}

/** From the beginning whenever `path` changes; what is there stays until the answer comes. */
export function useRows<Row>(path: string): Rows<Row> {
  const [state, setState] = useState<State<Row>>({
    path,
    rows: [],
    next: null,
    isWaiting: true,
    isThere: false,
    error: null,
  });
  const reading = useRef<AbortController>(null);
  // Whoever asks again after an answer has come means the list as it is then.
  const latest = useRef(path);
  latest.current = path;

  const read = useCallback((path: string, from: string, before: readonly Row[]): void => {
    reading.current?.abort();
    const reader = new AbortController();
    reading.current = reader;
    setState((now) => ({ ...now, isWaiting: true, error: null }));
    callPage<Row>(from, undefined, reader.signal).then(
      ({ rows, next }) =>
        reader.signal.aborted ||
        setState({ path, rows: [...before, ...rows], next, isWaiting: false, isThere: true, error: null }),
      (error: unknown) =>
        reader.signal.aborted ||
        setState((now) => ({
          // Rows of another list are no answer to this question.
          ...(now.path === path ? now : { path, rows: [], next: null, isThere: false }),
          isWaiting: false,
          error,
        })),
    );
  }, []);

  useEffect(() => {
    read(path, path, []);
    return () => reading.current?.abort();
  }, [path, read]);

  const { rows, next, isWaiting, isThere, error } = state;
  return {
    rows,
    isWaiting,
    isThere,
    error,
    more: next === null ? null : () => read(state.path, next, rows),
    again: () => read(latest.current, latest.current, []),
  };
}
