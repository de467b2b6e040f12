// Everything that can be said about the code without running it, at once: format, lint, types, architecture.
// Prints the seconds of each, and the output of those that failed.
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';

const root = resolve(import.meta.dirname, '..');
const colored = process.stdout.isTTY === true;

// Entry points and not node_modules/.bin, so that each runs on this Node and on every platform.
const checks: Record<string, string[]> = {
  'format and lint': [
    'node_modules/@biomejs/biome/bin/biome',
    'ci',
    `--colors=${colored ? 'force' : 'off'}`,
    '.',
  ],
  types: typesOf('.'),
  'types of capture': typesOf('packages/capture'),
  'types of web': typesOf('packages/web'),
  architecture: ['scripts/architecture.ts'],
  sizes: ['scripts/sizes.ts'],
};

/** What runs in browsers has a configuration of its own. */
function typesOf(project: string): string[] {
  return ['node_modules/typescript/bin/tsc', '-p', project, '--noEmit', '--pretty', String(colored)];
}

async function run(name: string, command: string[]): Promise<boolean> {
  const startedMs = performance.now();
  const child = spawn(process.execPath, command, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  const code = new Promise<number | null>((done, fail) => child.on('close', done).on('error', fail));
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const passed = (await code) === 0;
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
  console.log(`${passed ? '✓' : '✗'} ${name.padEnd(16)} ${seconds} s`);
  const shown = passed ? out.split('\n').filter((line) => line.startsWith('warning: ')) : [out, err];
  for (const part of shown) if (part.trim() !== '') console.log(part.trimEnd());
  return passed;
}

const passed = await Promise.all(Object.entries(checks).map(([name, command]) => run(name, command)));
process.exitCode = passed.every(Boolean) ? 0 : 1;
