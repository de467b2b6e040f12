// The scopes that a token can have, as the description of the API tells them.

import { expect, test } from 'vitest';
import { scopeGroups, scopesFound } from '../../src/admin/scopes.ts';

const groups = scopeGroups({
  paths: {
    '/login/session': { get: { summary: 'Show who is logged in', tags: ['Sessions'] } },
    '/api/v1/courses/{course_id}/quizzes/{id}': {
      get: { summary: 'Get a single quiz', tags: ['Quizzes'] },
      put: { summary: 'Edit a quiz', tags: ['Quizzes'] },
    },
    '/api/v1/courses': { get: { summary: 'List your courses', tags: ['Courses'] } },
    '/api/graphql': { post: { summary: 'Ask', tags: ['GraphQL'] } },
    '/api/lti/subscriptions': { get: {} },
  },
});

test('they are those of the routes of the API, by group', () => {
  expect(groups.map(({ name, scopes }) => [name, scopes.map(({ scope }) => scope)])).toEqual([
    ['Courses', ['url:GET|/api/v1/courses']],
    ['GraphQL', ['url:POST|/api/graphql']],
    ['Others', ['url:GET|/api/lti/subscriptions']],
    [
      'Quizzes',
      ['url:GET|/api/v1/courses/:course_id/quizzes/:id', 'url:PUT|/api/v1/courses/:course_id/quizzes/:id'],
    ],
  ]);
});

test.each([
  ['', 5],
  ['  ', 5],
  ['QUIZ', 2],
  ['quiz edit', 1],
  ['put courses', 1],
  ['courses', 3],
  ['nothing', 0],
])('%j finds %d', (search, count) => {
  const found = scopesFound(groups, search);
  expect(found.flatMap(({ scopes }) => scopes)).toHaveLength(count);
  expect(found.every(({ scopes }) => scopes.length > 0)).toBe(true);
});
