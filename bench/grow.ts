// Whether the server stays as fast as its log grows: storing events and reading one attempt, in databases that hold
// nothing else, a million and twenty million events. All sizes are measured in turns, round after round.
import { statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { parseArgs } from 'node:util';
import { type Exam, seedExam } from '../packages/server/test/support/load-fixture.ts';
import type { Benchmark } from './benchmark.ts';
import { type BenchDatabase, type Databases, type Kind, kindNames, openDatabases } from './databases.ts';
import { describeMachine } from './report/machine.ts';
import { Progress } from './report/progress.ts';
import { type QuietRounds, quietRounds } from './report/quiet-rounds.ts';
import { cell, isKept, median, table, type Verdict, verdictTable } from './report/table.ts';
import { eventsPerAttempt, storeOldEvents } from './rows/old-events.ts';
import {
  ask,
  connections,
  eventsPath,
  postEvents,
  type RunningServer,
  withServer,
} from './servers/server-under-load.ts';

/** What one event takes on disk with its index, and what one run takes besides (log, the events it posts). */
const bytesPerEvent: Record<Kind, number> = { sqlite: 350, postgres: 450 };
const bytesBesides = 6e9;

const readers = 4;
const attemptsRead = 64;
const pageRows = 100;
const middlePage = Math.ceil(eventsPerAttempt / pageRows / 2);

/** What was promised: at every size within 15 % of the empty database. */
const shareAtLeast = 0.85;

interface Times {
  warmUpSeconds: number;
  seconds: number;
}

/** A database of one size. */
interface Grown {
  events: number;
  database: BenchDatabase;
  exam: Exam;
}

/** What one round measured at one size. */
interface Measured {
  eventsPerSecond: number;
  postP99Ms: number;
  firstPagesPerSecond: number;
  firstPageP50Ms: number;
  middlePagesPerSecond: number;
  middlePageP50Ms: number;
}

export const grow: Benchmark = {
  summary: 'storing and reading at 0, 1 million and 20 million stored events: as fast as at first?',
  options: [
    '--events 0,1000000,20000000',
    '--rounds 5        figures are medians',
    '--seconds 6       of each measurement, after --warm-up 2',
    '--only sqlite     one database; or postgres',
  ].join('\n'),

  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        events: { type: 'string', default: '0,1000000,20000000' },
        rounds: { type: 'string', default: '5' },
        seconds: { type: 'string', default: '6' },
        'warm-up': { type: 'string', default: '2' },
        only: { type: 'string' },
      },
    });
    const wanted = (['sqlite', 'postgres'] as const).filter(
      (kind) => values.only === undefined || kind === values.only,
    );
    const sizes = values.events.split(',').map(Number);
    const times = { warmUpSeconds: Number(values['warm-up']), seconds: Number(values.seconds) };
    assertRoom(wanted, sizes);
    await using databases = await openDatabases(wanted);
    for (const line of describeMachine(databases.postgres?.version ?? null)) console.log(line);
    console.log(
      `load      ${connections} connections posting batches of 10; ${readers} readers of attempts of ${eventsPerAttempt} events, ` +
        `${pageRows} a page; ${values.rounds} rounds of ${times.seconds} s, medians\n`,
    );
    const verdicts: Verdict[] = [];
    for (const kind of databases.kinds) {
      const { rounds, remark } = await measureSizes(databases, kind, sizes, Number(values.rounds), times);
      if (remark !== '') console.log(`${kindNames[kind]}: ${remark}\n`);
      console.log(`${figures(kind, sizes, rounds)}\n`);
      verdicts.push(...verdictsOf(kind, sizes, rounds));
    }
    console.log(verdictTable(verdicts));
    return verdicts.every(isKept);
  },
};

/** Throws when the databases would not fit; both kinds are never there at once. */
function assertRoom(kinds: readonly Kind[], sizes: readonly number[]): void {
  const { bavail, bsize } = statfsSync(tmpdir());
  const events = sizes.reduce((sum, size) => sum + size, 0);
  const needed = Math.max(...kinds.map((kind) => bytesPerEvent[kind])) * events + bytesBesides;
  if (bavail * bsize >= needed) return;
  const gigabytes = (bytes: number): string => cell(bytes / 1e9, 1);
  throw new Error(
    `${tmpdir()} has ${gigabytes(bavail * bsize)} GB free and this needs ${gigabytes(needed)} GB: ` +
      'set TMPDIR to a larger disk, or --events to less',
  );
}

