// Takes replays further, in the background and at their pace, so that live events are not held up. Where one has come to is kept
// with what it has made: a server that ends leaves it to the others, or to itself when it starts again.

import { setImmediate as turnOfOthers } from 'node:timers/promises';
import type { Clock } from '../../model/clock.ts';
import type { Replay } from '../../model/delivery.ts';
import {
  replayPlacesAtOnce,
  replayPlacesPerDelivery,
  replaysEveryMs,
  replaysRateMax,
  replayWaitingMax,
} from '../../model/delivery-limits.ts';
import type { Database, Query } from '../../store/database.ts';
import { tellOfDeliveries } from '../../store/fan-out.ts';
import {
  countWaiting,
  findReplay,
  holdReplayPace,
  listDueReplays,
  moveReplayPace,
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
   * Takes each as far as it may come by now, in turns, who has waited longest first; all of them together make no more in a second
   * than `replaysRateMax`, on all servers. While it is still at it, whoever asks again gets the same.
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
      for (const [index, id] of ids.entries()) {
        if (this.#isStopping) return;
        const came = await this.#step(id, ids.length - index);
        // The others wait longest by then, so they come first.
        if (came === 'no_further') return;
        if (came === 'further') further.push(id);
        // SQLite answers at once, so that nobody else would get a turn.
        await turnOfOthers();
      }
      ids = further;
    }
  }

  async #step(id: number, turns: number): Promise<Step> {
    try {
      const { came, made } = await this.#database.transaction((transaction) =>
        takeFurther(transaction, id, turns, this.#clock()),
      );
      if (made > 0) this.#sending.wake();
      return came;
    } catch (error) {
      this.#failed(error, id);
      return 'waits';
    }
  }
}

/** There may be more for it to do by now; there is not; or it is not the time for any, or another server is at it. */
type Step = 'further' | 'waits' | 'no_further';

/** `turns`: how many replays share what may be made by now, this one and those after it. */
async function takeFurther(
  transaction: Query,
  id: number,
  turns: number,
  nowMs: number,
): Promise<{ came: Step; made: number }> {
  const paceMs = await holdReplayPace(transaction);
  if (paceMs === undefined) return { came: 'no_further', made: 0 };
  // Here, too, no more than a second is made up for.
  const sinceMs = Math.max(paceMs, nowMs - replaysEveryMs);
  const allowed = Math.floor(((nowMs - sinceMs) * replaysRateMax) / 1_000);
  if (allowed < 1) return { came: 'no_further', made: 0 };
  const replay = await findReplay(transaction, id, 'change_if_free');
  if (replay === undefined || replay.state !== 'running' || replay.nextAtMs > nowMs)
    return { came: 'waits', made: 0 };
  const { toSubscriptionId } = replay;
  // It is not deleted until what is made here can be seen.
  const receiver = await findSubscription(transaction, { by: 'id', id: toSubscriptionId }, 'share');
  if (receiver === undefined) {
    await saveReplay(transaction, id, { state: 'cancelled', finishedAtMs: nowMs });
    return { came: 'waits', made: 0 };
  }
  if ((await countWaiting(transaction, toSubscriptionId, replayWaitingMax)) === replayWaitingMax) {
    await saveReplay(transaction, id, { nextAtMs: nowMs + replaysEveryMs });
    return { came: 'waits', made: 0 };
  }
  const rowsMax = Math.min(replay.ratePerSecond, Math.ceil(allowed / turns));
  const { made, donePosition } = await nextStretch(transaction, replay, rowsMax, nowMs);
  if (made > 0) await tellOfDeliveries(transaction);
  const work = Math.max(made, Math.ceil((donePosition - replay.donePosition) / replayPlacesPerDelivery));
  await moveReplayPace(transaction, sinceMs + Math.ceil((work * 1_000) / replaysRateMax));
  const changes: ReplayChanges = {
    donePosition,
    deliveries: replay.deliveries + made,
    // A server that looks a little late makes up for it, and not for more.
    nextAtMs:
      Math.max(replay.nextAtMs, nowMs - replaysEveryMs) + Math.ceil((made * 1_000) / replay.ratePerSecond),
  };
  const isDone = donePosition >= replay.toPosition;
  await saveReplay(transaction, id, isDone ? { ...changes, state: 'done', finishedAtMs: nowMs } : changes);
  return { came: isDone ? 'waits' : 'further', made };
}

async function nextStretch(
  transaction: Query,
  replay: Replay,
  rowsMax: number,
  nowMs: number,
): Promise<{ made: number; donePosition: number }> {
  const { isOfDead, donePosition } = replay;
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
