// A server whose subscriptions go to a receiver on the loopback, which the operator allows.

import type { TestDatabase } from './databases.ts';
import { type GotRequest, type Receiver, startReceiver } from './receiver.ts';
import { type CallOptions, type Reply, startTestServer, type TestServer } from './server.ts';

export const subscriptionsPath = '/api/lti/subscriptions';
export const dataServicesPath = '/api/lti/accounts/self/data_services';

export interface SubscribingServer extends AsyncDisposable {
  server: TestServer;
  receiver: Receiver & { requests: GotRequest[] };
  /** Of the receiver. */
  url: string;
  /** A subscription to all grade changes at the receiver, by the admin, but for what is given. */
  subscribe(given?: Record<string, unknown>, options?: CallOptions): Promise<Reply>;
}

export async function startSubscribingServer(
  database: Pick<TestDatabase, 'readyUrl'>,
  settings: Parameters<typeof startTestServer>[1] = {},
): Promise<SubscribingServer> {
  await using opening = new AsyncDisposableStack();
  const receiver = opening.use(await startReceiver());
  const server = opening.use(
    await startTestServer(database, {
      allowedTargets: ['127.0.0.1', 'localhost'],
      secretsKeys: [new Uint8Array(32).fill(7)],
      ...settings,
    }),
  );
  const url = `http://127.0.0.1:${receiver.port}/hook`;
  const open = opening.move();
  return {
    server,
    receiver,
    url,
    subscribe: (given = {}, options = {}) =>
      server.call('POST', subscriptionsPath, {
        body: { subscription: { ...wanted(url), ...given } },
        ...options,
      }),
    [Symbol.asyncDispose]: () => open.disposeAsync(),
  };
}

/** What `subscribe` asks for. */
export function wanted(url: string): Record<string, unknown> {
  return {
    ContextType: 'root_account',
    EventTypes: ['grade_change'],
    Format: 'live-event',
    TransportType: 'https',
    TransportMetadata: { Url: url },
  };
}
