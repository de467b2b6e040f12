// Where signing in leads: never out of this server, whatever a link asks for.

import { expect, test } from 'vitest';
import { returnPath } from '../../src/login/return-to.ts';

const origin = 'https://quiz.example';

test.each([
  '/courses/1/quizzes/2/take',
  '/courses/1/quizzes/2/results?attempt=2&preview=true#question-3',
  '/',
  '/courses/1?next=https://evil.example',
])('%s is where one goes', (asked) => {
  expect(returnPath(asked, origin, '')).toBe(asked);
});

test.each([
  null,
  '',
  'courses',
  'https://evil.example/',
  '//evil.example/courses',
  '///evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  ' //evil.example',
  'javascript:alert(1)',
  'data:text/html,x',
  '/login',
  '/login?return_to=/login',
])('%j leads to the courses', (asked) => {
  expect(returnPath(asked, origin, '')).toBe('/courses');
});

test.each([['/.//evil.example'], ['/x/..//evil.example'], ['/%2e%2e//evil.example']])(
  '%s stays on this server',
  (asked) => {
    const path = returnPath(asked, origin, '');
    expect(new URL(path, origin).origin).toBe(origin);
    expect(path).toMatch(/^\/(?![/\\])/);
  },
);

test('in a folder of a site, only paths within it', () => {
  expect(returnPath('/quizwire/courses/1', origin, '/quizwire')).toBe('/quizwire/courses/1');
  for (const asked of ['/other', '/quizwirex', '/quizwire/../other', '/quizwire/login', null])
    expect(returnPath(asked, origin, '/quizwire')).toBe('/quizwire/courses');
});
