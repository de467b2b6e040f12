// The whole server: it opens the database, makes what has a life of its own, and listens. Routes are added in routes/.

import { readFileSync } from 'node:fs';
import { extname, isAbsolute, resolve } from 'node:path';
import type { Logger } from 'pino';
import type { Config } from './config.ts';
import { listen } from './http/listening.ts';
import { Metrics } from './http/metrics.ts';
import { httpServer } from './http/server.ts';
import type { Clock } from './model/clock.ts';
import { oldDeliveriesEveryMs, replaysEveryMs } from './model/delivery-limits.ts';
import { numberingEveryMs, quizEventsAnnouncedEveryMs } from './model/feed-limits.ts';
import { stopGraceMs } from './model/limits.ts';
import { closingEveryMs } from './model/quiz-limits.ts';
import { authenticate } from './operations/access/authenticate.ts';
import { forgetSessions } from './operations/access/forget-sessions.ts';
import { TokenUses } from './operations/access/token-uses.ts';
import { QuizEventAnnouncements } from './operations/announcing/announce-quiz-events.ts';
import { announcingDatabase } from './operations/announcing/announcing-database.ts';
import { FeedNumbering } from './operations/announcing/feed-numbering.ts';
import { OverdueAttempts } from './operations/attempts/close-overdue-attempts.ts';
import { forgetUploads } from './operations/files/forget-uploads.ts';
import { prepareAccount } from './operations/prepare-account.ts';
import { type Random, systemRandom } from './operations/random.ts';
import { checkSecrets } from './operations/subscriptions/check-secrets.ts';
import { clearDeleted } from './operations/subscriptions/clear-deleted.ts';
import { forgetDeliveries } from './operations/subscriptions/forget-deliveries.ts';
import { Replays } from './operations/subscriptions/run-replays.ts';
import { SigningKeys } from './operations/subscriptions/signing-keys.ts';
import { authenticateTool } from './operations/tools/authenticate-tool.ts';
import { forgetAssertions } from './operations/tools/forget-assertions.ts';
import { addRoutes } from './routes/all.ts';
import { openDispatcher } from './sending.ts';
import { callerFactsLookup } from './store/caller-facts.ts';
import type { Database } from './store/database.ts';
import { deliveriesChannel } from './store/fan-out.ts';
import { openDatabase } from './store/open-database.ts';
import { QuizEventWriter } from './store/quiz-event-writer.ts';
import { openSecretBox } from './store/secrets-keys.ts';
import { endLeases } from './store/target-leases.ts';

/**
 * How often token uses are written, partitions looked after, sessions and assertions that have expired
 * and uploads that were abandoned forgotten, and signing keys looked at.
 */
const tokenUsesEveryMs = 10_000;
const prepareAheadEveryMs = 3_600_000;
const forgetSessionsEveryMs = 3_600_000;
const forgetAssertionsEveryMs = 3_600_000;
/** Beside this file, in the repository and in the package. */
const batchReader = new URL(`./batch-reader${extname(import.meta.url)}`, import.meta.url);
const forgetUploadsEveryMs = 3_600_000;
const signingKeysLookedAtEveryMs = 3_600_000;

/** Does something again and again, from then on until what it returns is called. */
export type Schedule = (intervalMs: number, work: () => Promise<void>) => () => void;

export interface App extends AsyncDisposable {
  /** Where it listens, e.g. `http://127.0.0.1:4280`. */
  url: string;
}

/** Brings the configured database to this program's schema. Raises DatabaseUnusable, SchemaTooNew. */
export async function openConfiguredDatabase(config: Config, clock: Clock = Date.now): Promise<Database> {
  return openDatabase(absoluteDatabaseUrl(config.databaseUrl), clock(), {
    allowUnsafePostgres: config.allowUnsafePostgres,
    batchReader,
  });
}

/**
 * Starts serving and resolves when ready. Disposing finishes what was accepted, then closes everything.
 * Raises DatabaseUnusable, SchemaTooNew, CannotListen; then nothing stays open.
 */
