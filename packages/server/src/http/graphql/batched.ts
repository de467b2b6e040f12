// Looks up what many fields of a query ask for at the same level in one go, each thing once in a request.

/** More at once are asked for in parts: a statement names only so many. */
const keysAtATime = 1000;

/**
 * A lookup that waits until everything that can go on has, and then asks `load` for all keys at once. What `load` does not
 * return is not there. Answers are kept: make one for each request.
 */
export function batched<Key, Value>(
  load: (keys: readonly Key[]) => Promise<ReadonlyMap<Key, Value>>,
): (key: Key) => Promise<Value | undefined> {
  const known = new Map<Key, Promise<Value | undefined>>();
  let waiting: { keys: Key[]; loaded: Promise<ReadonlyMap<Key, Value>> } | undefined;

  return (key) => {
    const before = known.get(key);
    if (before !== undefined) return before;
    if (waiting === undefined || waiting.keys.length >= keysAtATime) waiting = gather();
    waiting.keys.push(key);
    const found = waiting.loaded.then((values) => values.get(key));
    known.set(key, found);
    return found;
  };

  function gather(): NonNullable<typeof waiting> {
    const keys: Key[] = [];
    // After a turn of the event loop every promise that was settled has been followed up.
    const loaded = new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
      if (waiting?.keys === keys) waiting = undefined;
      return load(keys);
    });
    return { keys, loaded };
  }
}
