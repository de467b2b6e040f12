// Makes events, numbers them and puts them into the buffer. When that is full, what does not fit is counted in a mark.

import type { Buffer, Entry } from './buffer.ts';
import type { SessionClock } from './session-clock.ts';
import { uuid } from './uuid.ts';

interface RecordingUses {
  session: string;
  attempt: number | undefined;
  /** What keys of this attempt begin with. */
  prefix: string;
  clock: SessionClock;
  buffer: Buffer;
  bufferEventsMax: number;
  /** The entry is new in the buffer, or (a mark) says something else now. */
  onChange(entry: Entry, isNew: boolean): void;
}

export interface Recording {
  /** The last number given out; null before the first. */
  readonly sequence: number | null;
  /** Events that had no room. */
  readonly dropped: number;
  add(type: string, data?: unknown): void;
}

export function createRecording(uses: RecordingUses): Recording {
  const { session, attempt, prefix, clock, buffer, bufferEventsMax, onChange } = uses;
  let next = 0;
  let dropped = 0;
  /** Says what had no room: events `from` to `to`, `count` of them. */
  let mark: Entry | undefined;
  let lost = { count: 0, from: 0, to: 0 };

  function keep(type: string, data: unknown): Entry {
    const { wallMs, elapsedMs } = clock.read();
    const sequence = next++;
    const entry: Entry = {
      key: `${prefix}${session} ${sequence}`,
      attempt,
      event: {
        event_type: type,
        event_data: data,
        client_timestamp: new Date(wallMs).toISOString(),
        id: uuid(),
        session,
        sequence,
        elapsed_ms: elapsedMs,
      },
    };
    buffer.add(entry);
    onChange(entry, true);
    return entry;
  }

  /** The newest ones go: the log is whole up to a point, and what is missing is one run of numbers. */
  function drop(): void {
    if (mark === undefined || mark.isUnderWay || !buffer.entries.has(mark)) {
      lost = { count: 0, from: next + 1, to: next };
      mark = keep('events_dropped', lost);
    }
    dropped += 1;
    lost.count += 1;
    lost.to = next++;
    onChange(mark, false);
  }

  return {
    get sequence() {
      return next > 0 ? next - 1 : null;
    },
    get dropped() {
      return dropped;
    },
    add(type, data) {
      if (buffer.entries.size >= bufferEventsMax) {
        drop();
      } else {
        mark = undefined;
        keep(type, data);
      }
    },
  };
}