export async function startApp(
  config: Config,
  log: Logger,
  clock: Clock = Date.now,
  random: Random = systemRandom,
  schedule: Schedule = scheduleByTimer,
): Promise<App> {
  await using starting = new AsyncDisposableStack();
  const database = starting.use(await openConfiguredDatabase(config, clock));
  let url = '';
  const secrets = openSecretBox(absoluteDatabaseUrl(config.databaseUrl), config.secretsKeys);
  await checkSecrets(database.query, secrets, () =>
    log.warn(
      'QUIZWIRE_SECRETS_KEY is not set: this server sends nothing to the subscriptions that there are',
    ),
  );
  const signingKeys = secrets && new SigningKeys(database, secrets, clock);
  await prepareAccount(database, config.adminToken, random, clock);
  const metrics = new Metrics(() => writer.queuedBytes);
  const writer = new QuizEventWriter(database, {
    committed: (group) => metrics.committed(group),
    failed: (error) => {
      metrics.commitFailed();
      log.error({ err: error }, 'a group of quiz events was not stored; its callers were told');
    },
  });
  const numbering = starting.use(
    new FeedNumbering(database, clock, (error) => {
      log.error({ err: error }, 'live events were not brought into the feed; it is tried again');
    }),
  );
  const announcing = announcingDatabase(database, {
    clock,
    random,
    shard: config.shard,
    announced: () => numbering.announced(),
    announcesQuizEvents: config.announcesQuizEvents,
  });
  // A file of SQLite has one server: one that had its targets before was killed.
  if (database.kind === 'sqlite') await endLeases(database.query);
  const sending = { database, secrets, signingKeys, announcing, metrics, config, log, clock, random };
  // Where it listens is known only later.
  const dispatcher = openDispatcher(
    { ...sending, version: versionOfThis(), baseUrl: () => config.publicUrl ?? url },
    starting,
  );
  const tokenUses = new TokenUses(database);
  starting.defer(() => tokenUses.flush().catch(upkeepFailed));
  const server = await httpServer({
    authenticate: authenticate(callerFactsLookup(database), database.query, tokenUses, clock),
    authenticateTool: authenticateTool(database.query, secrets, clock),
    metrics,
    log,
    isDatabaseUnavailable: database.isUnavailable,
    version: versionOfThis(),
    shard: config.shard,
    publicUrl: config.publicUrl,
    trustedProxies: config.trustedProxies,
    isThrottled: config.isThrottled,
  });
  await addRoutes(server, {
    database,
    announcing,
    numbering,
    sending: dispatcher,
    writer,
    secrets,
    signingKeys,
    metrics,
    version: versionOfThis(),
    config,
    clock,
    random,
  });
  starting.defer(async () => {
    const cutOff = setTimeout(() => server.server.closeAllConnections(), stopGraceMs);
    await server.close();
    clearTimeout(cutOff);
  });
  const overdueAttempts = starting.use(
    new OverdueAttempts(announcing, clock, (error, quizSubmissionId) => {
      log.error({ err: error, quizSubmissionId }, 'an overdue attempt was not closed; it is tried again');
    }),
  );
  every(tokenUsesEveryMs, () => tokenUses.flush());
  every(closingEveryMs, async () => void (await overdueAttempts.close()));
  if (config.announcesQuizEvents) {
    const announcements = starting.use(new QuizEventAnnouncements(database, announcing));
    await announcements.begin();
    every(quizEventsAnnouncedEveryMs, () => announcements.announce());
  }
  every(prepareAheadEveryMs, () => database.prepareAhead(clock()));
  every(forgetSessionsEveryMs, forgetSessions(database, clock));
  every(forgetUploadsEveryMs, forgetUploads(database, clock));
  const replays = starting.use(
    new Replays(database, dispatcher, clock, (error, replayId) => {
      log.error({ err: error, replayId }, 'a replay was not taken further; it is tried again');
    }),
  );
  every(replaysEveryMs, () => replays.run());
  every(oldDeliveriesEveryMs, forgetDeliveries(database, config.deliveryLogDays, clock));
  every(oldDeliveriesEveryMs, clearDeleted(database.query));
  every(forgetAssertionsEveryMs, forgetAssertions(database, clock));
  if (signingKeys !== null) every(signingKeysLookedAtEveryMs, () => signingKeys.rotateWhenDue());
  url = await listen(server, config.host, config.port);
  starting.defer(numbering.listen(() => dispatcher.wake()));
  starting.use(database.listen(deliveriesChannel, () => dispatcher.wake()));
  every(numberingEveryMs, () => numbering.number().finally(() => dispatcher.sendDue()));
  const running = starting.move();
  return { url, [Symbol.asyncDispose]: () => running.disposeAsync() };

  function every(intervalMs: number, work: () => Promise<void>): void {
    starting.defer(schedule(intervalMs, () => work().catch(upkeepFailed)));
  }

  function upkeepFailed(error: unknown): void {
    log.error({ err: error }, 'upkeep failed; it is tried again');
  }
}

function scheduleByTimer(intervalMs: number, work: () => Promise<void>): () => void {
  const timer = setInterval(work, intervalMs).unref();
  return () => clearInterval(timer);
}

/** npm runs scripts in the workspace root, people start the command anywhere: the file is where they stand. */
function absoluteDatabaseUrl(url: string): string {
  const path = url.startsWith('sqlite:') ? url.slice('sqlite:'.length) : null;
  if (path === null || path === ':memory:' || isAbsolute(path)) return url;
  return `sqlite:${resolve(process.env.INIT_CWD ?? process.cwd(), path)}`;
}

/** Beside `src` in the repository and beside `dist` in the package. */
function versionOfThis(): string {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };
  return version;
}
