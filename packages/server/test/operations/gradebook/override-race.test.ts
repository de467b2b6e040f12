// Overriding a final grade while the scores under it are computed, and computing them while somebody posts: whatever comes
// first, nothing is lost and no score is of two moments. Source: core reference §13.2.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Caller } from '../../../src/model/caller.ts';
import type { CourseScore } from '../../../src/model/course-score.ts';
import type { AnnouncingDatabase } from '../../../src/operations/announcing/announcing-database.ts';
import { overrideGrade } from '../../../src/operations/gradebook/override-grade.ts';
import { overrideGrades } from '../../../src/operations/gradebook/override-grades.ts';
import { type PostGrades, postGrades } from '../../../src/operations/gradebook/post-grades.ts';
import { recomputeCourseScores } from '../../../src/operations/gradebook/recompute-course-scores.ts';
import { findAssignment } from '../../../src/store/assignments.ts';
import type { Database } from '../../../src/store/database.ts';
import { openDatabase } from '../../../src/store/open-database.ts';
import { findSubmissionOf, rewriteSubmissions } from '../../../src/store/submissions.ts';
import { type CourseFixture, courseFixture, insertEnrollment } from '../../support/course-fixture.ts';
import { eachDatabase } from '../../support/databases.ts';
import { announcingOn, callerNamed } from '../../support/direct-call.ts';
import { type Gradebook, insertGradebook, switchOverridesOn } from '../../support/gradebook-fixture.ts';
import { testStartMs } from '../../support/server.ts';

const rounds = 100;

eachDatabase((databaseKind) => {
  let database: Database;
  let announcing: AnnouncingDatabase;
  let course: CourseFixture;
  let gradebook: Gradebook;
  let teacher: Caller;
  let post: PostGrades;
  const clock = () => testStartMs;

  beforeAll(async () => {
    course = await courseFixture(databaseKind, {
      course: { settings: JSON.stringify({ allowFinalGradeOverride: true }) },
      more: async (query, fixture) => {
        const { courseId, courseSectionId } = fixture;
        gradebook = await insertGradebook(query, fixture);
        await switchOverridesOn(query, courseId);
        // A second enrollment, without scores yet: both writers want to make its row.
        const section = await query
          .selectFrom('courseSections')
          .selectAll()
          .where('id', '=', courseSectionId)
          .executeTakeFirstOrThrow();
        const { id: _, ...fields } = section;
        const other = await query
          .insertInto('courseSections')
          .values({ ...fields, name: 'Section B', defaultSection: 0 })
          .returning('id')
          .executeTakeFirstOrThrow();
        await insertEnrollment(query, {
          userId: fixture.people.student.id,
          courseId,
          courseSectionId: other.id,
          type: 'StudentEnrollment',
        });
      },
    });
    database = await openDatabase(course.databaseUrl, testStartMs);
    announcing = announcingOn(database, clock);
    teacher = callerNamed(course.people.teacher.id);
    post = postGrades(announcing, clock);
  });
  afterAll(() => database[Symbol.asyncDispose]());

  function scoresOf(userId: number): Promise<CourseScore[]> {
    return database.query
      .selectFrom('courseScores')
      .selectAll()
      .where('courseId', '=', course.courseId)
      .where('userId', '=', userId)
      .orderBy('id')
      .execute();
  }

  /** As grading does it: the row first, then the scores. */
  function gradeEssay(userId: number, score: number): Promise<void> {
    return announcing.transaction(teacher, async (transaction) => {
      const { essay } = gradebook.assignments;
      await findAssignment(transaction, course.courseId, essay, 'share');
      const row = await findSubmissionOf(transaction, essay, userId, 'change');
      if (row === undefined) throw new Error('the student has no row');
      await rewriteSubmissions(transaction, [{ ...row, score, grade: String(score) }]);
      await recomputeCourseScores(transaction, { id: course.courseId }, [userId], testStartMs);
    });
  }

  /** What the scores stored come to: 11/12 and 10/10 beside the essay's 20. */
  const currentWith = (essay: number) => Math.round(((11 + 10 + essay) / 42) * 10_000) / 100;

  describe('a hundred times', () => {
    test('an override and a new grade both stand', async () => {
      const { student } = course.people;
      const override = overrideGrade(announcing, clock);
      for (let round = 0; round < rounds; round++) {
        const essay = round % 21;
        const overrideScore = round % 10 === 0 ? null : round + 0.5;
        const both = [
          () => override(teacher, gradebook.enrollments.s1, overrideScore),
          () => gradeEssay(student.id, essay),
        ];
        if (round % 2 === 1) both.reverse();
        await Promise.all(both.map((work) => work()));
        const scores = await scoresOf(student.id);
        expect(scores).toHaveLength(2);
        for (const score of scores) {
          expect([round, score.overrideScore, score.currentScore]).toEqual([
            round,
            overrideScore,
            currentWith(essay),
          ]);
        }
      }
    });

    test('of two overrides one stands, for every enrollment', async () => {
      const { student } = course.people;
      const many = overrideGrades(announcing, clock);
      const one = overrideGrade(announcing, clock);
      for (let round = 0; round < rounds; round++) {
        await Promise.all([
          many(teacher, { by: 'id', id: course.courseId }, () => [
            { userId: student.id, studentId: student.id, score: round },
          ]),
          one(teacher, gradebook.enrollments.s1, 1000 + round),
          recomputed(),
        ]);
        const [first, second] = await scoresOf(student.id);
        expect([round, 1000 + round]).toContain(first?.overrideScore);
        expect(second?.overrideScore).toBe(first?.overrideScore);
      }
    });

    test('posting and hiding leave scores of what is posted in the end', async () => {
      const { student } = course.people;
      const { essay } = gradebook.assignments;
      await gradeEssay(student.id, 20);
      const selection = {
        assignmentId: essay,
        sectionIds: null,
        onlyStudentIds: null,
        skipStudentIds: null,
        gradedOnly: false,
        isBySections: false,
      };
      for (let round = 0; round < rounds; round++) {
        const score = round % 21;
        await Promise.all([
          post.post(teacher, selection),
          post.hide(teacher, selection),
          gradeEssay(student.id, score),
        ]);
        const row = await findSubmissionOf(database.query, essay, student.id);
        const [kept] = await scoresOf(student.id);
        const posted = row?.postedAtMs === null ? 95.45 : currentWith(score);
        expect([round, row?.score, kept?.currentScore]).toEqual([round, score, posted]);
        expect(kept?.unpostedCurrentScore).toBe(unpostedWith(score));
      }
    });
  });

  /** With the 8.9 of 10 that nobody has posted. */
  const unpostedWith = (essay: number) => Math.round(((11 + 10 + 8.9 + essay) / 52) * 10_000) / 100;

  function recomputed(): Promise<void> {
    return announcing.transaction(teacher, (transaction) =>
      recomputeCourseScores(transaction, { id: course.courseId }, null, testStartMs),
    );
  }
});
