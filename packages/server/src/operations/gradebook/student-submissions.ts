// Submissions of many students on many assignments: which are asked for, and whether the caller may see them. What the
// answer looks like is in list-student-submissions.ts and group-student-submissions.ts.

import type { Assignment } from '../../model/assignment.ts';
import type { Caller } from '../../model/caller.ts';
import { isAvailable, isConcluded } from '../../model/course.ts';
import { studentsNamedMax } from '../../model/limits.ts';
import type { Lookup } from '../../model/lookup.ts';
import { notPermitted, Refusal } from '../../model/refusal.ts';
import { gradebookView, isShownToStudents } from '../../model/submission-policy.ts';
import { listAssignmentsOf } from '../../store/assignments.ts';
import type { Query } from '../../store/database.ts';
import {
  countStudentsSelected,
  type StudentSelection,
  type SubmissionSelection,
} from '../../store/submission-list.ts';
import { findUserIds } from '../../store/user-ids.ts';
import { type EnrollmentPlace, standingAt } from '../courses/enrollment-place.ts';
import { type GradebookPlace, studentsAt } from './submission-place.ts';

/** Null does not limit. */
export interface StudentSubmissionsAsked {
  /** Everybody whom the caller sees, or these; without any, the caller. */
  students: 'all' | readonly Lookup[];
  assignmentIds: readonly number[] | null;
  workflowState: string | null;
  submittedAfterMs: number | null;
  gradedAfterMs: number | null;
  enrollmentState: string | null;
  /** Whether dates count beside the state of an enrollment. */
  isStateByDate: boolean;
}

export interface StudentSubmissionsFound<Asked> extends GradebookPlace {
  asked: Asked;
  assignments: Assignment[];
  selection: SubmissionSelection;
  isGrader: boolean;
}

/**
 * Raises not_found (course, section), not_permitted (also when one of those named is not the caller's to see, or an
 * assignment is unknown), argument_invalid. Canvas: core reference §10.1.
 */
export async function findStudentSubmissions<Asked extends StudentSubmissionsAsked>(
  query: Query,
  caller: Caller,
  enrollmentPlace: EnrollmentPlace,
  readAsked: () => Asked,
  nowMs: number,
): Promise<StudentSubmissionsFound<Asked>> {
  const place = await standingAt(query, caller, enrollmentPlace);
  const { standing } = place;
  const view = gradebookView(standing, nowMs);
  if (view === undefined) throw notPermitted();
  const asked = readAsked();
  const students = await studentsAsked(query, caller, place, view.userIds, asked, nowMs);
  const published = (await listAssignmentsOf(query, standing.course.id, asked.assignmentIds)).filter(
    (assignment) => assignment.workflowState === 'published',
  );
  if (asked.assignmentIds !== null && published.length < new Set(asked.assignmentIds).size) {
    throw notPermitted();
  }
  const assignments = view.isGrader ? published : published.filter(isShownToStudents);
  const { workflowState, submittedAfterMs, gradedAfterMs } = asked;
  const assignmentIds = assignments.map(({ id }) => id);
  return {
    ...place,
    asked,
    assignments,
    isGrader: view.isGrader,
    selection: { assignmentIds, students, workflowState, submittedAfterMs, gradedAfterMs },
  };
}

async function studentsAsked(
  query: Query,
  caller: Caller,
  place: GradebookPlace,
  seenIds: readonly number[] | null,
  { students, enrollmentState, isStateByDate }: StudentSubmissionsAsked,
  nowMs: number,
): Promise<StudentSelection> {
  const seen = { ...studentsAt(place, nowMs), userIds: seenIds };
  const userIds = students === 'all' ? seenIds : await userIdsOf(query, caller, students);
  if (userIds !== null && students !== 'all') {
    if (userIds.length > studentsNamedMax) throw argumentError('too many students');
    // Those named beyond what the caller sees would be left out: the caller is told instead.
    const areSeen = seenIds === null || userIds.every((id) => seenIds.includes(id));
    const found = areSeen ? await countStudentsSelected(query, { ...seen, userIds }) : 0;
    if (found < userIds.length) throw notPermitted();
  }
  const { course } = place.standing;
  const byDate = {
    atMs: nowMs,
    isCourseOver: isConcluded(course, nowMs),
    isCourseOpen: isAvailable(course, nowMs),
  };
  return {
    ...seen,
    userIds,
    enrollments: enrollmentsAsked(enrollmentState),
    byDate: isStateByDate ? byDate : null,
  };
}

function enrollmentsAsked(state: string | null): StudentSelection['enrollments'] {
  if (state === null) return 'any';
  if (state === 'active' || state === 'concluded') return state;
  throw argumentError('invalid enrollment_state');
}

/** Each once; what is nobody is 0, whom the caller does not see. */
async function userIdsOf(query: Query, caller: Caller, lookups: readonly Lookup[]): Promise<number[]> {
  if (lookups.length === 0) return [caller.userId];
  if (lookups.length > studentsNamedMax) throw argumentError('too many students');
  const ids = await findUserIds(query, lookups);
  return [...new Set(ids.map((id, at) => (lookups[at]?.by === 'self' ? caller.userId : (id ?? 0))))];
}

function argumentError(message: string): Refusal {
  return new Refusal({ kind: 'argument_invalid', shape: 'error', message });
}
