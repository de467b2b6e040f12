// Teachers who grade as fast as the server answers until it is killed, and the account of it afterwards: every grade that
// changed against every event that says so.
import { Agent, request } from 'node:http';
import { type ServerProcess, startServerProcess } from './process.ts';
import { runSql } from './sql.ts';

export interface Storm {
  databaseUrl: string;
  courseId: number;
  assignmentIds: readonly number[];
  studentIds: readonly number[];
  token: string;
  random: () => number;
}

/** The server dies at some moment in this span, counted from the first answer. */
const killWithinMs = 300;

const clients = 16;

/** One grade in so many is given to the whole course at once. */
const bulkShare = 0.02;

/** Grades until the server is killed with SIGKILL in the midst of it; how many requests were answered 200. */
export async function gradeUntilKilled(server: ServerProcess, storm: Storm): Promise<number> {
  const agent = new Agent({ keepAlive: true });
  const killAfterMs = storm.random() * killWithinMs;
  let answered = 0;
  let killed: Promise<void> | undefined;
  const gradeOn = async (): Promise<void> => {
    for (;;) {
      const status = await grade(agent, server, storm).catch(() => null);
      if (status === null) return;
      if (status !== 200) throw new Error(`the server answered ${status}\n${server.output()}`);
      answered++;
      killed ??= new Promise((resolve, reject) => {
        setTimeout(() => server.kill('SIGKILL').then(resolve, reject), killAfterMs);
      });
    }
  };
  try {
    await Promise.all(Array.from({ length: clients }, gradeOn));
    await killed;
  } finally {
    agent.destroy();
    await server.kill('SIGKILL');
  }
  return answered;
}

/** Of the admin of a server that is started here. */
export const stormAdminToken = 'admin-token-of-the-storm';

