// The courses of an account. Source: core reference §3.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { insertSubAccount } from '../support/account-fixture.ts';
import { type CourseFixture, courseFixture, type Role } from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import { notFoundBody, notPermittedBody, unauthenticatedBody } from '../support/refusal-bodies.ts';
import { startTestServer, type TestServer, testStartMs } from '../support/server.ts';

const path = '/api/v1/accounts/self/courses';
const dayMs = 86_400_000;

eachDatabase((database) => {
  describe('the courses of an account', () => {
    let server: TestServer;
    let fixture: CourseFixture;
    let subAccountId: number;
    beforeAll(async () => {
      fixture = await courseFixture(database, {
        more: async (query) => {
          subAccountId = await insertSubAccount(query, 'Science', 'SCI');
        },
      });
      server = await startTestServer(database, { databaseUrl: fixture.databaseUrl });
      await make({ name: 'Zoology', course_code: 'ZOO1', sis_course_id: 'S-2', account_id: subAccountId });
      await make({ name: 'astronomy', course_code: 'AST', sis_course_id: 'S-1' }, { offer: true });
      const over = await make({ name: 'Over 100%', course_code: 'OVR' });
      await event(over, 'conclude');
      const gone = await make({ name: 'Gone', course_code: 'GON' });
      await event(gone, 'delete');
      await make(
        {
          name: 'Ended',
          course_code: 'END',
          restrict_enrollments_to_course_dates: true,
          start_at: new Date(testStartMs - 2 * dayMs).toISOString(),
          end_at: new Date(testStartMs - dayMs).toISOString(),
        },
        { offer: true },
      );
    });
    afterAll(() => server[Symbol.asyncDispose]());

    async function make(course: object, more: object = {}): Promise<number> {
      const reply = await server.call('POST', '/api/v1/accounts/1/courses', { body: { course, ...more } });
      expect(reply.status).toBe(200);
      return reply.json.id;
    }
    const event = (id: number, name: string) =>
      server.call('PUT', `/api/v1/courses/${id}`, { body: { course: { event: name } } });
    async function names(query: string): Promise<string[]> {
      const reply = await server.call('GET', `${path}?${query}`);
      expect(reply.status, query).toBe(200);
      return reply.json.map(({ name }: { name: string }) => name);
    }
    const all = ['Biology 101', 'Zoology', 'astronomy', 'Over 100%', 'Ended'];

    test('are listed by id, without deleted ones, each as the course itself is shown', async () => {
      const reply = await server.call('GET', path);
      expect(reply.json.map(({ name }: { name: string }) => name)).toEqual(all);
      const one = await server.call('GET', `/api/v1/courses/${fixture.courseId}`);
      expect(reply.json[0]).toEqual(one.json);
    });

    test.each([
      ['state[]=deleted', ['Gone']],
      ['state[]=all', ['Biology 101', 'Zoology', 'astronomy', 'Over 100%', 'Gone', 'Ended']],
      ['state[]=claimed&state[]=completed', ['Zoology', 'Over 100%']],
      ['state[]=created', []],
      ['state[]=nonsense', []],
      ['published=true', ['Biology 101', 'astronomy', 'Over 100%', 'Ended']],
      ['published=false', ['Zoology']],
      ['completed=true', ['Over 100%', 'Ended']],
      ['completed=false', ['Biology 101', 'Zoology', 'astronomy']],
      ['with_enrollments=true', ['Biology 101']],
      ['with_enrollments=0', ['Zoology', 'astronomy', 'Over 100%', 'Ended']],
      ['enrollment_type[]=student', ['Biology 101']],
      ['enrollment_type[]=TeacherEnrollment&enrollment_type[]=ta', ['Biology 101']],
      ['by_teachers[]=0&by_teachers[]=nobody', []],
      ['enrollment_term_id=1', all],
      ['enrollment_term_id=2', []],
      ['blueprint=true', []],
      ['blueprint=false', all],
      ['search_term=OLO', ['Biology 101', 'Zoology']],
      ['search_term=ast', ['astronomy']],
      ['search_term=S-2', ['Zoology']],
      ['search_term=100%25', ['Over 100%']],
      ['search_term=%25%25%25', []],
      ['sort=course_name', ['astronomy', 'Biology 101', 'Ended', 'Over 100%', 'Zoology']],
      ['sort=course_name&order=desc', ['Zoology', 'Over 100%', 'Ended', 'Biology 101', 'astronomy']],
      ['sort=sis_course_id', ['astronomy', 'Zoology', 'Biology 101', 'Over 100%', 'Ended']],
      ['sort=course_status', ['Biology 101', 'astronomy', 'Ended', 'Zoology', 'Over 100%']],
      ['sort=nonsense&order=desc', ['Ended', 'Over 100%', 'astronomy', 'Zoology', 'Biology 101']],
    ])('%s leaves %j', async (query, expected) => {
      expect(await names(query)).toEqual(expected);
    });

    test('may be those of a teacher, or of an account below', async () => {
      const { teacher, student } = fixture.people;
      expect(await names(`by_teachers[]=${teacher.id}`)).toEqual(['Biology 101']);
      expect(await names(`by_teachers[]=${student.id}`)).toEqual([]);
      expect(await names(`by_subaccounts[]=${subAccountId}`)).toEqual(['Zoology']);
      const below = await server.call('GET', '/api/v1/accounts/sis_account_id:SCI/courses');
      expect(below.json.map(({ name }: { name: string }) => name)).toEqual(['Zoology']);
    });

    test('come with what is included', async () => {
      const query = 'include[]=total_students&include[]=teachers&include[]=term&include[]=concluded';
      const { json } = await server.call('GET', `${path}?${query}`);
      expect(json[0]).toMatchObject({
        total_students: 2,
        teachers: [{ display_name: 'Tea Cher' }],
        term: { name: 'Default Term' },
        concluded: false,
      });
      expect(json.at(-1)).toMatchObject({ total_students: 0, teachers: [], concluded: true });
    });

    test('come in pages that lead to each other', async () => {
      const reply = await server.call('GET', `${path}?per_page=2&page=2&sort=course_name`);
      expect(reply.json.map(({ name }: { name: string }) => name)).toEqual(['Ended', 'Over 100%']);
      const link = reply.headers.get('link') ?? '';
      expect(link).toContain(`${server.url}${path}?sort=course_name&page=3&per_page=2>; rel="next"`);
      expect(link).toContain('page=3&per_page=2>; rel="last"');
      expect((await server.call('GET', `${path}?page=9`)).json).toEqual([]);
    });

    test('are for admins of the account', async () => {
      for (const role of ['teacher', 'ta', 'designer', 'student', 'observer', 'outsider'] as Role[]) {
        const { token } = fixture.people[role];
        // What is wrong with a question is told to nobody who may not ask it.
        const reply = await server.call('GET', `${path}?page=x`, { token });
        expect({ role, status: reply.status, json: reply.json }).toEqual({
          role,
          status: 403,
          json: notPermittedBody,
        });
      }
      const nobody = await server.call('GET', path, { token: null });
      expect(nobody).toMatchObject({ status: 401, json: unauthenticatedBody });
      const nowhere = await server.call('GET', '/api/v1/accounts/99999999999999999999/courses');
      expect(nowhere).toMatchObject({ status: 404, json: notFoundBody });
    });

    test.each([
      ['search_term=ab', 400],
      ['enrollment_type[]=king', 400],
      ['published=perhaps', 400],
      ['search_term[]=a', 400],
      ['by_teachers[x]=1', 400],
      ['page=0', 404],
      ['by_teachers[]=99999999999999999999', 200],
      ['search_term=99999999999999999999', 200],
      ['search_term=%00%00%00', 400],
    ])('%s is answered %d', async (query, status) => {
      expect((await server.call('GET', `${path}?${query}`)).status).toBe(status);
    });
  });
});
