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
  readonly #buckets = new Map<string, Bucket>();

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
    const kept = this.#buckets.get(key);
    if (kept) {
      const leakedSeconds = Math.max(0, nowMs - kept.leakedAtMs) / 1000;
      kept.level = Math.max(0, kept.level - leakedSeconds * throttleLeakPerSecond);
      kept.leakedAtMs = nowMs;
      // To the end of the map, which so has the longest unused first.
      this.#buckets.delete(key);
      this.#buckets.set(key, kept);
      return kept;
    }
    if (this.#buckets.size >= throttleBucketsMax) this.#forgetUnused();
    const bucket = { level: 0, leakedAtMs: nowMs };
    this.#buckets.set(key, bucket);
    return bucket;
  }

  /** The tenth that has been unused the longest: a bucket leaks empty within a minute and a half. */
  #forgetUnused(): void {
    let left = throttleBucketsMax / 10;
    for (const key of this.#buckets.keys()) {
      if (left-- <= 0) return;
      this.#buckets.delete(key);
    }
  }
}
