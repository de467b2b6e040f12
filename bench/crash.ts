// Kills the server under load, again and again, and looks for everything it had acknowledged. The test
// packages/server/test/crash.test.ts does the same for fewer rounds.
import { parseArgs } from 'node:util';
import { type CrashRound, crashRound } from '../packages/server/test/support/crash-round.ts';
import { seedExam } from '../packages/server/test/support/load-fixture.ts';
import { randomFrom } from '../packages/server/test/support/random-from.ts';
import type { Benchmark } from './benchmark.ts';
import { type Databases, type Kind, kindNames, openDatabases } from './databases.ts';
import { describeMachine } from './report/machine.ts';
import { Progress } from './report/progress.ts';
import { cell, median, table } from './report/table.ts';

const clients = 48;
const faultsShown = 20;

export const crash: Benchmark = {
  summary: 'kill -9 under load: what was acknowledged is there, whole and once, and a restart needs no hand',
  options: [
    '--rounds 20       on each database',
    '--seed <number>   repeats what was posted (moments differ)',
    '--only sqlite     one database; or postgres',
  ].join('\n'),

  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        rounds: { type: 'string', default: '20' },
        seed: { type: 'string', default: String(Date.now() % 1_000_000) },
        only: { type: 'string' },
      },
    });
    const wanted = (['sqlite', 'postgres'] as const).filter(
      (kind) => values.only === undefined || kind === values.only,
    );
    const [count, seed] = [Number(values.rounds), Number(values.seed)];
    await using databases = await openDatabases(wanted);
    for (const line of describeMachine(databases.postgres?.version ?? null)) console.log(line);
    console.log(
      `load      ${clients} clients, batches of 1 to 10 and now and then 400 events; seed ${seed}\n`,
    );

    const progress = new Progress(count * databases.kinds.length);
    const rows: string[][] = [];
    const faults: string[] = [];
    for (const kind of databases.kinds) {
      const rounds = await crashRounds(databases, kind, count, seed, progress);
      rows.push(figures(kindNames[kind], rounds));
      for (const [index, round] of rounds.entries()) {
        faults.push(...round.faults.map((fault) => `${kindNames[kind]}, after crash ${index + 1}: ${fault}`));
      }
    }
    progress.end();
    const head = [
      '',
      'crashes',
      'acknowledged',
      'unanswered',
      'posted again',
      'events',
      'restart ms',
      'faults',
    ];
    console.log(table(head, rows));
    for (const fault of faults.slice(0, faultsShown)) console.log(fault);
    return faults.length === 0;
  },
};

async function crashRounds(
  databases: Databases,
  kind: Kind,
  count: number,
  seed: number,
  progress: Progress,
): Promise<CrashRound[]> {
  await using database = await databases.fresh(kind);
  const exam = await seedExam(database.url, clients);
  const place = { databaseUrl: database.url, exam, ledger: new Map(), random: randomFrom(seed) };
  const rounds: CrashRound[] = [];
  for (let number = 1; number <= count; number++) {
    progress.label(`${kindNames[kind]}, crash ${number} of ${count}`);
    rounds.push(await crashRound(place, number));
    progress.advance(1);
  }
  return rounds;
}

function figures(name: string, rounds: readonly CrashRound[]): string[] {
  const sum = (figure: (round: CrashRound) => number): number =>
    rounds.reduce((total, round) => total + figure(round), 0);
  return [
    name,
    cell(rounds.length),
    cell(sum(({ acknowledged }) => acknowledged)),
    cell(sum(({ unanswered }) => unanswered)),
    cell(sum(({ repeated }) => repeated)),
    cell(rounds.at(-1)?.found ?? Number.NaN),
    cell(median(rounds.map(({ restartMs }) => restartMs))),
    cell(sum(({ faults }) => faults.length)),
  ];
}
