// Running the server as a process, tried on a stand-in script: the tests that use it must see a failed start.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { startServerProcess } from './support/process.ts';

const directory = await mkdtemp(join(tmpdir(), 'quizwire-entry-'));
afterAll(() => rm(directory, { recursive: true }));

async function entry(name: string, script: string): Promise<{ entry: string }> {
  const path = join(directory, `${name}.mjs`);
  await writeFile(path, script);
  return { entry: path };
}

const listen = `
  console.error(JSON.stringify([process.argv.slice(2), process.env]));
  process.stdout.write('quizwire listening on http://127.0.');
  process.stdout.write('0.1:1234\\n');
  setInterval(() => {}, 1000);`;

test('resolves with the URL when the server listens, and ends it', async () => {
  const server = await startServerProcess({}, ['--demo'], await entry('listens', listen));
  expect(server.url).toBe('http://127.0.0.1:1234');
  expect(server.output()).toContain('[["serve","--demo"],');
  process.kill(server.pid, 0);
  await server.kill('SIGTERM');
  expect(await server.exited).toEqual({ code: null, signal: 'SIGTERM' });
  expect(() => process.kill(server.pid, 0)).toThrow('ESRCH');
});

test('passes on the given settings and no others of ours', async () => {
  process.env.QUIZWIRE_SHARD = '7';
  onTestFinished(() => {
    delete process.env.QUIZWIRE_SHARD;
  });
  const server = await startServerProcess({ QUIZWIRE_HOST: '::1' }, [], await entry('tells', listen));
  await server.kill('SIGKILL');
  expect(server.output()).toContain('"QUIZWIRE_PORT":"0"');
  expect(server.output()).toContain('"QUIZWIRE_HOST":"::1"');
  expect(server.output()).not.toContain('QUIZWIRE_SHARD');
  expect(server.output()).not.toContain('VITEST');
});

test('rejects with the output when the server ends first', async () => {
  const failing = await entry('fails', "console.error('no such database'); process.exit(3);");
  await expect(startServerProcess({}, [], failing)).rejects.toThrow(/ended with 3.*no such database/s);
});

test('is not misled by a line that only resembles the one it waits for', async () => {
  const misleading = await entry('misleads', "console.log('soon quizwire listening on http://127.0.0.1:1');");
  await expect(startServerProcess({}, [], misleading)).rejects.toThrow('ended with 0');
});
