// What a newcomer sees after `npm start`: the lines that are printed, run as they are by a shell.

import { execFile, execFileSync } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
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

/** Starts the demo and resolves to what it printed. */
async function startDemo(databaseUrl: string): Promise<{ server: ServerProcess; printed: string }> {
  const server = await startServerProcess(
    { QUIZWIRE_DATABASE_URL: databaseUrl, QUIZWIRE_SECRETS_KEY: Buffer.alloc(32, 1).toString('base64') },
    ['--demo'],
  );
  await expect.poll(() => server.output()).toContain('Stop: Ctrl+C');
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

eachDatabase((database) => {
  describe.skipIf(!hasCurl())('the demo (skipped where there is no curl)', () => {
    test('prints commands that work when pasted, and tells the same story at the next start', async () => {
      const databaseUrl = await database.freshUrl();
      const first = await startDemo(databaseUrl);
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
      expect(table).toMatch(/^id,event_type,event_data,.*\r\n1,submission_created,/);
      expect(JSON.parse(scored)).toMatchObject([{ grades: { current_score: 50 } }]);
      const { live_events } = JSON.parse(announced) as { live_events: { event_name: string }[] };
      expect(live_events.map(({ event_name }) => event_name)).toEqual(
        expect.arrayContaining(['quizwire.attempt_started', 'quiz_submitted', 'grade_change']),
      );
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
      await second.server.kill('SIGTERM');
    });
  });
});
