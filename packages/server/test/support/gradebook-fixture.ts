// The gradebook of the reference's story (§22.6) in a course of the course fixture: two weighted groups, four assignments,
// three students, with course scores as the server computes them. Rows written straight into the database.

import type { Assignment } from '../../src/model/assignment.ts';
import type { Submission } from '../../src/model/submission.ts';
import { recomputeCourseScores } from '../../src/operations/gradebook/recompute-course-scores.ts';
import { insertAssignmentGroup } from '../../src/store/assignment-groups.ts';
import { insertAssignment } from '../../src/store/assignments.ts';
import type { Query } from '../../src/store/database.ts';
import { saveFeatureFlag } from '../../src/store/feature-flags.ts';
import { insertPlaceholders } from '../../src/store/submissions.ts';
import { type CourseFixture, insertEnrollment, insertPerson, type Person } from './course-fixture.ts';
import { unheard } from './direct-call.ts';
import { testStartMs } from './server.ts';

export interface Gradebook {
  groups: { quizzes: number; homework: number };
  assignments: { cells: number; essay: number; participation: number; reflection: number };
  /** Of the story's s1, s2 and s3, who are `student`, `otherStudent` and `third`. */
  enrollments: { s1: number; s2: number; s3: number };
  third: Person;
}

const times = { createdAtMs: testStartMs - 60_000, updatedAtMs: testStartMs - 60_000 };

/**
 * s1 has 11/12, 18/20, 10/10 and an unposted 8.9/10; s2 6, 15, 0 and nothing; s3 is excused from the essay. With the weights
 * on, s1 has 92.33 and 83, s2 50 and 45.
 */
export async function insertGradebook(query: Query, course: CourseFixture): Promise<Gradebook> {
  const { courseId, courseSectionId, people } = course;
  const third = await insertPerson(query, 'Third Student');
  const s3 = await insertEnrollment(query, {
    userId: third.id,
    courseId,
    courseSectionId,
    type: 'StudentEnrollment',
  });
  const quizzes = await insertGroup(query, courseId, 'Quizzes', 1, 60);
  const homework = await insertGroup(query, courseId, 'Homework', 2, 40);
  const add = (assignmentGroupId: number, fields: Partial<Assignment>) =>
    insertAssignmentRow(query, { courseId, assignmentGroupId, ...fields });
  const assignments = {
    cells: await add(quizzes, { name: 'Cells', pointsPossible: 12 }),
    essay: await add(homework, { name: 'Essay', pointsPossible: 20, position: 1 }),
    participation: await add(homework, {
      name: 'Participation',
      pointsPossible: 10,
      gradingType: 'pass_fail',
      position: 2,
    }),
    reflection: await add(homework, {
      name: 'Reflection',
      pointsPossible: 10,
      gradingType: 'letter_grade',
      postManually: 1,
      position: 3,
    }),
  };
  const { student, otherStudent } = people;
  await insertPlaceholders(
    query,
    Object.values(assignments),
    [student.id, otherStudent.id, third.id],
    times.createdAtMs,
  );
  const grade = (assignmentId: number, userId: number, score: number, grade: string, isPosted = true) =>
    gradeRow(query, assignmentId, userId, { score, grade, postedAtMs: isPosted ? times.createdAtMs : null });
  await grade(assignments.cells, student.id, 11, '11');
  await grade(assignments.essay, student.id, 18, '18');
  await grade(assignments.participation, student.id, 10, 'complete');
  await grade(assignments.reflection, student.id, 8.9, 'B+', false);
  await grade(assignments.cells, otherStudent.id, 6, '6');
  await grade(assignments.essay, otherStudent.id, 15, '15');
  await grade(assignments.participation, otherStudent.id, 0, 'incomplete');
  await gradeRow(query, assignments.essay, third.id, { excused: 1, postedAtMs: times.createdAtMs });
  await recomputeCourseScores(unheard(query), { id: courseId }, null, times.createdAtMs);
  return {
    groups: { quizzes, homework },
    assignments,
    enrollments: {
      s1: await enrollmentOf(query, courseId, student.id),
      s2: await enrollmentOf(query, courseId, otherStudent.id),
      s3,
    },
    third,
  };
}

/** The feature for the course; the setting is in the course's `settings`. */
export async function switchOverridesOn(query: Query, courseId: number): Promise<void> {
  await saveFeatureFlag(query, {
    contextType: 'Course',
    contextId: courseId,
    feature: 'final_grades_override',
    state: 'on',
  });
}

/** A published assignment of ten points unless `fields` says otherwise; returns its id. */
export async function insertAssignmentRow(
  query: Query,
  fields: Partial<Assignment> & Pick<Assignment, 'courseId' | 'assignmentGroupId'>,
): Promise<number> {
  const { id } = await insertAssignment(query, {
    name: 'Assignment',
    description: null,
    position: 1,
    pointsPossible: 10,
    gradingType: 'points',
    gradingStandardId: null,
    submissionTypes: 'on_paper',
    dueAtMs: null,
    unlockAtMs: null,
    lockAtMs: null,
    workflowState: 'published',
    omitFromFinalGrade: 0,
    hideInGradebook: 0,
    onlyVisibleToOverrides: 0,
    postManually: 0,
    anonymousGrading: 0,
    allowedAttempts: null,
    sisAssignmentId: null,
    integrationId: null,
    integrationData: '{}',
    ...times,
    ...fields,
  });
  return id;
}

/** A graded row where there is an empty one. Course scores do not follow. */
export async function gradeRow(
  query: Query,
  assignmentId: number,
  userId: number,
  changes: Partial<Submission>,
): Promise<void> {
  await query
    .updateTable('submissions')
    .set({ workflowState: 'graded', gradedAtMs: times.createdAtMs, graderId: 1, ...changes })
    .where('assignmentId', '=', assignmentId)
    .where('userId', '=', userId)
    .execute();
}

/** An assignment group without rules; its id. */
export async function insertGroup(
  query: Query,
  courseId: number,
  name: string,
  position: number,
  groupWeight: number,
): Promise<number> {
  const { id } = await insertAssignmentGroup(query, {
    courseId,
    name,
    position,
    groupWeight,
    dropLowest: null,
    dropHighest: null,
    neverDrop: '[]',
    sisSourceId: null,
    integrationData: '{}',
    workflowState: 'available',
    ...times,
  });
  return id;
}

async function enrollmentOf(query: Query, courseId: number, userId: number): Promise<number> {
  const { id } = await query
    .selectFrom('enrollments')
    .select('id')
    .where('courseId', '=', courseId)
    .where('userId', '=', userId)
    .executeTakeFirstOrThrow();
  return id;
}
