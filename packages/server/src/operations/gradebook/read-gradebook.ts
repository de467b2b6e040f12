// The gradebook of a course as its graders see it: students, what they have on each assignment, and their course scores.

import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import type { Enrollment } from '../../model/enrollment.ts';
import { gradebookOverlapMs } from '../../model/limits.ts';
import type { Lookup } from '../../model/lookup.ts';
import { notPermitted } from '../../model/refusal.ts';
import type { User } from '../../model/user.ts';
import type { Database } from '../../store/database.ts';
import { listGradebookStudentIds, listGradebookSubmissions } from '../../store/gradebook-rows.ts';
import { listSelectedEnrollments } from '../../store/submission-list.ts';
import { listUsersWithLogins } from '../../store/users.ts';
import type { FullCourseStanding } from '../courses/course-standing.ts';
import { type CourseGrades, courseGrades } from './course-grades.ts';
import { preferredEnrollments } from './preferred-enrollments.ts';
import { findStudentSubmissions, type StudentSubmissionsAsked } from './student-submissions.ts';
import { type SubmissionView, viewSubmissions } from './submission-view.ts';

export interface GradebookAsked {
  students: StudentSubmissionsAsked['students'];
  /** Only what changed after that; null is everything. */
  changedAfterMs: number | null;
  page: number;
  perPage: number;
}

export interface GradebookStudent {
  user: User;
  enrollment: Enrollment;
  grades: CourseGrades | null;
  /** On published assignments, by id. */
  submissions: SubmissionView[];
}

export interface GradebookPage {
  /** Whoever asks for what changed after that misses nothing, and may be told some of it again. */
  asOfMs: number;
  students: GradebookStudent[];
  page: number;
  perPage: number;
  hasNext: boolean;
}

export type ReadGradebook = (
  caller: Caller,
  course: Lookup,
  readAsked: () => GradebookAsked,
) => Promise<GradebookPage>;

/** Students whom the caller sees, by id. For graders: raises as `findStudentSubmissions`, not_permitted to everybody else. */
export function readGradebook(database: Database, clock: Clock): ReadGradebook {
  const { query } = database;
  return async (caller, course, readAsked) => {
    const nowMs = clock();
    const read = () => ({ ...noOtherLimits, ...readAsked() });
    const found = await findStudentSubmissions(query, caller, { course }, read, nowMs);
    if (!found.isGrader) throw notPermitted();
    const { standing, selection, assignments, asked } = found;
    const { changedAfterMs, page, perPage } = asked;
    const wanted = { courseId: standing.course.id, selection, changedAfterMs };
    const ids = await listGradebookStudentIds(query, wanted, perPage + 1, (page - 1) * perPage);
    const userIds = ids.slice(0, perPage);
    const students = { ...selection.students, userIds };
    const rows = await listGradebookSubmissions(query, { ...selection, students }, changedAfterMs);
    const views = await viewSubmissions(query, standing, rows, assignments, nowMs);
    const enrollments = preferredEnrollments(await listSelectedEnrollments(query, students));
    return {
      asOfMs: nowMs - gradebookOverlapMs,
      students: await studentsOf(standing, enrollments, views),
      page,
      perPage,
      hasNext: ids.length > perPage,
    };
  };

  async function studentsOf(
    { course }: FullCourseStanding,
    enrollments: readonly Enrollment[],
    views: readonly SubmissionView[],
  ): Promise<GradebookStudent[]> {
    const people = await listUsersWithLogins(
      query,
      enrollments.map(({ userId }) => userId),
    );
    const userOf = new Map(people.map(({ user }) => [user.id, user]));
    const viewsOf = Map.groupBy(views, ({ submission }) => submission.userId);
    const gradesOf = await courseGrades(
      query,
      enrollments.map((enrollment) => ({ enrollment, course, seen: 'all' })),
    );
    return enrollments.flatMap((enrollment) => {
      const user = userOf.get(enrollment.userId);
      if (user === undefined) return [];
      const grades = gradesOf.get(enrollment.id) ?? null;
      return { user, enrollment, grades, submissions: viewsOf.get(user.id) ?? [] };
    });
  }
}

const noOtherLimits = {
  assignmentIds: null,
  workflowState: null,
  submittedAfterMs: null,
  gradedAfterMs: null,
  enrollmentState: null,
  isStateByDate: false,
} satisfies Partial<StudentSubmissionsAsked>;
