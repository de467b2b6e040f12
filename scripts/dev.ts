// `npm run dev`: the demo, which starts again when the server's code changes, and pages that are built again when theirs
// does. The server reads each page when it is asked for, so a page need only be loaded again.
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const serve = ['packages/server/bin/quizwire.js', 'serve', '--demo'];

const children = [
  ['packages/web/build/main.ts', '--watch'],
  ['--watch-path=packages/server/src', ...serve],
].map((args) => spawn(process.execPath, args, { cwd: root, stdio: 'inherit' }));

// Ctrl+C reaches all of them; when one ends by itself, the others are of no use.
process.on('SIGINT', () => {});
for (const child of children) {
  child.on('exit', () => {
    for (const other of children) other.kill();
  });
}
