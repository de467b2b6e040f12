// How many statements it takes to announce what happens to many students at once: as many as for a few.

import type { KyselyPlugin } from 'kysely';
import { expect, test } from 'vitest';
import type { AnnouncingDatabase } from '../../../src/operations/announcing/announcing-database.ts';
import { changeAssignment } from '../../../src/operations/gradebook/assignment-changes.ts';
import { saveQuiz } from '../../../src/operations/quizzes/save-quiz.ts';
import { findAssignment } from '../../../src/store/assignments.ts';
import { findCourse } from '../../../src/store/courses.ts';
import type { Database, Query } from '../../../src/store/database.ts';
import { openDatabase } from '../../../src/store/open-database.ts';
import { findQuiz } from '../../../src/store/quizzes.ts';
import { insertPlaceholders } from '../../../src/store/submissions.ts';
import { announcedIn } from '../../support/announced.ts';
import { courseFixture } from '../../support/course-fixture.ts';
import { eachDatabase, type TestDatabase } from '../../support/databases.ts';
import { announcingOn, callerNamed } from '../../support/direct-call.ts';
import { gradeRow } from '../../support/gradebook-fixture.ts';
import { insertRunningAttempts, insertStudents } from '../../support/many-attempts.ts';
import { testStartMs } from '../../support/server.ts';
import { insertTakenQuiz } from '../../support/taken-quiz.ts';
import { insertUngradedWork } from '../../support/ungraded-work.ts';

/** Points change under this many graded submissions, twice: what the second change announces, and its statements. */
async function regrade(databaseKind: TestDatabase, howMany: number) {
  let assignmentId = 0;
  const course = await courseFixture(databaseKind, {
    more: async (query, fixture) => {
      const students = await insertStudents(query, fixture, howMany);
      const userIds = students.map(({ id }) => id);
      ({ work: assignmentId } = await insertUngradedWork(query, fixture, {
        work: { gradingType: 'percent' },
      }));
      await insertPlaceholders(query, [assignmentId], userIds, testStartMs);
      const grade = { score: 5, grade: '50%', postedAtMs: testStartMs };
      for (const userId of userIds) await gradeRow(query, assignmentId, userId, grade);
    },
  });
  await using database = await openDatabase(course.databaseUrl, testStartMs);
  const { announcing, statements } = counted(database);
  const setPoints = (pointsPossible: number) =>
    announcing.transaction(callerNamed(course.people.teacher.id), async (transaction) => {
      const found = await findCourse(transaction, course.courseId);
      const before = await findAssignment(transaction, course.courseId, assignmentId, 'change');
      if (found === undefined || before === undefined) throw new Error('the fixture has no such assignment');
      await changeAssignment(transaction, found, before, { pointsPossible }, testStartMs);
    });
  await setPoints(20);
  const last = (await announcedIn(course.databaseUrl)).at(-1)?.id;
  const before = statements();
  await setPoints(40);
  const events = await announcedIn(course.databaseUrl, last);
  return { statements: statements() - before, names: Object.groupBy(events, ({ eventName }) => eventName) };
}

/** A practice quiz that this many have taken becomes a graded one: what that announces, and its statements. */
async function gradePractice(databaseKind: TestDatabase, howMany: number) {
  let quizId = 0;
  const course = await courseFixture(databaseKind, {
    more: async (query, fixture) => {
      const students = await insertStudents(query, fixture, howMany);
      ({ quizId } = await insertTakenQuiz(query, fixture, { quizType: 'practice_quiz' }));
      const handedIn = {
        score: 5,
        keptScore: 5,
        finishedAtMs: testStartMs,
        workflowState: 'complete',
      } as const;
      await insertRunningAttempts(query, quizId, students, handedIn);
    },
  });
  await using database = await openDatabase(course.databaseUrl, testStartMs);
  const { announcing, statements } = counted(database);
  await announcing.transaction(callerNamed(course.people.teacher.id), async (transaction) => {
    const found = await findCourse(transaction, course.courseId);
    const before = await findQuiz(transaction, course.courseId, quizId, 'change');
    if (found === undefined || before === undefined) throw new Error('the fixture has no such quiz');
    await saveQuiz(transaction, found, before, { ...before, quizType: 'assignment' }, testStartMs);
  });
  const rows = await database.query
    .selectFrom('quizSubmissions')
    .innerJoin('submissions', 'submissions.id', 'quizSubmissions.submissionId')
    .select(['submissions.quizSubmissionId', 'quizSubmissions.id'])
    .where('quizSubmissions.quizId', '=', quizId)
    .execute();
  const events = await announcedIn(course.databaseUrl);
  return {
    statements: statements(),
    linked: rows.filter(({ id, quizSubmissionId }) => id === quizSubmissionId).length,
    names: Object.groupBy(events, ({ eventName }) => eventName),
  };
}

/** Announces on the database, and says how many statements have been made in transactions. */
function counted(database: Database): { announcing: AnnouncingDatabase; statements: () => number } {
  let statements = 0;
  const counting: KyselyPlugin = {
    transformQuery({ node }) {
      statements++;
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  const announcing = announcingOn(
    {
      kind: database.kind,
      query: database.query,
      isUniqueConflict: (error: unknown) => database.isUniqueConflict(error),
      transaction: <Result>(work: (query: Query) => Promise<Result>) =>
        database.transaction((query) => work(query.withPlugin(counting))),
    },
    () => testStartMs,
  );
  return { announcing, statements: () => statements };
}

eachDatabase((databaseKind) => {
  test('three hundred graded again take as many statements as three', async () => {
    const few = await regrade(databaseKind, 3);
    const many = await regrade(databaseKind, 300);
    for (const [howMany, { names }] of [
      [3, few],
      [300, many],
    ] as const) {
      for (const name of ['submission_updated', 'grade_change', 'course_grade_change']) {
        expect([name, names[name]?.length]).toEqual([name, howMany]);
      }
    }
    expect(many.statements).toBe(few.statements);
    expect(few.statements).toBeLessThan(40);
  });

  test('three hundred who took a quiz that becomes graded take as many statements as three', async () => {
    const few = await gradePractice(databaseKind, 3);
    const many = await gradePractice(databaseKind, 300);
    for (const [howMany, { names, linked }] of [
      [3, few],
      [300, many],
    ] as const) {
      expect(names.grade_change?.length).toBe(howMany);
      expect(linked).toBe(howMany);
    }
    expect(many.statements).toBe(few.statements);
    expect(few.statements).toBeLessThan(60);
  });
});
