// Rows of the gradebook: placeholders and many changes at once. Source: the project's own rules.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Caller } from '../../src/model/caller.ts';
import type { AnnouncingDatabase } from '../../src/operations/announcing/announcing-database.ts';
import { saveSubmission, saveSubmissions } from '../../src/operations/gradebook/save-submission.ts';
import { listAssignmentsOf } from '../../src/store/assignments.ts';
import type { Database } from '../../src/store/database.ts';
import { listGradeChanges } from '../../src/store/grade-changes.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import {
  findSubmissionOf,
  insertPlaceholders,
  listSubmissions,
  listSubmissionsOf,
} from '../../src/store/submissions.ts';
import { findUserIds } from '../../src/store/user-ids.ts';
import { type CourseFixture, courseFixture } from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import { announcingOn, callerNamed } from '../support/direct-call.ts';
import { testStartMs } from '../support/server.ts';
import { insertUngradedWork } from '../support/ungraded-work.ts';

eachDatabase((kind) => {
  let database: Database;
  let announcing: AnnouncingDatabase;
  let grader: Caller;
  let course: CourseFixture;
  let ids: Record<'one' | 'two' | 'three', number>;
  let many: number[];
  beforeAll(async () => {
    course = await courseFixture(kind, {
      more: async (query, fixture) => {
        ids = await insertUngradedWork(query, fixture, { one: {}, two: {}, three: {} });
        const users = Array.from({ length: 2500 }, (_, at) => ({
          name: `Student ${at}`,
          shortName: `Student ${at}`,
          sortableName: `Student ${at}`,
          uuid: `many-${at}`,
          workflowState: 'registered' as const,
          createdAtMs: 1,
          updatedAtMs: 1,
        }));
        const rows = await query.insertInto('users').values(users).returning('id').execute();
        many = rows.map(({ id }) => id).sort((a, b) => a - b);
      },
    });
    database = await openDatabase(course.databaseUrl, testStartMs);
    announcing = announcingOn(database, () => testStartMs);
    grader = callerNamed(course.people.teacher.id);
  });
  afterAll(() => database[Symbol.asyncDispose]());

  test('placeholders are made once, for more people than a statement can name', async () => {
    const { query } = database;
    await insertPlaceholders(query, [ids.one], many.slice(0, 10), 5);
    await insertPlaceholders(query, [ids.one], many, 6);
    const rows = await listSubmissionsOf(query, [ids.one], many);
    expect(rows.map(({ userId }) => userId).sort((a, b) => a - b)).toEqual(many);
    expect(rows.filter(({ createdAtMs }) => createdAtMs === 5)).toHaveLength(10);
    const { student, otherStudent } = course.people;
    expect(await listSubmissionsOf(query, [ids.one], null)).toHaveLength(many.length + 2);
    expect(await listSubmissionsOf(query, [ids.one, ids.two], [student.id, otherStudent.id])).toHaveLength(4);
    expect(await listSubmissionsOf(query, [], null)).toEqual([]);
    expect(await listSubmissionsOf(query, [ids.one], [])).toEqual([]);
  });

  describe('saving', () => {
    const find = async (assignmentId: number) => {
      const found = await findSubmissionOf(database.query, assignmentId, course.people.student.id);
      if (found === undefined) throw new Error('the fixture has no such row');
      return found;
    };

    test('one and many write the same', async () => {
      const [, two, three] = await listAssignmentsOf(database.query, course.courseId, [
        ids.one,
        ids.two,
        ids.three,
      ]);
      if (two === undefined || three === undefined) throw new Error('the fixture has no such assignments');
      const grade = { score: 1.5, grade: '1.5', graderId: 9, workflowState: 'graded' } as const;
      const before = [await find(two.id), await find(three.id)] as const;
      const save = { changes: grade, reason: 'save' } as const;
      await announcing.transaction(grader, (transaction) =>
        saveSubmission(transaction, { ...save, assignment: two, before: before[0] }, 77),
      );
      await announcing.transaction(grader, (transaction) =>
        saveSubmissions(transaction, [{ ...save, assignment: three, before: before[1] }], 77),
      );
      const after = [await find(two.id), await find(three.id)];
      const same = { assignmentId: 0, id: 0 };
      expect({ ...after[0], ...same }).toEqual({ ...after[1], ...same });
      expect(after[0]).toEqual({ ...before[0], ...grade, updatedAtMs: 77 });
      const changes = await listGradeChanges(
        database.query,
        after.map((row) => row?.id ?? 0),
      );
      expect(changes.map(({ id: _, submissionId: __, assignmentId: ___, ...change }) => change)).toEqual(
        Array(2).fill({
          courseId: course.courseId,
          userId: course.people.student.id,
          graderId: 9,
          createdAtMs: 77,
          scoreBefore: null,
          scoreAfter: 1.5,
          gradeBefore: null,
          gradeAfter: '1.5',
          excusedBefore: 0,
          excusedAfter: 0,
        }),
      );
    });

    test('what does not differ is not written; what is no grade has no history', async () => {
      const [assignment] = await listAssignmentsOf(database.query, course.courseId, [ids.two]);
      if (assignment === undefined) throw new Error('the fixture has no such assignment');
      const before = await find(ids.two);
      const save = { assignment, before, reason: 'save' } as const;
      await announcing.transaction(grader, async (transaction) => {
        const same = await saveSubmission(transaction, { ...save, changes: { score: before.score } }, 99);
        expect(same).toBe(before);
        await saveSubmission(transaction, { ...save, changes: { url: 'http://example.edu' } }, 99);
      });
      expect(await find(ids.two)).toMatchObject({ url: 'http://example.edu', updatedAtMs: 99 });
      expect(await listGradeChanges(database.query, [before.id])).toHaveLength(1);
    });

    test('thousands, each as it should be', async () => {
      const [assignment] = await listAssignmentsOf(database.query, course.courseId, [ids.one]);
      if (assignment === undefined) throw new Error('the fixture has no such assignment');
      const before = await listSubmissionsOf(database.query, [ids.one], many);
      await announcing.transaction(grader, (transaction) =>
        saveSubmissions(
          transaction,
          before.map((row) => ({
            assignment,
            before: row,
            changes: { score: row.userId, grade: String(row.userId) },
            reason: 'save',
          })),
          88,
        ),
      );
      const after = await listSubmissions(
        database.query,
        before.map(({ id }) => id),
      );
      expect(after).toEqual(
        before.map((row) => ({ ...row, score: row.userId, grade: String(row.userId), updatedAtMs: 88 })),
      );
    });
  });

  test('people are found by all their names at once', async () => {
    const { student, teacher } = course.people;
    await database.query
      .updateTable('pseudonyms')
      .set({ sisUserId: 'S-1', integrationId: 'I-1' })
      .where('userId', '=', student.id)
      .execute();
    await database.query
      .updateTable('users')
      .set({ workflowState: 'deleted' })
      .where('uuid', '=', 'many-7')
      .execute();
    expect(
      await findUserIds(database.query, [
        { by: 'id', id: teacher.id },
        { by: 'sis_id', value: 'S-1' },
        { by: 'sis_id', value: 's-1' },
        { by: 'integration_id', value: 'I-1' },
        { by: 'login_id', value: 'ADA.LOVELACE@example.edu' },
        { by: 'uuid', value: 'many-8' },
        { by: 'uuid', value: 'many-7' },
        { by: 'id', id: 99_999_999 },
        { by: 'self' },
        { by: 'unknown' },
      ]),
    ).toEqual([
      teacher.id,
      student.id,
      undefined,
      student.id,
      student.id,
      many[8],
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(await findUserIds(database.query, [])).toEqual([]);
  });
});
