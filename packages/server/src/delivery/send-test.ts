// One message that tells whether a target takes anything, over a connection of its own.

import type { Outcome } from '../model/delivery.ts';
import type { Subscription } from '../model/subscription.ts';
import type { DispatcherParts } from './dispatcher-parts.ts';
import { openTargetOf } from './open-target.ts';
import { failedToSend } from './outcomes.ts';
import { renderedEvent } from './rendered.ts';
import { sendThrough } from './send-through.ts';

type TestUses = Pick<
  DispatcherParts,
  'secrets' | 'openTransport' | 'renderMessage' | 'testEventOf' | 'clock' | 'baseUrl' | 'observer'
>;

/** Never rejects for what is wrong with the target. Raises CannotUnseal. */
export async function sendTest(
  subscription: Subscription,
  { secrets, openTransport, renderMessage, testEventOf, clock, baseUrl, observer }: TestUses,
): Promise<{ outcome: Outcome; durationMs: number }> {
  if (secrets === null) throw new Error('there are no keys of secrets, so there can be no subscription');
  await using transport = await openTransport(openTargetOf(subscription, secrets));
  const event = await testEventOf(subscription);
  const { id, format } = subscription;
  const message = renderedEvent(event, { renderMessage, format, sentAtMs: clock(), baseUrl: baseUrl() });
  if (message === null) return { outcome: failedToSend, durationMs: 0 };
  const startedAt = performance.now();
  const failed = (error: unknown): void => observer.failed(error, id);
  const [outcome = failedToSend] = await sendThrough(transport, [message], failed);
  return { outcome, durationMs: Math.round(performance.now() - startedAt) };
}
