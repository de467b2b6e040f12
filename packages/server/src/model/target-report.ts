// That a target takes nothing, as whoever sends tells those who run the server.

import type { Subscription } from './subscription.ts';

export interface TargetReport {
  /** As whoever sends knows it: as it was when its target was opened. */
  subscription: Subscription;
  verdict: { kind: 'failing'; warningLevel: number } | { kind: 'disabled'; reason: 'failing' | 'gone' };
  failuresInARow: number;
  failingSinceMs: number | null;
  /** Why the last send failed, for people. */
  reason: string;
}
