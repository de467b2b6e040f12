// The capture client at work on this page, and what it has recorded so far, for the student to read.

import {
  type CapturedEvent,
  csrfHeaders,
  type PageSession,
  type RecorderState,
  record,
} from '@quizwire/capture';
import type { RunningAttempt } from '../api/taking.ts';
import { type Observable, observable } from './observable.ts';

/** Enough to read; the log has all of them. */
const listedMax = 500;

export interface Recording {
  /** What this page has recorded, the newest last. */
  events: Observable<readonly CapturedEvent[]>;
  /** Ids of those that the server has. */
  sentIds: Observable<ReadonlySet<string>>;
  state: Observable<RecorderState>;
  pageSession(): PageSession;
  flush(): Promise<void>;
  stop(): void;
}

/** Null for a preview, of which nothing is recorded. Questions are the elements with `data-question-id`. */
export function startRecording(
  { events_url, attempt }: Pick<RunningAttempt, 'events_url' | 'attempt'>,
  userId: number,
): Recording | null {
  if (events_url === null) return null;
  const events = observable<readonly CapturedEvent[]>([]);
  const sentIds = observable<ReadonlySet<string>>(new Set());
  const state = observable<RecorderState>({ pending: 0, lastSentAt: null, isOffline: false, dropped: 0 });
  const recorder = record({
    eventsUrl: new URL(events_url, location.href).pathname,
    userKey: String(userId),
    attempt,
    sendsOtherAttempts: true,
    headers: csrfHeaders,
    questions: '[data-question-id]',
    flags: '.flag',
    onRecorded: (event) => events.set([...events.get(), event].slice(-listedMax)),
    onSent: (sent) => sentIds.set(new Set([...sentIds.get(), ...sent.map(({ id }) => id)])),
    onState: state.set,
  });
  return {
    events,
    sentIds,
    state,
    pageSession: () => recorder.pageSession(),
    flush: () => recorder.flush(),
    stop: () => recorder.stop(),
  };
}
