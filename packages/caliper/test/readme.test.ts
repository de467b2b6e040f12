// The README's code is run as it is printed, and its table of rules is the one in force.

import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { rules, validate } from '@quizwire/caliper';
import { afterAll, expect, test } from 'vitest';
import { compile } from './support/compile.ts';

const root = join(import.meta.dirname, '..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const folder = join(root, '.tmp', `readme-${process.pid}`);
const [sensor = '', validating = ''] = [...readme.matchAll(/```ts\n(.*?)```/gs)].map(([, code = '']) => code);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Writes code into a folder of this package, from where it finds the package under its name. */
function written(name: string, code: string): string {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, name);
  writeFileSync(path, code);
  return path;
}

test('the sensor is ten lines, compiles, and sends what is valid', async () => {
  expect(sensor.split('\n').filter((line) => line !== '' && !line.startsWith('import'))).toHaveLength(9);
  expect(await compile(root, [written('sensor.ts', `${sensor}\nexport {};\n`)])).toBe('');
  const received: { authorization: string | undefined; type: string | undefined; body: string }[] = [];
  const server = createServer(async (request, reply) => {
    const { authorization, 'content-type': type } = request.headers;
    received.push({ authorization, type, body: await text(request) });
    reply.end();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  try {
    await import(
      written('sensor-here.ts', sensor.replace('https://endpoint.example', `http://127.0.0.1:${port}`))
    );
  } finally {
    server.close();
  }
  expect(received).toHaveLength(1);
  const [{ authorization, type, body } = { authorization: '', type: '', body: '' }] = received;
  expect([authorization, type]).toEqual(['Bearer the token it gave you', 'application/json']);
  const found = validate(body).faults.map(({ rule, path }) => `${rule} ${path}`);
  expect(found).toEqual(['recommended-key /data/0/generated']);
});

test('the validation compiles and finds what the comment says', async () => {
  const code = `${validating}\nexport { faults, isValid };\n`;
  const path = written('validating.ts', code);
  expect(await compile(root, [path])).toBe('');
  const { isValid, faults } = await import(path);
  expect(isValid).toBe(false);
  expect(faults).toMatchObject([
    { path: '/sendTime', rule: 'missing-key', message: 'sendTime is missing', severity: 'error' },
    { path: '/dataVersion', rule: 'missing-key' },
    { path: '/data', rule: 'empty-data' },
  ]);
});

test('the table has every rule where it belongs', () => {
  const rows = [...readme.matchAll(/^\| (error|warning) +\| (error|warning) +\| (`.*`) +\|$/gm)];
  const printed = rows.flatMap(([, strict, lenient, names = '']) =>
    [...names.matchAll(/`([^`]+)`/g)].map(([, name]) => [name, { strict, lenient }]),
  );
  expect(Object.fromEntries(printed)).toEqual(rules);
});
