// The end of an exam: everybody hands in within seconds, pages save themselves all the while, and a teacher changes what
// an assignment is worth. How long each waits, and what one hand-in costs beside its bare SQL.
import { parseArgs } from 'node:util';
import { seedRoster } from '../packages/server/test/support/load-fixture.ts';
import { startServerProcess } from '../packages/server/test/support/process.ts';
import type { Benchmark } from './benchmark.ts';
import { type Databases, type Kind, kindNames, openDatabases } from './databases.ts';
import { addQuiz, answerAll, beginAll, expectedScore } from './hand-in/course.ts';
import { measureOneHandIn, type OneHandIn } from './hand-in/one-hand-in.ts';
import { measureRecompute } from './hand-in/recompute.ts';
import { type Latencies, type OpenLoad, type OpenResult, runOpenLoop } from './load/open-loop.ts';
import { describeMachine } from './report/machine.ts';
import { Progress } from './report/progress.ts';
import { cell, isKept, table, type Verdict, verdictTable } from './report/table.ts';
import { builtServer } from './servers/server-under-load.ts';

/** Students who hand in one by one, after the others, for the ratio. */
const oneByOne = 200;

/** Canvas's page saves its form every 30 seconds and reports events every 15. */
const saveEverySeconds = 30;
const postEverySeconds = 15;

interface Sizes {
  students: number;
  stormStudents: number;
  stormSeconds: number;
  courseStudents: number;
}

interface Figures {
  kind: Kind;
  rush: OpenResult;
  /** Attempts that are not complete with the score they should have. */
  wrong: number;
  one: OneHandIn;
  storm: OpenResult;
  surplusRows: number;
  recomputeMs: number;
}

export const handIn: Benchmark = {
  summary:
    '2,000 students hand in 30 questions within 10 s; 10,000 autosave; 5,000 course scores: how long each takes',
  options: [
    '--students 2000',
    '--storm-students 10000',
    '--storm-seconds 60',
    '--course-students 5000',
    '--only sqlite     one database; or postgres',
  ].join('\n'),

  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        students: { type: 'string', default: '2000' },
        'storm-students': { type: 'string', default: '10000' },
        'storm-seconds': { type: 'string', default: '60' },
        'course-students': { type: 'string', default: '5000' },
        only: { type: 'string' },
      },
    });
    const sizes: Sizes = {
      students: Number(values.students),
      stormStudents: Number(values['storm-students']),
      stormSeconds: Number(values['storm-seconds']),
      courseStudents: Number(values['course-students']),
    };
    const wanted = (['sqlite', 'postgres'] as const).filter(
      (kind) => values.only === undefined || kind === values.only,
    );
    await using databases = await openDatabases(wanted);
    for (const line of describeMachine(databases.postgres?.version ?? null)) console.log(line);
    console.log(
      `load      ${cell(sizes.students)} students hand in 30 questions within 10 s; then ${cell(sizes.stormStudents)} students ` +
        `save every ${saveEverySeconds} s and post events every ${postEverySeconds} s; open loop\n`,
    );
    const figures: Figures[] = [];
    const progress = new Progress(databases.kinds.length * 3);
    for (const kind of databases.kinds) figures.push(await measure(databases, kind, sizes, progress));
    progress.end();
    console.log(`${latencyTable(figures)}\n\n${costTable(figures, sizes)}\n`);
    const verdicts = figures.flatMap(verdictsOf);
    console.log(verdictTable(verdicts));
    return verdicts.every(isKept);
  },
};

async function measure(databases: Databases, kind: Kind, sizes: Sizes, progress: Progress): Promise<Figures> {
  const step = async <T>(label: string, work: () => Promise<T>): Promise<T> => {
    progress.label(`${kindNames[kind]}: ${label}`);
    const result = await work();
    progress.advance(1);
    return result;
  };
  const rush = await step('handing in', () => handInAll(databases, kind, sizes.students));
  const storm = await step('autosaves', () => autosaveStorm(databases, kind, sizes));
  const recomputeMs = await step('course scores', async () => {
    await using database = await databases.fresh(kind);
    // Awaited here, or the database would be gone under it.
    return await measureRecompute(database, sizes.courseStudents);
  });
  return { kind, ...rush, ...storm, recomputeMs };
}

