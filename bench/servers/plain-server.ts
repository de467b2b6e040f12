// The plain way, as a rival: quizwire's own HTTP, authentication and permission checks, but every batch is one
// transaction of its own, begun, written and committed before its answer. The rows and statements are the same.
import pg from 'pg';
import { makeBatchReader } from '../../packages/server/src/batch-reader.ts';
import { readConfig } from '../../packages/server/src/config.ts';
import { Metrics } from '../../packages/server/src/http/metrics.ts';
import { httpServer } from '../../packages/server/src/http/server.ts';
import { openLog } from '../../packages/server/src/log.ts';
import { authenticate } from '../../packages/server/src/operations/access/authenticate.ts';
import { TokenUses } from '../../packages/server/src/operations/access/token-uses.ts';
import { announcingDatabase } from '../../packages/server/src/operations/announcing/announcing-database.ts';
import { FeedNumbering } from '../../packages/server/src/operations/announcing/feed-numbering.ts';
import { systemRandom } from '../../packages/server/src/operations/random.ts';
import { addRoutes } from '../../packages/server/src/routes/all.ts';
import { callerFactsLookup } from '../../packages/server/src/store/caller-facts.ts';
import type { Database, NewQuizEvent } from '../../packages/server/src/store/database.ts';
import { flatValuesOf } from '../../packages/server/src/store/dialect/event-values.ts';
import { insertEvents } from '../../packages/server/src/store/dialect/postgres-events.ts';
import { openConnection } from '../../packages/server/src/store/dialect/sqlite-connection.ts';
import { prepareEventInsert } from '../../packages/server/src/store/dialect/sqlite-events.ts';
import { openDatabase } from '../../packages/server/src/store/open-database.ts';
import type { PostedBatch } from '../../packages/server/src/store/posted-batch.ts';
import { QuizEventWriter } from '../../packages/server/src/store/quiz-event-writer.ts';

/** Connections of the pool. Measured under this load: 16 to 64 are alike and 32 is the best of them, 8 is slower. */
const connectionsMax = 32;

class PlainWriter extends QuizEventWriter {
  readonly #reader = makeBatchReader();
  readonly #store: (events: readonly NewQuizEvent[]) => Promise<void>;

  constructor(database: Database, databaseUrl: string) {
    super(database, { committed() {}, failed() {} });
    this.#store = database.kind === 'sqlite' ? onThisThread(databaseUrl) : onPool(databaseUrl);
  }

  override write(posted: PostedBatch): Promise<void> {
    return this.#store(this.#reader.read(posted).events);
  }
}

/** Where a plain server has its SQLite: on the thread that serves. Nothing else of this server writes. */
function onThisThread(databaseUrl: string): (events: readonly NewQuizEvent[]) => Promise<void> {
  const insert = prepareEventInsert(openConnection(databaseUrl.slice('sqlite:'.length)));
  return async (events) => insert(flatValuesOf(events));
}

function onPool(databaseUrl: string): (events: readonly NewQuizEvent[]) => Promise<void> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: connectionsMax });
  return async (events) => {
    const client = await pool.connect();
    try {
      await client.query('begin');
      await insertEvents(client as unknown as pg.Pool, flatValuesOf(events));
      await client.query('commit');
    } finally {
      client.release();
    }
  };
}

const config = readConfig(process.env);
const log = openLog(config.logLevel);
const database = await openDatabase(config.databaseUrl, Date.now());
const metrics = new Metrics(() => 0);
const server = await httpServer({
  authenticate: authenticate(callerFactsLookup(database), database.query, new TokenUses(database), Date.now),
  authenticateTool: null,
  metrics,
  log,
  isDatabaseUnavailable: database.isUnavailable,
  shard: config.shard,
  publicUrl: config.publicUrl,
  trustedProxies: config.trustedProxies,
  isThrottled: config.isThrottled,
  version: 'bench',
});
const writer = new PlainWriter(database, config.databaseUrl);
const numbering = new FeedNumbering(database, Date.now, (error) =>
  log.error({ err: error }, 'numbering failed'),
);
const announcing = announcingDatabase(database, {
  clock: Date.now,
  random: systemRandom,
  shard: config.shard,
  announced: () => numbering.announced(),
  announcesQuizEvents: config.announcesQuizEvents,
});
await addRoutes(server, {
  database,
  announcing,
  numbering,
  // Nobody subscribes to it.
  sending: { wake() {}, sendTest: () => Promise.reject(new Error('nothing is sent')) },
  writer,
  secrets: null,
  signingKeys: null,
  metrics,
  version: 'bench',
  config,
  clock: Date.now,
  random: systemRandom,
});
const url = await server.listen({ host: config.host, port: config.port });
process.stdout.write(`quizwire listening on ${url}\n`);
process.once('SIGTERM', () => process.exit(0));
