// Which students the gradebook shows, and in which order. Pure.

import type { Student } from './gradebook-store.ts';

export interface StudentOrder {
  key: string;
  name: string;
  compare: (a: Student, b: Student) => number;
}

const { compare } = new Intl.Collator('en', { numeric: true });
const byName = (a: Student, b: Student): number => compare(a.sortable_name, b.sortable_name) || a.id - b.id;

export const orders: readonly [StudentOrder, ...StudentOrder[]] = [
  { key: 'name', name: 'By name', compare: byName },
  { key: 'score', name: 'By current score', compare: (a, b) => scoreOf(b) - scoreOf(a) || byName(a, b) },
];

export function studentsShown(
  students: ReadonlyMap<number, Student>,
  search: string,
  order: StudentOrder,
): Student[] {
  const words = search.trim().toLowerCase();
  return [...students.values()]
    .filter(({ name }) => name.toLowerCase().includes(words))
    .sort((a, b) => order.compare(a, b));
}

/** Nobody without a score stands before one with a score. */
function scoreOf({ unposted }: Student): number {
  return unposted.current_score ?? -1_000_000;
}
