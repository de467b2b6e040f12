// What somebody asks to be sent again.

import type { Lookup } from './lookup.ts';

export interface ReplayAsked {
  /** Where it begins. */
  from:
    | { at: 'beginning' }
    | { at: 'last_success' }
    /** A place in the feed, itself included. */
    | { at: 'position'; position: number }
    /** What was announced in that second and later. */
    | { at: 'time'; ms: number };
  /** Where it ends, that place or second included; null for where the feed ends now. */
  until: { at: 'position'; position: number } | { at: 'time'; ms: number } | null;
  /** Only deliveries that are dead. */
  isOfDead: boolean;
  /** Empty for all. */
  eventNames: readonly string[];
  /** Who gets it; null for the subscription itself. */
  to: Lookup | null;
  ratePerSecond: number;
}
