// Builds everything that the server serves to browsers into `dist/`: the pages, and the capture client in `dist/capture/`.
// With `--watch` it goes on and builds the pages again when they change. Run when the workspace is installed, and by
// `npm run build`.

import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { compressFiles } from './compress.ts';

const folder = resolve(import.meta.dirname, '..');

const vite = await import('vite').catch((error: NodeJS.ErrnoException) => {
  if (error.code === 'ERR_MODULE_NOT_FOUND') return null;
  throw error;
});

if (vite === null) {
  // Installed without what builds (`npm install --omit=dev`): the API works, and the pages say what is missing.
  process.stdout.write('The web pages are not built: vite is not installed.\n');
} else if (process.argv.includes('--watch')) {
  await vite.build({ root: folder, logLevel: 'warn', build: { watch: {} } });
} else {
  await vite.build({ root: folder, logLevel: 'warn' });
  await buildCapture(join(folder, 'dist/capture'));
  await compressFiles(join(folder, 'dist'));
}

async function buildCapture(into: string): Promise<void> {
  const { buildBundles } = await import('../../capture/build.ts');
  await mkdir(into, { recursive: true });
  for (const [name, code] of Object.entries(await buildBundles())) await writeFile(join(into, name), code);
}
