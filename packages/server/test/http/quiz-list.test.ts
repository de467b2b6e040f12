// The list of a course's quizzes: what each role sees of it, search and pages. Source: core reference §14.1.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type CourseFixture,
  courseFixture,
  insertEnrollment,
  insertPerson,
  insertQuiz,
  insertQuizSubmission,
  type Person,
} from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import { notFoundBody, notPermittedBody, unauthenticatedBody } from '../support/refusal-bodies.ts';
import { startTestServer, type TestServer, testStartMs } from '../support/server.ts';

const jsonApi = { Accept: 'application/vnd.api+json' };

/** What a student may do with a quiz they may take. */
const studentRights = {
  read: true,
  create: false,
  manage: false,
  update: false,
  submit: true,
  preview: false,
  delete: false,
  read_statistics: false,
  grade: false,
  review_grades: false,
  view_answer_audits: false,
  manage_assign_to: false,
};

eachDatabase((database) => {
  describe('the list', () => {
    let course: CourseFixture;
    let server: TestServer;
    let base: string;
    let limitedTa: Person;
    const ids: Record<string, number> = {};

    beforeAll(async () => {
      course = await courseFixture(database, {
        async more(query, { courseId, courseSectionId, people }) {
          for (const [title, quiz] of [
            ['50% of cells_', {}],
            ['Draft', { workflowState: 'created' }],
            ['For some', { onlyVisibleToOverrides: 1 }],
            ['Deleted', { workflowState: 'deleted' }],
            ['Taken', { lockAtMs: testStartMs }],
          ] as const) {
            ids[title] = await insertQuiz(query, { courseId, title, ...quiz });
          }
          await insertQuizSubmission(query, {
            quizId: ids.Taken ?? 0,
            userId: people.student.id,
            manuallyUnlocked: 1,
          });
          await insertQuizSubmission(query, {
            quizId: ids.Draft ?? 0,
            userId: people.student.id,
            workflowState: 'settings_only',
            attempt: 0,
          });
          limitedTa = await insertPerson(query, 'Limited Ta');
          await insertEnrollment(query, {
            userId: limitedTa.id,
            courseId,
            courseSectionId,
            type: 'TaEnrollment',
            limitPrivilegesToCourseSection: 1,
          });
        },
      });
      server = await startTestServer(database, { databaseUrl: course.databaseUrl });
      base = `/api/v1/courses/${course.courseId}/quizzes`;
    });
    afterAll(() => server[Symbol.asyncDispose]());

    const titles = async (token: string, query = '') => {
      const reply = await server.call('GET', `${base}${query}`, { token });
      expect(reply.status).toBe(200);
      return reply.json.map((quiz: { title: string }) => quiz.title);
    };

    test('has every quiz that is not deleted for staff, by id', async () => {
      const all = ['Cells', '50% of cells_', 'Draft', 'For some', 'Taken'];
      for (const { token } of [
        course.people.teacher,
        course.people.ta,
        course.people.designer,
        course.people.admin,
        limitedTa,
      ]) {
        expect(await titles(token)).toEqual(all);
      }
    });

    test('has what is published and assigned for the others', async () => {
      for (const role of ['student', 'observer'] as const) {
        expect(await titles(course.people[role].token)).toEqual(['Cells', '50% of cells_', 'Taken']);
      }
    });

    test.each([
      ['cell', ['Cells', '50% of cells_']],
      ['CELL', ['Cells', '50% of cells_']],
      ['%', ['50% of cells_']],
      ['_', ['50% of cells_']],
      ['\\', []],
      ['', ['Cells', '50% of cells_', 'Taken']],
    ])('can be searched for %j', async (term, expected) => {
      expect(await titles(course.people.student.token, `?search_term=${encodeURIComponent(term)}`)).toEqual(
        expected,
      );
    });

    test('comes in pages', async () => {
      const reply = await server.call('GET', `${base}?per_page=2&page=2`, {
        token: course.people.teacher.token,
      });
      expect(reply.json.map((quiz: { id: number }) => quiz.id)).toEqual([ids.Draft, ids['For some']]);
      const page = (number: number) => `<${server.url}${base}?page=${number}&per_page=2>`;
      expect(reply.headers.get('link')).toBe(
        `${page(2)}; rel="current",${page(3)}; rel="next",${page(1)}; rel="prev",${page(1)}; rel="first",${page(3)}; rel="last"`,
      );
      expect(await titles(course.people.teacher.token, '?page=9')).toEqual([]);
      expect((await server.call('GET', `${base}?page=0`)).status).toBe(404);
    });

    test('says of each quiz what holds for the caller', async () => {
      const student = await server.call('GET', base, { token: course.people.student.token });
      const [cells, , taken] = student.json;
      expect(cells).toMatchObject({ locked_for_user: false, permissions: studentRights });
      expect(cells).not.toHaveProperty('question_types');
      expect(taken, 'unlocked by hand').toMatchObject({
        locked_for_user: false,
        description: '<p>On cells.</p>',
      });
      const other = await server.call('GET', base, { token: course.people.otherStudent.token });
      expect(other.json[2]).toMatchObject({ locked_for_user: true, description: '' });
      const teacher = await server.call('GET', base, { token: course.people.teacher.token });
      const unpublishable = Object.fromEntries(
        teacher.json.map((quiz: { title: string; unpublishable: boolean }) => [
          quiz.title,
          quiz.unpublishable,
        ]),
      );
      expect(unpublishable).toEqual({
        Cells: true,
        '50% of cells_': true,
        Draft: true,
        'For some': true,
        Taken: false,
      });
    });

    test('is an object with vnd.api+json', async () => {
      const reply = await server.call('GET', base, { token: course.people.student.token, headers: jsonApi });
      expect(Object.keys(reply.json)).toEqual(['quizzes']);
      expect(reply.json.quizzes).toHaveLength(3);
    });

    test('is refused to who is not in the course, and needs a login', async () => {
      const outsider = await server.call('GET', base, { token: course.people.outsider.token });
      expect([outsider.status, outsider.json]).toEqual([403, notPermittedBody]);
      const nobody = await server.call('GET', base, { token: null });
      expect([nobody.status, nobody.json]).toEqual([401, unauthenticatedBody]);
      expect((await server.call('GET', '/api/v1/courses/9999/quizzes')).json).toEqual(notFoundBody);
    });
  });
});
