// Deliveries: one live event on its way to one subscription. Each time it is sent is a send, and has an outcome.

/**
 * `waiting` to be sent, first or again; `delivered`; `dead` when it was tried for as long as is tried; `left_out` when the
 * event has no form in the subscription's format.
 */
export type DeliveryState = 'waiting' | 'delivered' | 'dead' | 'left_out';

export interface Delivery {
  id: number;
  subscriptionId: number;
  /** The live event's place in the feed; there is one delivery of it for each subscription. */
  position: number;
  /** Whom the event is about; null for nobody. */
  userId: number | null;
  state: DeliveryState;
  /** Sends since it was made or was sent for again. */
  tries: number;
  /** Of the first send since it was made or was sent for again; how long it is tried counts from here. */
  firstTriedAtMs: number | null;
  /** Not sent before; that of a fresh delivery is its making, so that the oldest goes first. */
  dueAtMs: number;
  createdAtMs: number;
  settledAtMs: number | null;
}

export interface Send {
  id: number;
  deliveryId: number;
  startedAtMs: number;
  durationMs: number;
  outcome: Outcome['kind'];
  /** HTTP's, or that of the queue's answer; null where there was no answer. */
  status: number | null;
  /** The start of what was answered, bounded; null for nothing. */
  responseHead: string | null;
  /** Why it was no success, for people. */
  reason: string | null;
  /** When it will be sent again; null when it will not. */
  nextAtMs: number | null;
}

/** What the outside world answered to one message. A value, never thrown. */
export type Outcome =
  | { kind: 'delivered'; status: number | null; responseHead: string | null }
  | {
      kind: 'failed';
      status: number | null;
      responseHead: string | null;
      reason: string;
      /** How long the target asks to be left alone, in milliseconds. */
      retryAfterMs: number | null;
      /** This message will never be taken, whenever it is sent: it is too large. Says nothing about the target. */
      isFinal: boolean;
    }
  /** The target wants nothing more. */
  | { kind: 'gone'; status: number; responseHead: string | null; reason: string };

export type ReplayState = 'running' | 'done' | 'cancelled';

/** A range of the feed, or what is dead, that is being sent to a subscription again, or for the first time. */
export interface Replay {
  id: number;
  /** Whose events: its filter chooses, or its dead deliveries. */
  subscriptionId: number;
  /** Who gets them. */
  toSubscriptionId: number;
  /** 1: only deliveries that are dead. */
  isOfDead: 0 | 1;
  /** JSON array of the names of those events that are meant; empty for all. */
  eventNames: string;
  /** Places in the feed, both included. */
  fromPosition: number;
  toPosition: number;
  /** Up to here it has come. */
  donePosition: number;
  /** Deliveries made or sent for again so far. */
  deliveries: number;
  ratePerSecond: number;
  /** It is not taken further before; this is what keeps its rate. */
  nextAtMs: number;
  state: ReplayState;
  userId: number | null;
  createdAtMs: number;
  finishedAtMs: number | null;
}
