// The package as npm would publish it: packed, unpacked where a stranger would install it, run by plain Node.

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
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { builtExport, sourceExport } from '../../../scripts/pack-exports.ts';
import { compile } from './support/compile.ts';

const run = promisify(execFile);
const root = join(import.meta.dirname, '../../..');
const copy = mkdtempSync(join(tmpdir(), 'caliper-package-'));
const packed = join(copy, 'packages/caliper');
const stranger = join(copy, 'stranger');
const installed = join(stranger, 'node_modules/@quizwire/caliper');

// In a copy: the manifest changes while it is packed, and other tests read it at the same time.
beforeAll(async () => {
  for (const path of ['tsconfig.json', 'scripts/pack-exports.ts']) cpSync(join(root, path), join(copy, path));
  for (const path of ['package.json', 'tsconfig.build.json', 'README.md', 'LICENSE', 'src']) {
    cpSync(join(root, 'packages/caliper', path), join(packed, path), { recursive: true });
  }
  mkdirSync(join(packed, 'dist'));
  writeFileSync(join(packed, 'dist/left-over.js'), '');
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

const files = (): string[] =>
  readdirSync(installed, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(installed.length + 1)
        .replaceAll('\\', '/'),
    );

test('it holds what was built from the source of now, a README and a licence, and nothing else', () => {
  const sources = readdirSync(join(packed, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(packed, 'src').length + 1));
  const built = sources.flatMap((path) =>
    ['.js', '.d.ts'].map((end) => `dist/${path.replace(/\.ts$/, end)}`),
  );
  expect(files().sort()).toEqual(['LICENSE', 'README.md', 'package.json', ...built].sort());
  for (const path of files())
    expect(readFileSync(join(installed, path), 'utf8')).not.toContain('sourceMappingURL');
});

test('its licence is the repository’s', () => {
  expect(readFileSync(join(installed, 'LICENSE'), 'utf8')).toBe(readFileSync(join(root, 'LICENSE'), 'utf8'));
});

test('it depends on nothing, at run time', () => {
  const manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
  expect(Object.keys(manifest)).not.toContain('dependencies');
  expect(manifest.exports).toEqual({ '.': { types: './dist/index.d.ts', default: './dist/index.js' } });
  const imported = files()
    .filter((path) => path.endsWith('.js'))
    .flatMap((path) => [...readFileSync(join(installed, path), 'utf8').matchAll(/from '([^']+)'/g)])
    .map(([, specifier = '']) => specifier);
  expect(imported.filter((specifier) => !/^\.{1,2}\/.*\.js$/.test(specifier))).toEqual([]);
});

test('plain JavaScript builds an event with it and validates it', async () => {
  const code = `
    import { dateTime, entity, envelope, event, validate } from '@quizwire/caliper';
    const actor = entity('Person', 'urn:x:1');
    const id = 'urn:uuid:7466a5b9-9246-4285-a238-eb5eb5b8bd9d';
    const viewed = event({ type: 'ViewEvent', id, actor, action: 'Viewed', object: 'urn:x:2', eventTime: dateTime(0) });
    console.log(JSON.stringify(validate(envelope({ sensor: 'urn:x:3', sendTime: dateTime(1), data: [viewed] }))));
  `;
  writeFileSync(join(stranger, 'sensor.mjs'), code);
  const { stdout, stderr } = await run(process.execPath, ['sensor.mjs'], { cwd: stranger });
  expect([JSON.parse(stdout), stderr]).toEqual([{ isValid: true, faults: [], isComplete: true }, '']);
});

test('TypeScript finds its types, and nothing wrong in them', async () => {
  const code = `
    import { event, type GradeEvent } from '@quizwire/caliper';
    export const graded: GradeEvent = event({
      type: 'GradeEvent',
      id: 'urn:uuid:7466a5b9-9246-4285-a238-eb5eb5b8bd9d',
      actor: 'urn:x:1',
      // @ts-expect-error
      action: 'Submitted',
      object: 'urn:x:2',
      eventTime: '2026-03-01T09:30:15.250Z',
    });
  `;
  writeFileSync(join(stranger, 'sensor.mts'), code);
  expect(await compile(stranger, [join(stranger, 'sensor.mts')])).toBe('');
});

describe('the manifest', () => {
  const source = { '.': './src/index.ts' };

  test('is after packing what it was before', () => {
    const before = readFileSync(join(root, 'packages/caliper/package.json'), 'utf8');
    expect(readFileSync(join(packed, 'package.json'), 'utf8')).toBe(before);
    expect(JSON.parse(before).exports).toEqual(source);
  });

  test('can be changed over twice, after a pack that was interrupted', () => {
    const built = builtExport(source['.']);
    expect(builtExport(built)).toEqual(built);
    expect(sourceExport(sourceExport(built))).toBe(source['.']);
    expect(builtExport('./package.json')).toBe('./package.json');
    expect(builtExport('./src/element/door.ts')).toEqual({
      types: './dist/element/door.d.ts',
      default: './dist/element/door.js',
    });
  });
});
