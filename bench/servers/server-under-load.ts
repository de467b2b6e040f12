// One measurement: a server in a process of its own, 64 students who post to it from another, and what both used. After
// it the rows in the database are counted against the answers.
import { fileURLToPath } from 'node:url';
import { seedExam } from '../../packages/server/test/support/load-fixture.ts';
import { startServerProcess } from '../../packages/server/test/support/process.ts';
import type { BenchDatabase } from '../databases.ts';
import { type ClosedResult, runClosedLoop } from '../load/closed-loop.ts';
import { cpuSeconds, peakRssMb } from '../report/usage.ts';

export const connections = 64;
export const eventsPerBatch = 10;

export interface Sample extends ClosedResult {
  eventsPerSecond: number;
  /** Peak, in MB. */
  rssMb: number;
  serverCores: number;
  databaseCores: number;
  /** Rows in the database less those that answers 2xx promised; anything but 0 is a lie. */
  surplusRows: number;
}

export type ServerKind = 'discard' | 'quizwire' | 'plain';

const entries: Record<ServerKind, { entry?: string }> = {
  quizwire: {},
  discard: { entry: fileURLToPath(new URL('./discard-server.ts', import.meta.url)) },
  plain: { entry: fileURLToPath(new URL('./plain-server.ts', import.meta.url)) },
};

/**
 * Loads a server of that kind on that new database, with production settings. `postmaster` is PostgreSQL's process,
 * `profileInto` a folder for what `--cpu-prof` writes about the server.
 */
export async function loadServer(
  kind: ServerKind,
  database: BenchDatabase,
  times: { warmUpSeconds: number; seconds: number },
  { postmaster = null, profileInto = null }: { postmaster?: number | null; profileInto?: string | null } = {},
): Promise<Sample> {
  const exam = await seedExam(database.url, connections);
  const server = await startServerProcess(
    {
      QUIZWIRE_DATABASE_URL: database.url,
      QUIZWIRE_LOG_LEVEL: 'warn',
      ...(profileInto === null ? {} : { NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${profileInto}` }),
    },
    [],
    entries[kind],
  );
  const used = (): { server: number; database: number } => ({
    server: cpuSeconds(server.pid),
    database: postmaster === null ? 0 : cpuSeconds(postmaster, { withChildren: true }),
  });
  let before = used();
  let after = before;
  try {
    const result = await runClosedLoop(
      {
        url: server.url,
        posts: exam.students.map(({ token, quizSubmissionId }) => ({
          token,
          path: `/api/v1/courses/${exam.courseId}/quizzes/${exam.quizId}/submissions/${quizSubmissionId}/events`,
        })),
        ...times,
      },
      {
        measuring: () => {
          before = used();
        },
        measured: () => {
          after = used();
        },
      },
    );
    const rssMb = peakRssMb(server.pid);
    await server.kill('SIGTERM');
    const refusals = Object.keys(result.statuses).filter((status) => status !== '204');
    if (result.errors > 0 || refusals.length > 0) {
      throw new Error(
        `${kind} answered ${JSON.stringify(result.statuses)}, ${result.errors} errors\n${server.output()}`,
      );
    }
    const promised = (result.statuses['204'] ?? 0) * eventsPerBatch;
    return {
      ...result,
      eventsPerSecond: result.requestsPerSecond * eventsPerBatch,
      rssMb,
      serverCores: (after.server - before.server) / times.seconds,
      databaseCores: (after.database - before.database) / times.seconds,
      surplusRows:
        kind === 'discard' ? 0 : (await database.number('select count(*) from quiz_events')) - promised,
    };
  } finally {
    await server.kill('SIGKILL');
  }
}
