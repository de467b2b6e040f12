// Why the server did not do something, from the shapes that Canvas says it in.

import { expect, test } from 'vitest';
import { ApiError } from '../../src/api/client.ts';
import { faultText } from '../../src/shell/fault-text.ts';

test.each([
  ['a message', { message: 'No.' }, 'No.'],
  ['a list of messages', { errors: [{ message: 'No.' }, { message: 'Never.' }] }, 'No.'],
  ['nothing', undefined, 'The server answered 400.'],
  ['a page', '<html>', 'The server answered 400.'],
  [
    'faults of fields',
    { errors: { name: [{ attribute: 'name', type: 'too_long', message: 'is too long' }] } },
    'Name: is too long',
  ],
  [
    'faults of several records',
    {
      errors: {
        user: { name: [{ message: 'is too long' }] },
        pseudonym: { unique_id: [{ message: 'is taken' }] },
        observee: {},
        recaptcha: null,
      },
    },
    'Name: is too long. unique_id: is taken',
  ],
  ['a fault of the whole', { errors: { base: [{ message: 'No.' }] } }, 'No.'],
  ['texts', { errors: { scopes: 'are unknown' } }, 'scopes: are unknown'],
  ['what has no message', { errors: { base: [{}, null, 3] } }, 'The server answered 400.'],
])('%s', (_, body, text) => {
  expect(faultText(new ApiError(400, body), { name: 'Name' })).toBe(text);
});

test('anything else is a fault of ours', () => {
  const fault = new TypeError('x is not a function');
  expect(() => faultText(fault)).toThrow(fault);
});
