// Takes replays further, in the background and at their pace, so that live events are not held up. Where one has come to is kept
// with what it has made: a server that ends leaves it to the others, or to itself when it starts again.

import { setImmediate as turnOfOthers } from 'node:timers/promises';
import type { Clock } from '../../model/clock.ts';
import type { Replay } from '../../model/delivery.ts';
import { replayPlacesAtOnce, replaysEveryMs, replayWaitingMax } from '../../model/delivery-limits.ts';
import type { Database, Query } from '../../store/database.ts';
import { tellOfDeliveries } from '../../store/fan-out.ts';
import {
  countWaiting,
  findReplay,
  listDueReplays,
  type ReplayChanges,
  saveReplay,
} from '../../store/replays.ts';
import { replayDead, replayEvents } from '../../store/sent-again.ts';
import { findSubscription } from '../../store/subscriptions.ts';
import type { Sending } from './sending.ts';

export class Replays implements AsyncDisposable {
  readonly #database: Pick<Database, 'query' | 'transaction'>;
  readonly #sending: Pick<Sending, 'wake'>;
  readonly #clock: Clock;
  readonly #failed: (error: unknown, replayId: number) => void;
  #running: Promise<void> | null = null;
  #isStopping = false;

  /** `failed` is told why a replay was not taken further; it is tried again. */
  constructor(
    database: Pick<Database, 'query' | 'transaction'>,
    sending: Pick<Sending, 'wake'>,
    clock: Clock,
    failed: (error: unknown, replayId: number) => void,
  ) {
    this.#database = database;
    this.#sending = sending;
    this.#clock = clock;
    this.#failed = failed;
  }

  /**
   * Takes each as far as it may come by now, in turns; each by one of several servers. While it is still at it, whoever asks again
   * gets the same.
   */
  run(): Promise<void> {
    this.#running ??= this.#runAll().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  /** Waits for the step that is being taken and leaves the rest. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#isStopping = true;
    await this.#running?.catch(() => {});
  }

  async #runAll(): Promise<void> {
    let ids = await listDueReplays(this.#database.query, this.#clock());
    while (ids.length > 0) {
      const further: number[] = [];
      for (const id of ids) {
        if (this.#isStopping) return;
        if (await this.#step(id)) further.push(id);
        // SQLite answers at once, so that nobody else would get a turn.
        await turnOfOthers();
      }
      ids = further;
    }
  }

  /** Whether there may be more to do by now. */
  async #step(id: number): Promise<boolean> {
    try {
      const made = await this.#database.transaction((transaction) =>
        takeFurther(transaction, id, this.#clock()),
      );
      if (made !== null && made > 0) this.#sending.wake();
      return made !== null;
    } catch (error) {
      this.#failed(error, id);
      return false;
    }
  }
}

/** How many deliveries were made; null when it is not the time, or another server is at it. */
async function takeFurther(transaction: Query, id: number, nowMs: number): Promise<number | null> {
  const replay = await findReplay(transaction, id, 'change_if_free');
  if (replay === undefined || replay.state !== 'running' || replay.nextAtMs > nowMs) return null;
  const { toSubscriptionId } = replay;
  // It is not deleted until what is made here can be seen.
  const receiver = await findSubscription(transaction, { by: 'id', id: toSubscriptionId }, 'share');
  if (receiver === undefined) {
    await saveReplay(transaction, id, { state: 'cancelled', finishedAtMs: nowMs });
    return null;
  }
  if ((await countWaiting(transaction, toSubscriptionId, replayWaitingMax)) === replayWaitingMax) {
    await saveReplay(transaction, id, { nextAtMs: nowMs + replaysEveryMs });
    return null;
  }
  const { made, donePosition } = await nextStretch(transaction, replay, nowMs);
  if (made > 0) await tellOfDeliveries(transaction);
  const changes: ReplayChanges = {
    donePosition,
    deliveries: replay.deliveries + made,
    // A server that looks a little late makes up for it, and not for more.
    nextAtMs:
      Math.max(replay.nextAtMs, nowMs - replaysEveryMs) + Math.ceil((made * 1_000) / replay.ratePerSecond),
  };
  const isDone = donePosition >= replay.toPosition;
  await saveReplay(transaction, id, isDone ? { ...changes, state: 'done', finishedAtMs: nowMs } : changes);
  return made;
}

async function nextStretch(
  transaction: Query,
  replay: Replay,
  nowMs: number,
): Promise<{ made: number; donePosition: number }> {
  const { isOfDead, donePosition, ratePerSecond: rowsMax } = replay;
  const send = isOfDead ? replayDead : replayEvents;
  const toPosition = Math.min(replay.toPosition, donePosition + replayPlacesAtOnce);
  const stretch = {
    ...replay,
    fromPosition: donePosition + 1,
    toPosition,
    eventNames: JSON.parse(replay.eventNames) as string[],
  };
  const positions = await send(transaction, stretch, rowsMax, nowMs);
  const isFull = positions.length === rowsMax;
  return { made: positions.length, donePosition: isFull ? Math.max(...positions) : toPosition };
}