/** Starts the server, as after a crash and when its leases have run out; resolves once it has brought all there is into the feed. */
export async function serveAgain(databaseUrl: string): Promise<ServerProcess> {
  await runSql(databaseUrl, 'update target_healths set owned_until_ms = 0');
  const server = await startServerProcess({
    QUIZWIRE_DATABASE_URL: databaseUrl,
    QUIZWIRE_LOG_LEVEL: 'warn',
    QUIZWIRE_THROTTLE: 'false',
    QUIZWIRE_ADMIN_TOKEN: stormAdminToken,
    QUIZWIRE_ALLOWED_TARGETS: '127.0.0.1',
    QUIZWIRE_SECRETS_KEY: Buffer.alloc(32, 1).toString('base64'),
  });
  for (const deadlineMs = Date.now() + 60_000; Date.now() < deadlineMs; ) {
    const [row] = await runSql<{ left: number }>(
      databaseUrl,
      'select count(*) as left from live_events where position is null',
    );
    if (row?.left === 0) return server;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await server.kill('SIGKILL');
  throw new Error('events that were left by the crash do not come into the feed');
}

interface Change {
  of: number;
  before: number | null;
  after: number | null;
}

/**
 * What does not agree, in words; nothing when every change of a grade has its event and every event its change, in the same
 * order, the last of each says what the gradebook holds, and the feed has no gap.
 */
export async function disagreements(databaseUrl: string): Promise<string[]> {
  const changes = await runSql<Change>(
    databaseUrl,
    'select submission_id as of, score_before as before, score_after as after from grade_changes order by id',
  );
  const rows = await runSql<{ event_name: string; position: number; body: string; user_id: number }>(
    databaseUrl,
    'select event_name, position, body, user_id from live_events order by id',
  );
  const events = rows.map(({ body, ...row }) => ({
    ...row,
    body: JSON.parse(body) as Record<string, unknown>,
  }));
  const graded = events
    .filter(({ event_name }) => event_name === 'grade_change')
    .map(({ body }): Change => {
      const { submission_id, old_score = null, score = null } = body;
      return {
        of: Number(BigInt(String(submission_id)) % 10_000_000_000_000n),
        before: old_score as number | null,
        after: score as number | null,
      };
    });
  const moved = events
    .filter(({ event_name }) => event_name === 'course_grade_change')
    .map(({ user_id, body: { old_current_score = null, current_score = null } }): Change => {
      return {
        of: user_id,
        before: old_current_score as number | null,
        after: current_score as number | null,
      };
    });
  const scores = await runSql<{ of: number; score: number | null }>(
    databaseUrl,
    'select id as of, score from submissions order by id',
  );
  const courseScores = await runSql<{ of: number; score: number | null }>(
    databaseUrl,
    'select user_id as of, current_score as score from course_scores order by id',
  );
  return [
    ...differences('submission', Map.groupBy(changes, byOf), Map.groupBy(graded, byOf)),
    ...brokenChains('submission', Map.groupBy(graded, byOf), scores),
    ...brokenChains('student', Map.groupBy(moved, byOf), courseScores),
    ...gaps(events.map(({ position }) => position)),
  ];
}

function differences(
  noun: string,
  changes: ReadonlyMap<number, Change[]>,
  events: ReadonlyMap<number, Change[]>,
): string[] {
  return [...new Set([...changes.keys(), ...events.keys()])].flatMap((of) => {
    const changed = said(changes.get(of));
    const announced = said(events.get(of));
    return changed === announced ? [] : [`${noun} ${of}: changed ${changed}, announced ${announced}`];
  });
}

/** Each event goes on where the one before left off, and the last says what is stored. */
function brokenChains(
  noun: string,
  events: ReadonlyMap<number, Change[]>,
  stored: readonly { of: number; score: number | null }[],
): string[] {
  return stored.flatMap(({ of, score }) => {
    const chain = events.get(of) ?? [];
    const isWhole = chain.every(({ before }, index) => index === 0 || before === chain[index - 1]?.after);
    const last = chain.at(-1);
    if (isWhole && (last === undefined || last.after === score)) return [];
    return [`${noun} ${of}: has ${score}, announced ${said(chain)}`];
  });
}

function gaps(positions: readonly (number | null)[]): string[] {
  const given = positions.flatMap((position) => position ?? []).sort((one, other) => one - other);
  const isWhole =
    given.length === positions.length && given.every((position, index) => position === index + 1);
  return isWhole ? [] : [`positions of ${positions.length} events: ${given.join(' ')}`];
}

function said(changes: readonly Change[] = []): string {
  return changes.map(({ before, after }) => `${before}→${after}`).join(' ');
}

function byOf({ of }: Change): number {
  return of;
}

/** The status; rejects when the connection ends without one. */
function grade(agent: Agent, server: ServerProcess, storm: Storm): Promise<number> {
  const { courseId, assignmentIds, studentIds, random } = storm;
  const one = <Of>(list: readonly Of[]): Of => list[Math.floor(random() * list.length)] as Of;
  // Mostly a new score; now and then none at all.
  const score = () => (random() < 0.05 ? '' : String(Math.floor(random() * 1_000) / 100));
  const submissions = `/api/v1/courses/${courseId}/assignments/${one(assignmentIds)}/submissions`;
  if (random() < bulkShare) {
    const gradeData = Object.fromEntries(studentIds.map((id) => [id, { posted_grade: score() }]));
    return send(agent, server, storm.token, 'POST', `${submissions}/update_grades`, {
      grade_data: gradeData,
    });
  }
  const path = `${submissions}/${one(studentIds)}`;
  return send(agent, server, storm.token, 'PUT', path, { submission: { posted_grade: score() } });
}

function send(
  agent: Agent,
  server: ServerProcess,
  token: string,
  method: string,
  path: string,
  body: object,
): Promise<number> {
  return new Promise((resolve, reject) => {
    request(`${server.url}${path}`, {
      agent,
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    })
      .on('response', (response) => {
        response.resume().on('end', () => resolve(response.statusCode ?? 0));
        response.on('error', reject);
      })
      .on('error', reject)
      .end(JSON.stringify(body));
  });
}
