// The generator of open-loop load: a schedule made beforehand, and requests sent by it.
import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { createHistogram, type RecordableHistogram } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { randomFrom } from '../../packages/server/test/support/random-from.ts';
import { batch } from '../event-mix.ts';
import { type FromGenerator, generateOnce } from './generator.ts';
import type { Latencies, OpenLoad, OpenResult } from './open-loop.ts';

const eventsMax = 10;

type Student = OpenLoad['exam']['students'][number];

/** Every other student has a capture client that gives its events ids; the others have Canvas's. */
const withIdsEvery = 2;

interface Due {
  atMs: number;
  send(): Promise<void>;
}

generateOnce(generate);

async function generate(
  load: OpenLoad,
  tell: (message: FromGenerator<OpenResult>) => void,
): Promise<OpenResult> {
  const { exam } = load;
  const random = randomFrom(1);
  const agent = new Agent({ keepAlive: true });
  const posts = createHistogram({ figures: 3 });
  const reads = createHistogram({ figures: 3 });
  const saves = createHistogram({ figures: 3 });
  const handIns = createHistogram({ figures: 3 });
  const lateness = createHistogram({ figures: 3 });
  const errors: Record<string, number> = {};
  let promisedEvents = 0;
  let isMeasuring = false;
  const startMs = performance.now();

  const schedule = [
    ...repeated(load.postEverySeconds, (student, index, atMs) =>
      post(student, index % withIdsEvery === 0, atMs),
    ),
    ...readsOf(load),
    ...repeated(load.saveEverySeconds, (student, _index, atMs) => save(student, atMs)),
    ...(load.handsIn ? handInsOf(load) : []),
  ].sort((a, b) => a.atMs - b.atMs);
  const measureFromMs = load.warmUpSeconds * 1000;
  let cpu = process.cpuUsage();
  const underWay = new Set<Promise<void>>();
  for (const due of schedule) {
    // A timer is up to a millisecond late; what it is late by counts as latency.
    const waitMs = startMs + due.atMs - performance.now();
    if (waitMs > 0) await sleep(waitMs);
    if (!isMeasuring && due.atMs >= measureFromMs) {
      isMeasuring = true;
      cpu = process.cpuUsage();
      tell({ kind: 'measuring' });
    }
    if (isMeasuring) record(lateness, performance.now() - startMs - due.atMs);
    const sent = due.send().finally(() => underWay.delete(sent));
    underWay.add(sent);
  }
  cpu = process.cpuUsage(cpu);
  tell({ kind: 'measured' });
  await Promise.all(underWay);
  agent.destroy();
  return {
    posts: latenciesOf(posts),
    reads: latenciesOf(reads),
    saves: latenciesOf(saves),
    handIns: latenciesOf(handIns),
    errors,
    promisedEvents,
    latenessP99Ms: lateness.percentile(99) / 1000,
    cores: (cpu.user + cpu.system) / 1e6 / load.seconds,
  };

  /** Every student from a moment of their own on, as their pages were opened at different moments. */
  function repeated(
    everySeconds: number | null,
    send: (student: Student, index: number, atMs: number) => Promise<void>,
  ): Due[] {
    if (everySeconds === null) return [];
    const untilMs = (load.warmUpSeconds + load.seconds) * 1000;
    return exam.students.flatMap((student, index) => {
      const dues: Due[] = [];
      for (let atMs = random() * everySeconds * 1000; atMs < untilMs; atMs += everySeconds * 1000) {
        dues.push({ atMs, send: () => send(student, index, atMs) });
      }
      return dues;
    });
  }

  function handInsOf({ warmUpSeconds, seconds }: OpenLoad): Due[] {
    return exam.students.map((student) => {
      const atMs = (warmUpSeconds + random() * seconds) * 1000;
      return { atMs, send: () => handIn(student, atMs) };
    });
  }

  function readsOf({ readsPerSecond, warmUpSeconds, seconds }: OpenLoad): Due[] {
    return Array.from({ length: (warmUpSeconds + seconds) * readsPerSecond }, (_, index) => {
      const atMs = (index / readsPerSecond) * 1000;
      return { atMs, send: () => read(index, atMs) };
    });
  }

  async function post(student: Student, withIds: boolean, atMs: number): Promise<void> {
    const events = batch(random, 1 + Math.floor(random() * eventsMax));
    const body = JSON.stringify({
      quiz_submission_events: withIds ? events.map((event) => ({ id: randomUUID(), ...event })) : events,
    });
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    if (await isAnswered(204, 'POST', eventsPath(student), student.token, headers, body)) {
      promisedEvents += events.length;
      if (atMs >= measureFromMs) record(posts, performance.now() - startMs - atMs);
    }
  }

  /** The whole form, as Canvas's page sends it; every answer may have changed. */
  async function save(student: Student, atMs: number): Promise<void> {
    const form = new URLSearchParams({ attempt: '1', validation_token: student.validationToken ?? '' });
    for (const { id, values } of load.fields) {
      form.set(`question_${id}`, values[Math.floor(random() * values.length)] ?? '');
    }
    const path = `/courses/${exam.courseId}/quizzes/${exam.quizId}/submissions/backup`;
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    if (await isAnswered(200, 'PUT', path, student.token, headers, String(form))) {
      if (atMs >= measureFromMs) record(saves, performance.now() - startMs - atMs);
    }
  }

  async function handIn({ token, quizSubmissionId, validationToken }: Student, atMs: number): Promise<void> {
    const body = JSON.stringify({ attempt: 1, validation_token: validationToken });
    const path = `/api/v1/courses/${exam.courseId}/quizzes/${exam.quizId}/submissions/${quizSubmissionId}/complete`;
    if (await isAnswered(200, 'POST', path, token, { 'content-type': 'application/json' }, body)) {
      record(handIns, performance.now() - startMs - atMs);
    }
  }

  async function read(index: number, atMs: number): Promise<void> {
    const student = exam.students[Math.floor(random() * exam.students.length)];
    const token = exam.teacherTokens[index % exam.teacherTokens.length];
    if (student === undefined || token === undefined) throw new Error('nobody to read');
    if (await isAnswered(200, 'GET', `${eventsPath(student)}?per_page=50`, token, {}, '')) {
      if (atMs >= measureFromMs) record(reads, performance.now() - startMs - atMs);
    }
  }

  /** Whether the answer, read to its end, has that status; any other counts as an error. */
  function isAnswered(
    status: number,
    method: string,
    path: string,
    token: string,
    headers: Record<string, string | number>,
    body: string,
  ): Promise<boolean> {
    return new Promise((resolve) => {
      const fail = (what: string): void => {
        errors[what] = (errors[what] ?? 0) + 1;
        resolve(false);
      };
      request(`${load.url}${path}`, {
        agent,
        method,
        headers: { authorization: `Bearer ${token}`, ...headers },
      })
        .on('response', (response) => {
          response.resume().on('error', (error: NodeJS.ErrnoException) => fail(error.code ?? error.message));
          response.on('end', () =>
            response.statusCode === status ? resolve(true) : fail(`${method} ${response.statusCode}`),
          );
        })
        .on('error', (error: NodeJS.ErrnoException) => fail(error.code ?? error.message))
        .end(body);
    });
  }

  function eventsPath(student: Student): string {
    return `/api/v1/courses/${exam.courseId}/quizzes/${exam.quizId}/submissions/${student.quizSubmissionId}/events`;
  }
}

function record(histogram: RecordableHistogram, ms: number): void {
  histogram.record(Math.max(1, Math.round(ms * 1000)));
}

function latenciesOf(histogram: RecordableHistogram): Latencies {
  const at = (percentile: number): number => histogram.percentile(percentile) / 1000;
  return {
    count: histogram.count,
    p50Ms: at(50),
    p99Ms: at(99),
    p999Ms: at(99.9),
    maxMs: histogram.max / 1000,
  };
}
