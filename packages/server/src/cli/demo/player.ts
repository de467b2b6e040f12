// People of the demo who do things at moments of their own: each says when to go on, and is called then. In the past their
// moments are gone through as fast as the server can, led by its clock; afterwards they come by themselves.

import { setTimeout as delay } from 'node:timers/promises';
import type { DemoTime } from './demo-time.ts';

/** Yields the moment, in epoch milliseconds, at which it wants to go on. */
export type Player = AsyncGenerator<number, void, void>;

/** What so many ask for within so short a time reaches the server at once, as over a real network. */
const togetherMs = 1_500;
const togetherMax = 8;

interface Waiting {
  player: Player;
  atMs: number;
}

export class Company {
  readonly #time: DemoTime;
  #waiting: Waiting[] = [];

  constructor(time: DemoTime) {
    this.#time = time;
  }

  /** Whoever joins does so before the first moment of theirs. */
  async join(player: Player): Promise<void> {
    const { value, done } = await player.next();
    if (done !== true) this.#waiting.push({ player, atMs: value });
  }

  /** Leads the clock through all moments before `untilMs`. What a player throws is thrown; ends early when aborted. */
  async playUntil(untilMs: number, signal: AbortSignal, onMoment: (ms: number) => void): Promise<void> {
    while (!signal.aborted) {
      const due = this.#takeDue(untilMs);
      const last = due.at(-1);
      if (last === undefined) return;
      this.#time.leadTo(last.atMs);
      const gone = await Promise.all(
        due.map(({ player }) => player.next().then((next) => ({ player, next }))),
      );
      for (const { player, next } of gone) {
        if (next.done !== true) this.#waiting.push({ player, atMs: next.value });
      }
      onMoment(last.atMs);
    }
  }

  /** From now on in real time, each for themselves, until aborted; resolves when all have ended. */
  async goOn(signal: AbortSignal, failed: (error: unknown) => void): Promise<void> {
    const waiting = this.#waiting;
    this.#waiting = [];
    await Promise.all(waiting.map((one) => live(one, signal).catch(failed)));
  }

  #takeDue(untilMs: number): Waiting[] {
    this.#waiting.sort((one, other) => one.atMs - other.atMs);
    const first = this.#waiting[0];
    if (first === undefined || first.atMs >= untilMs) return [];
    const lastMs = Math.min(untilMs - 1, first.atMs + togetherMs);
    let count = 0;
    while (count < togetherMax && (this.#waiting[count]?.atMs ?? Number.POSITIVE_INFINITY) <= lastMs)
      count += 1;
    return this.#waiting.splice(0, count);
  }
}

async function live({ player, atMs }: Waiting, signal: AbortSignal): Promise<void> {
  let nextMs = atMs;
  while (!signal.aborted) {
    const waited = await delay(Math.max(0, nextMs - Date.now()), true, { signal, ref: false }).catch(
      () => false,
    );
    if (!waited) return;
    const next = await player.next();
    if (next.done === true) return;
    nextMs = next.value;
  }
}