async function handInAll(
  databases: Databases,
  kind: Kind,
  students: number,
): Promise<Pick<Figures, 'rush' | 'wrong' | 'one'>> {
  await using database = await databases.fresh(kind);
  const roster = await seedRoster(database.url, students + oneByOne);
  const server = await startServer(database.url);
  const { quizId, fields } = await addQuiz(server.url, roster);
  const exam = await beginAll(server.url, roster, quizId);
  await answerAll(server.url, exam, fields);
  const rush = await run(server.url, {
    ...quiet,
    exam: { ...exam, students: exam.students.slice(0, students) },
    handsIn: true,
    seconds: 10,
  });
  await server.stop();
  const expected = exam.students.slice(0, students).map((_, index) => expectedScore(index, fields));
  const sum = expected.reduce((total, score) => total + score, 0);
  const complete = await database.number(
    `select count(*) from quiz_submissions q join submissions s on s.quiz_submission_id = q.id
      join course_scores c on c.user_id = q.user_id
      where q.workflow_state = 'complete' and s.score = q.score and abs(c.current_score - s.score / 0.3) < 0.01`,
  );
  const given = await database.number(
    "select coalesce(sum(score), 0) from quiz_submissions where workflow_state = 'complete'",
  );
  const last = exam.students.slice(students).map((student, index) => {
    const person = roster.students[students + index];
    if (person === undefined) throw new Error('a student is missing');
    return { ...student, ...person };
  });
  const one = await measureOneHandIn(database.url, exam, last);
  return { rush, wrong: students - complete + Math.abs(given - sum), one };
}

async function autosaveStorm(
  databases: Databases,
  kind: Kind,
  { stormStudents, stormSeconds }: Sizes,
): Promise<Pick<Figures, 'storm' | 'surplusRows'>> {
  await using database = await databases.fresh(kind);
  const roster = await seedRoster(database.url, stormStudents);
  const server = await startServer(database.url);
  const { quizId, fields } = await addQuiz(server.url, roster);
  const exam = await beginAll(server.url, roster, quizId);
  const storm = await run(server.url, {
    ...quiet,
    exam,
    fields,
    postEverySeconds,
    saveEverySeconds,
    warmUpSeconds: 10,
    seconds: stormSeconds,
  });
  await server.stop();
  const rows = await database.number("select count(*) from quiz_events where source = 'page'");
  return { storm, surplusRows: rows - storm.promisedEvents };
}

const quiet = {
  postEverySeconds: null,
  readsPerSecond: 0,
  saveEverySeconds: null,
  fields: [],
  handsIn: false,
  warmUpSeconds: 0,
};

function run(url: string, load: Omit<OpenLoad, 'url'>): Promise<OpenResult> {
  return runOpenLoop({ url, ...load }, { measuring() {}, measured() {} });
}

async function startServer(databaseUrl: string): Promise<{ url: string; stop(): Promise<void> }> {
  const server = await startServerProcess(
    { QUIZWIRE_DATABASE_URL: databaseUrl, QUIZWIRE_LOG_LEVEL: 'warn' },
    [],
    builtServer,
  );
  return {
    url: server.url,
    async stop() {
      await server.kill('SIGTERM');
      const output = server.output().split('\n').slice(1).join('\n').trim();
      if (output !== '') process.stderr.write(`${output}\n`);
    },
  };
}

function latencyTable(figures: readonly Figures[]): string {
  const row = (name: string, of: Latencies): string[] => [
    name,
    cell(of.count),
    ...[of.p50Ms, of.p99Ms, of.p999Ms, of.maxMs].map((ms) => cell(ms, 1)),
  ];
  return table(
    ['latency from the scheduled moment', 'requests', 'p50 ms', 'p99 ms', 'p99.9 ms', 'max ms'],
    figures.flatMap(({ kind, rush, storm }) => [
      row(`${kindNames[kind]}: hand-in`, rush.handIns),
      row(`${kindNames[kind]}: autosave, with events`, storm.saves),
      row(`${kindNames[kind]}: events, with autosaves`, storm.posts),
    ]),
  );
}

function costTable(figures: readonly Figures[], { courseStudents }: Sizes): string {
  return table(
    ['', 'hand-in ms', 'statements', 'bare ms', 'ratio', 'points edit ms', 'µs a student'],
    figures.map(({ kind, one, recomputeMs }) => [
      kindNames[kind],
      cell(one.handInMs, 2),
      cell(one.statements),
      cell(one.bareMs, 2),
      cell(one.handInMs / one.bareMs, 2),
      cell(recomputeMs),
      cell((recomputeMs * 1000) / courseStudents),
    ]),
  );
}

function verdictsOf({ kind, rush, storm, wrong, surplusRows }: Figures): Verdict[] {
  const name = kindNames[kind];
  const errors = (what: string, { errors: by }: OpenResult): Verdict => {
    const count = Object.values(by).reduce((sum, some) => sum + some, 0);
    const kinds = count === 0 ? '' : ` ${JSON.stringify(by)}`;
    return { what: `${name}: errors while ${what}${kinds}`, is: count, must: { exactly: 0 } };
  };
  return [
    errors('handing in', rush),
    { what: `${name}: attempts without the right scores`, is: wrong, must: { exactly: 0 } },
    errors('saving', storm),
    { what: `${name}: events stored less events promised`, is: surplusRows, must: { exactly: 0 } },
  ];
}
