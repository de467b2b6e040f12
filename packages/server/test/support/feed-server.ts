// A server with the feed alone, whose heartbeat and patience a test chooses, and which announces what the test says.
import type { Socket } from 'node:net';
import { pino } from 'pino';
import type { EventName } from '../../src/facts/event-names.ts';
import type { FactBody } from '../../src/facts/fact.ts';
import { renderMessage } from '../../src/format/render-message.ts';
import { Metrics } from '../../src/http/metrics.ts';
import { liveEventRoutes } from '../../src/http/routes/live-events.ts';
import { httpServer } from '../../src/http/server.ts';
import { authenticate } from '../../src/operations/access/authenticate.ts';
import { TokenUses } from '../../src/operations/access/token-uses.ts';
import { FeedNumbering } from '../../src/operations/announcing/feed-numbering.ts';
import { readFeed } from '../../src/operations/announcing/read-feed.ts';
import { showLiveEvent } from '../../src/operations/announcing/show-live-event.ts';
import { prepareAccount } from '../../src/operations/prepare-account.ts';
import { systemRandom } from '../../src/operations/random.ts';
import { callerFactsLookup } from '../../src/store/caller-facts.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import { announcingOn, callerNamed } from './direct-call.ts';
import { testStartMs } from './server.ts';

export interface FeedServer extends AsyncDisposable {
  /** Of the feed. */
  url: string;
  adminToken: string;
  /** Announces in a transaction of its own. */
  announce(eventName: EventName, body: FactBody): Promise<void>;
  /** Does what the server does every second. */
  number(): Promise<void>;
  /** Ends it as a signal would. */
  stop(): Promise<void>;
  /** Connections of the server's side, as they are made. */
  connections: Socket[];
}

export async function startFeedServer(
  databaseUrl: string,
  { stallMs = 60_000, heartbeatMs = 15_000, isThrottled = false } = {},
): Promise<FeedServer> {
  await using opening = new AsyncDisposableStack();
  const clock = () => testStartMs;
  const adminToken = 'admin-token-of-the-test';
  const database = opening.use(await openDatabase(databaseUrl, testStartMs));
  await prepareAccount(database, adminToken, systemRandom, clock);
  const numbering = opening.use(
    new FeedNumbering(database, Date.now, (error) => {
      throw error;
    }),
  );
  const announcing = announcingOn(database, clock, () => numbering.announced());
  const server = await httpServer({
    authenticate: authenticate(callerFactsLookup(database), database.query, new TokenUses(database), clock),
    authenticateTool: null,
    metrics: new Metrics(() => 0),
    log: pino({ level: 'silent' }),
    isDatabaseUnavailable: database.isUnavailable,
    version: '0',
    shard: 1,
    publicUrl: null,
    trustedProxies: [],
    isThrottled,
  });
  liveEventRoutes(server, {
    readFeed: readFeed(database, numbering, renderMessage, clock),
    showLiveEvent: showLiveEvent(database, renderMessage, clock),
    stallMs,
    heartbeatMs,
    shard: 1,
    publicUrl: null,
  });
  const connections: Socket[] = [];
  server.server.on('connection', (socket: Socket) => void connections.push(socket));
  opening.defer(async () => {
    server.server.closeAllConnections();
    await server.close();
  });
  const url = await server.listen({ host: '127.0.0.1', port: 0 });
  const open = opening.move();
  return {
    url: `${url}/api/v1/live_events`,
    adminToken,
    announce: (eventName, body) =>
      announcing.transaction(callerNamed(1), async (transaction) => {
        const nothing = { courseId: null, assignmentId: null, userId: null };
        transaction.announce({ eventName, body, ...nothing });
      }),
    number: () => numbering.number(),
    stop: async () => void (await server.close()),
    connections,
    [Symbol.asyncDispose]: () => open.disposeAsync(),
  };
}
