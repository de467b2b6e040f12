// Canvas's leaky bucket: each caller may use up work at a steady rate, with a burst above it. Kept in memory, one
// bucket a caller and process. Reference §4.5.

import {
  throttleBucketsMax,
  throttleHighWater,
  throttleLeakPerSecond,
  throttleMaximum,
  throttleUpFront,
} from '../model/limits.ts';
import { Refusal } from '../model/refusal.ts';

interface Bucket {
  level: number;
  leakedAtMs: number;
}

export class Throttle {
  #recent = new Map<string, Bucket>();
  /** What was `#recent` before; of these, who has not called since is forgotten when it is filled again. */
  #earlier = new Map<string, Bucket>();

  /**
   * Takes the advance for one request from the bucket of `key`; settle it when the request is done.
   * Raises rate_limited when the bucket is at its high water mark.
   */
  admit(key: string, nowMs: number): void {
    const bucket = this.#leaked(key, nowMs);
    if (bucket.level >= throttleHighWater) throw new Refusal({ kind: 'rate_limited' });
    bucket.level = Math.min(bucket.level + throttleUpFront, throttleMaximum);
  }

  /** Gives the advance back and takes what the request did cost, in seconds of work. Returns what remains. */
  settle(key: string, cost: number, nowMs: number): number {
    const bucket = this.#leaked(key, nowMs);
    bucket.level = Math.max(0, Math.min(bucket.level - throttleUpFront + cost, throttleMaximum));
    return throttleHighWater - bucket.level;
  }

  #leaked(key: string, nowMs: number): Bucket {
    const bucket = this.#recent.get(key) ?? this.#kept(key, nowMs);
    const leakedSeconds = Math.max(0, nowMs - bucket.leakedAtMs) / 1000;
    bucket.level = Math.max(0, bucket.level - leakedSeconds * throttleLeakPerSecond);
    bucket.leakedAtMs = nowMs;
    return bucket;
  }

  /**
   * The bucket of a caller who did not call lately, or never. Two maps, because one that is put in order at each call has its
   * table copied every few calls.
   */
  #kept(key: string, nowMs: number): Bucket {
    const bucket = this.#earlier.get(key) ?? { level: 0, leakedAtMs: nowMs };
    this.#recent.set(key, bucket);
    if (this.#recent.size >= throttleBucketsMax / 2) {
      this.#earlier = this.#recent;
      this.#recent = new Map();
    }
    return bucket;
  }
}
