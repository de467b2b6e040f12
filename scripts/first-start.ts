// Starts the server once when the workspace is installed: the code that it compiles is kept, so that the first start that
// somebody waits for is as fast as all others. Nothing depends on its success.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../packages/server/bin/quizwire.js', import.meta.url));

/** As `npm start` has it: code that was compiled under other options is not used. */
const options = ['--max-semi-space-size=8', '--heap-growing-percent=30', '--no-allocation-site-pretenuring'];

const folder = await mkdtemp(join(tmpdir(), 'quizwire-first-start-'));
const server = spawn(process.execPath, [...options, program, 'serve'], {
  // A file, since a database in memory has no thread that stores events.
  env: {
    ...process.env,
    QUIZWIRE_DATABASE_URL: `sqlite:${join(folder, 'quizwire.db')}`,
    QUIZWIRE_HOST: '127.0.0.1',
    QUIZWIRE_PORT: '0',
  },
  stdio: ['ignore', 'pipe', 'ignore'],
  timeout: 20_000,
});
server.stdout.once('data', () => server.kill());
await once(server, 'close').catch(() => {});
await rm(folder, { recursive: true, force: true });
