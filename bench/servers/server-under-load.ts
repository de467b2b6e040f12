// A server in a process of its own, loaded from another: what it answered, how fast, and what it and its database used.
import { fileURLToPath } from 'node:url';
import type { Exam } from '../../packages/server/test/support/load-fixture.ts';
import { startServerProcess } from '../../packages/server/test/support/process.ts';
import type { BenchDatabase } from '../databases.ts';
import { type ClosedLoad, type ClosedResult, runClosedLoop } from '../load/closed-loop.ts';
import type { Watch } from '../load/generator.ts';
import { cpuSeconds, peakRssMb } from '../report/usage.ts';

export const connections = 64;
export const eventsPerBatch = 10;

export type ServerKind = 'discard' | 'quizwire' | 'plain';

export interface RunningServer {
  kind: ServerKind;
  url: string;
  database: BenchDatabase;
  /** Counts CPU from `measuring` to `measured`. */
  watch: Watch;
  /** CPU seconds between the two; the database's are 0 where it is part of the server. */
  used(): { server: number; database: number };
  /** Peak so far, in MB. */
  rssMb(): number;
  output(): string;
}

interface ServerOptions {
  /** PostgreSQL's first process. */
  postmaster?: number | null;
  /** A folder for what `--cpu-prof` writes about the server. */
  profileInto?: string | null;
}

/** Of the server as it is published. */
export const builtServer = { entry: fileURLToPath(new URL('./built-server.js', import.meta.url)) };

const entries: Record<ServerKind, { entry: string }> = {
  quizwire: builtServer,
  discard: { entry: fileURLToPath(new URL('./discard-server.ts', import.meta.url)) },
  plain: { entry: fileURLToPath(new URL('./plain-server.ts', import.meta.url)) },
};

/** Starts a server with production settings on that database, and stops it when `use` is done. */
export async function withServer<T>(
  kind: ServerKind,
  database: BenchDatabase,
  { postmaster = null, profileInto = null }: ServerOptions,
  use: (server: RunningServer) => Promise<T>,
): Promise<T> {
  const server = await startServerProcess(
    {
      QUIZWIRE_DATABASE_URL: database.url,
      QUIZWIRE_LOG_LEVEL: 'warn',
      ...(profileInto === null ? {} : { NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${profileInto}` }),
    },
    [],
    entries[kind],
  );
  const read = (): { server: number; database: number } => ({
    server: cpuSeconds(server.pid),
    database: postmaster === null ? 0 : cpuSeconds(postmaster, { withChildren: true }),
  });
  let from = read();
  let to = from;
  try {
    const result = await use({
      kind,
      url: server.url,
      database,
      watch: {
        measuring: () => {
          from = read();
        },
        measured: () => {
          to = read();
        },
      },
      used: () => ({ server: to.server - from.server, database: to.database - from.database }),
      rssMb: () => peakRssMb(server.pid),
      output: server.output,
    });
    await server.kill('SIGTERM');
    return result;
  } finally {
    await server.kill('SIGKILL');
  }
}

export interface Sample extends ClosedResult {
  eventsPerSecond: number;
  rssMb: number;
  serverCores: number;
  databaseCores: number;
  /** Rows that came into the database less those that answers 204 promised; anything but 0 is a fault. */
  surplusRows: number;
}

/** 64 students post batches of 10 events. Throws when one is answered anything but 204. */
export async function postEvents(
  server: RunningServer,
  exam: Exam,
  times: { warmUpSeconds: number; seconds: number },
): Promise<Sample> {
  const rows = async (): Promise<number> =>
    server.kind === 'discard' ? 0 : await server.database.number('select count(*) from quiz_events');
  const rowsBefore = await rows();
  const load = exam.students.slice(0, connections).map(({ token, quizSubmissionId }) => ({
    token,
    method: 'POST' as const,
    paths: [eventsPath(exam, quizSubmissionId)],
  }));
  const result = await ask(server, { connections: load, ...times }, '204');
  const { server: serverSeconds, database: databaseSeconds } = server.used();
  const promised = server.kind === 'discard' ? 0 : (result.statuses['204'] ?? 0) * eventsPerBatch;
  return {
    ...result,
    eventsPerSecond: result.requestsPerSecond * eventsPerBatch,
    rssMb: server.rssMb(),
    serverCores: serverSeconds / times.seconds,
    databaseCores: databaseSeconds / times.seconds,
    surplusRows: (await rows()) - rowsBefore - promised,
  };
}

/** Runs a load to its end. Throws when an answer has another status, or none comes. */
export async function ask(
  server: RunningServer,
  load: Omit<ClosedLoad, 'url'>,
  status: string,
): Promise<ClosedResult> {
  const result = await runClosedLoop({ url: server.url, ...load }, server.watch);
  if (result.errors > 0 || Object.keys(result.statuses).some((other) => other !== status)) {
    const answers = `${JSON.stringify(result.statuses)}, ${result.errors} errors`;
    throw new Error(`${server.kind} answered ${answers}\n${server.output()}`);
  }
  return result;
}

export function eventsPath({ courseId, quizId }: Exam, quizSubmissionId: number): string {
  return `/api/v1/courses/${courseId}/quizzes/${quizId}/submissions/${quizSubmissionId}/events`;
}
