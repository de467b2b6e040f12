// The package as npm would publish it: packed in a copy, unpacked where a stranger would install it.

import { execFile } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';

const run = promisify(execFile);
const root = join(import.meta.dirname, '../../..');
const copy = mkdtempSync(join(tmpdir(), 'capture-package-'));
const packed = join(copy, 'packages/capture');
const stranger = join(copy, 'stranger');
const installed = join(stranger, 'node_modules/@quizwire/capture');

// In a copy: the manifest changes while it is packed, and other tests read it at the same time.
beforeAll(async () => {
  for (const path of ['tsconfig.json', 'scripts/pack-exports.ts']) cpSync(join(root, path), join(copy, path));
  const parts = [
    'package.json',
    'tsconfig.json',
    'tsconfig.build.json',
    'build.ts',
    'README.md',
    'LICENSE',
    'src',
  ];
  for (const path of parts)
    cpSync(join(root, 'packages/capture', path), join(packed, path), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'dir');
  const { stdout } = await run('npm', ['pack', '--json', '--silent'], {
    cwd: packed,
    shell: process.platform === 'win32',
  });
  mkdirSync(installed, { recursive: true });
  const [{ filename }] = JSON.parse(stdout.slice(stdout.indexOf('[')));
  await run('tar', ['-xzf', join(packed, filename), '-C', installed, '--strip-components=1']);
});

afterAll(() => rmSync(copy, { recursive: true, force: true }));

test('it holds modules with types, both one-file builds, a README and a licence, and depends on nothing', () => {
  const manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
  expect(Object.keys(manifest)).not.toContain('dependencies');
  expect(manifest.exports['.']).toEqual({ types: './dist/index.d.ts', default: './dist/index.js' });
  expect(readdirSync(installed).sort()).toEqual(['LICENSE', 'README.md', 'dist', 'package.json']);
  const files = readdirSync(join(installed, 'dist'));
  expect(files).toEqual(expect.arrayContaining(['capture.js', 'capture.mjs', 'index.js', 'index.d.ts']));
  expect(readFileSync(join(installed, 'LICENSE'), 'utf8')).toBe(readFileSync(join(root, 'LICENSE'), 'utf8'));
});

test('plain JavaScript imports it, by its name and as one file', async () => {
  const code = `
    import * as modules from '@quizwire/capture';
    import * as file from '@quizwire/capture/capture.mjs';
    console.log(JSON.stringify([Object.keys(modules), Object.keys(file)]));
  `;
  writeFileSync(join(stranger, 'page.mjs'), code);
  const { stdout } = await run(process.execPath, ['page.mjs'], { cwd: stranger });
  const exported = ['csrfHeaders', 'deliverLeftovers', 'record'];
  expect(JSON.parse(stdout)).toEqual([exported, exported]);
});
