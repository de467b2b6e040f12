// How fast live events reach their subscribers, beside a loop that only posts and beside two job queues; how soon one is
// there; and what a dead target costs the others.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Benchmark } from './benchmark.ts';
import { type Databases, kindNames, openDatabases } from './databases.ts';
import { contestRound, ourTurn, turnsOf, warmUpMessages } from './deliver/contest.ts';
import { contestTable, contestVerdicts } from './deliver/contest-report.ts';
import { deadTargetRound, deadTargetTable, deadTargetVerdicts } from './deliver/dead-target.ts';
import { latencyTable, measureLatency } from './deliver/latency.ts';
import { gradeChanges, postedOf } from './deliver/messages.ts';
import { describeMachine } from './report/machine.ts';
import { profileTables } from './report/profile.ts';
import { Progress } from './report/progress.ts';
import { cell, isKept, type Verdict, verdictTable } from './report/table.ts';

const parts = ['contest', 'latency', 'dead'] as const;

interface Sizes {
  rounds: number;
  messages: number;
  students: number;
  seconds: number;
  environment: Record<string, string>;
}

export const deliver: Benchmark = {
  summary:
    'deliveries a second beside a bare loop and two job queues; from commit to arrival; one dead target of 50',
  options: [
    '--rounds 3        how often each is measured; figures are medians',
    '--messages 20000  of each measurement',
    '--students 10000  of the load under which latency is measured, for --seconds 10',
    '--part contest    one part; or latency, dead',
    '--only sqlite     one database; or postgres',
    '--log info        the level of our log, warn unless said: at info each send is a line of it',
    '--profile         instead: where the server spends its time, one measurement on each database',
  ].join('\n'),

  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        rounds: { type: 'string', default: '3' },
        messages: { type: 'string', default: '20000' },
        students: { type: 'string', default: '10000' },
        seconds: { type: 'string', default: '10' },
        part: { type: 'string' },
        only: { type: 'string' },
        log: { type: 'string', default: 'warn' },
        profile: { type: 'boolean', default: false },
      },
    });
    const sizes: Sizes = {
      rounds: Number(values.rounds),
      messages: Number(values.messages),
      students: Number(values.students),
      seconds: Number(values.seconds),
      environment: { QUIZWIRE_LOG_LEVEL: values.log },
    };
    const wanted = (['sqlite', 'postgres'] as const).filter(
      (kind) => values.only === undefined || kind === values.only,
    );
    await using databases = await openDatabases(wanted);
    for (const line of describeMachine(databases.postgres?.version ?? null)) console.log(line);
    console.log(`load      ${describeLoad(sizes)}\n`);
    if (values.profile) {
      await profileOurs(databases, sizes);
      return true;
    }
    const verdicts: Verdict[] = [];
    for (const part of parts) {
      if (values.part === undefined || values.part === part)
        verdicts.push(...(await measure[part](databases, sizes)));
    }
    if (verdicts.length > 0) console.log(verdictTable(verdicts));
    return verdicts.every(isKept);
  },
};

/** Each prints its figures; what it resolves to are its promises. */
const measure: Record<(typeof parts)[number], (databases: Databases, sizes: Sizes) => Promise<Verdict[]>> = {
  async contest(databases, { rounds, messages, environment }) {
    const progress = new Progress(rounds * turnsOf(databases));
    const results = [];
    for (let number = 1; number <= rounds; number++) {
      results.push(await contestRound(databases, messages, environment, progress));
    }
    progress.end();
    console.log(`${contestTable(results)}\n`);
    return contestVerdicts(results);
  },

  async latency(databases, { students, seconds }) {
    const progress = new Progress(2 * databases.kinds.length);
    const figures = [];
    for (const kind of databases.kinds) {
      figures.push(await measureLatency(databases, kind, { students, warmUpSeconds: 3, seconds }, progress));
    }
    progress.end();
    console.log(`${latencyTable(figures)}\n`);
    return [];
  },

  async dead(databases, { rounds, messages }) {
    const progress = new Progress(2 * rounds * databases.kinds.length);
    const results = [];
    for (let number = 1; number <= rounds; number++) {
      for (const kind of databases.kinds) {
        results.push(await deadTargetRound(databases, kind, messages, progress));
      }
    }
    progress.end();
    console.log(`${deadTargetTable(results)}\n`);
    return deadTargetVerdicts(results);
  },
};

async function profileOurs(databases: Databases, { messages, environment }: Sizes): Promise<void> {
  const amount = { warmUp: warmUpMessages, total: warmUpMessages + messages };
  for (const kind of databases.kinds) {
    const directory = mkdtempSync(join(tmpdir(), `quizwire-profile-${kind}-`));
    const turn = await ourTurn(databases, kind, amount, {
      ...environment,
      NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${directory}`,
    });
    console.log(`${kindNames[kind]}: ${cell(turn.perSecond)} deliveries/s while profiled; ${directory}`);
    for (const text of profileTables(directory, amount.total, 'delivery')) console.log(text);
  }
}

function describeLoad({ rounds, messages }: Sizes): string {
  const bodies = gradeChanges(1_000).map((event) => Buffer.byteLength(postedOf(event).text));
  const bytes = bodies.reduce((sum, length) => sum + length, 0) / bodies.length;
  return (
    `${cell(messages)} messages of ${cell(bytes)} bytes after ${cell(warmUpMessages)} of warm-up, to a sink on loopback ` +
    `that keeps connections, 64 at once, ${rounds} rounds, medians; the last three columns are CPU cores`
  );
}
