// The people of a course. Source: core reference §6.1.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type CourseFixture,
  courseFixture,
  insertEnrollment,
  insertPerson,
  type Role,
} from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import { notFoundBody, notPermittedBody, unauthenticatedBody } from '../support/refusal-bodies.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

const roles: Role[] = ['admin', 'teacher', 'ta', 'designer', 'student', 'observer', 'outsider'];

eachDatabase((database) => {
  let server: TestServer;
  let fixture: CourseFixture;
  let path: string;
  let inactiveId: number;
  beforeAll(async () => {
    fixture = await courseFixture(database, {
      more: async (query, { people, courseId, courseSectionId }) => {
        inactiveId = (await insertPerson(query, 'Ina Ctive')).id;
        await insertEnrollment(query, {
          userId: inactiveId,
          courseId,
          courseSectionId,
          type: 'StudentEnrollment',
          workflowState: 'inactive',
        });
        await insertEnrollment(query, {
          userId: people.ta.id,
          courseId,
          courseSectionId,
          type: 'StudentEnrollment',
          workflowState: 'invited',
        });
        await query
          .updateTable('pseudonyms')
          .set({ sisUserId: 'S1' })
          .where('userId', '=', people.student.id)
          .execute();
      },
    });
    server = await startTestServer(database, { databaseUrl: fixture.databaseUrl });
    path = `/api/v1/courses/${fixture.courseId}/users`;
  });
  afterAll(() => server[Symbol.asyncDispose]());
  const list = (role: Role, query = '', url = path) =>
    server.call('GET', `${url}?${query}`, { token: fixture.people[role].token });
  const names = async (role: Role, query = ''): Promise<string[]> =>
    (await list(role, query)).json.map((user: { name: string }) => user.name);

  describe('the list', () => {
    test('goes by sortable name, each person once, on both paths', async () => {
      const { json } = await list('teacher');
      expect(json.map((user: { name: string }) => user.name)).toEqual([
        'Tea Cher',
        'Grace Hopper',
        'Ada Lovelace',
        'Ob Server',
        'De Signer',
        'Assis Tant',
      ]);
      expect(json[2]).toEqual({
        id: fixture.people.student.id,
        name: 'Ada Lovelace',
        created_at: '2026-09-01T08:59:00Z',
        sortable_name: 'Lovelace, Ada',
        short_name: 'Ada Lovelace',
        sis_user_id: 'S1',
        integration_id: null,
        login_id: 'ada.lovelace@example.edu',
      });
      const searched = await list('teacher', '', path.replace('users', 'search_users'));
      expect(searched.json).toEqual(json);
      expect(searched.headers.get('link')).not.toContain('last');
    });

    test('is for who may see the roster', async () => {
      const replies = await Promise.all(roles.map((role) => list(role)));
      expect(replies.map(({ json }) => json.length)).toEqual([6, 6, 6, 6, 6, 2, undefined]);
      expect(replies.at(-1)?.json).toEqual(notPermittedBody);
      expect((await server.call('GET', path, { token: null })).json).toEqual(unauthenticatedBody);
      expect((await server.call('GET', '/api/v1/courses/999/users')).json).toEqual(notFoundBody);
    });

    test('shows a student names and nothing else of others', async () => {
      const { json } = await list('otherStudent', 'include[]=email&search_term=lovelace');
      expect(json).toHaveLength(1);
      expect(Object.keys(json[0])).toEqual(['id', 'name', 'created_at', 'sortable_name', 'short_name']);
    });

    test('is chosen by type, role, state and id', async () => {
      expect(await names('teacher', 'enrollment_type[]=ta&enrollment_type[]=designer')).toEqual([
        'De Signer',
        'Assis Tant',
      ]);
      expect(await names('teacher', 'enrollment_type=student')).toEqual([
        'Grace Hopper',
        'Ada Lovelace',
        'Assis Tant',
      ]);
      expect(await names('teacher', 'enrollment_type=guest')).toEqual([]);
      expect(await names('teacher', 'enrollment_role_id=4')).toEqual(['Tea Cher']);
      expect(await names('teacher', 'enrollment_role=ObserverEnrollment')).toEqual(['Ob Server']);
      expect(await names('teacher', 'enrollment_state[]=inactive')).toEqual(['Ina Ctive']);
      expect(await names('student', 'enrollment_state[]=inactive')).toEqual([]);
      expect(await names('teacher', `user_ids[]=${fixture.people.ta.id}&user_ids[]=999`)).toEqual([
        'Assis Tant',
      ]);
    });

    test('is searched by names, and by more by who may see more', async () => {
      expect(await names('student', 'search_term=LOVE')).toEqual(['Ada Lovelace']);
      expect(await names('student', 'search_term=%25_%25')).toEqual([]);
      expect(await names('student', 'search_term=example.edu')).toEqual([]);
      expect(await names('teacher', 'search_term=ada.love')).toEqual(['Ada Lovelace']);
      expect(await names('designer', 'search_term=ada.love')).toEqual([]);
      const short = await list('teacher', 'search_term=ad');
      expect(short.status).toBe(400);
    });

    test('is sorted otherwise on request, not by what the caller may not see', async () => {
      const byName = await names('student');
      expect(await names('teacher', 'order=desc')).toEqual([...byName].reverse());
      expect((await names('teacher', 'sort=sis_id'))[0]).toBe('Ada Lovelace');
      expect((await names('teacher', 'sort=email'))[0]).toBe('Ada Lovelace');
      expect(await names('student', 'sort=email')).toEqual(byName);
      expect(await names('student', 'sort=sis_id')).toEqual(byName);
    });

    test('adds enrollments, without the user again', async () => {
      const { json } = await list(
        'teacher',
        `include[]=enrollments&include[]=uuid&user_ids[]=${fixture.people.ta.id}`,
      );
      expect(json[0]).toMatchObject({
        uuid: expect.any(String),
        enrollments: [
          { type: 'TaEnrollment', enrollment_state: 'active' },
          { type: 'StudentEnrollment', enrollment_state: 'invited', grades: { current_score: null } },
        ],
      });
      expect(json[0].enrollments[0]).not.toHaveProperty('user');
    });

    test('is paged without a last page', async () => {
      const first = await list('teacher', 'per_page=4');
      expect(first.json).toHaveLength(4);
      expect(first.headers.get('link')).toContain(`<${server.url}${path}?page=2&per_page=4>; rel="next"`);
      const second = await list('teacher', 'per_page=4&page=2');
      expect(second.json).toHaveLength(2);
      expect(second.headers.get('link')).not.toContain('next');
    });
  });

  describe('one person', () => {
    test('is shown to who sees them in the list', async () => {
      const of = (role: Role, id: number | string) =>
        server.call('GET', `${path}/${id}?include[]=email`, { token: fixture.people[role].token });
      const { student, teacher, outsider } = fixture.people;
      expect((await of('teacher', student.id)).json).toMatchObject({
        id: student.id,
        email: 'ada.lovelace@example.edu',
      });
      expect((await of('student', 'self')).json).toMatchObject({
        id: student.id,
        login_id: 'ada.lovelace@example.edu',
      });
      expect((await of('teacher', inactiveId)).status).toBe(200);
      expect((await of('observer', student.id)).status).toBe(200);
      for (const [role, id] of [
        ['student', inactiveId],
        ['observer', teacher.id],
        ['teacher', outsider.id],
        ['teacher', 999],
        ['teacher', 'x'],
      ] as const) {
        const reply = await of(role, id);
        expect([reply.status, reply.json]).toEqual([404, notFoundBody]);
      }
      expect((await of('outsider', student.id)).json).toEqual(notPermittedBody);
    });
  });
});
