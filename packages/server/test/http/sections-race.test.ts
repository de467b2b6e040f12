// Somebody is enrolled in a section at the moment when it is deleted: one of the two happens, and nobody is ever in a section
// that is not there. Source: core reference §7.1, and the project's own rule.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { findSection, updateSection } from '../../src/store/course-sections.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import { type CourseFixture, courseFixture, insertEnrollment } from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import { notFoundBody } from '../support/refusal-bodies.ts';
import { type Reply, startTestServer, type TestServer, testStartMs } from '../support/server.ts';
import { someoneWaits } from '../support/someone-waits.ts';
import { runSql } from '../support/sql.ts';

const rounds = 50;
const enrolledBody = { message: "You can't delete a section that has enrollments" };

eachDatabase((database) => {
  let server: TestServer;
  let course: CourseFixture;
  beforeAll(async () => {
    course = await courseFixture(database);
    server = await startTestServer(database, { databaseUrl: course.databaseUrl });
  });
  afterAll(() => server[Symbol.asyncDispose]());

  const createSection = async (): Promise<number> =>
    (await server.call('POST', `/api/v1/courses/${course.courseId}/sections`, { body: {} })).json.id;
  const remove = (id: number) => server.call('DELETE', `/api/v1/sections/${id}`);
  const enrol = (id: number) =>
    server.call('POST', `/api/v1/sections/${id}/enrollments`, {
      body: { enrollment: { user_id: course.people.outsider.id, enrollment_state: 'active' } },
    });
  const standing = async (id: number) => {
    const [row] = await runSql<{ workflow_state: string; people: number }>(
      course.databaseUrl,
      `select workflow_state, (select count(*) from enrollments where course_section_id = ${id}) as people
       from course_sections where id = ${id}`,
    );
    return [row?.workflow_state, Number(row?.people)];
  };

  test('exactly one of the two happens, again and again', async () => {
    for (let round = 0; round < rounds; round++) {
      const id = await createSection();
      // By turns who is sent first.
      const early = round % 2 === 0 ? enrol(id) : undefined;
      const [removal, enrolment] = await Promise.all([remove(id), early ?? enrol(id)]);
      const outcome = [removal.status, enrolment.status, ...(await standing(id))];
      expect([
        [200, 404, 'deleted', 0],
        [400, 200, 'active', 1],
      ]).toContainEqual(outcome);
    }
  });

  // On SQLite a transaction is alone.
  if (database.kind === 'sqlite') return;

  test('a deletion waits for who is being enrolled, and is refused', async () => {
    const id = await createSection();
    await using opened = await openDatabase(course.databaseUrl, testStartMs);
    let removal: Promise<Reply> | undefined;
    await opened.transaction(async (transaction) => {
      // What enrolling does, not committed yet.
      await findSection(transaction, { by: 'id', id }, 'share');
      await insertEnrollment(transaction, {
        userId: course.people.outsider.id,
        courseId: course.courseId,
        courseSectionId: id,
        type: 'StudentEnrollment',
      });
      removal = remove(id);
      await someoneWaits(opened.query);
    });
    expect(await removal).toMatchObject({ status: 400, json: enrolledBody });
    expect(await standing(id)).toEqual(['active', 1]);
  });

  test('whoever is enrolled waits for a deletion, and finds no section', async () => {
    const id = await createSection();
    await using opened = await openDatabase(course.databaseUrl, testStartMs);
    let enrolment: Promise<Reply> | undefined;
    await opened.transaction(async (transaction) => {
      const section = await findSection(transaction, { by: 'id', id }, 'change');
      if (section === undefined) throw new Error('the section is not there');
      await updateSection(transaction, { ...section, workflowState: 'deleted' });
      enrolment = enrol(id);
      await someoneWaits(opened.query);
    });
    expect(await enrolment).toMatchObject({ status: 404, json: notFoundBody });
    expect(await standing(id)).toEqual(['deleted', 0]);
  });
});
