// An exam as it happens: 10,000 students whose pages report every 15 seconds, teachers who look on, and how long each
// of them waits. The load does not wait for the server.
import { parseArgs } from 'node:util';
import { seedExam } from '../packages/server/test/support/load-fixture.ts';
import { startServerProcess } from '../packages/server/test/support/process.ts';
import type { Benchmark } from './benchmark.ts';
import { type Databases, type Kind, kindNames, openDatabases } from './databases.ts';
import { type Latencies, type OpenResult, runOpenLoop } from './load/open-loop.ts';
import { describeMachine } from './report/machine.ts';
import { Progress } from './report/progress.ts';
import { cell, isKept, table, type Verdict, verdictTable } from './report/table.ts';
import { cpuSeconds, peakRssMb } from './report/usage.ts';
import { builtServer } from './servers/server-under-load.ts';

/** Canvas's page sends what it has every 15 seconds: 10,000 students make 667 posts a second. */
const postEverySeconds = 15;
const readsPerSecond = 60;
const teacherCount = 20;

interface ExamFigures extends OpenResult {
  kind: Kind;
  rssMb: number;
  serverCores: number;
  databaseCores: number;
  surplusRows: number;
}

export const exam: Benchmark = {
  summary: '10,000 students report every 15 s and teachers read along, for 60 s: how long each waits',
  options: [
    '--students 10000',
    '--seconds 60      after --warm-up 10',
    '--only sqlite     one database; or postgres',
  ].join('\n'),

  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        students: { type: 'string', default: '10000' },
        seconds: { type: 'string', default: '60' },
        'warm-up': { type: 'string', default: '10' },
        only: { type: 'string' },
      },
    });
    const wanted = (['sqlite', 'postgres'] as const).filter(
      (kind) => values.only === undefined || kind === values.only,
    );
    const students = Number(values.students);
    const times = { warmUpSeconds: Number(values['warm-up']), seconds: Number(values.seconds) };
    await using databases = await openDatabases(wanted);
    for (const line of describeMachine(databases.postgres?.version ?? null)) console.log(line);
    console.log(
      `load      ${cell(students)} students, ${cell(students / postEverySeconds)} posts/s of 1 to 10 events, ` +
        `${readsPerSecond} reads/s of 50 events, open loop, ${times.seconds} s after ${times.warmUpSeconds} s of warm-up\n`,
    );
    const figures: ExamFigures[] = [];
    for (const kind of databases.kinds) figures.push(await sit(databases, kind, students, times));
    console.log(`${latencyTable(figures)}\n\n${usageTable(figures)}\n`);
    const verdicts = figures.flatMap(verdictsOf);
    console.log(verdictTable(verdicts));
    return verdicts.every(isKept);
  },
};

async function sit(
  databases: Databases,
  kind: Kind,
  students: number,
  times: { warmUpSeconds: number; seconds: number },
): Promise<ExamFigures> {
  await using database = await databases.fresh(kind);
  const seeded = await seedExam(database.url, students, teacherCount);
  const server = await startServerProcess(
    { QUIZWIRE_DATABASE_URL: database.url, QUIZWIRE_LOG_LEVEL: 'warn' },
    [],
    builtServer,
  );
  const progress = new Progress(times.warmUpSeconds + times.seconds);
  progress.label(`exam on ${kindNames[kind]}`);
  const ticking = setInterval(() => progress.advance(1), 1000);
  const postmaster = kind === 'postgres' ? databases.postgres?.pid : undefined;
  const used = (): { server: number; database: number } => ({
    server: cpuSeconds(server.pid),
    database: postmaster === undefined ? 0 : cpuSeconds(postmaster, { withChildren: true }),
  });
  let before = used();
  let after = before;
  try {
    const result = await runOpenLoop(
      {
        url: server.url,
        exam: seeded,
        postEverySeconds,
        readsPerSecond,
        saveEverySeconds: null,
        fields: [],
        handsIn: false,
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
    const output = server.output().split('\n').slice(1).join('\n').trim();
    if (output !== '') process.stderr.write(`${output}\n`);
    return {
      ...result,
      kind,
      rssMb,
      serverCores: (after.server - before.server) / times.seconds,
      databaseCores: (after.database - before.database) / times.seconds,
      surplusRows: (await database.number('select count(*) from quiz_events')) - result.promisedEvents,
    };
  } finally {
    clearInterval(ticking);
    progress.end();
    await server.kill('SIGKILL');
  }
}

function latencyTable(figures: readonly ExamFigures[]): string {
  const row = (name: string, of: Latencies): string[] => [
    name,
    cell(of.count),
    ...[of.p50Ms, of.p99Ms, of.p999Ms, of.maxMs].map((ms) => cell(ms, 1)),
  ];
  return table(
    ['latency from the scheduled moment', 'requests', 'p50 ms', 'p99 ms', 'p99.9 ms', 'max ms'],
    figures.flatMap(({ kind, posts, reads }) => [
      row(`${kindNames[kind]}: POST events`, posts),
      row(`${kindNames[kind]}: GET events`, reads),
    ]),
  );
}

function usageTable(figures: readonly ExamFigures[]): string {
  return table(
    ['CPU cores', 'server', 'database', 'generator', 'RSS MB', 'sent late by, p99 ms'],
    figures.map((figure) => [
      kindNames[figure.kind],
      cell(figure.serverCores, 2),
      cell(figure.databaseCores, 2),
      cell(figure.cores, 2),
      cell(figure.rssMb),
      cell(figure.latenessP99Ms, 1),
    ]),
  );
}

function verdictsOf({ kind, errors, surplusRows }: ExamFigures): Verdict[] {
  const name = kindNames[kind];
  const count = Object.values(errors).reduce((sum, some) => sum + some, 0);
  const kinds = count === 0 ? '' : ` ${JSON.stringify(errors)}`;
  return [
    { what: `${name}: errors${kinds}`, is: count, must: { exactly: 0 } },
    { what: `${name}: rows stored less rows promised`, is: surplusRows, must: { exactly: 0 } },
  ];
}
