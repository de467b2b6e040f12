// Makes events, numbers them and puts them into the buffer. When that is full, what does not fit is counted in a mark.

import type { Buffer, Waiting } from './buffer.ts';
import type { CapturedEvent } from './captured-event.ts';
import { eventKey } from './event-key.ts';
import type { SessionClock } from './session-clock.ts';
import { uuid } from './uuid.ts';

interface RecordingUses {
  session: string;
  attempt: number | undefined;
  /** What keys of this attempt begin with. */
  keys: string;
  clock: SessionClock;
  buffer: Buffer;
  bufferEventsMax: number;
  /** The event is new in the buffer, or (a mark) says something else now. */
  onKept(entry: Waiting, isNew: boolean): void;
}

export interface Recording {
  /** The last number given out; null before the first. */
  readonly sequence: number | null;
  /** Events that had no room. */
  readonly dropped: number;
  add(type: string, data?: unknown): void;
}

/** What has no room: sequence numbers `from` to `to`, `count` of them. */
interface Dropped {
  count: number;
  from: number;
  to: number;
}

export function createRecording(uses: RecordingUses): Recording {
  const { session, attempt, keys, clock, buffer, bufferEventsMax, onKept } = uses;
  let sequence = -1;
  let dropped = 0;
  let mark: { entry: Waiting; data: Dropped } | undefined;

  function keep(type: string, data: unknown): Waiting {
    const { wallMs, elapsedMs } = clock.read();
    sequence += 1;
    const event: CapturedEvent = {
      event_type: type,
      event_data: data,
      client_timestamp: new Date(wallMs).toISOString(),
      id: uuid(),
      session,
      sequence,
      elapsed_ms: elapsedMs,
    };
    const entry = { key: eventKey(keys, session, sequence), attempt, event };
    buffer.add(entry);
    onKept(entry, true);
    return entry;
  }

  /** Drops the newest: what the log has stays whole up to a point, and what is missing is one run of numbers. */
  function drop(): void {
    if (mark === undefined || mark.entry.isUnderWay === true) {
      const data = { count: 0, from: sequence + 2, to: sequence + 1 };
      mark = { entry: keep('events_dropped', data), data };
    }
    sequence += 1;
    dropped += 1;
    mark.data.count += 1;
    mark.data.to = sequence;
    onKept(mark.entry, false);
  }

  return {
    get sequence() {
      return sequence < 0 ? null : sequence;
    },
    get dropped() {
      return dropped;
    },
    add(type, data) {
      if (buffer.size >= bufferEventsMax) return drop();
      mark = undefined;
      keep(type, data);
    },
  };
}
