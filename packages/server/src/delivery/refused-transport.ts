// A target that nothing can be sent to, as it is: every send says why.

import type { Transport } from './transport.ts';

export function refusedTransport(reason: string): Transport {
  return {
    messagesAtOnceMax: 1,
    sendsAtOnceMax: 1,
    send: async (messages) =>
      messages.map(() => ({
        kind: 'failed',
        status: null,
        responseHead: null,
        reason,
        retryAfterMs: null,
        isFinal: false,
      })),
    [Symbol.asyncDispose]: async () => {},
  };
}
