// How many events a second the server keeps, beside what bounds it: HTTP alone, the database alone, and the plain way of
// one transaction for each request. All in one run, in turns, because the same machine is never the same machine twice.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { seedExam } from '../packages/server/test/support/load-fixture.ts';
import { randomFrom } from '../packages/server/test/support/random-from.ts';
import type { Benchmark } from './benchmark.ts';
import { type Databases, type Kind, kindNames, openDatabases } from './databases.ts';
import { batchBody } from './event-mix.ts';
import { copyRows, copyRowsPerSecond } from './limits/copy-rows.ts';
import { sqliteRowsPerSecond } from './limits/sqlite-rows.ts';
import { describeMachine } from './report/machine.ts';
import { profileTables } from './report/profile.ts';
import { Progress } from './report/progress.ts';
import { type QuietRounds, quietRounds } from './report/quiet-rounds.ts';
import { cell, isKept, median, table, type Verdict, verdictTable } from './report/table.ts';
import { mixRows } from './rows/mix-rows.ts';
import {
  connections,
  eventsPerBatch,
  postEvents,
  type Sample,
  withServer,
} from './servers/server-under-load.ts';

/** What one round measured on one database; `discard` right before, so that both had the same weather. */
interface Round {
  discard: Sample;
  quizwire: Sample;
  plain: Sample;
  /** Rows a second. */
  limit: number;
}

interface Times {
  warmUpSeconds: number;
  seconds: number;
}

/** What was promised, as shares of (a), (b) and (c). */
const promises: Record<Kind, { ofDiscard: number; ofLimit: number; ofPlain: number }> = {
  sqlite: { ofDiscard: 0.4, ofLimit: 0.3, ofPlain: 4 },
  postgres: { ofDiscard: 0.4, ofLimit: 0.7, ofPlain: 1.4 },
};
const p99MsBelow = 25;
const rssMbBelow = 200;

const limitNames: Record<Kind, string> = {
  sqlite: '(b) transactions of 1,000 rows',
  postgres: '(b) COPY of 10,000 rows, one stream',
};

export const ingest: Benchmark = {
  summary:
    'events a second that are kept, beside bare HTTP, the bare database and a transaction for each request',
  options: [
    '--rounds 3        how often each is measured; figures are medians',
    '--seconds 10      of each measurement, after --warm-up 3',
    '--only sqlite     one database; or postgres',
    '--profile         instead: where the server spends its time, one measurement on each database',
  ].join('\n'),

  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        rounds: { type: 'string', default: '3' },
        seconds: { type: 'string', default: '10' },
        'warm-up': { type: 'string', default: '3' },
        only: { type: 'string' },
        profile: { type: 'boolean', default: false },
      },
    });
    const times = { warmUpSeconds: Number(values['warm-up']), seconds: Number(values.seconds) };
    const wanted = (['sqlite', 'postgres'] as const).filter(
      (kind) => values.only === undefined || kind === values.only,
    );
    await using databases = await openDatabases(wanted);
    for (const line of describeMachine(databases.postgres?.version ?? null)) console.log(line);
    console.log(`load      ${describeLoad(Number(values.rounds), times)}\n`);
    if (values.profile) {
      for (const kind of databases.kinds) await profileServer(databases, kind, times);
      return true;
    }
    const rounds: Record<Kind, Round[]> = { sqlite: [], postgres: [] };
    const verdicts: Verdict[] = [];
    for (const kind of databases.kinds) {
      const measured = await measure(databases, kind, Number(values.rounds), times);
      rounds[kind] = measured.rounds;
      verdicts.push(...verdictsOf(kind, measured));
      if (measured.remark !== '') console.log(`${kindNames[kind]}: ${measured.remark}\n`);
    }
    console.log(`${figures(rounds)}\n`);
    console.log(verdictTable(verdicts));
    return verdicts.every(isKept);
  },
};

async function measure(
  databases: Databases,
  kind: Kind,
  count: number,
  times: Times,
): Promise<QuietRounds<Round>> {
  const progress = new Progress(count * 4);
  const measured = await quietRounds(count, async (number): Promise<Round> => {
    const step = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
      progress.label(`${kindNames[kind]}, round ${number}: ${what}`);
      const result = await work();
      progress.advance(1);
      return result;
    };
    const serve = async (server: 'discard' | 'quizwire' | 'plain'): Promise<Sample> => {
      await using database = await databases.fresh(server === 'discard' ? 'sqlite' : kind);
      const postmaster = kind === 'postgres' ? (databases.postgres?.pid ?? null) : null;
      const exam = await seedExam(database.url, connections);
      return await withServer(server, database, { postmaster }, (running) =>
        postEvents(running, exam, times),
      );
    };
    return {
      discard: await step('bare node:http', () => serve('discard')),
      quizwire: await step('quizwire', () => serve('quizwire')),
      limit: await step('the database alone', () => measureLimit(databases, kind, times)),
      plain: await step('one transaction for each request', () => serve('plain')),
    };
  });
  progress.end();
  return measured;
}