/** Each round has one of each size. */
async function measureSizes(
  databases: Databases,
  kind: Kind,
  sizes: readonly number[],
  count: number,
  times: Times,
): Promise<QuietRounds<Measured[]>> {
  await using stack = new AsyncDisposableStack();
  const grown: Grown[] = [];
  for (const events of sizes) grown.push(await growTo(databases, stack, kind, events));
  const progress = new Progress(count * sizes.length);
  const measured = await quietRounds(count, async (number) => {
    const round = new Array<Measured>(sizes.length);
    for (const [index, size] of rotated([...grown.entries()], number)) {
      progress.label(`round ${number}: ${kindNames[kind]}, ${cell(size.events)} stored events`);
      const options = { postmaster: databases.postgres?.pid ?? null };
      round[index] = await withServer('quizwire', size.database, options, (server) =>
        measure(server, size, times),
      );
      progress.advance(1);
    }
    return round;
  });
  progress.end();
  return measured;
}

/** Every round begins with another size, so that none always follows the same one. */
function rotated<T>(items: readonly T[], by: number): T[] {
  const start = by % items.length;
  return [...items.slice(start), ...items.slice(0, start)];
}

async function growTo(
  databases: Databases,
  stack: AsyncDisposableStack,
  kind: Kind,
  events: number,
): Promise<Grown> {
  const database = stack.use(await databases.fresh(kind));
  const exam = await seedExam(database.url, connections + attemptsRead, readers);
  const readIds = readStudents(exam).map(({ quizSubmissionId }) => quizSubmissionId);
  const progress = new Progress(events + readIds.length * eventsPerAttempt);
  progress.label(`${kindNames[kind]}: storing ${cell(events)} events of the past`);
  await storeOldEvents(database, { count: events, readIds }, (rows) => progress.advance(rows));
  progress.end();
  return { events, database, exam };
}

/** The first ones post. */
function readStudents({ students }: Exam): Exam['students'] {
  return students.slice(connections);
}

async function measure(server: RunningServer, { exam }: Grown, times: Times): Promise<Measured> {
  const first = await readPages(server, exam, 1, times);
  const middle = await readPages(server, exam, middlePage, times);
  const posted = await postEvents(server, exam, times);
  if (posted.surplusRows !== 0) throw new Error(`${posted.surplusRows} rows more than promised`);
  return {
    eventsPerSecond: posted.eventsPerSecond,
    postP99Ms: posted.p99Ms,
    firstPagesPerSecond: first.requestsPerSecond,
    firstPageP50Ms: first.p50Ms,
    middlePagesPerSecond: middle.requestsPerSecond,
    middlePageP50Ms: middle.p50Ms,
  };
}

function readPages(
  server: RunningServer,
  exam: Exam,
  page: number,
  times: Times,
): Promise<{ requestsPerSecond: number; p50Ms: number }> {
  const paths = readStudents(exam).map(
    ({ quizSubmissionId }) => `${eventsPath(exam, quizSubmissionId)}?per_page=${pageRows}&page=${page}`,
  );
  const connections = exam.teacherTokens.map((token, index) => {
    // Each reader begins elsewhere, so that no two read the same attempt together.
    const start = Math.floor((paths.length * index) / readers);
    return { token, method: 'GET' as const, paths: [...paths.slice(start), ...paths.slice(0, start)] };
  });
  return ask(server, { connections, ...times }, '200');
}

function figures(kind: Kind, sizes: readonly number[], rounds: readonly Measured[][]): string {
  return table(
    [kindNames[kind], 'events/s stored', 'p99 ms', 'first pages/s', 'p50 ms', 'middle pages/s', 'p50 ms'],
    sizes.map((events, index) => {
      const of = (figure: (measured: Measured) => number): number =>
        median(rounds.map((round) => figureAt(round, index, figure)));
      return [
        `${cell(events)} events`,
        cell(of((measured) => measured.eventsPerSecond)),
        cell(
          of((measured) => measured.postP99Ms),
          1,
        ),
        cell(of((measured) => measured.firstPagesPerSecond)),
        cell(
          of((measured) => measured.firstPageP50Ms),
          2,
        ),
        cell(of((measured) => measured.middlePagesPerSecond)),
        cell(
          of((measured) => measured.middlePageP50Ms),
          2,
        ),
      ];
    }),
  );
}

/** Shares of the first size, taken inside each round, and then their median. */
function verdictsOf(kind: Kind, sizes: readonly number[], rounds: readonly Measured[][]): Verdict[] {
  return sizes.slice(1).flatMap((events, index) => {
    const share = (what: string, of: (measured: Measured) => number): Verdict => ({
      what: `${kindNames[kind]}, ${cell(events)} events: ${what}`,
      is: median(rounds.map((round) => figureAt(round, index + 1, of) / figureAt(round, 0, of))),
      must: { atLeast: shareAtLeast },
      decimals: 2,
    });
    return [
      share('storing', ({ eventsPerSecond }) => eventsPerSecond),
      share('reading the first page', ({ firstPagesPerSecond }) => firstPagesPerSecond),
      share('reading a middle page', ({ middlePagesPerSecond }) => middlePagesPerSecond),
    ];
  });
}

function figureAt(round: readonly Measured[], size: number, of: (measured: Measured) => number): number {
  const measured = round[size];
  return measured === undefined ? Number.NaN : of(measured);
}
