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
  rows: readonly Row[];
  next: string | null;
  isWaiting: boolean;
  isThere: boolean;
  error: unknown;
}

/** From the beginning whenever `path` changes; what is there stays until the answer comes. */
export function useRows<Row>(path: string): Rows<Row> {
  const [state, setState] = useState<State<Row>>({
    rows: [],
    next: null,
    isWaiting: true,
    isThere: false,
    error: null,
  });
  const reading = useRef<AbortController>(null);

  const read = useCallback((from: string, before: readonly Row[]): void => {
    reading.current?.abort();
    const reader = new AbortController();
    reading.current = reader;
    setState((now) => ({ ...now, isWaiting: true, error: null }));
    callPage<Row>(from, undefined, reader.signal).then(
      ({ rows, next }) =>
        reader.signal.aborted ||
        setState({ rows: [...before, ...rows], next, isWaiting: false, isThere: true, error: null }),
      (error: unknown) => reader.signal.aborted || setState((now) => ({ ...now, isWaiting: false, error })),
    );
  }, []);

  useEffect(() => {
    read(path, []);
    return () => reading.current?.abort();
  }, [path, read]);

  const { rows, next, isWaiting, isThere, error } = state;
  return {
    rows,
    isWaiting,
    isThere,
    error,
    more: next === null ? null : () => read(next, rows),
    again: () => read(path, []),
  };
}
