// Puts the parts together: trackers record events, the buffer holds them, the store keeps a copy, the flusher sends them.

import { createBuffer, type Waiting } from './buffer.ts';
import type { CapturedEvent } from './captured-event.ts';
import { keysOf, keysOfAttempt } from './event-key.ts';
import { createFlusher } from './flusher.ts';
import { guarded } from './guarded.ts';
import { leftoversIn } from './leftovers.ts';
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

/** Starts recording on this page. Needs a document; never throws into the page. */
export function record(options: RecordOptions): Recorder {
  const { userKey, eventsUrl, attempt, flushEveryMs = 15_000, bufferEventsMax = 10_000 } = options;
  const session = uuid();
  const keysOfUser = keysOf(userKey, eventsUrl);
  const keys = keysOfAttempt(keysOfUser, attempt);
  const stopping = new AbortController();
  let release = (): void => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });

  let roundTripMs: number | null = null;
  let isEnding = false;
  let refused = 0;
  /** Recorded since the page was last told. */
  const fresh: CapturedEvent[] = [];
  let isScheduled = false;
  let isUrgent = false;

  const clock = startSessionClock(
    Date.now,
    () => performance.now(),
    () => {
      flusher.oweReading();
      schedule(true);
    },
  );
  const buffer = createBuffer();
  const recording = createRecording({
    ...{ session, attempt, keys, clock, buffer, bufferEventsMax },
    onKept(entry, isNew) {
      stored.change(entry.key, entry.event);
      if (isNew) fresh.push(entry.event);
      schedule();
    },
  });

  // Its own lock before its first row: whoever sees a row of a page session whose lock is free takes it over.
  const opening = holdSession(session, released)
    .catch(() => false)
    .then(openStore);
  const stored = writeBehind(opening);
  const findLeftovers = leftoversIn(
    opening,
    options.sendsOtherAttempts ? keysOfUser : keys,
    new Set([session]),
    released,
  );

  const flusher = createFlusher({
    buffer,
    async post(batch) {
      const sentMs = performance.now();
      const outcome = await post(batch, pageSession(), options);
      const tookMs = Math.ceil(performance.now() - sentMs);
      if (outcome.kind === 'kept') roundTripMs = Math.min(roundTripMs ?? tookMs, tookMs);
      return outcome;
    },
    async adopt() {
      if (stopping.signal.aborted) return false;
      const entries = await findLeftovers().catch(() => []);
      for (const entry of entries) buffer.add(entry);
      return entries.length > 0;
    },
    onArrived(entries) {
      forget(entries);
      guarded(options.onSent)(entries.map(({ event }) => event));
    },
    onUnacceptable(entry, status) {
      refused += 1;
      forget([entry]);
      const { event_type, id, sequence } = entry.event;
      if (event_type !== 'event_refused')
        recording.add('event_refused', { event_type, id, session: entry.event.session, sequence, status });
    },
    onRefused: guarded(options.onRefused),
    onChange: schedule,
  });

  function forget(entries: readonly Waiting[]): void {
    buffer.settle(entries);
    for (const { key } of entries) stored.change(key, undefined);
    schedule();
  }

  /** Nothing that takes time is done within what the user does. */
  function schedule(isAtOnce = false): void {
    isUrgent ||= isAtOnce;
    if (!isScheduled) setTimeout(settleDown);
    isScheduled = true;
  }

  function settleDown(): void {
    isScheduled = false;
    stored.write();
    for (const event of fresh.splice(0)) guarded(options.onRecorded)(event);
    guarded(options.onState)({
      pending: buffer.size,
      lastSentAt: flusher.lastSentAt,
      isOffline: !navigator.onLine || flusher.isUnanswered,
      dropped: recording.dropped + refused,
    });
    if (isUrgent) void flusher.flush();
    isUrgent = false;
  }

  function pageSession(): PageSession {
    const { elapsedMs } = clock.read();
    return {
      id: session,
      elapsed_ms: elapsedMs,
      clock_since_ms: clock.sinceMs,
      round_trip_ms: roundTripMs,
      sequence: recording.sequence,
      ending: isEnding,
    };
  }

  function leave(): Promise<void> {
    stored.write();
    return flusher.leave(isEnding);
  }

  const tracking = startTracking(
    (type, data, isAtOnce) => {
      if (stopping.signal.aborted) return;
      recording.add(type, data);
      schedule(isAtOnce);
    },
    stopping.signal,
    options,
  );
  startTrackers(tracking, options);

  const { on, every } = tracking;
  // After the trackers' own listeners: what they record of it goes along.
  on(document, 'visibilitychange', () => document.hidden && leave());
  on(window, 'pagehide', () => {
    isEnding = true;
    leave();
  });
  on(window, 'pageshow', () => {
    isEnding = false;
  });
  on(window, 'online', () => flusher.flush(flusher.isUnanswered));
  on(window, 'offline', () => schedule());
  every(lookAtClockEveryMs, clock.read);
  every(flushEveryMs, () => {
    stored.write(true);
    flusher.flush();
  });

  return {
    session,
    flush: () => flusher.flush(true),
    mark: guarded((type, data) => tracking.record(type, asJson(data))),
    pageSession,
    stop() {
      if (stopping.signal.aborted) return;
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
  return text === undefined ? undefined : JSON.parse(text);
}
