// Which place of administration an address names.

import { expect, test } from 'vitest';
import { isForEverybody, placeNames, placeOf } from '../../src/admin/places.ts';

test.each([
  ['', { at: 'people' }],
  ['/', { at: 'people' }],
  ['/people', { at: 'people' }],
  ['/people/', { at: 'people' }],
  ['/people/new', { at: 'new-person' }],
  ['/people/17', { at: 'person', id: 17 }],
  ['/courses', { at: 'courses' }],
  ['/courses/new', { at: 'new-course' }],
  ['/courses/3', { at: 'course', id: 3 }],
  ['/tokens', { at: 'tokens' }],
  ['/settings', { at: 'settings' }],
  ['/health', { at: 'health' }],
  ['/people/0', { at: 'nowhere' }],
  ['/people/1e3', { at: 'nowhere' }],
  ['/people/99999999999999999', { at: 'nowhere' }],
  ['/people/17/edit', { at: 'nowhere' }],
  ['/tokens/1', { at: 'nowhere' }],
  ['/settings/new', { at: 'nowhere' }],
  ['/constructor', { at: 'nowhere' }],
])('%j is %j', (path, place) => {
  expect(placeOf(path)).toEqual(place);
});

test('only tokens and a course are for who is no admin', () => {
  const paths = [
    '',
    '/people/1',
    '/courses',
    '/courses/1',
    '/courses/new',
    '/tokens',
    '/settings',
    '/health',
    '/x',
  ];
  expect(paths.filter((path) => isForEverybody(placeOf(path)))).toEqual(['/courses/1', '/tokens']);
});

test('every place has a title of its own', () => {
  const titles = Object.values(placeNames).map(({ title }) => title);
  expect(new Set(titles).size).toBe(titles.length);
});
