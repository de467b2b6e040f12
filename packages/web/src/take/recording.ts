// The capture client at work on this page, and what it has recorded so far, for the student to read.

import {
  type CapturedEvent,
  deliverLeftovers,
  type PageSession,
  type RecorderState,
  record,
} from '@quizwire/capture';
import { eventDelivery } from '../api/event-delivery.ts';
import type { Taking } from '../api/taking.ts';
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
  /** Nothing more is recorded. What has not arrived is delivered as long as the page is there. */
  stop(): void;
}

/** Null for a preview, of which nothing is recorded. Questions are the elements with `data-question-id`. */
export function startRecording(
  taking: Pick<Taking, 'events_url' | 'user'>,
  attempt: number,
): Recording | null {
  const delivery = eventDelivery(taking);
  if (delivery === null) return null;
  const events = observable<readonly CapturedEvent[]>([]);
  const sentIds = observable<ReadonlySet<string>>(new Set());
  const state = observable<RecorderState>({ pending: 0, lastSentAt: null, isOffline: false, dropped: 0 });
  const onSent = (sent: readonly CapturedEvent[]): void =>
    sentIds.set(new Set([...sentIds.get(), ...sent.map(({ id }) => id)]));
  const recorder = record({
    ...delivery,
    attempt,
    questions: '[data-question-id]',
    flags: '.flag',
    onRecorded: (event) => events.set([...events.get(), event].slice(-listedMax)),
    onSent,
    onState: state.set,
  });
  return {
    events,
    sentIds,
    state,
    pageSession: () => recorder.pageSession(),
    flush: () => recorder.flush(),
    stop() {
      recorder.stop();
      deliverLeftovers({ ...delivery, onSent });
    },
  };
}
