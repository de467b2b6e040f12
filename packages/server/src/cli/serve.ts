// `quizwire serve`: starts, says when it is ready, and stops when told, finishing what it accepted.

import { randomBytes } from 'node:crypto';
import type { Logger } from 'pino';
import { readConfig } from '../config.ts';
import { openLog } from '../log.ts';
import { demoPeopleAt } from './demo/demo-people.ts';
import { DemoTime } from './demo/demo-time.ts';
import { progressLine } from './demo/progress-line.ts';
import { type Command, readOptions } from './usage.ts';

export const serveCommand: Command = {
  help: `quizwire serve: serve the API

  --demo   add a demo course, with a class that took a quiz, an exam under way and somebody who is told of it, and
           print what to try; anybody who reaches the server can sign in as its teacher and a student, and, where
           only this machine reaches it, as the admin

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
    // Each message that goes out would be a line: in the demo there are many, and somebody wants to read what is to be tried.
    const isQuiet = demo && !process.env.QUIZWIRE_LOG_LEVEL;
    const log = openLog(isQuiet ? 'error' : config.logLevel);
    const demoToken =
      demo && config.adminToken === null ? randomBytes(32).toString('hex') : config.adminToken;
    // What is to be tried is on this machine.
    const allowedTargets = demo && config.allowedTargets.length === 0 ? ['127.0.0.1'] : config.allowedTargets;
    const people = demo ? demoPeopleAt(config.host) : [];
    // The class of the demo says where each of them is, as a proxy would.
    const trustedProxies = demo && config.trustedProxies.length === 0 ? ['127.0.0.1'] : config.trustedProxies;
    const time = demo ? new DemoTime() : null;
    await using app = await startApp(
      {
        ...config,
        adminToken: demoToken,
        allowedTargets,
        trustedProxies,
        announcesQuizEvents: demo || config.announcesQuizEvents,
        demoPeople: people,
      },
      log,
      time?.now,
    );
    process.stdout.write(`quizwire listening on ${app.url}\n`);
    if (time === null || demoToken === null) await stopped;
    else await showDemo(app.url, demoToken, time, stopped, log);
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

/** Until it is told to stop; then nobody of the demo asks for anything any more. */
async function showDemo(
  server: string,
  adminToken: string,
  time: DemoTime,
  stopped: Promise<void>,
  log: Logger,
): Promise<void> {
  // Only now: nothing of it keeps the server from being ready.
  const { startDemo } = await import('./demo.ts');
  const stopping = new AbortController();
  const { signal } = stopping;
  stopped.then(() => stopping.abort());
  const { onProgress, clear } = progressLine(process.stderr);
  const onFailure = (error: unknown) => {
    if (!signal.aborted) log.error({ err: error }, 'somebody of the demo has left it');
  };
  const demo = await startDemo({ server, adminToken, time, signal, onProgress, onFailure }).finally(clear);
  if (demo === null) return stopped;
  process.stdout.write(demo.text);
  await Promise.all([stopped, demo.goOn()]);
}
