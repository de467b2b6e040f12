// What the dispatcher is made of; app.ts brings it together.

import type { Clock } from '../model/clock.ts';
import type { LiveEvent, RenderMessage } from '../model/live-event.ts';
import type { Subscription } from '../model/subscription.ts';
import type { Database } from '../store/database.ts';
import type { SecretBox } from '../store/secret-box.ts';
import type { DeliveryObserver, TargetFailing } from './observer.ts';
import type { OpenTransport } from './transport.ts';

export interface DispatcherParts {
  database: Database;
  /** Null: nothing is sent, because no target can be opened. */
  secrets: SecretBox | null;
  openTransport: OpenTransport;
  /** Null for an event without a form in the format. Never throws. */
  renderMessage: RenderMessage;
  /** The event `quizwire.test` for a subscription. */
  testEventOf(subscription: Subscription): Promise<LiveEvent>;
  targetFailing: TargetFailing;
  observer: DeliveryObserver;
  clock: Clock;
  random: { uuid(): string; below(limit: number): number };
  /** For how long a delivery is tried before it is dead. */
  retryMs: number;
  /** Begins the ids of standard Caliper; without a slash at its end. */
  baseUrl(): string;
}
