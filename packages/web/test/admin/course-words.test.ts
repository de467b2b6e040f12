// What can be done with a course, by its state.

import { expect, test } from 'vitest';
import { courseStateText, stepsFrom } from '../../src/admin/course-words.ts';

test.each([
  ['unpublished', ['Publish', 'Conclude', 'Delete']],
  ['available', ['Unpublish', 'Conclude', 'Delete']],
  ['completed', ['Open again', 'Delete']],
  ['deleted', []],
  ['unheard of', []],
])('a course that is %s: %j', (state, names) => {
  expect(stepsFrom(state).map(({ name }) => name)).toEqual(names);
});

test('who takes something away from others is asked first', () => {
  const steps = ['unpublished', 'available', 'completed'].flatMap(stepsFrom);
  for (const { event, warning } of steps) {
    expect(warning === null, event).toBe(event === 'offer');
  }
});

test('a state without a name is said as the API says it', () => {
  expect(courseStateText('completed')).toBe('Concluded');
  expect(courseStateText('unheard of')).toBe('unheard of');
});
