// What a body says, and what it may not cost to find out.

import { expect, test } from 'vitest';
import { jsonOf } from '../../../src/http/canvas-wire/body-text.ts';
import { jsonDepthMax } from '../../../src/model/limits.ts';

test('a text as deep as is read is read', () => {
  const text = `${'['.repeat(jsonDepthMax)}${']'.repeat(jsonDepthMax)}`;
  expect(JSON.stringify(jsonOf(text))).toBe(text);
});

test.each(['[', '{"a":', '[{"a":['])(
  'a text that opens %s again and again is refused for that, unparsed',
  (opening) => {
    // A parser would find out first that it has no end.
    expect(() => jsonOf(opening.repeat(jsonDepthMax + 1))).toThrow('nested deeper than 64 levels');
  },
);

test('brackets in strings are no depth', () => {
  expect(jsonOf(`"${'['.repeat(1_000)}"`)).toHaveLength(1_000);
});
