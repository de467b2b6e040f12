// Puts the parts together: trackers record events, the buffer holds them, the store keeps a copy, the flusher sends them.

import { createBuffer } from './buffer.ts';
import type { CapturedEvent } from './captured-event.ts';
import { createFlusher } from './flusher.ts';
import { guarded } from './guarded.ts';
import { keyPrefix } from './key-prefix.ts';
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
/** So late the page is told, and the store of views and of what arrived. What else is recorded is stored at once. */
const settleAfterMs = 300;

/** Starts recording on this page. Needs a document; never throws into the page. */
export function record(options: RecordOptions): Recorder {
  const { attempt, flushEveryMs = 15_000, bufferEventsMax = 10_000 } = options;
  const session = uuid();
  const stopping = new AbortController();
  let release = (): void => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });

  let lastSentAt: number | null = null;
  let roundTripMs: number | null = null;
  let isEnding = false;
  let refused = 0;
  /** Recorded since the page was last told. */
  const fresh: CapturedEvent[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;

  // Its own lock before its first row: whoever sees a row of a page session whose lock is free takes it over.
  const opening = holdSession(session, released)
    .catch(() => {})
    .then(openStore);
  const stored = writeBehind(opening);
  const buffer = createBuffer(stored.change);
  const clock = startSessionClock(
    () => Date.now(),
    () => performance.now(),
    // With the next batch the server learns of the new run; it should not be lost.
    (jumpMs) => {
      roundTripMs = null;
      tracking.soon(() => tracking.record('clock_changed', { by_ms: jumpMs }, true));
    },
  );
  const recording = createRecording({
    ...{ session, attempt, prefix: keyPrefix(options), clock, buffer, bufferEventsMax },
    onChange(entry, isNew) {
      stored.change(entry.key, entry);
      if (isNew) fresh.push(entry.event);
      schedule();
    },
  });

  const flusher = createFlusher({
    buffer,
    async post(batch) {
      const told = pageSession();
      const outcome = await post(batch, told, options);
      if (outcome.kind === 'kept') {
        const { wallMs, elapsedMs, sinceMs } = clock.read();
        const tookMs = Math.ceil(elapsedMs - told.elapsed_ms);
        // Nobody knows how long one took during which the machine slept.
        if (sinceMs === told.clock_since_ms) roundTripMs = Math.min(roundTripMs ?? tookMs, tookMs);
        lastSentAt = wallMs;
      }
      schedule();
      return outcome;
    },
    adopt: async () => !stopping.signal.aborted && takeOver(options, opening, buffer, released),
    onDone(batch, status) {
      schedule();
      const events = batch.map(({ event }) => event);
      if (status === undefined) return guarded(options.onSent)(events);
      for (const { event_type, id } of events) {
        refused += 1;
        if (event_type !== 'event_refused') recording.add('event_refused', { event_type, id, status });
      }
    },
    onRefused: guarded(options.onRefused),
  });

  /** Many changes share one transaction, outside of what the user does. */
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
      isOffline: flusher.isUnanswered || !navigator.onLine,
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
      // A crash must not cost it. Views can wait for each other: there are many while a page scrolls.
      if (type !== 'question_viewed') tracking.soon(isUrgent ? flush : stored.write);
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
  on(window, 'online', () => flush(flusher.isUnanswered));
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
