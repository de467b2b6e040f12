import { test } from 'vitest';
import { recomputeCourseScores } from '../../src/operations/gradebook/recompute-course-scores.ts';
import { insertAssignmentGroup } from '../../src/store/assignment-groups.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import { insertPlaceholders } from '../../src/store/submissions.ts';
import { courseFixture, insertEnrollment } from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import { insertAssignmentRow } from '../support/gradebook-fixture.ts';
import { testStartMs } from '../support/server.ts';
import { changeAssignment } from '../../src/operations/gradebook/assignment-changes.ts';
import { findAssignment } from '../../src/store/assignments.ts';
import { findCourse } from '../../src/store/courses.ts';

eachDatabase((database) => {
  test('perf', async () => {
    const course = await courseFixture(database);
    await using opened = await openDatabase(course.databaseUrl, testStartMs);
    const ids: number[] = [];
    const users: number[] = [];
    const times = { createdAtMs: 1, updatedAtMs: 1 };
    await opened.transaction(async (query) => {
      for (let g = 0; g < 4; g++) {
        const group = await insertAssignmentGroup(query, { courseId: course.courseId, name: 'g', position: g, groupWeight: 25, dropLowest: g === 0 ? 1 : null, dropHighest: null, neverDrop: '[]', sisSourceId: null, integrationData: '{}', workflowState: 'available', ...times });
        for (let a = 0; a < 5; a++) ids.push(await insertAssignmentRow(query, { courseId: course.courseId, assignmentGroupId: group.id, gradingType: 'percent' }));
      }
      for (let u = 0; u < 5000; u += 500) {
        const rows = await query.insertInto('users').values(Array.from({ length: 500 }, (_, i) => ({ name: 'n', shortName: 'n', sortableName: 'n', email: `e${u + i}`, timeZone: null, locale: null, uuid: `u${u + i}`, workflowState: 'registered' as const, ...times }))).returning('id').execute();
        for (const { id } of rows) users.push(id);
        await query.insertInto('enrollments').values(rows.map(({ id }) => ({ userId: id, courseId: course.courseId, courseSectionId: course.courseSectionId, type: 'StudentEnrollment' as const, workflowState: 'active' as const, associatedUserId: null, limitPrivilegesToCourseSection: 0 as const, startAtMs: null, endAtMs: null, ...times }))).execute();
      }
    });
    let t = performance.now();
    const lap = (name: string) => { console.log(database.kind, name, Math.round(performance.now() - t)); t = performance.now(); };
    await opened.transaction((query) => insertPlaceholders(query, ids, users, 1));
    lap('placeholders');
    await opened.transaction((query) => query.updateTable('submissions').set(({ eb, ref }) => ({ score: eb(ref('id'), '%', 11) as never, workflowState: 'graded' as const, postedAtMs: 5, grade: 'x' })).execute());
    lap('grade all');
    await opened.transaction((query) => recomputeCourseScores(query, { id: course.courseId }, null, 2));
    lap('first recompute');
    for (let i = 0; i < 3; i++) {
      await opened.transaction((query) => recomputeCourseScores(query, { id: course.courseId }, null, 3));
      lap('recompute without change');
      await opened.query.updateTable('assignments').set({ pointsPossible: 20 + i }).where('id', '=', ids[3] ?? 0).execute();
      t = performance.now();
      await opened.transaction((query) => recomputeCourseScores(query, { id: course.courseId }, null, 3));
      lap('recompute all changed');
    }
    t = performance.now();
    for (let i = 0; i < 100; i++) await opened.transaction((query) => recomputeCourseScores(query, { id: course.courseId }, [users[i] ?? 0], 3));
    lap('100 single');
    await opened.transaction(async (query) => {
      const before = await findAssignment(query, course.courseId, ids[0] ?? 0, 'change');
      const c = await findCourse(query, course.courseId);
      if (before && c) await changeAssignment(query, c, before, { pointsPossible: 17 }, 9);
    });
    lap('points change of one assignment');
  }, 120_000);
});
