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
  const lateness = createHistogram({ figures: 3 });
  const errors: Record<string, number> = {};
  let promisedEvents = 0;
  let isMeasuring = false;
  const startMs = performance.now();

  const schedule = [...postsOf(load), ...readsOf(load)].sort((a, b) => a.atMs - b.atMs);
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
    errors,
    promisedEvents,
    latenessP99Ms: lateness.percentile(99) / 1000,
    cores: (cpu.user + cpu.system) / 1e6 / load.seconds,
  };

  /** Every student from a moment of their own on, as their pages were opened at different moments. */
  function postsOf({ postEverySeconds, warmUpSeconds, seconds }: OpenLoad): Due[] {
    const untilMs = (warmUpSeconds + seconds) * 1000;
    return exam.students.flatMap((student, index) => {
      const dues: Due[] = [];
      for (let atMs = random() * postEverySeconds * 1000; atMs < untilMs; atMs += postEverySeconds * 1000) {
        dues.push({ atMs, send: () => post(student, index % withIdsEvery === 0, atMs) });
      }
      return dues;
    });
  }

  function readsOf({ readsPerSecond, warmUpSeconds, seconds }: OpenLoad): Due[] {
    return Array.from({ length: (warmUpSeconds + seconds) * readsPerSecond }, (_, index) => {
      const atMs = (index / readsPerSecond) * 1000;
      return { atMs, send: () => read(index, atMs) };
    });
  }

  async function post(
    student: OpenLoad['exam']['students'][number],
    withIds: boolean,
    atMs: number,
  ): Promise<void> {
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

  function eventsPath(student: OpenLoad['exam']['students'][number]): string {
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
