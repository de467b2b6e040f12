// A target that nothing can be sent to, as it is: every send says why.

import { notSent } from './not-sent.ts';
import type { Transport } from './transport.ts';

export function refusedTransport(reason: string): Transport {
  return {
    messagesAtOnceMax: 1,
    sendsAtOnceMax: 1,
    send: async (messages) => messages.map(() => notSent(reason)),
    [Symbol.asyncDispose]: async () => {},
  };
}
