// Whoever starts the server starts it with the same options of V8: code compiled under others is compiled again, and what was
// measured and tested would not be what runs.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { heapOptions } from './support/process.ts';

const repository = new URL('../../../', import.meta.url);

test.each([
  ['npm start', 'package.json', /"start": "node (.*?) packages/],
  ['npm run serve', 'package.json', /"serve": "node (.*?) packages/],
  ['the program itself', 'packages/server/bin/quizwire.js', /^#!.* node (.*)\n/],
  [
    'the first start, when the workspace is installed',
    'scripts/first-start.ts',
    /^const options = \[(.*)\];$/m,
  ],
])('%s', (_, file, options) => {
  const [, found = ''] = options.exec(readFileSync(new URL(file, repository), 'utf8')) ?? [];
  expect(found.match(/--[a-z-]+(=\d+)?/g)).toEqual(heapOptions);
});

test('a system that takes 127 characters of a first line takes all of the program’s', () => {
  const [first = ''] = readFileSync(new URL('packages/server/bin/quizwire.js', repository), 'utf8').split(
    '\n',
  );
  expect(first.length).toBeLessThanOrEqual(127);
});
