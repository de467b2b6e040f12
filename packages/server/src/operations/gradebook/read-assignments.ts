// Assignments read: those of a course, those of one person in it, and one.

import { mayReadAssignment } from '../../model/assignment-policy.ts';
import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import type { Lookup } from '../../model/lookup.ts';
import { isCourseAdmin } from '../../model/policy.ts';
import { notFound, notPermitted } from '../../model/refusal.ts';
import { gradebookView } from '../../model/submission-policy.ts';
import { findAssignmentNamed } from '../../store/assignments.ts';
import type { Database } from '../../store/database.ts';
import { countStudentsSelected } from '../../store/submission-list.ts';
import { findUserId } from '../../store/users.ts';
import { courseStanding, type FullCourseStanding } from '../courses/course-standing.ts';
import { type AssignmentsPage, type AssignmentsWanted, assignmentPage } from './assignment-page.ts';
import { type AssignmentExtras, type AssignmentView, viewAssignment } from './assignment-view.ts';
import { studentsAt } from './submission-place.ts';

export interface AssignmentName {
  course: Lookup;
  assignment: Lookup;
}

export interface ReadAssignments {
  /** Raises not_found, not_permitted, argument_invalid. */
  inCourse(caller: Caller, course: Lookup, readWanted: () => AssignmentsWanted): Promise<AssignmentsPage>;
  /** As that person sees them: one's own, those of observed people, and for graders those of students. Raises the same. */
  ofUser(
    caller: Caller,
    user: Lookup,
    course: Lookup,
    readWanted: () => AssignmentsWanted,
  ): Promise<AssignmentsPage>;
  /** Raises not_found, not_permitted. */
  one(caller: Caller, name: AssignmentName, extras: AssignmentExtras): Promise<AssignmentView>;
}

export function readAssignments(database: Database, clock: Clock): ReadAssignments {
  const { query } = database;
  return {
    async inCourse(caller, course, readWanted) {
      return assignmentPage(query, await courseStanding(query, caller, course), readWanted, clock());
    },

    async ofUser(caller, user, course, readWanted) {
      const standing = await courseStanding(query, caller, course);
      const userId = user.by === 'self' ? caller.userId : await findUserId(query, user);
      if (userId === undefined) throw notFound();
      const nowMs = clock();
      if (userId === caller.userId) return assignmentPage(query, standing, readWanted, nowMs);
      if (!(await maySeeWorkOf(standing, userId, nowMs))) throw notPermitted();
      // Their rights are those of their enrollments, whatever accounts they may run.
      const viewer = { ...caller, userId, adminAccountIds: [] };
      return assignmentPage(query, await courseStanding(query, viewer, course), readWanted, nowMs);
    },

    async one(caller, { course, assignment: lookup }, extras) {
      const standing = await courseStanding(query, caller, course);
      const assignment = await findAssignmentNamed(query, standing.course.id, lookup);
      if (assignment === undefined) throw notFound();
      const nowMs = clock();
      if (!mayReadAssignment(standing, assignment, nowMs)) throw notPermitted();
      return viewAssignment(query, standing, assignment, extras, nowMs);
    },
  };

  async function maySeeWorkOf(standing: FullCourseStanding, userId: number, nowMs: number): Promise<boolean> {
    if (isCourseAdmin(standing)) return true;
    const view = gradebookView(standing, nowMs);
    if (view === undefined || (view.userIds !== null && !view.userIds.includes(userId))) return false;
    const students = { ...studentsAt({ standing, section: null }, nowMs), userIds: [userId] };
    return (await countStudentsSelected(query, students)) > 0;
  }
}
