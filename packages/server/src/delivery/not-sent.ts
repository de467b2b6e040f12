// The outcome of a message that did not reach its target, and about which the target said nothing.

import type { Outcome } from '../model/delivery.ts';

/** `reason` is for the subscriber. */
export function notSent(reason: string): Outcome {
  return { kind: 'failed', status: null, responseHead: null, reason, retryAfterMs: null, isFinal: false };
}

/** Our own fault, and no word of it the subscriber's: whoever else needs the key says what it is. */
export const notSigned: Outcome = notSent('not sent: it could not be signed');
