// Builds what is published and served: modules with types for those who bundle, and the whole client in one file, as a classic
// script (`dist/capture.js`) and as a module (`dist/capture.mjs`), for those who do not.

import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'vite';

const root = import.meta.dirname;

/** Text of the one-file builds, by file name. Writes nothing. */
export async function buildBundles(): Promise<Record<'capture.js' | 'capture.mjs', string>> {
  const [script, module] = await Promise.all([bundle('script-tag.ts', 'iife'), bundle('index.ts', 'es')]);
  return { 'capture.js': script, 'capture.mjs': module };
}

async function bundle(entry: string, format: 'iife' | 'es'): Promise<string> {
  const built = await build({
    root,
    configFile: false,
    logLevel: 'warn',
    build: {
      write: false,
      target: 'es2022',
      rolldownOptions: {
        input: join(root, 'src', entry),
        preserveEntrySignatures: 'strict',
        output: { format, minify: true },
      },
    },
  });
  if (Array.isArray(built) || !('output' in built)) throw new Error('Vite built something else');
  const [{ code }, ...others] = built.output;
  if (others.length > 0) throw new Error('The client is one file');
  return code;
}

/** Writes `dist/` anew. */
async function writeDist(): Promise<void> {
  const dist = join(root, 'dist');
  rmSync(dist, { recursive: true, force: true });
  const tsc = resolve(root, '../../node_modules/typescript/bin/tsc');
  execFileSync(process.execPath, [tsc, '-p', join(root, 'tsconfig.build.json')], { stdio: 'inherit' });
  mkdirSync(dist, { recursive: true });
  for (const [name, code] of Object.entries(await buildBundles())) writeFileSync(join(dist, name), code);
}

if (import.meta.main) await writeDist();
