// A value that changes and tells those who look at it. React's side of it is `use-observed.ts`.

export interface Observable<Value> {
  get(): Value;
  /** Those who look are told unless the value is the very same. */
  set(value: Value): void;
  /** Returns what ends it. */
  subscribe(listener: () => void): () => void;
}

export function observable<Value>(initial: Value): Observable<Value> {
  let current = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => current,
    set(value) {
      if (Object.is(value, current)) return;
      current = value;
      for (const listener of [...listeners]) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
