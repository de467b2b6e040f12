// Assignments that nobody has graded yet, with an empty row for each student of the course fixture and those named: rows written straight
// into the database.

import type { Assignment } from '../../src/model/assignment.ts';
import type { Query } from '../../src/store/database.ts';
import { insertPlaceholders } from '../../src/store/submissions.ts';
import type { CourseFixture } from './course-fixture.ts';
import { insertAssignmentRow, insertGroup } from './gradebook-fixture.ts';
import { testStartMs } from './server.ts';

/** By the names given: ten points, published and handed in on paper unless `wanted` says otherwise; their ids. */
export async function insertUngradedWork<Name extends string>(
  query: Query,
  { courseId, people }: Pick<CourseFixture, 'courseId' | 'people'>,
  wanted: Record<Name, Partial<Assignment>>,
  moreStudentIds: readonly number[] = [],
): Promise<Record<Name, number>> {
  const assignmentGroupId = await insertGroup(query, courseId, 'Homework', 1, 0);
  const ids: Partial<Record<Name, number>> = {};
  for (const name of Object.keys(wanted) as Name[]) {
    ids[name] = await insertAssignmentRow(query, { courseId, assignmentGroupId, name, ...wanted[name] });
  }
  const { student, otherStudent } = people;
  const students = [student.id, otherStudent.id, ...moreStudentIds];
  const made = ids as Record<Name, number>;
  await insertPlaceholders(query, Object.values<number>(made), students, testStartMs);
  return made;
}
