// Computes what students have in a course, and keeps it. What a score is, is in grading/course-scores.ts.

import { courseGradeChange } from '../../facts/course-grade-change.ts';
import { courseScores, type ScoredGroup } from '../../grading/course-scores.ts';
import { isGradeable } from '../../model/assignment.ts';
import type { Course } from '../../model/course.ts';
import type { CourseScore, CourseScores } from '../../model/course-score.ts';
import { rewriteCourseScores } from '../../store/course-scores.ts';
import { findCourse } from '../../store/courses.ts';
import type { Query } from '../../store/database.ts';
import {
  listWeighedAssignments,
  listWeighedGroups,
  listWeighedSubmissions,
  type WeighedSubmission,
} from '../../store/scored-work.ts';
import type { Transaction } from '../announcing/announcing-database.ts';
import { type ScoredStudent, scoredStudents } from './scored-students.ts';

/** Students whose submissions are in memory at once. */
const studentsAtATime = 500;

/** What became of one student's scores. */
interface ScoreMove {
  /** The first of the rows; null when there was none yet. */
  before: CourseScore | null;
  after: CourseScores;
  /** The student's rows that are to be written. */
  rows: readonly CourseScore[];
}

/**
 * Brings the scores of these students up to date, in the caller's transaction; null is every student who still takes part,
 * for a change of the course's set-up, which leaves concluded students as they were. Safe against itself: the rows are
 * locked before anything is read, so whoever comes second reads what the first has written. Enrollments without scores get
 * them. Only what changed is written. Canvas: core reference §12.1.
 */
export async function recomputeCourseScores(
  transaction: Transaction,
  course: Pick<Course, 'id'>,
  userIds: readonly number[] | null,
  nowMs: number,
): Promise<void> {
  const students = await scoredStudents(transaction, course.id, userIds, nowMs);
  // Read again: the caller's record may be older than the locks.
  const present = await findCourse(transaction, course.id);
  if (present === undefined || students.length === 0) return;
  const isWeighted = present.applyAssignmentGroupWeights === 1;
  const groups = await scoredGroups(transaction, course.id);
  const assignmentIds = groups.flatMap(({ assignments }) => assignments.map(({ id }) => id));
  for (let start = 0; start < students.length; start += studentsAtATime) {
    const some = students.slice(start, start + studentsAtATime);
    const named = some.map(({ userId }) => userId);
    const work = await listWeighedSubmissions(transaction, assignmentIds, named);
    const workOf = Map.groupBy(work, ({ userId }) => userId);
    const moves = some.flatMap((student): ScoreMove | [] => {
      const submissions = byAssignment(workOf.get(student.userId) ?? []);
      const { isConcluded } = student;
      return moveOf(student, courseScores({ isWeighted, isConcluded }, groups, submissions), nowMs);
    });
    await rewriteCourseScores(
      transaction,
      moves.flatMap(({ rows }) => rows),
    );
    for (const { before, after } of moves) transaction.announce(courseGradeChange(before, after, nowMs));
  }
}

/** None when everything is as it was. */
function moveOf(student: ScoredStudent, after: CourseScores, nowMs: number): ScoreMove | [] {
  const changed = student.rows.filter((row) => differs(row, after));
  if (changed.length === 0) return [];
  const { before } = student;
  return { before, after, rows: changed.map((row) => ({ ...row, ...after, updatedAtMs: nowMs })) };
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

function differs(before: CourseScores, after: CourseScores): boolean {
  return (Object.keys(after) as (keyof CourseScores)[]).some((name) => before[name] !== after[name]);
}
