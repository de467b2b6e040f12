// Computes what students have in a course, and keeps it. What a score is, is in grading/course-scores.ts.

import { courseScores, type ScoredGroup } from '../../grading/course-scores.ts';
import { isGradeable } from '../../model/assignment.ts';
import type { Course } from '../../model/course.ts';
import type { CourseScore, CourseScores } from '../../model/course-score.ts';
import { insertCourseScores, lockCourseScores, rewriteCourseScores } from '../../store/course-scores.ts';
import { findCourse } from '../../store/courses.ts';
import type { Query } from '../../store/database.ts';
import {
  listWeighedAssignments,
  listWeighedGroups,
  listWeighedSubmissions,
  type WeighedSubmission,
} from '../../store/scored-work.ts';
import { listStudentEnrollments, type StudentEnrollment } from '../../store/student-enrollments.ts';

/** Students whose submissions are in memory at once. */
const studentsAtATime = 500;

/** One student's rows: every enrollment in the course has the same scores. */
interface Student {
  userId: number;
  isConcluded: boolean;
  rows: readonly CourseScore[];
}

/**
 * Brings the scores of these students up to date, in the caller's transaction; null is every student who still takes part,
 * for a change of the course's set-up, which leaves concluded students as they were. Safe against itself: the rows are locked
 * before anything is read, so whoever comes second reads what the first has written. Enrollments without scores get them.
 * Only what changed is written. Canvas: core reference §12.1.
 */
export async function recomputeCourseScores(
  transaction: Query,
  course: Pick<Course, 'id'>,
  userIds: readonly number[] | null,
  nowMs: number,
): Promise<void> {
  const students = await lockedStudents(transaction, course.id, userIds, nowMs);
  // Read again: the caller's record may be older than the locks.
  const present = await findCourse(transaction, course.id);
  if (present === undefined || students.length === 0) return;
  const isWeighted = present.applyAssignmentGroupWeights === 1;
  const groups = await scoredGroups(transaction, course.id);
  const assignmentIds = groups.flatMap(({ assignments }) => assignments.map(({ id }) => id));
  for (let start = 0; start < students.length; start += studentsAtATime) {
    const some = students.slice(start, start + studentsAtATime);
    const work = await listWeighedSubmissions(
      transaction,
      assignmentIds,
      some.map(({ userId }) => userId),
    );
    const workOf = Map.groupBy(work, ({ userId }) => userId);
    const changed = some.flatMap(({ userId, isConcluded, rows }) => {
      const submissions = byAssignment(workOf.get(userId) ?? []);
      const scores = courseScores({ isWeighted, isConcluded }, groups, submissions);
      return rows
        .filter((row) => differs(row, scores))
        .map((row) => ({ ...row, ...scores, updatedAtMs: nowMs }));
    });
    await rewriteCourseScores(transaction, changed);
  }
}

async function lockedStudents(
  transaction: Query,
  courseId: number,
  userIds: readonly number[] | null,
  nowMs: number,
): Promise<Student[]> {
  const held = await lockCourseScores(transaction, courseId, userIds);
  const enrollments = await listStudentEnrollments(transaction, courseId, userIds);
  const rows = await completed(transaction, courseId, userIds, held, enrollments, nowMs);
  const rowsOf = Map.groupBy(rows, ({ userId }) => userId);
  const students = [...Map.groupBy(enrollments, ({ userId }) => userId)].map(([userId, own]) => ({
    userId,
    isConcluded: own.every(({ workflowState }) => workflowState === 'completed'),
    takesPart: own.some(({ workflowState }) => workflowState !== 'completed' && workflowState !== 'inactive'),
    rows: rowsOf.get(userId) ?? [],
  }));
  return userIds === null ? students.filter(({ takesPart }) => takesPart) : students;
}

/** The rows of every enrollment, those that had none included. */
async function completed(
  transaction: Query,
  courseId: number,
  userIds: readonly number[] | null,
  held: CourseScore[],
  enrollments: readonly StudentEnrollment[],
  nowMs: number,
): Promise<CourseScore[]> {
  const known = new Set(held.map(({ enrollmentId }) => enrollmentId));
  const missing = enrollments
    .filter(({ id }) => !known.has(id))
    .map(({ id, userId }) => ({ enrollmentId: id, courseId, userId }));
  if (missing.length === 0) return held;
  await insertCourseScores(transaction, missing, nowMs);
  // Again, because somebody else may have made some of them meanwhile.
  return lockCourseScores(transaction, courseId, userIds);
}

async function scoredGroups(transaction: Query, courseId: number): Promise<ScoredGroup[]> {
  const groups = await listWeighedGroups(transaction, courseId);
  const assignments = (await listWeighedAssignments(transaction, courseId)).filter(isGradeable);
  const within = Map.groupBy(assignments, ({ assignmentGroupId }) => assignmentGroupId);
  return groups.map((group) => ({
    ...group,
    neverDrop: JSON.parse(group.neverDrop) as number[],
    assignments: within.get(group.id) ?? [],
  }));
}

function byAssignment(submissions: readonly WeighedSubmission[]): ReadonlyMap<number, WeighedSubmission> {
  return new Map(submissions.map((submission) => [submission.assignmentId, submission]));
}

function differs(before: CourseScore, after: CourseScores): boolean {
  return (Object.keys(after) as (keyof CourseScores)[]).some((name) => before[name] !== after[name]);
}
