// Errors on their way from one thread to another.

import { expect, test } from 'vitest';
import { errorOf, toldOf } from '../../src/store/told-error.ts';

test('an error that crosses says what it is and where it was raised, and keeps the rest to itself', () => {
  const raised = Object.assign(new TypeError('no such thing'), { code: 'ERR_X', detail: 'of a student' });
  const heard = errorOf(structuredClone(toldOf(raised)));
  expect(heard).toBeInstanceOf(Error);
  expect(heard).toMatchObject({ name: 'TypeError', message: 'no such thing', code: 'ERR_X' });
  expect(heard.stack).toBe(raised.stack);
  expect(heard).not.toHaveProperty('detail');
});
