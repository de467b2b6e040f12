// The other end of a sender, in its own process.
import type { Sending } from './start-sender.ts';

/** `send` begins, once it is told what; what it resolves to ends it, and with it the process. */
export function serveSender(send: (sending: Sending) => Promise<() => Promise<void>>): void {
  let stop: Promise<() => Promise<void>> | undefined;
  process.on('message', async (message: Sending | 'stop') => {
    if (message !== 'stop') {
      stop = send(message);
      return;
    }
    await (await stop)?.();
    process.exit();
  });
}
