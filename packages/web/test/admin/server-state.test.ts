// The state of the server in words.

import { expect, test } from 'vitest';
import { countedText, limitText } from '../../src/admin/server-state.ts';

test.each([
  [{ count: 0, is_all: true }, '0'],
  [{ count: 12_345, is_all: true }, '12,345'],
  [{ count: 100_000, is_all: false }, '100,000 or more'],
])('%j is %j', (counted, text) => {
  expect(countedText(counted)).toBe(text);
});

test('a limit without a name is said as the API says it', () => {
  expect(limitText('page_rows_max')).toBe('Rows on one page of a list');
  expect(limitText('unheard_of_max')).toBe('unheard_of_max');
});
