// Builds everything that the server serves to browsers into `dist/`: the pages, and the capture client in `dist/capture/`.
// With `--watch` it goes on and builds again what changes. Run when the workspace is installed, and by `npm run build`.

import { execFileSync } from 'node:child_process';
import { cpSync, existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { compressFiles } from './compress.ts';

const folder = resolve(import.meta.dirname, '..');
const capture = resolve(folder, '../capture');

const vite = await import('vite').catch((error: NodeJS.ErrnoException) => {
  if (error.code === 'ERR_MODULE_NOT_FOUND') return null;
  throw error;
});

if (vite === null) {
  // Installed without what builds (`npm install --omit=dev`): the API works, and the pages say what is missing.
  process.stdout.write('The web pages are not built: vite is not installed.\n');
} else if (process.argv.includes('--watch')) {
  await vite.build({ root: folder, build: { watch: {} }, logLevel: 'warn' });
} else {
  await vite.build({ root: folder, logLevel: 'warn' });
  buildCapture();
  await compressFiles(join(folder, 'dist'));
}

/** A process of its own, as its build is written to be run. */
function buildCapture(): void {
  if (!existsSync(join(capture, 'build.ts'))) return;
  execFileSync(process.execPath, ['build.ts'], { cwd: capture, stdio: ['ignore', 'ignore', 'inherit'] });
  for (const file of ['capture.js', 'capture.mjs']) {
    const built = join(capture, 'dist', file);
    if (existsSync(built)) cpSync(built, join(folder, 'dist/capture', file));
  }
}
