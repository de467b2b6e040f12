// Submissions of many students on many assignments, student by student.

import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import type { CourseScore } from '../../model/course-score.ts';
import type { Enrollment } from '../../model/enrollment.ts';
import { hasCourseRight } from '../../model/policy.ts';
import type { Pseudonym } from '../../model/user.ts';
import { listCourseScores } from '../../store/course-scores.ts';
import type { Database } from '../../store/database.ts';
import {
  countStudentsSelected,
  listSelectedEnrollments,
  listSelectedSubmissions,
  listStudentPage,
} from '../../store/submission-list.ts';
import { listUsersWithLogins } from '../../store/users.ts';
import type { EnrollmentPlace } from '../courses/enrollment-place.ts';
import type { StudentSubmissionsWanted } from './list-student-submissions.ts';
import { preferredEnrollments } from './preferred-enrollments.ts';
import { findStudentSubmissions } from './student-submissions.ts';
import { describeSubmissions, type SubmissionDetails } from './submission-details.ts';

/** One student's submissions. */
export interface StudentGroup {
  enrollment: Enrollment;
  submissions: readonly SubmissionDetails[];
  /** Null when the caller does not see SIS ids, or there are none. */
  login: Pick<Pseudonym, 'sisUserId' | 'integrationId'> | null;
  /** Undefined unless asked for; null when there are none, or the course keeps them from students. */
  scores?: CourseScore | null;
  isGrader: boolean;
}

export type GroupStudentSubmissions = (
  caller: Caller,
  place: EnrollmentPlace,
  readWanted: () => Omit<StudentSubmissionsWanted, 'order'>,
) => Promise<{ students: StudentGroup[]; total: number; page: number; perPage: number }>;

/** A page of students by id, each with everything that was asked for. Raises as `findStudentSubmissions`. */
export function groupStudentSubmissions(database: Database, clock: Clock): GroupStudentSubmissions {
  const { query } = database;
  return async (caller, place, readWanted) => {
    const nowMs = clock();
    const found = await findStudentSubmissions(query, caller, place, readWanted, nowMs);
    const { asked, standing, assignments, selection, isGrader } = found;
    const { includes, page, perPage } = asked;
    const userIds = await listStudentPage(query, selection.students, perPage, (page - 1) * perPage);
    const students = { ...selection.students, userIds };
    const rows = await listSelectedSubmissions(query, { ...selection, students });
    const described = await describeSubmissions(query, standing, rows, assignments, includes, nowMs);
    const submissionsOf = Map.groupBy(described, ({ submission }) => submission.userId);
    const enrollments = preferredEnrollments(await listSelectedEnrollments(query, students));
    const seesSisIds =
      hasCourseRight(standing, 'read_sis', nowMs) || hasCourseRight(standing, 'manage_sis', nowMs);
    const people = await listUsersWithLogins(query, seesSisIds ? userIds : []);
    const loginOf = new Map(people.map(({ user, pseudonym }) => [user.id, pseudonym]));
    const withScores = includes.includes('total_scores');
    const areScoresSeen = isGrader || standing.course.hideFinalGrades === 0;
    const scores = await listCourseScores(
      query,
      withScores && areScoresSeen ? enrollments.map(({ id }) => id) : [],
    );
    const scoresOf = new Map(scores.map((one) => [one.enrollmentId, one]));
    return {
      students: enrollments.map((enrollment) => ({
        enrollment,
        submissions: submissionsOf.get(enrollment.userId) ?? [],
        login: loginOf.get(enrollment.userId) ?? null,
        ...(withScores ? { scores: scoresOf.get(enrollment.id) ?? null } : {}),
        isGrader,
      })),
      total: await countStudentsSelected(query, selection.students),
      page,
      perPage,
    };
  };
}
