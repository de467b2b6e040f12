// Whether grades show by themselves or wait to be posted: set for one assignment, or for a course and all in it.

import type { Assignment } from '../../model/assignment.ts';
import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import { type Course, settingsOf } from '../../model/course.ts';
import { flag } from '../../model/flag.ts';
import { hasCourseRight } from '../../model/policy.ts';
import { declined, notFound, type Refusal } from '../../model/refusal.ts';
import { findAssignment, listAssignments, listAssignmentsOf } from '../../store/assignments.ts';
import { findCourse, lockCourse, updateCourse } from '../../store/courses.ts';
import type { Query } from '../../store/database.ts';
import type { AnnouncingDatabase, Transaction } from '../announcing/announcing-database.ts';
import { courseStanding } from '../courses/course-standing.ts';
import { changeAssignment } from './assignment-changes.ts';

export interface SetPostPolicy {
  /** What is posted or hidden stays so. Raises not_found, also without the right; declined. Canvas: core reference §11. */
  ofAssignment(caller: Caller, assignmentId: number, postManually: boolean): Promise<Assignment>;
  /** For assignments to come and those there are, but anonymous ones. Raises as `ofAssignment`. */
  ofCourse(caller: Caller, courseId: number, postManually: boolean): Promise<Course>;
}

export function setPostPolicy(database: AnnouncingDatabase, clock: Clock): SetPostPolicy {
  return {
    ofAssignment: (caller, assignmentId, postManually) =>
      database.transaction(caller, async (transaction) => {
        const nowMs = clock();
        const [found] = await listAssignments(transaction, [assignmentId]);
        if (found === undefined) throw unknown('An assignment');
        const course = await gradedCourse(transaction, caller, found.courseId, nowMs);
        const before = await findAssignment(transaction, course.id, assignmentId, 'change');
        if (before === undefined) throw unknown('An assignment');
        if (before.anonymousGrading === 1 && !postManually)
          throw declined('bad_request', 'Anonymous assignments must be manually posted');
        return changeAssignment(transaction, course, before, { postManually: flag(postManually) }, nowMs);
      }),

    ofCourse: (caller, courseId, postManually) =>
      database.transaction(caller, async (transaction) => {
        const nowMs = clock();
        if ((await findCourse(transaction, courseId)) === undefined) throw unknown('A course');
        const course = await gradedCourse(transaction, caller, courseId, nowMs);
        return applyPostPolicy(transaction, course, postManually, nowMs);
      }),
  };
}

/** The course's policy, and that of everything in it that is not anonymous. Whoever calls has checked the right to it. */
export async function applyPostPolicy(
  transaction: Transaction,
  course: Pick<Course, 'id'>,
  postManually: boolean,
  nowMs: number,
): Promise<Course> {
  const held = await lockCourse(transaction, course.id);
  if (held === undefined) throw notFound();
  for (const before of await listAssignmentsOf(transaction, held.id, null, 'change')) {
    if (before.anonymousGrading === 1 || before.postManually === flag(postManually)) continue;
    await changeAssignment(transaction, held, before, { postManually: flag(postManually) }, nowMs);
  }
  const settings = JSON.stringify({ ...settingsOf(held), postManually });
  return updateCourse(transaction, { ...held, settings, updatedAtMs: nowMs });
}

async function gradedCourse(
  transaction: Query,
  caller: Caller,
  courseId: number,
  nowMs: number,
): Promise<Course> {
  const standing = await courseStanding(transaction, caller, { by: 'id', id: courseId });
  if (!hasCourseRight(standing, 'manage_grades', nowMs)) throw notFound();
  return standing.course;
}

/** Canvas: these two say what it is that does not exist. */
function unknown(noun: 'An assignment' | 'A course'): Refusal {
  return declined('bad_request', `${noun} with that id does not exist`);
}
