// Quizwire as the one who sends: a server with subscriptions to the sink, and a feed whose deliveries wait.
import { randomBytes } from 'node:crypto';
import { rootAccountId } from '../../packages/server/src/model/account.ts';
import { appendLiveEvents } from '../../packages/server/src/operations/announcing/append-live-events.ts';
import { FeedNumbering } from '../../packages/server/src/operations/announcing/feed-numbering.ts';
import type { NewLiveEvent } from '../../packages/server/src/store/live-events.ts';
import { openDatabase } from '../../packages/server/src/store/open-database.ts';
import { startServerProcess } from '../../packages/server/test/support/process.ts';
import type { BenchDatabase } from '../databases.ts';
import { call } from '../hand-in/course.ts';
import { builtServer } from '../servers/server-under-load.ts';
import { eventName } from './messages.ts';

export const adminToken = 'bench-admin';

/** One for all, so that a server reads what the one before it has sealed. */
const secretsKey = randomBytes(32).toString('base64');

/** Events put in the feed by one transaction. */
const eventsAtOnce = 1_000;

const complaintsShown = 5;

export interface OurServer {
  url: string;
  pid: number;
  /** Lets it finish what is under way, and shows what it complained of. */
  stop(): Promise<void>;
  kill(): Promise<void>;
}

/** With production settings; each send would be a line of its log, which is read by nobody here. */
export async function startOurs(
  databaseUrl: string,
  environment: Record<string, string> = {},
): Promise<OurServer> {
  const server = await startServerProcess(
    {
      QUIZWIRE_DATABASE_URL: databaseUrl,
      QUIZWIRE_LOG_LEVEL: 'warn',
      QUIZWIRE_THROTTLE: 'false',
      QUIZWIRE_ADMIN_TOKEN: adminToken,
      QUIZWIRE_SECRETS_KEY: secretsKey,
      QUIZWIRE_ALLOWED_TARGETS: '127.0.0.1',
      ...environment,
    },
    [],
    builtServer,
  );
  return {
    url: server.url,
    pid: server.pid,
    async stop() {
      await server.kill('SIGTERM');
      // Its first line says where it listens; it should have no other.
      const complaints = server
        .output()
        .trim()
        .split('\n')
        .slice(1, 1 + complaintsShown);
      if (complaints.length > 0) process.stderr.write(`${complaints.join('\n')}\n`);
    },
    kill: () => server.kill('SIGKILL'),
  };
}

/** Subscribes each URL to every grade change, as an admin would. */
export async function subscribe(server: OurServer, urls: readonly string[]): Promise<void> {
  for (const url of urls) {
    await call(server.url, adminToken, 'POST', `/api/lti/accounts/${rootAccountId}/data_services`, {
      subscription: {
        ContextId: String(rootAccountId),
        ContextType: 'root_account',
        EventTypes: [eventName],
        Format: 'live-event',
        TransportType: 'https',
        TransportMetadata: { Url: url },
      },
    });
  }
}

/** Starts a server for no longer than it takes to subscribe. */
export async function prepareSubscriptions(databaseUrl: string, urls: readonly string[]): Promise<void> {
  const server = await startOurs(databaseUrl);
  try {
    await subscribe(server, urls);
    await server.stop();
  } finally {
    await server.kill();
  }
}

/** Announces the events, as the server does; their deliveries wait for a server. None may run when it is SQLite. */
export async function fillFeed(database: BenchDatabase, events: readonly NewLiveEvent[]): Promise<void> {
  await using opened = await openDatabase(database.url, Date.now());
  for (let start = 0; start < events.length; start += eventsAtOnce) {
    const some = events.slice(start, start + eventsAtOnce);
    await opened.transaction((transaction) => appendLiveEvents(transaction, opened.kind, some, Date.now()));
  }
  await using numbering = new FeedNumbering(opened, Date.now, () => {});
  await numbering.number();
  await database.analyze();
}
