// The only file that knows everyone: it opens the database, hands each part what it uses, and listens.

import { readFileSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';
import type { Logger } from 'pino';

import type { Config } from './config.ts';
import { knownScopes } from './http/authentication.ts';
import { listen } from './http/listening.ts';
import { Metrics } from './http/metrics.ts';
import { accessTokenRoutes } from './http/routes/access-tokens.ts';
import { accountRoutes } from './http/routes/accounts.ts';
import { coursePeopleRoutes } from './http/routes/course-people.ts';
import { courseRoutes } from './http/routes/courses.ts';
import { enrollmentRoutes } from './http/routes/enrollments.ts';
import { featureFlagRoutes } from './http/routes/feature-flags.ts';
import { healthRoutes } from './http/routes/health.ts';
import { homeRoutes } from './http/routes/home.ts';
import { quizSubmissionEventRoutes } from './http/routes/quiz-submission-events.ts';
import { quizSubmissionRoutes } from './http/routes/quiz-submissions.ts';
import { quizRoutes } from './http/routes/quizzes.ts';
import { sectionRoutes } from './http/routes/sections.ts';
import { userRoutes } from './http/routes/users.ts';
import { httpServer } from './http/server.ts';
import type { Clock } from './model/clock.ts';
import { exportStallMs, stopGraceMs } from './model/limits.ts';
import { authenticate } from './operations/authenticate.ts';
import { changeEnrollment } from './operations/change-enrollment.ts';
import { courseSections } from './operations/course-sections.ts';
import { createAccessToken } from './operations/create-access-token.ts';
import { createCourse } from './operations/create-course.ts';
import { createEnrollment } from './operations/create-enrollment.ts';
import { createQuiz } from './operations/create-quiz.ts';
import { createUser } from './operations/create-user.ts';
import { deleteQuiz } from './operations/delete-quiz.ts';
import { featureFlags } from './operations/feature-flags.ts';
import { findQuizSubmission } from './operations/find-quiz-submission.ts';
import { listAccountUsers } from './operations/list-account-users.ts';
import { listQuizSubmissions } from './operations/list-quiz-submissions.ts';
import { listQuizzes } from './operations/list-quizzes.ts';
import { prepareAccount } from './operations/prepare-account.ts';
import { type Random, systemRandom } from './operations/random.ts';
import { readCoursePeople } from './operations/read-course-people.ts';
import { readCourses } from './operations/read-courses.ts';
import { readEnrollments } from './operations/read-enrollments.ts';
import { readEvents } from './operations/read-events.ts';
import { recordEvents } from './operations/record-events.ts';
import { showAccessTokens } from './operations/show-access-tokens.ts';
import { showAccount } from './operations/show-account.ts';
import { showQuiz } from './operations/show-quiz.ts';
import { showQuizSubmission } from './operations/show-quiz-submission.ts';
import { showUser } from './operations/show-user.ts';
import { startAttempt } from './operations/start-attempt.ts';
import { TokenUses } from './operations/token-uses.ts';
import { updateAccessToken } from './operations/update-access-token.ts';
import { updateCourse } from './operations/update-course.ts';
import { updateQuiz } from './operations/update-quiz.ts';
import { updateUser } from './operations/update-user.ts';
import { tokenFactsLookup } from './store/caller-facts.ts';
import type { Database } from './store/database.ts';
import { openDatabase } from './store/open-database.ts';
import { QuizEventWriter } from './store/quiz-event-writer.ts';
import { recordingContextLookup } from './store/recording-facts.ts';

/** How often token uses are written and partitions looked after. */
const tokenUsesEveryMs = 10_000;
const prepareAheadEveryMs = 3_600_000;

export interface App extends AsyncDisposable {
  /** Where it listens, e.g. `http://127.0.0.1:4280`. */
  url: string;
}

/** Brings the configured database to this program's schema. Raises DatabaseUnusable, SchemaTooNew. */
export async function openConfiguredDatabase(config: Config, clock: Clock = Date.now): Promise<Database> {
  return openDatabase(absoluteDatabaseUrl(config.databaseUrl), clock(), {
    allowUnsafePostgres: config.allowUnsafePostgres,
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
): Promise<App> {
  await using starting = new AsyncDisposableStack();
  const database = starting.use(await openConfiguredDatabase(config, clock));
  await prepareAccount(database, config.adminToken, random, clock);
  const metrics = new Metrics(() => writer.queuedEvents);
  const writer = new QuizEventWriter(database, {
    committed: (group) => metrics.committed(group),
    failed: (error) => {
      metrics.commitFailed();
      log.error({ err: error }, 'a group of quiz events was not stored; its callers were told');
    },
  });
  const tokenUses = new TokenUses(database);
  starting.defer(() => tokenUses.flush().catch(upkeepFailed));
  const findRecordingContext = recordingContextLookup(database);
  const server = await httpServer({
    authenticate: authenticate(tokenFactsLookup(database), database.query, tokenUses, clock),
    metrics,
    log,
    isDatabaseUnavailable: database.isUnavailable,
    version: versionOfThis(),
    shard: config.shard,
    isThrottled: config.isThrottled,
  });
  homeRoutes(server);
  healthRoutes(server, {
    metrics,
    database: { kind: database.kind, durability: database.durability, ping: database.ping },
  });
  accountRoutes(server, {
    showAccount: showAccount(database),
    shard: config.shard,
    publicUrl: config.publicUrl,
  });
  courseRoutes(server, {
    readCourses: readCourses(database, clock),
    createCourse: createCourse(database, clock, random),
    updateCourse: updateCourse(database, clock),
    shard: config.shard,
    publicUrl: config.publicUrl,
  });
  coursePeopleRoutes(server, {
    readCoursePeople: readCoursePeople(database, clock),
    shard: config.shard,
    publicUrl: config.publicUrl,
  });
  sectionRoutes(server, {
    courseSections: courseSections(database, clock),
    shard: config.shard,
    publicUrl: config.publicUrl,
  });
  enrollmentRoutes(server, {
    readEnrollments: readEnrollments(database, clock),
    createEnrollment: createEnrollment(database, clock),
    changeEnrollment: changeEnrollment(database, clock),
    shard: config.shard,
    publicUrl: config.publicUrl,
  });
  featureFlagRoutes(server, {
    featureFlags: featureFlags(database, clock),
    shard: config.shard,
    publicUrl: config.publicUrl,
  });
  userRoutes(server, {
    listAccountUsers: listAccountUsers(database),
    createUser: createUser(database, clock, random),
    showUser: showUser(database, clock),
    updateUser: updateUser(database, clock),
    shard: config.shard,
    publicUrl: config.publicUrl,
  });
  accessTokenRoutes(server, {
    createAccessToken: createAccessToken(database, knownScopes(server), clock, random),
    showAccessTokens: showAccessTokens(database, clock),
    updateAccessToken: updateAccessToken(database, knownScopes(server), clock, random),
    shard: config.shard,
    publicUrl: config.publicUrl,
  });
  quizSubmissionEventRoutes(server, {
    findQuizSubmission: findQuizSubmission(database.query),
    recordEvents: recordEvents(findRecordingContext, writer, config, clock),
    readEvents: readEvents(database, findRecordingContext, clock),
    exportStallMs,
    shard: config.shard,
    publicUrl: config.publicUrl,
  });
  quizRoutes(server, {
    createQuiz: createQuiz(database, clock),
    updateQuiz: updateQuiz(database, clock),
    deleteQuiz: deleteQuiz(database, clock),
    listQuizzes: listQuizzes(database, clock),
    showQuiz: showQuiz(database, clock),
    shard: config.shard,
    publicUrl: config.publicUrl,
  });
  quizSubmissionRoutes(server, {
    startAttempt: startAttempt(database, random, clock),
    listQuizSubmissions: listQuizSubmissions(database, clock),
    showQuizSubmission: showQuizSubmission(database, config, clock),
    shard: config.shard,
    publicUrl: config.publicUrl,
  });
  starting.defer(async () => {
    const cutOff = setTimeout(() => server.server.closeAllConnections(), stopGraceMs);
    await server.close();
    clearTimeout(cutOff);
  });
  every(tokenUsesEveryMs, () => tokenUses.flush());
  every(prepareAheadEveryMs, () => database.prepareAhead(clock()));
  const url = await listen(server, config.host, config.port);
  const running = starting.move();
  return { url, [Symbol.asyncDispose]: () => running.disposeAsync() };

  function every(intervalMs: number, work: () => Promise<void>): void {
    const timer = setInterval(() => work().catch(upkeepFailed), intervalMs);
    starting.defer(() => clearInterval(timer.unref()));
  }

  function upkeepFailed(error: unknown): void {
    log.error({ err: error }, 'upkeep failed; it is tried again');
  }
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
