// What operations want of whatever sends: app.ts hands in the dispatcher.

import type { Outcome } from '../../model/delivery.ts';
import type { Subscription } from '../../model/subscription.ts';

export interface Sending {
  /** There may be something to send now that was not before. Returns at once. */
  wake(): void;
  /** Sends one message of the event `quizwire.test` now, once, and keeps nothing of it. Never rejects for what is wrong with the target. */
  sendTest(subscription: Subscription): Promise<{ outcome: Outcome; durationMs: number }>;
}
