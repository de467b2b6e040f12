// What became of one message when it was sent, for whoever watches the server: metrics and the log. No word of the message.

import type { Outcome } from './delivery.ts';

export interface SendReport {
  subscriptionId: number;
  deliveryId: number;
  position: number;
  /** The live event's. */
  uuid: string;
  eventName: string;
  /** Sends so far, this one included. */
  tries: number;
  outcome: Outcome;
  durationMs: number;
  /** From the making of the delivery to the end of this send. */
  lagMs: number;
  /** When it is sent again; null when it is not. */
  nextAtMs: number | null;
}
