import { expect, test } from 'vitest';
import { openWebhook } from '../../src/delivery/webhook.ts';
import { connectTimeoutMs, sendTimeoutMs } from '../../src/model/delivery-limits.ts';
import { startSocketReceiver } from '../support/receiver.ts';
import { outgoing, webhookUses, withoutSecrets } from '../support/webhook.ts';

// Each takes the whole time of a send, so they take it together.

/** What comes of a send to a receiver that has its own pace, and how long it took. */
async function timed(
  onConnection: Parameters<typeof startSocketReceiver>[0],
  scheme: 'http' | 'https' = 'http',
) {
  await using receiver = await startSocketReceiver(onConnection);
  const url = `${scheme}://127.0.0.1:${receiver.port}/`;
  const target = { type: 'https', url, signsPayload: false } as const;
  await using webhook = openWebhook({ target, secrets: withoutSecrets }, webhookUses(['127.0.0.1']));
  const startedAt = performance.now();
  const [outcome] = await webhook.send([outgoing()]);
  return { outcome, ms: performance.now() - startedAt };
}

/** A byte every now and then, for ever. */
function drip(head: string): Parameters<typeof startSocketReceiver>[0] {
  return (socket) => {
    socket.once('data', () => {
      socket.write(head);
      const timer = setInterval(() => socket.write('x'), 200);
      socket.on('close', () => clearInterval(timer));
    });
  };
}

test.concurrent.each([
  ['says nothing', (): void => {}],
  ['drips its head', drip('HTTP/1.1 200 OK\r\na: ')],
  [
    'sends provisional answers for ever',
    (socket: import('node:net').Socket): void => {
      const timer = setInterval(() => socket.write('HTTP/1.1 103 Early Hints\r\n\r\n'), 200);
      socket.on('close', () => clearInterval(timer));
    },
  ],
])('a receiver that %s fails when its time is over', async (_how, onConnection) => {
  const { outcome, ms } = await timed(onConnection);
  expect(outcome).toMatchObject({ kind: 'failed', status: null, reason: 'no answer within 15 s' });
  expect(ms).toBeGreaterThan(sendTimeoutMs - 100);
  expect(ms).toBeLessThan(2 * sendTimeoutMs);
});

test.concurrent('a receiver that drips the body of a success has taken the message', async () => {
  const { outcome, ms } = await timed(drip('HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n'));
  expect(outcome).toMatchObject({
    kind: 'delivered',
    status: 200,
    responseHead: expect.stringMatching(/^x+$/),
  });
  expect(ms).toBeLessThan(2 * sendTimeoutMs);
});

test.concurrent('a receiver that drips the body of a failure has failed', async () => {
  const { outcome } = await timed(drip('HTTP/1.1 500 No\r\ncontent-length: 100000\r\n\r\n'));
  expect(outcome).toMatchObject({ kind: 'failed', status: 500, reason: 'answered 500' });
});

test.concurrent('a connection that never comes to speak TLS fails before', async () => {
  const { outcome, ms } = await timed(() => {}, 'https');
  expect(outcome).toMatchObject({ kind: 'failed', status: null, reason: 'no connection within 10 s' });
  expect(ms).toBeGreaterThan(connectTimeoutMs - 1_000);
  expect(ms).toBeLessThan(sendTimeoutMs);
});
