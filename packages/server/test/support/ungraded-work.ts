// Assignments that nobody has graded yet, with an empty row for each student of the course fixture and those named: rows written straight
// into the database.

import type { Assignment } from '../../src/model/assignment.ts';
import { insertAssignmentGroup } from '../../src/store/assignment-groups.ts';
import type { Query } from '../../src/store/database.ts';
import { insertPlaceholders } from '../../src/store/submissions.ts';
import type { CourseFixture } from './course-fixture.ts';
import { insertAssignmentRow } from './gradebook-fixture.ts';
import { testStartMs } from './server.ts';

/** By the names given: ten points, published and handed in on paper unless `wanted` says otherwise; their ids. */
export async function insertUngradedWork<Name extends string>(
  query: Query,
  { courseId, people }: Pick<CourseFixture, 'courseId' | 'people'>,
  wanted: Record<Name, Partial<Assignment>>,
  moreStudentIds: readonly number[] = [],
): Promise<Record<Name, number>> {
  const { id: assignmentGroupId } = await insertAssignmentGroup(query, {
    courseId,
    name: 'Homework',
    position: 1,
    groupWeight: 0,
    dropLowest: null,
    dropHighest: null,
    neverDrop: '[]',
    sisSourceId: null,
    integrationData: '{}',
    workflowState: 'available',
    createdAtMs: testStartMs,
    updatedAtMs: testStartMs,
  });
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
