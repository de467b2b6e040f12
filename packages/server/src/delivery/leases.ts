// The targets that this server has: taking them, saying from time to time that it still has them, giving them back.

import type { Clock } from '../model/clock.ts';
import { leaseMs, leaseRenewedEveryMs } from '../model/delivery-limits.ts';
import type { Database } from '../store/database.ts';
import {
  type ClaimedTarget,
  claimTargets,
  listWork,
  releaseTargets,
  renewLeases,
  type TargetWork,
} from '../store/target-leases.ts';

export class Leases {
  readonly #database: Database;
  readonly #owner: string;
  readonly #clock: Clock;
  readonly #failed: (error: unknown, subscriptionId: number | null) => void;
  #until = 0;
  #renewedAtMs = 0;

  /** `failed` is told why a target could not be given back; its lease runs out by itself. */
  constructor(
    database: Database,
    owner: string,
    clock: Clock,
    failed: (error: unknown, subscriptionId: number | null) => void,
  ) {
    this.#database = database;
    this.#owner = owner;
    this.#clock = clock;
    this.#failed = failed;
  }

  /** Whether the time of all that it has is not over. */
  get areGood(): boolean {
    return this.#clock() < this.#until;
  }

  /** Active subscriptions with something due, and all that this server has. */
  listWork(nowMs: number): Promise<TargetWork[]> {
    return listWork(this.#database.query, this.#owner, nowMs);
  }

  has({ owner }: TargetWork): boolean {
    return owner === this.#owner;
  }

  isFree(work: TargetWork, nowMs: number): boolean {
    return work.owner === null || this.has(work) || work.ownedUntilMs <= nowMs;
  }

  /** When it is time, says that it still has these; the ids of those that it has no more. */
  async renew(subscriptionIds: readonly number[], nowMs: number): Promise<number[]> {
    if (subscriptionIds.length === 0 || Math.abs(nowMs - this.#renewedAtMs) < leaseRenewedEveryMs) return [];
    const renewed = await this.#database.transaction((transaction) =>
      renewLeases(transaction, subscriptionIds, this.#owner, nowMs),
    );
    this.#begin(nowMs);
    const owned = new Set(renewed);
    return subscriptionIds.filter((id) => !owned.has(id));
  }

  /** Takes those of them that are free and active. `isFirst`: it has none so far. */
  async claim(subscriptionIds: readonly number[], nowMs: number, isFirst: boolean): Promise<ClaimedTarget[]> {
    const claimed = await this.#database.transaction((transaction) =>
      claimTargets(transaction, subscriptionIds, this.#owner, nowMs),
    );
    // The time of all counts from the one that was renewed first.
    if (isFirst) this.#begin(nowMs);
    return claimed;
  }

  /** Gives one back, or all. Never rejects. */
  async release(subscriptionId: number | null = null): Promise<void> {
    try {
      await this.#database.transaction((transaction) =>
        releaseTargets(transaction, this.#owner, subscriptionId),
      );
    } catch (error) {
      this.#failed(error, subscriptionId);
    }
  }

  #begin(nowMs: number): void {
    this.#renewedAtMs = nowMs;
    this.#until = nowMs + leaseMs;
  }
}
