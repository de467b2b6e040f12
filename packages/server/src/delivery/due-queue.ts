// What of one target is in memory: deliveries that are about to be sent, in order, and the ids of all that are not to be read
// again before their outcome is stored. In ordered mode it keeps back those of a student of whom one is on its way.

import type { DueDelivery } from '../store/due-deliveries.ts';

export class DueQueue {
  readonly #isOrdered: boolean;
  readonly #hold: (chars: number) => void;
  #waiting: DueDelivery[] = [];
  /** Where in `#waiting` the next one is: to shift an array of hundreds costs more. */
  #at = 0;
  /** Those whose turn has come because the one before them has ended; they go first. */
  #freed: DueDelivery[] = [];
  /** Of each student with one on its way those behind it. */
  readonly #behind = new Map<number, DueDelivery[]>();
  /** A failed one keeps its student's back until its outcome is stored, which tells the next reading. */
  readonly #unstoredFailures = new Map<number, number>();
  /** Became due anew, so that readings leave out what is behind them until their outcome is stored. */
  readonly #unstoredRetries = new Set<number>();
  readonly #known = new Set<number>();
  #chars = 0;

  /** `hold` is told of each change of the characters in memory. */
  constructor(isOrdered: boolean, hold: (chars: number) => void) {
    this.#isOrdered = isOrdered;
    this.#hold = hold;
  }

  get knownIds(): Iterable<number> {
    return this.#known;
  }

  get knownCount(): number {
    return this.#known.size;
  }

  /** Waiting to be sent, but for those kept back. */
  get length(): number {
    return this.#waiting.length - this.#at + this.#freed.length;
  }

  get chars(): number {
    return this.#chars;
  }

  /** Whether `next` has one; puts aside those that are kept back. */
  hasNext(): boolean {
    if (this.#freed.length > 0) return true;
    for (; this.#at < this.#waiting.length; this.#at++) {
      const delivery = this.#waiting[this.#at] as DueDelivery;
      const behind = this.#isOrdered && delivery.userId !== null && this.#behind.get(delivery.userId);
      if (!behind) return true;
      behind.push(delivery);
    }
    this.#waiting = [];
    this.#at = 0;
    return false;
  }

  add(due: readonly DueDelivery[]): void {
    for (const delivery of due) {
      this.#known.add(delivery.deliveryId);
      this.#waiting.push(delivery);
      this.#count(delivery.chars);
    }
  }

  /** The next ones, at most `max`, which are on their way from now on. */
  next(max: number): DueDelivery[] {
    const taken: DueDelivery[] = [];
    while (taken.length < max && this.hasNext()) {
      const freed = this.#freed.shift();
      const delivery = freed ?? (this.#waiting[this.#at++] as DueDelivery);
      if (this.#isOrdered && delivery.userId !== null && freed === undefined)
        this.#behind.set(delivery.userId, []);
      taken.push(delivery);
    }
    return taken;
  }

  /** One is on its way no more. `isDone` is false when it will be sent again, before those behind it. */
  ended({ deliveryId, userId, dueAtMs, createdAtMs, chars }: DueDelivery, isDone: boolean): void {
    this.#count(-chars);
    if (!this.#isOrdered || userId === null) return;
    const behind = this.#behind.get(userId) ?? [];
    if (isDone) {
      if (dueAtMs !== createdAtMs) this.#unstoredRetries.add(deliveryId);
      const next = behind.shift();
      if (next === undefined) this.#behind.delete(userId);
      else this.#freed.push(next);
      return;
    }
    this.#forget(behind);
    this.#behind.set(userId, []);
    this.#unstoredFailures.set(deliveryId, userId);
  }

  /** The outcomes of these are stored. Whether what was or is being read is out of date by that. */
  settled(deliveryIds: readonly number[]): boolean {
    let isOutdated = false;
    for (const deliveryId of deliveryIds) {
      this.#known.delete(deliveryId);
      if (this.#unstoredRetries.delete(deliveryId)) isOutdated = true;
      const userId = this.#unstoredFailures.get(deliveryId);
      if (userId === undefined) continue;
      this.#unstoredFailures.delete(deliveryId);
      this.#forgetStudent(userId);
      isOutdated = true;
    }
    return isOutdated;
  }

  /** Those, too, whose turn to be put aside has not come: now the next reading knows what they have to wait for. */
  #forgetStudent(userId: number): void {
    this.#forget(this.#behind.get(userId) ?? []);
    this.#behind.delete(userId);
    const waiting = this.#waiting.slice(this.#at);
    this.#forget(waiting.filter((delivery) => delivery.userId === userId));
    this.#waiting = waiting.filter((delivery) => delivery.userId !== userId);
    this.#at = 0;
  }

  /** Forgets all that are not on their way. */
  clear(): void {
    this.#forget(this.#waiting.slice(this.#at));
    this.#waiting = [];
    this.#at = 0;
    for (const behind of this.#behind.values()) this.#forget(behind);
    for (const { userId } of this.#freed) if (userId !== null) this.#behind.delete(userId);
    this.#forget(this.#freed);
  }

  /** Empties the list. */
  #forget(deliveries: DueDelivery[]): void {
    for (const { deliveryId, chars } of deliveries) {
      this.#known.delete(deliveryId);
      this.#count(-chars);
    }
    deliveries.length = 0;
  }

  #count(chars: number): void {
    this.#chars += chars;
    this.#hold(chars);
  }
}
