// Where the pages of a quiz send what was recorded, and whose it is. All of them say the same: so each finds what another, a
// tab that was killed or had no network, left in the browser.

import { csrfHeaders, type DeliveryOptions, deliverLeftovers } from '@quizwire/capture';
import { urlOf } from './place.ts';
import type { Taking } from './taking.ts';

type Told = Pick<Taking, 'events_url' | 'user'>;

/** Null where nothing is recorded: before the first attempt, and of a preview. */
export function eventDelivery({ events_url, user }: Told): DeliveryOptions | null {
  if (events_url === null) return null;
  return {
    eventsUrl: urlOf(events_url),
    userKey: String(user.id),
    sendsOtherAttempts: true,
    headers: csrfHeaders,
  };
}

/** For pages that record nothing: delivers what is left of every attempt, as long as the page is there. */
export function deliverLeftEvents(told: Told): void {
  const delivery = eventDelivery(told);
  if (delivery !== null) deliverLeftovers(delivery);
}
