// The lists of terms. Caliper 1.1: action vocabulary, roles, IRIs; 1.2: new terms.

import {
  actions,
  actions12,
  caliper12Context,
  caliperContext,
  entityTypes,
  entityTypes12,
  eventTypes,
  eventTypes12,
  extensionContexts,
  roles,
  subRoles,
} from '@quizwire/caliper';
import { expect, test } from 'vitest';

test.each([
  ['actions', actions, 64],
  ['actions of 1.2', actions12, 16],
  ['events', eventTypes, 14],
  ['events of 1.2', eventTypes12, 8],
  ['entities', entityTypes, 44],
  ['entities of 1.2', entityTypes12, 26],
  ['roles', roles, 57],
  ['core roles', Object.keys(subRoles), 8],
])('there are as many %s as there should be, each once', (_, terms, count) => {
  expect(terms).toHaveLength(count);
  expect(new Set<string>(terms).size).toBe(count);
});

test('no term is of both versions, and no event is an entity', () => {
  const terms = [...actions, ...actions12, ...eventTypes, ...eventTypes12, ...entityTypes, ...entityTypes12];
  expect(new Set<string>(terms).size).toBe(terms.length);
});

test.each(['Learner', 'Instructor#TeachingAssistant', 'Manager#Manager', 'Officer#Vice-Chair'] as const)(
  '%s is a role',
  (role) => {
    expect(roles).toContain(role);
  },
);

test('contexts are of http and end without a slash', () => {
  for (const context of [caliperContext, caliper12Context, ...extensionContexts]) {
    expect(context).toMatch(/^http:\/\/purl\.imsglobal\.org\/ctx\/caliper\/v1p[12](\/[A-Za-z]+-extension)?$/);
  }
});