async function measureLimit(databases: Databases, kind: Kind, times: Times): Promise<number> {
  await using database = await databases.fresh(kind);
  const exam = await seedExam(database.url, connections);
  const rows = mixRows(
    exam.students.map(({ quizSubmissionId }) => quizSubmissionId),
    copyRows,
  );
  return kind === 'sqlite'
    ? await sqliteRowsPerSecond(database.url.slice('sqlite:'.length), rows, times)
    : await copyRowsPerSecond(database.url, rows, times);
}

function figures(rounds: Record<Kind, Round[]>): string {
  const all = [...rounds.sqlite, ...rounds.postgres];
  const rows = [
    figureRow(
      '(a) bare node:http that discards',
      all.map(({ discard }) => discard),
    ),
  ];
  for (const kind of ['sqlite', 'postgres'] as const) {
    if (rounds[kind].length === 0) continue;
    rows.push(
      figureRow(
        `quizwire on ${kindNames[kind]}`,
        rounds[kind].map(({ quizwire }) => quizwire),
      ),
      [`  ${limitNames[kind]}`, cell(median(rounds[kind].map(({ limit }) => limit)))],
      figureRow(
        '  (c) one transaction for each request',
        rounds[kind].map(({ plain }) => plain),
      ),
    );
  }
  const head = ['', 'events/s', 'p50 ms', 'p99 ms', 'max ms', 'RSS MB', 'server', 'database', 'generator'];
  return table(head, rows);
}

function figureRow(name: string, samples: readonly Sample[]): string[] {
  const of = (figure: (sample: Sample) => number): number => median(samples.map(figure));
  return [
    name,
    cell(of((sample) => sample.eventsPerSecond)),
    cell(
      of((sample) => sample.p50Ms),
      1,
    ),
    cell(
      of((sample) => sample.p99Ms),
      1,
    ),
    cell(
      of((sample) => sample.maxMs),
      0,
    ),
    cell(of((sample) => sample.rssMb)),
    cell(
      of((sample) => sample.serverCores),
      2,
    ),
    cell(
      of((sample) => sample.databaseCores),
      2,
    ),
    cell(
      of((sample) => sample.cores),
      2,
    ),
  ];
}

/** Ratios are taken inside each round, and then their median. Memory and rows are of all rounds, those too that do not count. */
function verdictsOf(kind: Kind, { rounds, taken }: QuietRounds<Round>): Verdict[] {
  const name = kindNames[kind];
  const of = (figure: (round: Round) => number): number => median(rounds.map(figure));
  const rate = ({ quizwire }: Round): number => quizwire.eventsPerSecond;
  const { ofDiscard, ofLimit, ofPlain } = promises[kind];
  const ratio = (against: string, is: number, atLeast: number): Verdict => ({
    what: `${name}: quizwire ÷ ${against}`,
    is,
    must: { atLeast },
    decimals: 2,
  });
  return [
    ratio(
      '(a)',
      of((round) => rate(round) / round.discard.eventsPerSecond),
      ofDiscard,
    ),
    ratio(
      '(b)',
      of((round) => rate(round) / round.limit),
      ofLimit,
    ),
    ratio(
      '(c)',
      of((round) => rate(round) / round.plain.eventsPerSecond),
      ofPlain,
    ),
    {
      what: `${name}: p99, ms`,
      is: of(({ quizwire }) => quizwire.p99Ms),
      must: { below: p99MsBelow },
      decimals: 1,
    },
    {
      what: `${name}: peak RSS, MB`,
      is: Math.max(...taken.map(({ quizwire }) => quizwire.rssMb)),
      must: { below: rssMbBelow },
    },
    {
      what: `${name}: rows too many or too few`,
      is: taken.reduce(
        (sum, { quizwire, plain }) => sum + Math.abs(quizwire.surplusRows) + Math.abs(plain.surplusRows),
        0,
      ),
      must: { exactly: 0 },
    },
  ];
}

async function profileServer(databases: Databases, kind: Kind, times: Times): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), `quizwire-profile-${kind}-`));
  await using database = await databases.fresh(kind);
  const exam = await seedExam(database.url, connections);
  const sample = await withServer('quizwire', database, { profileInto: directory }, (server) =>
    postEvents(server, exam, times),
  );
  console.log(`${kindNames[kind]}: ${cell(sample.eventsPerSecond)} events/s while profiled; ${directory}`);
  const requests = sample.statuses['204'] ?? Number.NaN;
  for (const text of profileTables(directory, requests, 'request')) console.log(text);
}

function describeLoad(rounds: number, { warmUpSeconds, seconds }: Times): string {
  const random = randomFrom(1);
  const bodies = Array.from({ length: 1_000 }, () => batchBody(random, eventsPerBatch).length);
  const bytes = bodies.reduce((sum, length) => sum + length, 0) / bodies.length / eventsPerBatch;
  return (
    `${connections} connections, batches of ${eventsPerBatch} events of ${Math.round(bytes)} bytes on average, ` +
    `${rounds} rounds of ${seconds} s after ${warmUpSeconds} s of warm-up, medians; the last three columns are CPU cores`
  );
}
