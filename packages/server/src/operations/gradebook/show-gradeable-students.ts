// Who can be graded on an assignment, and how far grading has come.

import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import type { Course } from '../../model/course.ts';
import { notFound, notPermitted } from '../../model/refusal.ts';
import { mayReadAllGrades } from '../../model/submission-policy.ts';
import type { User } from '../../model/user.ts';
import { countAssignmentWork } from '../../store/assignment-work.ts';
import { findAssignmentNamed } from '../../store/assignments.ts';
import type { Database } from '../../store/database.ts';
import {
  countStudentsSelected,
  listStudentPage,
  type StudentSelection,
} from '../../store/submission-list.ts';
import { listUsersWithLogins } from '../../store/users.ts';
import { courseStanding } from '../courses/course-standing.ts';
import type { AssignmentName } from './read-assignments.ts';
import { studentsAt } from './submission-place.ts';

export interface SubmissionSummary {
  graded: number;
  ungraded: number;
  notSubmitted: number;
}

export interface ShowGradeableStudents {
  /** One page of those who take part and whom the caller sees, by id. Raises not_found, not_permitted. */
  list(
    caller: Caller,
    name: AssignmentName,
    readPage: () => { page: number; perPage: number },
  ): Promise<{ course: Course; students: User[]; total: number; page: number; perPage: number }>;
  /** Of the same students, each counted once. Raises not_found, not_permitted. */
  summary(caller: Caller, name: AssignmentName): Promise<SubmissionSummary>;
}

/** Canvas: for whoever reads all grades; an assignment for single students has nobody here. Core reference §9. */
export function showGradeableStudents(database: Database, clock: Clock): ShowGradeableStudents {
  const { query } = database;
  return {
    async list(caller, name, readPage) {
      const { course, selection } = await gradeable(caller, name);
      const { page, perPage } = readPage();
      const ids = await listStudentPage(query, selection, perPage, (page - 1) * perPage);
      const people = new Map((await listUsersWithLogins(query, ids)).map(({ user }) => [user.id, user]));
      const students = ids.flatMap((id) => people.get(id) ?? []);
      return { course, students, total: await countStudentsSelected(query, selection), page, perPage };
    },

    async summary(caller, name) {
      const { assignmentId, selection } = await gradeable(caller, name);
      const total = await countStudentsSelected(query, selection);
      const { graded, ungraded } = await countAssignmentWork(query, assignmentId, selection);
      return { graded, ungraded, notSubmitted: total - graded - ungraded };
    },
  };

  async function gradeable(
    caller: Caller,
    name: AssignmentName,
  ): Promise<{ course: Course; assignmentId: number; selection: StudentSelection }> {
    const standing = await courseStanding(query, caller, name.course);
    const { course } = standing;
    const assignment = await findAssignmentNamed(query, course.id, name.assignment);
    if (assignment === undefined) throw notFound();
    const nowMs = clock();
    if (!mayReadAllGrades(standing, nowMs)) throw notPermitted();
    const students = studentsAt({ standing, section: null }, nowMs);
    const selection: StudentSelection = { ...students, enrollments: 'gradeable' };
    if (assignment.onlyVisibleToOverrides === 1) selection.userIds = [];
    return { course, assignmentId: assignment.id, selection };
  }
}
