// Which enrollment stands for a student who is in several sections of a course. Pure.

import type { Enrollment } from '../../model/enrollment.ts';

/** One enrollment for each student, by student: the one that counts most now. */
export function preferredEnrollments(enrollments: readonly Enrollment[]): Enrollment[] {
  const order: readonly string[] = ['active', 'invited', 'creation_pending', 'completed', 'inactive'];
  const rankOf = ({ workflowState }: Enrollment) => order.indexOf(workflowState);
  const chosen = new Map<number, Enrollment>();
  for (const enrollment of enrollments) {
    const other = chosen.get(enrollment.userId);
    if (other === undefined || rankOf(enrollment) < rankOf(other)) chosen.set(enrollment.userId, enrollment);
  }
  return [...chosen.values()].sort((a, b) => a.userId - b.userId);
}
