// How a component looks at an observable: it renders again when the part it selects is another, and only then.

import { useSyncExternalStore } from 'react';
import type { Observable } from './observable.ts';

/** `select` must give the very same value for the very same state. */
export function useObserved<Value, Part>(
  source: Pick<Observable<Value>, 'get' | 'subscribe'>,
  select: (value: Value) => Part,
): Part {
  return useSyncExternalStore(source.subscribe, () => select(source.get()));
}
