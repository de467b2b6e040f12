// Forms of administration while they are saved.

import { expect, test } from 'vitest';
import { afterSaving } from '../../src/admin/kept-words.ts';

test('fields are as the server has them, but for what was typed since they were sent', () => {
  const sent = { name: 'Biology', code: '', zone: 'UTC' };
  const saved = { name: 'Biology', code: 'BIO', zone: 'UTC' };
  expect(afterSaving(sent, sent, saved)).toEqual(saved);
  expect(afterSaving({ ...sent, name: 'Biology 2' }, sent, saved)).toEqual({ ...saved, name: 'Biology 2' });
});
