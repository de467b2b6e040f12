// One crash: students post to a server, the server is killed with SIGKILL in the midst of it and started again, and
// everything it ever acknowledged is looked for. All through its HTTP API, as clients see it.
import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { faultsIn, type Ledger, type Mark } from './crash-ledger.ts';
import type { Exam } from './load-fixture.ts';
import { type ServerProcess, startServerProcess } from './process.ts';

export interface CrashRound {
  /** Batches answered 204 in this round, and batches that the crash left without an answer. */
  acknowledged: number;
  unanswered: number;
  /** Batches posted once more after the crash, as a client does that has no answer. */
  repeated: number;
  /** Events found after it, of all rounds. */
  found: number;
  /** From starting the new process to its first answer. */
  restartMs: number;
  faults: string[];
}

interface Batch {
  mark: string;
  student: Exam['students'][number];
  body: string;
  events: number;
  /** Every event has an id of its own, so that posting it again is safe. */
  isRepeatable: boolean;
}

interface Place {
  databaseUrl: string;
  exam: Exam;
  /** Of all rounds on this database so far; this one adds its own. */
  ledger: Ledger;
  random: () => number;
}

/** The server dies at some moment in this span, counted from the first acknowledgement. */
const killWithinMs = 1_000;

/** Now and then a batch that alone fills a group of commits. */
const eventsMax = 10;
const largeBatchEvents = 400;
const largeBatchShare = 0.005;

/** Batches whose page says of itself what it has recorded: just what is in the batch. */
const clockedShare = 1 / 3;

/** Acknowledged batches that are posted again too, as by a client to which the answer got lost. */
const repeatedAcknowledgedMax = 50;

/** Runs round `number` (part of the marks) with one client for each student of the exam. */
export async function crashRound(place: Place, number: number): Promise<CrashRound> {
  const { acknowledged, unanswered } = await postUntilKilled(place, number);
  for (const { mark, events } of acknowledged) place.ledger.set(mark, { events, outcome: 'acknowledged' });
  for (const { mark, events } of unanswered) place.ledger.set(mark, { events, outcome: 'unknown' });

  const restartedMs = performance.now();
  const server = await serve(place.databaseUrl);
  try {
    const restartMs = performance.now() - restartedMs;
    const faults = new Set(faultsIn(await readMarks(server, place.exam), place.ledger));
    const repeated = [
      ...unanswered.filter(({ isRepeatable }) => isRepeatable),
      ...acknowledged.filter(({ isRepeatable }) => isRepeatable).slice(-repeatedAcknowledgedMax),
    ];
    await postAgain(server, place, repeated);
    const marks = await readMarks(server, place.exam);
    for (const fault of faultsIn(marks, place.ledger)) faults.add(fault);
    for (const fault of await tornBatches(server, place.exam)) faults.add(fault);
    return {
      acknowledged: acknowledged.length,
      unanswered: unanswered.length,
      repeated: repeated.length,
      found: marks.length,
      restartMs,
      faults: [...faults],
    };
  } finally {
    await server.kill('SIGTERM');
  }
}

async function serve(databaseUrl: string): Promise<ServerProcess> {
  return startServerProcess({ QUIZWIRE_DATABASE_URL: databaseUrl, QUIZWIRE_LOG_LEVEL: 'warn' });
}

/** Every student posts batch after batch, each after the answer to the one before, until no answer comes any more. */
async function postUntilKilled(
  { databaseUrl, exam, random }: Place,
  number: number,
): Promise<{ acknowledged: Batch[]; unanswered: Batch[] }> {
  const server = await serve(databaseUrl);
  const agent = new Agent({ keepAlive: true });
  const acknowledged: Batch[] = [];
  const unanswered: Batch[] = [];
  const killAfterMs = random() * killWithinMs;
  let killed: Promise<void> | undefined;
  const postAll = async (student: Exam['students'][number], client: number): Promise<void> => {
    for (let count = 0; ; count++) {
      const batch = newBatch(`round ${number}, client ${client}, batch ${count}`, student, random);
      const status = await post(agent, server, exam, batch).catch(() => null);
      if (status === null) {
        unanswered.push(batch);
        return;
      }
      if (status !== 204) throw new Error(`the server answered ${status}\n${server.output()}`);
      acknowledged.push(batch);
      killed ??= new Promise((resolve, reject) => {
        setTimeout(() => server.kill('SIGKILL').then(resolve, reject), killAfterMs);
      });
    }
  };
  try {
    await Promise.all(exam.students.map(postAll));
    await killed;
  } finally {
    agent.destroy();
    await server.kill('SIGKILL');
  }
  return { acknowledged, unanswered };
}

