// Which students the gradebook shows, in which order.

import { expect, test } from 'vitest';
import type { Student } from '../../src/gradebook/gradebook-store.ts';
import { orders, studentsShown } from '../../src/gradebook/students-shown.ts';

const student = (id: number, name: string, current_score: number | null): [number, Student] => {
  const unposted = { current_score, current_grade: null, final_score: null, final_grade: null };
  const sortable_name = name.split(' ').reverse().join(', ');
  return [
    id,
    {
      id,
      name,
      sortable_name,
      enrollment_state: 'active',
      posted: unposted,
      unposted,
      override_score: null,
      override_grade: null,
      cells: new Map(),
    },
  ];
};
const students = new Map([
  student(1, 'Ada Lovelace', 70),
  student(2, 'Grace Hopper', null),
  student(3, 'Émilie Châtelet', 90),
  student(4, 'Grace Hopper', 70),
]);
const [byName, byScore = byName] = orders;

test('by family name, letters with marks among those without', () => {
  expect(studentsShown(students, '', byName).map(({ id }) => id)).toEqual([3, 2, 4, 1]);
});

test('by score, those without one last', () => {
  expect(studentsShown(students, '', byScore).map(({ id }) => id)).toEqual([3, 4, 1, 2]);
});

test('by a part of the name', () => {
  expect(studentsShown(students, ' hop', byName).map(({ id }) => id)).toEqual([2, 4]);
  expect(studentsShown(students, 'nobody', byName)).toEqual([]);
});
