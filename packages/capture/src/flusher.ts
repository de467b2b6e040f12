// When batches go, and what becomes of them. One at a time, in order; only a page that is hidden or left does not wait.

import { backoffMs } from './backoff.ts';
import type { Batch, Buffer } from './buffer.ts';
import type { Outcome } from './outcome.ts';

/** About 15 kB. After days without a network, batches follow one upon the other. */
const batchEventsMax = 60;

export interface Flusher {
  /**
   * Sends until nothing is left or it does not work, together with a flush that runs already. By itself it waits after a
   * failure and gives up after a refusal; not so when it `isWanted`. A server that asked to be left alone is, in any case.
   */
  flush(isWanted?: boolean): Promise<void>;
  /** The page may be gone in a moment: sends one batch at once, beside what is under way, even an empty one. */
  leave(): Promise<void>;
  /** Nobody answered the last time. */
  readonly isUnanswered: boolean;
}

interface FlusherUses {
  buffer: Buffer;
  post(batch: Batch): Promise<Outcome>;
  /** Looks for events that others left; whether there are some in the buffer now. */
  adopt(): Promise<boolean>;
  /** It arrived, and is in the buffer no more; or, with a status, the server takes others but not this one event. */
  onDone(batch: Batch, status?: number): void;
  onRefused(status: number): void;
}

export function createFlusher({ buffer, post, adopt, ...on }: FlusherUses): Flusher {
  let running: Promise<void> | undefined;
  let isRefused = false;
  let isLooking = false;
  let isUnanswered = false;
  let failures = 0;
  /** Both by `performance.now()`: what we wait by ourselves, and what the server asked for. */
  let retryAtMs = 0;
  let quietUntilMs = 0;

  /** Whether the whole batch is done with. Halves what cannot be taken, down to the event that is at fault. */
  async function deliver(batch: Batch): Promise<boolean> {
    const { kind, status, retryAfterMs } = await post(batch);
    isUnanswered = status === 0;
    const [first] = batch;
    const middle = batch.length >> 1;
    let isDone = kind === 'kept';
    if (isDone) {
      failures = 0;
      retryAtMs = 0;
      done(batch);
    } else if (kind === 'later') {
      failures += 1;
      const nowMs = performance.now();
      quietUntilMs = Math.max(quietUntilMs, nowMs + retryAfterMs);
      retryAtMs = nowMs + backoffMs(failures, Math.random());
    } else if (kind === 'unacceptable' && middle > 0) {
      isDone = (await deliver(batch.slice(0, middle))) && (await deliver(batch.slice(middle)));
    } else if (kind === 'unacceptable' && first !== undefined) {
      // A server that takes no empty batch either has nothing against the event.
      isDone = await deliver([]);
      if (isDone) done([first], status);
    } else if (!isRefused) {
      isRefused = true;
      on.onRefused(status);
    }
    return isDone;
  }

  function done(batch: Batch, status?: number): void {
    buffer.remove(batch);
    on.onDone(batch, status);
  }

  /** They keep their places in the buffer unless they are done with. */
  async function send(batch: Batch): Promise<boolean> {
    const isDone = await deliver(batch);
    for (const entry of batch) entry.isUnderWay = false;
    return isDone;
  }

  async function drain(): Promise<void> {
    let batch = buffer.take(batchEventsMax);
    while (batch.length > 0) {
      if (!(await send(batch))) return;
      batch = buffer.take(batchEventsMax);
    }
    // Nobody waits for it: a store that never answers must not hold up what is recorded here.
    if (isLooking) return;
    isLooking = true;
    adopt().then((hasFound) => {
      isLooking = false;
      if (hasFound) flush();
    });
  }

  const isBarred = (): boolean => isRefused || performance.now() < quietUntilMs;

  async function flush(isWanted?: boolean): Promise<void> {
    if (isWanted) {
      isRefused = false;
      retryAtMs = 0;
    }
    if (isBarred() || performance.now() < retryAtMs) return;
    running ??= drain().finally(() => {
      running = undefined;
    });
    await running;
  }

  return {
    flush,
    async leave() {
      if (!isBarred()) await send(buffer.take(batchEventsMax));
    },
    get isUnanswered() {
      return isUnanswered;
    },
  };
}