async function postAgain(server: ServerProcess, place: Place, batches: readonly Batch[]): Promise<void> {
  const agent = new Agent({ keepAlive: true });
  try {
    const statuses = await Promise.all(batches.map((batch) => post(agent, server, place.exam, batch)));
    for (const [index, batch] of batches.entries()) {
      if (statuses[index] !== 204)
        throw new Error(`${batch.mark} posted again was answered ${statuses[index]}`);
      place.ledger.set(batch.mark, { events: batch.events, outcome: 'acknowledged' });
    }
  } finally {
    agent.destroy();
  }
}

/** A third of the batches without ids of their events (Canvas's clients), a third with, a third with some. */
function newBatch(mark: string, student: Batch['student'], random: () => number): Batch {
  const events = random() < largeBatchShare ? largeBatchEvents : 1 + Math.floor(random() * eventsMax);
  const idShare = ([0, 1, 0.5] as const)[Math.floor(random() * 3)] ?? 0;
  const isClocked = random() < clockedShare;
  const items = Array.from({ length: events }, (_, item) => ({
    ...(isClocked ? { session: mark, sequence: item } : {}),
    event_type: 'question_answered',
    event_data: { batch: mark, item } satisfies Mark,
    client_timestamp: new Date().toISOString(),
    ...(random() < idShare ? { id: randomUUID() } : {}),
  }));
  const body = JSON.stringify({
    quiz_submission_events: items,
    ...(isClocked ? { page_session: { id: mark, elapsed_ms: 0, sequence: events - 1 } } : {}),
  });
  return { mark, student, body, events, isRepeatable: idShare === 1 };
}

function eventsPath(exam: Exam, student: Batch['student']): string {
  return `/api/v1/courses/${exam.courseId}/quizzes/${exam.quizId}/submissions/${student.quizSubmissionId}/events`;
}

/** The status; rejects when the connection ends without one. */
function post(agent: Agent, server: ServerProcess, exam: Exam, { student, body }: Batch): Promise<number> {
  return new Promise((resolve, reject) => {
    request(`${server.url}${eventsPath(exam, student)}`, {
      agent,
      method: 'POST',
      headers: {
        authorization: `Bearer ${student.token}`,
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
      },
    })
      .on('response', (response) => {
        response.resume().on('end', () => resolve(response.statusCode ?? 0));
        response.on('error', reject);
      })
      .on('error', reject)
      .end(body);
  });
}

/** Every event of every student, as the teacher's export has it. */
async function readMarks(server: ServerProcess, exam: Exam): Promise<Mark[]> {
  const marks: Mark[] = [];
  for (const student of exam.students) {
    const response = await fetch(`${server.url}${eventsPath(exam, student)}`, {
      headers: { authorization: `Bearer ${exam.teacherTokens[0]}`, accept: 'application/x-ndjson' },
    });
    if (!response.ok) throw new Error(`the export was answered ${response.status}: ${await response.text()}`);
    for (const line of (await response.text()).split('\n')) {
      if (line !== '') marks.push((JSON.parse(line) as { event_data: Mark }).event_data);
    }
  }
  return marks;
}

/** Batches of which the events are there and not what their page said with them, or the other way round. */
async function tornBatches(server: ServerProcess, exam: Exam): Promise<string[]> {
  const torn: string[] = [];
  for (const student of exam.students) {
    let next: string | undefined = `${server.url}${eventsPath(exam, student)}/gaps?per_page=100`;
    while (next !== undefined) {
      const response: Response = await fetch(next, {
        headers: { authorization: `Bearer ${exam.teacherTokens[0]}` },
      });
      if (!response.ok)
        throw new Error(`the gaps were answered ${response.status}: ${await response.text()}`);
      const { page_sessions } = (await response.json()) as {
        page_sessions: { id: string; missing_count: number; clocks: unknown[] }[];
      };
      for (const { id, missing_count, clocks } of page_sessions) {
        if (missing_count > 0 || clocks.length !== 1) torn.push(`${id} is torn from what its page said`);
      }
      next = /<([^>]*)>; rel="next"/.exec(response.headers.get('link') ?? '')?.[1];
    }
  }
  return torn;
}
