// What a newcomer sees after `npm start`: the lines that are printed, run as they are by a shell.

import { execFile, execFileSync } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { eachDatabase } from './support/databases.ts';
import { type ServerProcess, startServerProcess } from './support/process.ts';

function hasCurl(): boolean {
  try {
    execFileSync('curl', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Longer than a class takes to take its quiz on a busy machine. */
const startedMs = 110_000;

/** Starts the demo and resolves to what it printed. */
async function startDemo(databaseUrl: string): Promise<{ server: ServerProcess; printed: string }> {
  const server = await startServerProcess(
    { QUIZWIRE_DATABASE_URL: databaseUrl, QUIZWIRE_SECRETS_KEY: Buffer.alloc(32, 1).toString('base64') },
    ['--demo'],
  );
  await vi.waitFor(() => expect(server.output()).toContain('Stop: Ctrl+C'), { timeout: startedMs });
  return { server, printed: server.output() };
}

/** The printed commands: indented lines, a backslash at the end of one joins it with the next. */
function commandsOf(printed: string): string[] {
  const lines = printed.split('\n').filter((line) => line.startsWith('  '));
  return lines
    .join('\n')
    .split(/(?<!\\)\n/)
    .map((command) => command.trim());
}

/** What each of the commands after the exports prints, all run in one shell. */
async function run(commands: string[]): Promise<string[]> {
  const mark = '---8<---';
  const script = commands.join(`\necho '${mark}'\n`).replaceAll('curl ', 'curl --silent --show-error ');
  const { stdout } = await promisify(execFile)('sh', ['-e', '-c', script]);
  return stdout.split(`${mark}\n`).slice(commands.filter((command) => command.startsWith('export')).length);
}

function eventTypes(json: string): string[] {
  const { quiz_submission_events } = JSON.parse(json) as { quiz_submission_events: { event_type: string }[] };
  return quiz_submission_events.map(({ event_type }) => event_type);
}

interface Attempt {
  id: number;
  user_id: number;
  attempt: number;
  workflow_state: string;
  finished_at: string | null;
}

/** Reads the API of a demo as one of those whose tokens it printed. */
function readerOf({ server, printed }: { server: ServerProcess; printed: string }) {
  return async <Answer>(who: 'ADMIN' | 'TEACHER' | 'STUDENT', path: string): Promise<Answer> => {
    const token = new RegExp(`export ${who}=(\\S+)`).exec(printed)?.[1];
    const response = await fetch(`${server.url}${path}`, { headers: { Authorization: `Bearer ${token}` } });
    expect([path, response.status]).toEqual([path, 200]);
    return (await response.json()) as Answer;
  };
}

eachDatabase((database) => {
  describe.skipIf(!hasCurl())('the demo (skipped where there is no curl)', () => {
    let databaseUrl: string;
    let first: Awaited<ReturnType<typeof startDemo>>;
    let read: ReturnType<typeof readerOf>;
    const course = '/api/v1/courses/sis_course_id:quizwire-demo';
    const quizzes: Record<string, number> = {};

    const attemptsOf = async (title: string, from = read): Promise<Attempt[]> => {
      const path = `${course}/quizzes/${quizzes[title]}/submissions?per_page=100`;
      return (await from<{ quiz_submissions: Attempt[] }>('TEACHER', path)).quiz_submissions;
    };
    const biology = 'Cells, genes and inheritance';
    const practical = 'Microscopy practical';

    beforeAll(async () => {
      databaseUrl = await database.freshUrl();
      first = await startDemo(databaseUrl);
      read = readerOf(first);
      for (const { id, title } of await read<{ id: number; title: string }[]>(
        'TEACHER',
        `${course}/quizzes`,
      )) {
        quizzes[title] = id;
      }
    }, startedMs + 10_000);
    afterAll(() => first?.server.kill('SIGKILL'));

    test('has a class of thirty that took a quiz the day before, with what happens to people', async () => {
      // The server closes what somebody left a moment after.
      const isOver = ({ workflow_state }: Attempt) => workflow_state !== 'untaken';
      await expect
        .poll(async () => (await attemptsOf(biology)).every(isOver), { timeout: 30_000 })
        .toBe(true);
      const attempts = await attemptsOf(biology);
      expect(attempts).toHaveLength(30);
      expect(attempts.filter(({ attempt }) => attempt === 2)).toHaveLength(2);
      for (const { finished_at } of attempts) {
        const agoMs = Date.now() - Date.parse(finished_at ?? '');
        expect(agoMs).toBeGreaterThan(20 * 3_600_000);
        expect(agoMs).toBeLessThan(28 * 3_600_000);
      }
      // Some are graded; others wait for whoever looks on.
      const waiting = attempts.filter(({ workflow_state }) => workflow_state === 'pending_review');
      expect(waiting.length).toBeGreaterThan(5);
      expect(waiting.length).toBeLessThan(20);

      const seen = new Set<string>();
      let missing = 0;
      for (const { id } of attempts) {
        const events = `${course}/quizzes/${quizzes[biology]}/submissions/${id}/events`;
        const listed = await read<{ quiz_submission_events: { event_type: string }[] }>(
          'TEACHER',
          `${events}?attempt=1&per_page=100`,
        );
        for (const { event_type } of listed.quiz_submission_events) seen.add(event_type);
        const gaps = await read<{ page_sessions: { missing: unknown[] }[] }>(
          'TEACHER',
          `${events}/gaps?attempt=1`,
        );
        missing += gaps.page_sessions.filter((session) => session.missing.length > 0).length;
      }
      expect([...seen]).toEqual(
        expect.arrayContaining([
          ...['submission_created', 'session_started', 'question_viewed', 'question_answered'],
          ...['question_flagged', 'page_blurred', 'page_focused', 'connection_lost', 'connection_regained'],
          ...['clock_changed', 'content_pasted', 'fullscreen_entered', 'time_extended', 'score_changed'],
          'attempt_closed',
        ]),
      );
      expect(missing).toBeGreaterThan(0);
    });

    test('has an exam under way that goes on by itself', async () => {
      const running = (await attemptsOf(practical)).filter(
        ({ workflow_state }) => workflow_state === 'untaken',
      );
      expect(running).toHaveLength(12);
      const eventsOf = async (): Promise<number> => {
        let count = 0;
        for (const { id } of running) {
          const path = `${course}/quizzes/${quizzes[practical]}/submissions/${id}/events?per_page=100`;
          const listed = await read<{ quiz_submission_events: object[] }>('TEACHER', path);
          count += listed.quiz_submission_events.length;
        }
        return count;
      };
      const before = await eventsOf();
      await expect.poll(eventsOf, { timeout: 60_000, interval: 500 }).toBeGreaterThan(before);
    });

    test('has work beside the quizzes in its gradebook', async () => {
      const assignments = await read<{ id: number; name: string }[]>(
        'TEACHER',
        `${course}/assignments?per_page=50`,
      );
      const notes = assignments.find(({ name }) => name === 'Field notes: the pond');
      const submissions = await read<{ excused: boolean; late: boolean; workflow_state: string }[]>(
        'TEACHER',
        `${course}/assignments/${notes?.id}/submissions?per_page=100`,
      );
      const having = (key: 'excused' | 'late') => submissions.filter((each) => each[key]).length;
      expect([having('excused'), having('late')]).toEqual([1, 2]);
      expect(new Set(submissions.map(({ workflow_state }) => workflow_state))).toEqual(
        new Set(['graded', 'submitted', 'unsubmitted']),
      );
    });

    test('tells a receiver, of which one message is dead, and one that has gone', async () => {
      type Told = { LocalId: string; Name: string; State: string }[];
      const states = async () =>
        (await read<Told>('ADMIN', '/api/lti/subscriptions')).map(({ State }) => State);
      await expect.poll(states, { timeout: 30_000 }).toEqual(['Active', 'Active', 'Disabled']);
      const [records] = await read<Told>('ADMIN', '/api/lti/subscriptions');
      const log = `/api/v1/subscriptions/${records?.LocalId}/deliveries?state=`;
      const countOf = async (state: string) => (await read<object[]>('ADMIN', `${log}${state}`)).length;
      await expect.poll(() => countOf('dead'), { timeout: 30_000 }).toBe(1);
      expect(await countOf('delivered')).toBeGreaterThan(0);
    });

    test('lets one click sign in a student, the teacher and, on a machine of one’s own, the admin', async () => {
      const response = await fetch(`${first.server.url}/login/demo`);
      const { people } = (await response.json()) as { people: { id: number; name: string; role: string }[] };
      expect(people.map(({ name, role }) => [name, role])).toEqual([
        ['Stu Dent', 'student'],
        ['Tea Cher', 'teacher'],
        ['Account Admin', 'administrator'],
      ]);
      for (const { id } of people) {
        const entered = await fetch(`${first.server.url}/login/demo`, {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify({ user_id: id }),
        });
        expect(entered.status).toBe(200);
      }
    });

    test('prints commands that work when pasted, and tells the same story at the next start', async () => {
      expect(first.printed).toMatch(/^quizwire listening on http:\/\/127\.0\.0\.1:\d+\n/);
      const commands = commandsOf(first.printed);
      expect(
        commands.map((command) => command.replace(/[ =].*/s, ' ') + (/[A-Z]+=/.exec(command)?.[0] ?? '')),
      ).toEqual([
        ...['export ADMIN=', 'export TEACHER=', 'export STUDENT='],
        ...Array.from({ length: 8 }, () => 'curl '),
      ]);
      const [
        posted = '',
        subscribed = '',
        answered = '',
        handedIn = '',
        listed = '',
        table = '',
        scored = '',
        announced = '',
      ] = await run(commands);
      expect(posted).toMatch(/^HTTP\/1\.1 204 No Content\r\n/);
      // Nobody listens.
      expect(JSON.parse(subscribed)).toMatchObject({ State: 'Active', Test: { Delivered: false } });
      expect(JSON.parse(answered).quiz_submission_questions).toHaveLength(2);
      expect(JSON.parse(handedIn).quiz_submissions).toMatchObject([
        { attempt: 1, workflow_state: 'complete', score: 2, quiz_points_possible: 4 },
      ]);
      expect(eventTypes(listed)).toEqual(['submission_created', 'page_blurred', 'question_answered']);
      expect(table).toMatch(/^id,event_type,event_data,.*\r\n\d+,submission_created,/);
      expect(JSON.parse(scored)).toMatchObject([{ grades: { current_score: 50 } }]);
      const { live_events } = JSON.parse(announced) as { live_events: { event_name: string }[] };
      expect(live_events.map(({ event_name }) => event_name)).toEqual(
        expect.arrayContaining(['quizwire.attempt_started', 'quiz_submitted', 'grade_change']),
      );
      const finished = (attempts: Attempt[]) =>
        attempts.map(({ id, attempt, finished_at }) => [id, attempt, finished_at]);
      const finishedBefore = finished(await attemptsOf(biology));
      await first.server.kill('SIGTERM');
      expect(await first.server.exited).toEqual({ code: 0, signal: null });

      const second = await startDemo(databaseUrl);
      const again = commandsOf(second.printed);
      for (const name of ['ADMIN', 'TEACHER', 'STUDENT']) {
        const tokenIn = (all: string[]) => all.find((command) => command.startsWith(`export ${name}=`));
        expect(tokenIn(again)).not.toBe(tokenIn(commands));
      }
      const [, , , handedInAgain = '', listedAgain = ''] = await run(again);
      expect(JSON.parse(handedInAgain).quiz_submissions).toMatchObject([{ attempt: 2, score: 2 }]);
      expect(eventTypes(listedAgain)).toEqual(['submission_created', 'page_blurred', 'question_answered']);

      // The class is as it was; those of the exam go on.
      expect(finished(await attemptsOf(biology, readerOf(second)))).toEqual(finishedBefore);
      await second.server.kill('SIGTERM');
      expect(await second.server.exited).toEqual({ code: 0, signal: null });
    });
  });
});
