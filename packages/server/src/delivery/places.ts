// What all targets share: connections and memory. Each takes its own places; when all are taken, those that wait for one get
// them in turn, so that a target with many messages does not keep out one with few.

import { laneCharsMax, lanesCharsMax, sendsAtOnceMax } from '../model/delivery-limits.ts';

export interface WaitsForPlace {
  /** A place is free: the next to ask is meant to take it, and asks again if it wants more. */
  placeIsFree(): void;
}

export class Places {
  readonly #placesMax: number;
  #taken = 0;
  #chars = 0;
  readonly #waiting = new Set<WaitsForPlace>();

  constructor(placesMax = sendsAtOnceMax) {
    this.#placesMax = placesMax;
  }

  /** Whether a place for a send is the caller's now; if not, it is told when one is free. */
  take(caller: WaitsForPlace): boolean {
    if (this.#taken >= this.#placesMax) {
      this.#waiting.add(caller);
      return false;
    }
    this.#taken++;
    return true;
  }

  release(): void {
    this.#taken--;
    // Who does not want it any more leaves it to the one behind.
    for (const next of this.#waiting) {
      if (this.#taken >= this.#placesMax) return;
      this.#waiting.delete(next);
      next.placeIsFree();
    }
  }

  /** Waits no longer. */
  leave(caller: WaitsForPlace): void {
    this.#waiting.delete(caller);
  }

  /** Whether one that has `held` characters of events in memory may read more; who has none always may. */
  hasRoom(held: number): boolean {
    return held === 0 || (held < laneCharsMax && this.#chars < lanesCharsMax);
  }

  /** How many characters of events may be read for it; at least one event always may. */
  charsLeft(held: number): number {
    return Math.max(1, Math.min(laneCharsMax - held, lanesCharsMax - this.#chars));
  }

  /** So many more characters are in memory; fewer when negative. */
  hold(chars: number): void {
    this.#chars += chars;
  }
}
