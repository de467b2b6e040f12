// Where a request speaks of submissions: an assignment in a course or in one section of it, and a student there.

import type { Assignment } from '../../model/assignment.ts';
import type { Caller } from '../../model/caller.ts';
import type { CourseSection } from '../../model/course.ts';
import type { Lookup } from '../../model/lookup.ts';
import { hasCourseRight } from '../../model/policy.ts';
import { notFound, notPermitted } from '../../model/refusal.ts';
import { gradebookView } from '../../model/submission-policy.ts';
import { findAssignmentNamed } from '../../store/assignments.ts';
import type { Query } from '../../store/database.ts';
import { countStudentsSelected, type StudentSelection } from '../../store/submission-list.ts';
import { findUserId } from '../../store/users.ts';
import type { FullCourseStanding } from '../courses/course-standing.ts';
import { type EnrollmentPlace, standingAt } from '../courses/enrollment-place.ts';

export interface AssignmentPath {
  place: EnrollmentPlace;
  assignment: Lookup;
}

export interface SubmissionPath extends AssignmentPath {
  /** The student: paths never have the id of the submission. */
  user: Lookup;
}

export interface GradebookPlace {
  standing: FullCourseStanding;
  /** Null where the whole course is meant. */
  section: CourseSection | null;
}

export interface AssignmentPlace extends GradebookPlace {
  assignment: Assignment;
}

/** Raises not_found for an unknown or deleted course, section or assignment. */
export async function assignmentAt(
  query: Query,
  caller: Caller,
  { place, assignment: lookup }: AssignmentPath,
): Promise<AssignmentPlace> {
  const { standing, section } = await standingAt(query, caller, place);
  const assignment = await findAssignmentNamed(query, standing.course.id, lookup);
  if (assignment === undefined) throw notFound();
  return { standing, section, assignment };
}

/** The students of a place, as far as the caller sees them; whatever became of them unless told otherwise. */
export function studentsAt({ standing, section }: GradebookPlace, nowMs: number): StudentSelection {
  const sectionIds = gradebookView(standing, nowMs)?.sectionIds ?? null;
  return {
    courseId: standing.course.id,
    userIds: null,
    sectionLimits: [
      ...(section === null ? [] : [[section.id]]),
      ...(sectionIds === null ? [] : [sectionIds]),
    ],
    enrollments: 'any',
    byDate: null,
  };
}

/**
 * The id of the student that a path names. Raises not_permitted for somebody who may not look at the course, and not_found
 * for whom the caller does not see there as a student.
 */
export async function studentAt(
  query: Query,
  place: GradebookPlace,
  lookup: Lookup,
  nowMs: number,
): Promise<number> {
  const { standing } = place;
  if (!hasCourseRight(standing, 'read', nowMs)) throw notPermitted();
  const userId = lookup.by === 'self' ? standing.caller.userId : await findUserId(query, lookup);
  if (userId === undefined) throw notFound();
  const found = await countStudentsSelected(query, { ...studentsAt(place, nowMs), userIds: [userId] });
  if (found === 0) throw notFound();
  return userId;
}
