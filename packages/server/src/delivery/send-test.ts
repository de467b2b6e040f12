// One message that tells whether a target takes anything, over a connection of its own.

import type { Clock } from '../model/clock.ts';
import type { Outcome } from '../model/delivery.ts';
import type { LiveEvent, RenderMessage } from '../model/live-event.ts';
import type { Subscription } from '../model/subscription.ts';
import type { SecretBox } from '../store/secret-box.ts';
import { openTargetOf } from './open-target.ts';
import { failedToSend } from './outcomes.ts';
import type { OpenTransport } from './transport.ts';

interface TestUses {
  secrets: SecretBox | null;
  openTransport: OpenTransport;
  renderMessage: RenderMessage;
  testEventOf(subscription: Subscription): Promise<LiveEvent>;
  clock: Clock;
  baseUrl(): string;
}

/** Never rejects for what is wrong with the target. Raises CannotUnseal. */
export async function sendTest(
  subscription: Subscription,
  { secrets, openTransport, renderMessage, testEventOf, clock, baseUrl }: TestUses,
): Promise<{ outcome: Outcome; durationMs: number }> {
  if (secrets === null) throw new Error('there are no keys of secrets, so there can be no subscription');
  await using transport = await openTransport(openTargetOf(subscription, secrets));
  const event = await testEventOf(subscription);
  const { uuid, eventName, eventTimeMs, userId } = event;
  const { format } = subscription;
  const sentAtMs = clock();
  const text = renderMessage(event, format, sentAtMs, baseUrl());
  if (text === null) return { outcome: failedToSend, durationMs: 0 };
  const startedAt = performance.now();
  const message = { uuid, eventName, eventTimeMs, userId, format, text, sentAtMs };
  const [outcome = failedToSend] = await transport.send([message]);
  return { outcome, durationMs: Math.round(performance.now() - startedAt) };
}
