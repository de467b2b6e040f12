// The gradebook as it is now, and the component again whenever it changes.

import { useSyncExternalStore } from 'react';
import type { GradebookState, GradebookStore } from './gradebook-store.ts';

export function useGradebook(store: GradebookStore): GradebookState {
  return useSyncExternalStore(store.subscribe, store.state);
}
