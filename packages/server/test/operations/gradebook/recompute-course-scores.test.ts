// Which scores are computed, whose, and what is written. What a score is, is tested in test/grading.
// Source: core reference §12.1.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CourseScore } from '../../../src/model/course-score.ts';
import type { EnrollmentState } from '../../../src/model/enrollment.ts';
import type { AnnouncingDatabase } from '../../../src/operations/announcing/announcing-database.ts';
import { recomputeCourseScores } from '../../../src/operations/gradebook/recompute-course-scores.ts';
import type { Database } from '../../../src/store/database.ts';
import { openDatabase } from '../../../src/store/open-database.ts';
import { peopleNamedMax } from '../../../src/store/student-enrollments.ts';
import { insertPlaceholders } from '../../../src/store/submissions.ts';
import {
  type CourseFixture,
  courseFixture,
  insertEnrollment,
  insertPerson,
} from '../../support/course-fixture.ts';
import { eachDatabase } from '../../support/databases.ts';
import { announcingOn, callerNamed } from '../../support/direct-call.ts';
import { type Gradebook, gradeRow, insertGradebook } from '../../support/gradebook-fixture.ts';
import { testStartMs } from '../../support/server.ts';

eachDatabase((databaseKind) => {
  describe('course scores', () => {
    let database: Database;
    let course: CourseFixture;
    let gradebook: Gradebook;
    let nowMs = testStartMs;
    let announcing: AnnouncingDatabase;

    beforeAll(async () => {
      course = await courseFixture(databaseKind, {
        more: async (query, fixture) => {
          gradebook = await insertGradebook(query, fixture);
        },
      });
      database = await openDatabase(course.databaseUrl, testStartMs);
      announcing = announcingOn(database, () => nowMs);
    });
    afterAll(() => database[Symbol.asyncDispose]());

    /** Every time a second later. */
    const recompute = (userIds: readonly number[] | null) => {
      nowMs += 1000;
      return announcing.transaction(callerNamed(course.people.teacher.id), (transaction) =>
        recomputeCourseScores(transaction, { id: course.courseId }, userIds, nowMs),
      );
    };

    const rowsOf = (userId: number): Promise<CourseScore[]> =>
      database.query
        .selectFrom('courseScores')
        .selectAll()
        .where('userId', '=', userId)
        .orderBy('enrollmentId')
        .execute();

    const finals = async (userId: number) => (await rowsOf(userId)).map(({ finalScore }) => finalScore);

    /** A student with the essay graded, in one section for each state. */
    const student = async (name: string, ...states: EnrollmentState[]): Promise<number> => {
      const { id: userId } = await insertPerson(database.query, name);
      for (const workflowState of states) {
        const { id: courseSectionId } = await database.query
          .insertInto('courseSections')
          .values({
            courseId: course.courseId,
            name,
            sisSectionId: null,
            integrationId: null,
            defaultSection: 0,
            startAtMs: null,
            endAtMs: null,
            restrictEnrollmentsToSectionDates: 0,
            createdAtMs: nowMs,
            updatedAtMs: nowMs,
          })
          .returning('id')
          .executeTakeFirstOrThrow();
        await insertEnrollment(database.query, {
          userId,
          courseId: course.courseId,
          courseSectionId,
          type: 'StudentEnrollment',
          workflowState,
        });
      }
      const { essay } = gradebook.assignments;
      await insertPlaceholders(database.query, [essay], [userId], nowMs);
      await gradeRow(database.query, essay, userId, { score: 10, grade: '10', postedAtMs: nowMs });
      return userId;
    };

    /** 10 of 20, with 12, 10 and 10 points of which nothing is there. */
    const finalScore = 19.23;

    test('are the same for every enrollment of a student, which get rows where they have none', async () => {
      const userId = await student('Two Sections', 'active', 'invited');
      expect(await rowsOf(userId)).toEqual([]);
      await recompute([userId]);
      const rows = await rowsOf(userId);
      const scores = {
        userId,
        courseId: course.courseId,
        currentScore: 50,
        finalScore,
        unpostedCurrentScore: 50,
        unpostedFinalScore: finalScore,
        currentPoints: 10,
        unpostedCurrentPoints: 10,
        overrideScore: null,
        createdAtMs: nowMs,
        updatedAtMs: nowMs,
      };
      expect(rows).toEqual([expect.objectContaining(scores), expect.objectContaining(scores)]);
    });

    test('are written only where they changed', async () => {
      const { student: s1, otherStudent: s2 } = course.people;
      await recompute(null);
      const [before] = await rowsOf(s2.id);
      await gradeRow(database.query, gradebook.assignments.cells, s1.id, { score: 12 });
      await recompute(null);
      expect(await rowsOf(s2.id)).toEqual([before]);
      expect((await rowsOf(s1.id))[0]?.updatedAtMs).toBe(nowMs);
    });

    test('of a set-up change are of those who still take part', async () => {
      const states: [EnrollmentState[], boolean][] = [
        [['active'], true],
        [['invited'], true],
        [['creation_pending'], true],
        [['completed'], false],
        [['inactive'], false],
        [['completed', 'active'], true],
        [['completed', 'inactive'], false],
      ];
      for (const [index, [own, isFollowed]] of states.entries()) {
        const userId = await student(`State ${index}`, ...own);
        await recompute([userId]);
        const before = (await finals(userId))[0];
        await gradeRow(database.query, gradebook.assignments.essay, userId, { score: 20 });
        await recompute(null);
        const after = isFollowed ? 38.46 : before;
        expect([own, await finals(userId)]).toEqual([own, own.map(() => after)]);
        await recompute([userId]);
        expect(await finals(userId)).not.toContain(before);
      }
    });

    test('of the concluded count only what they have', async () => {
      const userId = await student('All Over', 'completed', 'completed');
      await recompute([userId]);
      expect(await finals(userId)).toEqual([50, 50]);
    });

    test.each(['deleted', 'rejected'] as const)(
      'of a %s enrollment stay as they were',
      async (workflowState) => {
        const userId = await student(`Gone ${workflowState}`, 'active');
        await recompute([userId]);
        await database.query
          .updateTable('enrollments')
          .set({ workflowState })
          .where('userId', '=', userId)
          .execute();
        await gradeRow(database.query, gradebook.assignments.essay, userId, { score: 20 });
        await recompute([userId]);
        await recompute(null);
        expect(await finals(userId)).toEqual([finalScore]);
      },
    );

    test('of somebody who is no student are none', async () => {
      const { teacher, outsider } = course.people;
      await recompute([teacher.id, outsider.id, 999_999]);
      await recompute([]);
      expect(await rowsOf(teacher.id)).toEqual([]);
    });

    test('leave an override as it is', async () => {
      const userId = await student('Overridden', 'active');
      await recompute([userId]);
      await database.query
        .updateTable('courseScores')
        .set({ overrideScore: 99 })
        .where('userId', '=', userId)
        .execute();
      await gradeRow(database.query, gradebook.assignments.essay, userId, { score: 20 });
      await recompute(null);
      expect(await rowsOf(userId)).toMatchObject([{ overrideScore: 99, finalScore: 38.46 }]);
    });

    test('of more people than a statement names are those of the people named', async () => {
      const named = await student('Named', 'active');
      const unnamed = await student('Unnamed', 'active');
      await recompute([named, unnamed]);
      for (const userId of [named, unnamed])
        await gradeRow(database.query, gradebook.assignments.essay, userId, { score: 20 });
      await recompute([...Array.from({ length: peopleNamedMax + 1 }, (_, i) => 1_000_000 + i), named]);
      expect([await finals(named), await finals(unnamed)]).toEqual([[38.46], [finalScore]]);
    });
  });
});
