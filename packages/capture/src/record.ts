// Puts the parts together: trackers record events, the buffer holds them, the store keeps a copy, the flusher sends them.

import { type Batch, createBuffer } from './buffer.ts';
import type { CapturedEvent } from './captured-event.ts';
import { createFlusher } from './flusher.ts';
import { guarded } from './guarded.ts';
import { takeOver } from './leftovers.ts';
import { openStore } from './open-store.ts';
import type { PageSession } from './page-session.ts';
import { post } from './post.ts';
import type { RecordOptions } from './record-options.ts';
import type { Recorder } from './recorder.ts';
import { createRecording } from './recording.ts';
import { startSessionClock } from './session-clock.ts';
import { holdSession } from './session-lock.ts';
import { startTrackers } from './start-trackers.ts';
import { startTracking } from './tracking.ts';
import { uuid } from './uuid.ts';
import { writeBehind } from './write-behind.ts';

const lookAtClockEveryMs = 5_000;
/** What a crash can cost. */
const settleAfterMs = 300;

/** Starts recording on this page. Needs a document; never throws into the page. */
export function record(options: RecordOptions): Recorder {
  const { userKey, eventsUrl, attempt, flushEveryMs = 15_000, bufferEventsMax = 10_000 } = options;
  const session = uuid();
  const held = new Set([session]);
  const prefixOfUser = `quizwire-capture ${JSON.stringify([userKey, eventsUrl])} `;
  const prefix = `${prefixOfUser}${attempt} `;
  const stopping = new AbortController();
  let release = (): void => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });

  let lastSentAt: number | null = null;
  let isUnanswered = false;
  let roundTripMs: number | null = null;
  let isEnding = false;
  let refused = 0;
  /** Recorded since the page was last told. */
  const fresh: CapturedEvent[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;

  const buffer = createBuffer();
  const clock = startSessionClock(
    () => Date.now(),
    () => performance.now(),
    // With the next batch the server learns of the new run; it should not be lost.
    (jumpMs) => tracking.soon(() => tracking.record('clock_changed', { by_ms: jumpMs }, true)),
  );
  const recording = createRecording({
    ...{ session, attempt, prefix, clock, buffer, bufferEventsMax },
    onChange(entry, isNew) {
      stored.change(entry.key, entry);
      if (isNew) fresh.push(entry.event);
      schedule();
    },
  });

  // Its own lock before its first row: whoever sees a row of a page session whose lock is free takes it over.
  const opening = holdSession(session, released)
    .catch(() => {})
    .then(openStore);
  const stored = writeBehind(opening);

  const flusher = createFlusher({
    buffer,
    async post(batch) {
      const sentMs = performance.now();
      const outcome = await post(batch, pageSession(), options);
      isUnanswered = outcome.status === 0;
      if (outcome.kind === 'kept') {
        const tookMs = Math.ceil(performance.now() - sentMs);
        roundTripMs = Math.min(roundTripMs ?? tookMs, tookMs);
        lastSentAt = Date.now();
      }
      schedule();
      return outcome;
    },
    async adopt() {
      // Only while the server takes events: what it does not take had better wait in the store.
      if (stopping.signal.aborted || lastSentAt === null) return false;
      const found = takeOver(
        await opening,
        options.sendsOtherAttempts ? prefixOfUser : prefix,
        held,
        released,
      );
      const entries = await found.catch(() => []);
      for (const entry of entries) buffer.add(entry);
      return entries.length > 0;
    },
    onArrived(batch) {
      forget(batch);
      guarded(options.onSent)(batch.map(({ event }) => event));
    },
    onUnacceptable(entry, status) {
      refused += 1;
      forget([entry]);
      const { event_type, id } = entry.event;
      if (event_type !== 'event_refused') recording.add('event_refused', { event_type, id, status });
    },
    onRefused: guarded(options.onRefused),
  });

  function forget(batch: Batch): void {
    buffer.remove(batch);
    for (const { key } of batch) stored.change(key);
    schedule();
  }

  /** A transaction costs more than an event: a few together share one, outside of what the user does. */
  function schedule(): void {
    timer ??= setTimeout(settle, settleAfterMs);
  }

  function settle(): void {
    clearTimeout(timer);
    timer = undefined;
    stored.write();
    for (const event of fresh.splice(0)) guarded(options.onRecorded)(event);
    guarded(options.onState)({
      pending: buffer.entries.size,
      lastSentAt,
      isOffline: isUnanswered || !navigator.onLine,
      dropped: recording.dropped + refused,
    });
  }

  function pageSession(): PageSession {
    const { elapsedMs, sinceMs } = clock.read();
    return {
      id: session,
      elapsed_ms: elapsedMs,
      clock_since_ms: sinceMs,
      round_trip_ms: roundTripMs,
      sequence: recording.sequence,
      ending: isEnding,
    };
  }

  function leave(): Promise<void> {
    settle();
    return flusher.leave();
  }

  function flush(isWanted?: boolean): Promise<void> {
    settle();
    return flusher.flush(isWanted);
  }

  const tracking = startTracking(
    (type, data, isUrgent) => {
      if (stopping.signal.aborted) return;
      recording.add(type, data);
      if (isUrgent) tracking.soon(flush);
    },
    stopping.signal,
    options,
  );
  startTrackers(tracking, options);

  const { on, every } = tracking;
  // After the trackers' own listeners: what they record of it goes along.
  on(document, 'visibilitychange', () => isEnding || (document.hidden && leave()));
  on(window, 'pagehide', () => {
    isEnding = true;
    leave();
  });
  on(window, 'pageshow', () => {
    isEnding = false;
  });
  on(window, 'online', () => flush(isUnanswered));
  on(window, 'offline', schedule);
  every(lookAtClockEveryMs, clock.read);
  every(flushEveryMs, () => {
    stored.write(true);
    flusher.flush();
  });

  return {
    session,
    flush: () => flush(true),
    mark: guarded((type, data) => tracking.record(type, asJson(data))),
    pageSession,
    stop() {
      stopping.abort();
      isEnding = true;
      leave()
        .then(() => flusher.flush())
        .finally(() => {
          stored.write();
          release();
        });
    },
  };
}

/** As it will arrive, whatever the page does with it from now on. Throws what JSON cannot hold. */
function asJson(data: unknown): unknown {
  const text = JSON.stringify(data);
  return text && JSON.parse(text);
}
