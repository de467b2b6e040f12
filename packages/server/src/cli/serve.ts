// `quizwire serve`: starts, says when it is ready, and stops when told, finishing what it accepted.

import { randomBytes } from 'node:crypto';
import { readConfig } from '../config.ts';
import { openLog } from '../log.ts';
import { demoPeople, startDemo } from './demo.ts';
import { type Command, readOptions } from './usage.ts';

export const serveCommand: Command = {
  help: `quizwire serve: serve the API

  --demo   add a demo course, with a teacher, a student and a running attempt, and print what to try;
           anybody who reaches the server can sign in as those two

Configured by environment variables (docs/configuration.md); the common ones:
  QUIZWIRE_DATABASE_URL   sqlite:<path> or postgres://… (default sqlite:./data/quizwire.db)
  QUIZWIRE_HOST, QUIZWIRE_PORT   where to listen (default 127.0.0.1, 4280)
  QUIZWIRE_ADMIN_TOKEN    an access token for the first account admin

Examples
  quizwire serve --demo
  QUIZWIRE_ADMIN_TOKEN=$(openssl rand -hex 32) QUIZWIRE_PORT=8080 quizwire serve
`,
  async run(args) {
    const { demo } = readOptions('serve', args, { demo: { type: 'boolean', default: false } });
    const config = readConfig(process.env);
    const stopped = stopSignal();
    // Only now, so that what is wrong with the call is told without loading the program.
    const { startApp } = await import('../app.ts');
    const log = openLog(config.logLevel);
    const demoToken =
      demo && config.adminToken === null ? randomBytes(32).toString('hex') : config.adminToken;
    // What is to be tried is on this machine.
    const allowedTargets = demo && config.allowedTargets.length === 0 ? ['127.0.0.1'] : config.allowedTargets;
    const people = demo ? demoPeople : [];
    await using app = await startApp(
      { ...config, adminToken: demoToken, allowedTargets, demoPeople: people },
      log,
    );
    process.stdout.write(`quizwire listening on ${app.url}\n`);
    if (demo && demoToken !== null) process.stdout.write(await startDemo(app.url, demoToken));
    await stopped;
    return 0;
  },
};

/** Resolves at the first SIGTERM or SIGINT; a second one ends the process at once. */
function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.once(signal, () => {
        process.once(signal, () => process.exit(130));
        resolve();
      });
    }
  });
}
