// Hands messages to a transport, whatever the transport does.

import type { Outcome } from '../model/delivery.ts';
import type { OutgoingMessage, Transport } from './transport.ts';

/** No outcomes when the transport throws, which is a defect, told to `failed`. Never rejects. */
export async function sendThrough(
  transport: Transport,
  messages: readonly OutgoingMessage[],
  failed: (error: unknown) => void,
): Promise<readonly Outcome[]> {
  try {
    return await transport.send(messages);
  } catch (error) {
    failed(error);
    return [];
  }
}
