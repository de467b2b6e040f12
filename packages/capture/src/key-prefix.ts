// How rows of the store are named, so that buffers of two users, quizzes or attempts never mix.

import type { DeliveryOptions } from './delivery-options.ts';

/** What keys of this user's events for `eventsUrl` begin with: those of the attempt, or of all attempts. */
export function keyPrefix({ userKey, eventsUrl, attempt }: DeliveryOptions, isOfAll?: boolean): string {
  const prefix = `quizwire-capture ${JSON.stringify([userKey, eventsUrl])} `;
  return isOfAll ? prefix : `${prefix}${attempt} `;
}
