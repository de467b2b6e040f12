// The Enrollments API. Source: core reference §7.2, story steps 10 to 13 and 77.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EnrollmentType } from '../../src/model/enrollment.ts';
import { insertSubAccount } from '../support/account-fixture.ts';
import {
  type CourseFixture,
  type CourseFixtureOptions,
  courseFixture,
  insertEnrollment,
  insertPerson,
  type Person,
  type Role,
} from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import { notFoundBody, notPermittedBody, unauthenticatedBody } from '../support/refusal-bodies.ts';
import { startTestServer, type TestServer, testStartMs } from '../support/server.ts';

const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
const roles: Role[] = ['admin', 'teacher', 'ta', 'designer', 'student', 'observer', 'outsider'];
const types: EnrollmentType[] = [
  'StudentEnrollment',
  'TeacherEnrollment',
  'TaEnrollment',
  'DesignerEnrollment',
  'ObserverEnrollment',
];
const noUser =
  "Can't create an enrollment without a user. Include enrollment[user_id] to create an enrollment";

eachDatabase((database) => {
  /** A course of its own for a test, and people to enrol. */
  async function opened(options: CourseFixtureOptions = {}) {
    const newcomers: Person[] = [];
    const fixture = await courseFixture(database, {
      ...options,
      more: async (query, course) => {
        for (const name of ['New Comer', 'Second Comer', 'Third Comer'])
          newcomers.push(await insertPerson(query, name));
        await options.more?.(query, course);
      },
    });
    const server = await startTestServer(database, { databaseUrl: fixture.databaseUrl });
    return { fixture, server, newcomers, path: `/api/v1/courses/${fixture.courseId}/enrollments` };
  }

  describe('enrolling somebody', () => {
    let server: TestServer;
    let fixture: CourseFixture;
    let people: Person[];
    let path: string;
    beforeAll(async () => {
      ({ server, fixture, newcomers: people, path } = await opened({ course: { sisCourseId: 'BIO-1' } }));
    });
    afterAll(() => server[Symbol.asyncDispose]());
    const enrol = (enrollment: unknown, role: Role = 'admin', headers = {}) =>
      server.call('POST', path, {
        body: typeof enrollment === 'string' ? enrollment : { enrollment },
        token: fixture.people[role].token,
        headers,
      });
    let made = 0;
    const nextPerson = async (name: string): Promise<number> => {
      const { json } = await server.call('POST', '/api/v1/accounts/1/users', {
        body: { user: { name }, pseudonym: { unique_id: `login ${++made}` } },
      });
      return json.id;
    };

    test('answers what Canvas answers, key by key (story step 11)', async () => {
      const { json: section } = await server.call('POST', `/api/v1/courses/${fixture.courseId}/sections`, {
        body: { course_section: { name: 'Section A', sis_section_id: 'BIO-1-A' } },
      });
      const [{ id: user_id } = { id: 0 }] = people;
      const reply = await server.call('POST', `/api/v1/sections/${section.id}/enrollments`, {
        body: {
          enrollment: { user_id, type: 'StudentEnrollment', enrollment_state: 'active', notify: false },
        },
      });
      expect(reply.status).toBe(200);
      const expected = {
        id: expect.any(Number),
        user_id,
        course_id: fixture.courseId,
        type: 'StudentEnrollment',
        created_at: '2026-09-01T09:00:00Z',
        updated_at: '2026-09-01T09:00:00Z',
        associated_user_id: null,
        start_at: null,
        end_at: null,
        course_section_id: section.id,
        root_account_id: 1,
        limit_privileges_to_course_section: false,
        enrollment_state: 'active',
        role: 'StudentEnrollment',
        role_id: 3,
        last_activity_at: null,
        last_attended_at: null,
        total_activity_time: 0,
        sis_account_id: null,
        sis_course_id: 'BIO-1',
        course_integration_id: null,
        sis_section_id: 'BIO-1-A',
        section_integration_id: null,
        sis_user_id: null,
        sis_import_id: null,
        html_url: `${server.url}/courses/${fixture.courseId}/users/${user_id}`,
        grades: {
          html_url: `${server.url}/courses/${fixture.courseId}/grades/${user_id}`,
          current_grade: null,
          current_score: null,
          final_grade: null,
          final_score: null,
          unposted_current_score: null,
          unposted_current_grade: null,
          unposted_final_score: null,
          unposted_final_grade: null,
        },
      };
      expect(reply.json).toEqual(expected);
      expect(Object.keys(reply.json)).toEqual(Object.keys(expected));
    });

    test.each(types)('as %s, invited unless asked otherwise', async (type) => {
      const user_id = await nextPerson(type);
      const { status, json } = await enrol({ user_id, type });
      expect([status, json.type, json.role, json.enrollment_state]).toEqual([200, type, type, 'invited']);
      expect('grades' in json).toBe(type === 'StudentEnrollment');
    });

    test.each(['active', 'invited', 'inactive'])('in state %s', async (enrollment_state) => {
      const reply = await enrol({ user_id: await nextPerson('Some Body'), enrollment_state });
      expect(reply.json.enrollment_state).toBe(enrollment_state);
    });

    test('by role, with everything there is, as a form', async () => {
      const user_id = await nextPerson('For Em');
      const reply = await enrol(
        `enrollment[user_id]=${user_id}&enrollment[role_id]=7&enrollment[enrollment_state]=active` +
          `&enrollment[associated_user_id]=${fixture.people.student.id}&enrollment[start_at]=2026-09-01T00:00:00Z` +
          '&enrollment[end_at]=2026-12-01&enrollment[limit_privileges_to_course_section]=true',
        'admin',
        form,
      );
      expect(reply.json).toMatchObject({
        type: 'ObserverEnrollment',
        role_id: 7,
        associated_user_id: fixture.people.student.id,
        start_at: '2026-09-01T00:00:00Z',
        end_at: '2026-12-01T00:00:00Z',
        limit_privileges_to_course_section: true,
      });
    });

    test('by other names: the caller, a login, a section', async () => {
      const self = await enrol({ user_id: 'self', type: 'DesignerEnrollment' });
      expect(self.json.user_id).toBe(1);
      const login = await enrol({
        user_id: 'sis_login_id:second.comer@example.edu',
        course_section_id: 'sis_section_id:BIO-1-A',
      });
      expect(login.json).toMatchObject({ user_id: people[1]?.id, sis_section_id: 'BIO-1-A' });
    });

    test('again gives the same enrollment, changed', async () => {
      const user_id = await nextPerson('Twice Told');
      const { json: first } = await enrol({ user_id });
      server.clock.nowMs = testStartMs + 5_000;
      const { json: second } = await enrol({
        user_id,
        enrollment_state: 'active',
        end_at: '2027-01-01T00:00:00Z',
      });
      expect(second).toEqual({
        ...first,
        updated_at: '2026-09-01T09:00:05Z',
        enrollment_state: 'active',
        end_at: '2027-01-01T00:00:00Z',
      });
      const { json: third } = await enrol({ user_id, limit_privileges_to_course_section: true });
      expect(third).toEqual({ ...second, limit_privileges_to_course_section: true });
      server.clock.nowMs = testStartMs;
    });

    test('again in another section or as another type gives another one', async () => {
      const user_id = await nextPerson('Two Fold');
      const { json: one } = await enrol({ user_id });
      const { json: section } = await enrol({ user_id, course_section_id: 'sis_section_id:BIO-1-A' });
      const { json: type } = await enrol({ user_id, type: 'TaEnrollment' });
      expect(new Set([one.id, section.id, type.id]).size).toBe(3);
    });

    test('an observer has one enrollment for each student, and one for none', async () => {
      const user_id = await nextPerson('Par Ent');
      const observe = async (associated_user_id?: number) =>
        (await enrol({ user_id, type: 'ObserverEnrollment', associated_user_id })).json;
      const { student, otherStudent } = fixture.people;
      const ids = [
        await observe(student.id),
        await observe(otherStudent.id),
        await observe(),
        await observe(student.id),
      ];
      expect(new Set(ids.map(({ id }) => id)).size).toBe(3);
      expect(ids[3].id).toBe(ids[0].id);
      expect(ids[2].associated_user_id).toBeNull();
      const student_ = await enrol({ user_id, associated_user_id: student.id });
      expect(student_.json.associated_user_id).toBeNull();
    });

    test('many times at once makes one enrollment', async () => {
      const user_id = await nextPerson('Ra Ce');
      const replies = await Promise.all(
        Array.from({ length: 8 }, () => enrol({ user_id, enrollment_state: 'active' })),
      );
      expect(new Set(replies.map(({ status, json }) => `${status} ${json.id}`)).size).toBe(1);
      const listed = await server.call('GET', `${path}?user_id=${user_id}`);
      expect(listed.json).toHaveLength(1);
    });

    test('brings back whoever was removed', async () => {
      const user_id = await nextPerson('Back Again');
      const { json } = await enrol({ user_id, enrollment_state: 'active' });
      await server.call('DELETE', `${path}/${json.id}?task=delete`);
      const again = await enrol({ user_id, enrollment_state: 'active' });
      expect(again.json).toMatchObject({ id: json.id, enrollment_state: 'active' });
    });

    test.each<[string, unknown, string]>([
      ['nothing', undefined, 'No parameters given'],
      ['null', null, 'No parameters given'],
      ['an empty object', {}, 'No parameters given'],
      ['empty text', 'enrollment=', 'No parameters given'],
      ['no user (story step 12)', { type: 'StudentEnrollment' }, noUser],
      ['a blank user', { user_id: ' ' }, noUser],
      ['a wrong type', { user_id: 1, type: 'StudentViewEnrollment' }, 'Invalid type'],
      ['an unknown role', { user_id: 1, role: 'Helper' }, 'Invalid role'],
      ['the role of an admin', { user_id: 1, role_id: 1 }, 'Invalid role'],
      [
        'role and type that differ',
        { user_id: 1, role_id: 4, type: 'StudentEnrollment' },
        'The specified type must match the base type for the role',
      ],
      ['two faults', { type: 'Guest' }, `Invalid type, ${noUser}`],
      [
        'a code',
        { user_id: 'self', self_enrollment_code: 'x' },
        'enrollment[self_enrollment_code] is invalid',
      ],
    ])('is refused with %s', async (_name, enrollment, message) => {
      for (const role of ['admin', 'outsider'] as const) {
        const reply = await enrol(enrollment, role, typeof enrollment === 'string' ? form : {});
        expect([reply.status, reply.json]).toEqual([400, { message }]);
      }
    });

    test.each<[string, object]>([
      ['person', { user_id: 999_999 }],
      ['section', { user_id: 1, course_section_id: 999_999 }],
      ['observed person', { user_id: 1, type: 'ObserverEnrollment', associated_user_id: 999_999 }],
    ])('is not found with an unknown %s', async (_name, enrollment) => {
      const reply = await enrol(enrollment);
      expect([reply.status, reply.json]).toEqual([404, notFoundBody]);
    });

    test('does not find a section of another course, nor a course that is none', async () => {
      const { json: other } = await server.call('POST', '/api/v1/accounts/1/courses', { body: {} });
      const { json: sections } = await server.call('GET', `/api/v1/courses/${other.id}/sections`);
      const elsewhere = await enrol({ user_id: 1, course_section_id: sections[0].id });
      expect([elsewhere.status, elsewhere.json]).toEqual([404, notFoundBody]);
      for (const url of ['/api/v1/courses/999/enrollments', '/api/v1/sections/999/enrollments']) {
        expect((await server.call('POST', url, { body: {} })).json).toEqual(notFoundBody);
      }
    });

    test('refuses a state nobody can be enrolled in, and watching oneself', async () => {
      const state = await enrol({ user_id: 1, enrollment_state: 'completed' });
      expect([state.status, state.json]).toEqual([
        400,
        {
          errors: {
            enrollment_state: [
              { attribute: 'enrollment_state', type: 'inclusion', message: 'is not included in the list' },
            ],
          },
        },
      ]);
      const watching = await enrol({ user_id: 1, type: 'ObserverEnrollment', associated_user_id: 1 });
      expect(watching.json.errors.associated_user_id[0].message).toBe('Cannot observe yourself');
    });

    test.each<[EnrollmentType, number[]]>([
      ['StudentEnrollment', [200, 200, 200, 200, 403, 403, 403]],
      ['ObserverEnrollment', [200, 200, 200, 200, 403, 403, 403]],
      ['TeacherEnrollment', [200, 200, 403, 403, 403, 403, 403]],
      ['TaEnrollment', [200, 200, 403, 403, 403, 403, 403]],
      ['DesignerEnrollment', [200, 200, 403, 403, 403, 403, 403]],
    ])('as %s is for some', async (type, expected) => {
      const replies = await Promise.all(roles.map((role) => enrol({ user_id: people[2]?.id, type }, role)));
      expect(replies.map(({ status }) => status)).toEqual(expected);
      expect(replies.at(-1)?.json).toEqual(notPermittedBody);
      const nobody = await server.call('POST', path, { token: null, body: { enrollment: { user_id: 1 } } });
      expect([nobody.status, nobody.json]).toEqual([401, unauthenticatedBody]);
    });

    test('comes before the right to it, before who, and before the end of the course', async () => {
      const ended = await opened({ course: { workflowState: 'completed' } });
      await using over = ended.server;
      const post = (enrollment: object, role: Role) =>
        over.call('POST', ended.path, { body: { enrollment }, token: ended.fixture.people[role].token });
      expect((await post({ type: 'X', user_id: 999 }, 'outsider')).json).toEqual({ message: 'Invalid type' });
      expect((await post({ user_id: 999, course_section_id: 999 }, 'outsider')).json).toEqual(
        notPermittedBody,
      );
      expect((await post({ user_id: 999 }, 'admin')).json).toEqual(notFoundBody);
      const concluded = await post({ user_id: 1 }, 'admin');
      expect([concluded.status, concluded.json]).toEqual([
        400,
        { message: "Can't add an enrollment to a concluded course." },
      ]);
    });
  });

  describe('the enrollments of a course', () => {
    let server: TestServer;
    let fixture: CourseFixture;
    let path: string;
    beforeAll(async () => {
      ({ server, fixture, path } = await opened({
        more: async (query, { people, courseId, courseSectionId }) => {
          const ids = { courseId, courseSectionId, type: 'StudentEnrollment' } as const;
          for (const [name, workflowState] of [
            ['Ina Ctive', 'inactive'],
            ['Ivy Invited', 'invited'],
            ['Con Cluded', 'completed'],
            ['Dele Ted', 'deleted'],
            ['Re Jected', 'rejected'],
          ] as const) {
            await insertEnrollment(query, {
              ...ids,
              userId: (await insertPerson(query, name)).id,
              workflowState,
            });
          }
          await query
            .updateTable('pseudonyms')
            .set({ sisUserId: 'S1' })
            .where('userId', '=', people.student.id)
            .execute();
        },
      }));
    });
    afterAll(() => server[Symbol.asyncDispose]());
    const list = (role: Role, query = '') =>
      server.call('GET', `${path}?per_page=100&${query}`, { token: fixture.people[role].token });
    const names = async (role: Role, query = ''): Promise<string[]> =>
      (await list(role, query)).json.map((row: { user: { name: string } }) => row.user.name);

    test('go by type, sortable name and id, with everybody’s user (story step 13)', async () => {
      expect(await names('teacher')).toEqual([
        'De Signer',
        'Ob Server',
        'Ina Ctive',
        'Grace Hopper',
        'Ivy Invited',
        'Ada Lovelace',
        'Assis Tant',
        'Tea Cher',
      ]);
      const { json } = await list('teacher', 'type[]=StudentEnrollment&state[]=active');
      const { id } = fixture.people.otherStudent;
      expect(json).toHaveLength(2);
      expect(json[0]).toMatchObject({
        grades: { current_score: null },
        user: {
          id,
          name: 'Grace Hopper',
          created_at: '2026-09-01T08:59:00Z',
          sortable_name: 'Hopper, Grace',
          short_name: 'Grace Hopper',
          sis_user_id: null,
          integration_id: null,
          login_id: 'grace.hopper@example.edu',
        },
      });
      expect(json[0].user).not.toHaveProperty('email');
    });

    test('show each role what it may see', async () => {
      const seen = async (role: Role) => {
        const { json } = await list(role, 'type[]=StudentEnrollment&state[]=active&include[]=email');
        const row = json.find((one: { user_id: number }) => one.user_id === fixture.people.student.id);
        return {
          activity: 'last_activity_at' in row,
          sis: 'sis_course_id' in row,
          import: 'sis_import_id' in row,
          grades: Object.keys(row.grades).length,
          login: row.user.login_id,
          sisUser: row.user.sis_user_id,
          email: row.user.email,
        };
      };
      const login = 'ada.lovelace@example.edu';
      const nothing = {
        activity: false,
        sis: false,
        import: false,
        grades: 1,
        login: undefined,
        sisUser: undefined,
        email: undefined,
      };
      expect(await seen('admin')).toEqual({
        activity: true,
        sis: true,
        import: true,
        grades: 9,
        login,
        sisUser: 'S1',
        email: login,
      });
      expect(await seen('teacher')).toEqual({
        activity: true,
        sis: true,
        import: false,
        grades: 9,
        login,
        sisUser: 'S1',
        email: login,
      });
      expect(await seen('ta')).toEqual({ ...nothing, activity: true, grades: 9, login, email: login });
      expect(await seen('designer')).toEqual({ ...nothing, activity: true });
      expect(await seen('student')).toEqual({ ...nothing, activity: true, grades: 5, login, email: login });
      expect(await seen('otherStudent')).toEqual(nothing);
      expect(await seen('observer')).toEqual({ ...nothing, grades: 5 });
    });

    test('are as many as each role may see', async () => {
      const outcomes = await Promise.all(roles.map(async (role) => [role, (await list(role)).json.length]));
      expect(outcomes).toEqual([
        ['admin', 8],
        ['teacher', 8],
        ['ta', 8],
        ['designer', 8],
        ['student', 7],
        ['observer', 2],
        ['outsider', undefined],
      ]);
      expect((await list('outsider')).json).toEqual(notPermittedBody);
      expect((await server.call('GET', path, { token: null })).json).toEqual(unauthenticatedBody);
      expect((await server.call('GET', '/api/v1/courses/999/enrollments')).json).toEqual(notFoundBody);
    });

    test('an observer sees themselves and whom they observe', async () => {
      expect(await names('observer')).toEqual(['Ob Server', 'Ada Lovelace']);
    });

    test('are chosen by state; what is switched off or gone is for staff', async () => {
      expect(await names('teacher', 'state[]=inactive&state[]=deleted&state[]=rejected')).toEqual([
        'Ina Ctive',
        'Re Jected',
        'Dele Ted',
      ]);
      expect(
        await names('student', 'state[]=inactive&state[]=deleted&state[]=rejected&state[]=completed'),
      ).toEqual(['Con Cluded']);
      expect(await names('teacher', 'state[]=unheard_of')).toEqual([]);
      expect(await names('teacher', 'state=invited')).toEqual(['Ivy Invited']);
    });

    test('are chosen by type and role, roles first', async () => {
      expect(await names('teacher', 'type[]=TeacherEnrollment&type[]=TaEnrollment')).toEqual([
        'Assis Tant',
        'Tea Cher',
      ]);
      expect(await names('teacher', 'type[]=TaEnrollment&role[]=TeacherEnrollment')).toEqual(['Tea Cher']);
      expect(await names('teacher', 'role_id[]=6&role[]=TeacherEnrollment')).toEqual(['De Signer']);
      expect(await names('teacher', 'type[]=Guest')).toEqual([]);
      const unknown = await list('teacher', 'role[]=Guest');
      expect([unknown.status, unknown.json]).toEqual([
        400,
        { errors: [{ message: 'role not found', error_code: 'bad_request' }] },
      ]);
    });

    test('are chosen by person; oneself without any right', async () => {
      const { student, outsider } = fixture.people;
      expect(await names('teacher', `user_id=${student.id}`)).toEqual(['Ada Lovelace']);
      expect(await names('teacher', 'user_id=sis_user_id:S1')).toEqual(['Ada Lovelace']);
      expect(await names('student', 'user_id=self')).toEqual(['Ada Lovelace']);
      expect(await names('outsider', 'user_id=self')).toEqual([]);
      expect(await names('outsider', `user_id=${outsider.id}`)).toEqual([]);
      expect((await list('outsider', `user_id=${student.id}`)).json).toEqual(notPermittedBody);
      expect((await list('teacher', 'user_id=999')).json).toEqual(notFoundBody);
    });

    test('are chosen by SIS ids by who may read them', async () => {
      expect(await names('teacher', 'sis_user_id[]=S1')).toEqual(['Ada Lovelace']);
      expect(await names('teacher', 'sis_course_id[]=NONE')).toEqual([]);
      expect(await names('admin', 'sis_section_id[]=NONE')).toEqual([]);
      expect(await names('admin', 'sis_account_id[]=NONE')).toEqual([]);
      const refused = await list('ta', 'sis_user_id[]=S1');
      expect([refused.status, refused.json]).toEqual([
        400,
        { message: 'Insufficient permissions to filter by SIS fields' },
      ]);
    });

    test('have no grading periods and one term', async () => {
      const period = await list('teacher', 'grading_period_id=1');
      expect([period.status, period.json]).toEqual([400, { error: 'invalid grading_period_id' }]);
      expect(await names('ta', 'type[]=TaEnrollment&enrollment_term_id=1&grading_period_id=')).toEqual([
        'Assis Tant',
      ]);
      expect((await list('teacher', 'enrollment_term_id=7')).json).toEqual(notFoundBody);
    });

    test('add what is included', async () => {
      const include = [
        'avatar_url',
        'group_ids',
        'locked',
        'can_be_removed',
        'uuid',
        'current_points',
        'email',
      ];
      const query = include.map((name) => `include[]=${name}`).join('&');
      const { json } = await list('teacher', `${query}&user_id=${fixture.people.student.id}`);
      expect(json[0]).toMatchObject({
        locked: false,
        can_be_removed: true,
        grades: { current_points: null, unposted_current_points: null },
        user: {
          avatar_url: null,
          group_ids: [],
          uuid: expect.any(String),
          email: 'ada.lovelace@example.edu',
        },
      });
      const { json: own } = await list('teacher', `${query}&user_id=self`);
      expect(own[0].can_be_removed).toBe(false);
    });

    test('are paged without a last page', async () => {
      const page = (number: number) =>
        server.call('GET', `${path}?per_page=3&page=${number}`, { token: fixture.people.teacher.token });
      const first = await page(1);
      expect(first.json).toHaveLength(3);
      expect(first.headers.get('link')).toBe(
        [
          ['current', 1],
          ['next', 2],
          ['first', 1],
        ]
          .map(([rel, number]) => `<${server.url}${path}?page=${number}&per_page=3>; rel="${rel}"`)
          .join(','),
      );
      const last = await page(3);
      expect(last.json).toHaveLength(2);
      expect(last.headers.get('link')).not.toContain('next');
      expect((await page(4)).json).toEqual([]);
      expect((await page(0)).json).toEqual(notFoundBody);
    });

    test('of one section are the same, of that section', async () => {
      const { json: section } = await server.call('POST', `/api/v1/courses/${fixture.courseId}/sections`, {
        body: { course_section: { name: 'Empty', sis_section_id: 'EMPTY' } },
      });
      const of = async (id: number | string) =>
        (
          await server.call('GET', `/api/v1/sections/${id}/enrollments`, {
            token: fixture.people.teacher.token,
          })
        ).json.length;
      expect(await of(fixture.courseSectionId)).toBe(8);
      expect(await of(section.id)).toBe(0);
      expect(await of('sis_section_id:EMPTY')).toBe(0);
      expect((await server.call('GET', '/api/v1/sections/999/enrollments')).json).toEqual(notFoundBody);
    });
  });

  describe('who is limited to their section', () => {
    test('sees only its people, beside themselves', async () => {
      const {
        server: opening,
        fixture,
        path,
      } = await opened({
        more: async (query, { courseId, people }) => {
          const section = await query
            .insertInto('courseSections')
            .values({
              courseId,
              name: 'B',
              sisSectionId: null,
              integrationId: null,
              defaultSection: 0,
              startAtMs: null,
              endAtMs: null,
              restrictEnrollmentsToSectionDates: 0,
              createdAtMs: testStartMs,
              updatedAtMs: testStartMs,
            })
            .returning('id')
            .executeTakeFirstOrThrow();
          await query
            .updateTable('enrollments')
            .set({ courseSectionId: section.id })
            .where('userId', 'in', [people.student.id, people.ta.id])
            .execute();
          await query
            .updateTable('enrollments')
            .set({ limitPrivilegesToCourseSection: 1 })
            .where('userId', 'in', [people.ta.id, people.otherStudent.id])
            .execute();
        },
      });
      await using server = opening;
      const names = async (role: Role, url = path) =>
        (await server.call('GET', url, { token: fixture.people[role].token })).json.map(
          (row: { name?: string; user?: { name: string } }) => row.name ?? row.user?.name,
        );
      expect(await names('ta')).toEqual(['Ada Lovelace', 'Assis Tant']);
      expect(await names('ta', `/api/v1/courses/${fixture.courseId}/users`)).toEqual([
        'Ada Lovelace',
        'Assis Tant',
      ]);
      expect(await names('otherStudent')).not.toContain('Ada Lovelace');
      expect(await names('teacher')).toHaveLength(6);
    });
  });

  describe('grades', () => {
    test('that a course hides are hidden from the student, not from graders', async () => {
      const { server: opening, fixture, path } = await opened({ course: { hideFinalGrades: 1 } });
      await using server = opening;
      const gradesFor = async (role: Role) => {
        const query = `user_id=${fixture.people.student.id}`;
        const { json } = await server.call('GET', `${path}?${query}`, { token: fixture.people[role].token });
        return Object.keys(json[0].grades).length;
      };
      expect([await gradesFor('student'), await gradesFor('ta')]).toEqual([1, 9]);
    });
  });

  describe('the enrollments of a person', () => {
    test('are their own to read, in published courses if they are a student', async () => {
      const { server: opening, fixture } = await opened();
      await using server = opening;
      const { json: draft } = await server.call('POST', '/api/v1/accounts/1/courses', { body: {} });
      for (const role of ['student', 'teacher'] as const) {
        const type = role === 'student' ? 'StudentEnrollment' : 'TeacherEnrollment';
        await server.call('POST', `/api/v1/courses/${draft.id}/enrollments`, {
          body: { enrollment: { user_id: fixture.people[role].id, type, enrollment_state: 'active' } },
        });
      }
      const courses = async (role: Role, query = '') =>
        (
          await server.call('GET', `/api/v1/users/self/enrollments?${query}`, {
            token: fixture.people[role].token,
          })
        ).json.map((row: { course_id: number }) => row.course_id);
      expect(await courses('student')).toEqual([fixture.courseId]);
      expect(await courses('student', 'state[]=current_and_future')).toEqual([fixture.courseId]);
      expect(await courses('teacher')).toEqual([fixture.courseId, draft.id]);
      expect(await courses('outsider')).toEqual([]);
      expect(await courses('student', 'type[]=TeacherEnrollment')).toEqual([]);

      await server.call('DELETE', `/api/v1/courses/${fixture.courseId}?event=conclude`);
      expect(await courses('student')).toEqual([]);
      expect(await courses('student', 'state[]=completed')).toEqual([fixture.courseId]);
      expect(await courses('student', 'state[]=current_and_concluded')).toEqual([fixture.courseId]);
      const wrong = await server.call('GET', '/api/v1/users/self/enrollments?state[]=active&state[]=deleted');
      expect([wrong.status, wrong.json]).toEqual([400, { error: 'Invalid state deleted' }]);
    });

    test('are for admins and nobody else', async () => {
      const { server: opening, fixture } = await opened();
      await using server = opening;
      const { student } = fixture.people;
      const path = `/api/v1/users/${student.id}/enrollments`;
      const outcomes = await Promise.all(
        roles.map(
          async (role) => (await server.call('GET', path, { token: fixture.people[role].token })).status,
        ),
      );
      expect(outcomes).toEqual([200, 403, 403, 403, 200, 403, 403]);
      const { json } = await server.call('GET', path);
      expect(json).toMatchObject([{ user_id: student.id, user: { name: 'Ada Lovelace' }, grades: {} }]);
      const gone = await server.call('GET', `${path}?state[]=deleted`);
      expect(gone.json).toEqual([]);
      expect((await server.call('GET', '/api/v1/users/999/enrollments')).json).toEqual(notFoundBody);
      expect((await server.call('GET', path, { token: null })).json).toEqual(unauthenticatedBody);
    });
  });

  describe('one enrollment', () => {
    test('is read in its account by its person and by admins', async () => {
      let subAccountId = 0;
      const {
        server: opening,
        fixture,
        path,
      } = await opened({
        more: async (query) => {
          subAccountId = await insertSubAccount(query, 'Elsewhere');
        },
      });
      await using server = opening;
      const { json: own } = await server.call('GET', `${path}?user_id=self`, {
        token: fixture.people.student.token,
      });
      const url = `/api/v1/accounts/1/enrollments/${own[0].id}`;
      const outcomes = await Promise.all(
        roles.map(
          async (role) => (await server.call('GET', url, { token: fixture.people[role].token })).status,
        ),
      );
      expect(outcomes).toEqual([200, 403, 403, 403, 200, 403, 403]);
      const { user, ...withoutUser } = own[0];
      const read = await server.call('GET', url, { token: fixture.people.student.token });
      expect(read.json).toEqual(withoutUser);
      for (const missing of [
        '/api/v1/accounts/1/enrollments/999',
        '/api/v1/accounts/1/enrollments/x',
        '/api/v1/accounts/999/enrollments/1',
        `/api/v1/accounts/${subAccountId}/enrollments/${own[0].id}`,
      ]) {
        const reply = await server.call('GET', missing);
        expect([reply.status, reply.json]).toEqual([404, notFoundBody]);
      }
    });
  });

  describe('what becomes of an enrollment', () => {
    let server: TestServer;
    let fixture: CourseFixture;
    let people: Person[];
    let path: string;
    beforeAll(async () => {
      ({ server, fixture, newcomers: people, path } = await opened());
    });
    afterAll(() => server[Symbol.asyncDispose]());
    const enrolled = async (
      state = 'active',
      type: EnrollmentType = 'StudentEnrollment',
      person = people[0],
    ) => {
      // Removed first, because an active enrollment stays active.
      const enrollment = { user_id: person?.id, type, enrollment_state: state };
      const { json } = await server.call('POST', path, { body: { enrollment } });
      await server.call('DELETE', `${path}/${json.id}?task=delete`);
      await server.call('POST', path, { body: { enrollment } });
      return json.id as number;
    };
    const end = (id: number, task?: string, role: Role = 'admin') =>
      server.call('DELETE', `${path}/${id}`, {
        ...(task === undefined ? {} : { body: { task } }),
        token: fixture.people[role].token,
      });

    test.each([
      ['conclude', 'completed'],
      [undefined, 'completed'],
      ['delete', 'deleted'],
      ['inactivate', 'inactive'],
      ['deactivate', 'inactive'],
    ])('task %s makes it %s (story step 77)', async (task, state) => {
      const id = await enrolled();
      const reply = await end(id, task);
      expect(reply.status).toBe(200);
      expect(reply.json).toMatchObject({ id, enrollment_state: state, user_id: people[0]?.id });
      expect(reply.json).not.toHaveProperty('user');
      expect('grades' in reply.json).toBe(true);
    });

    test('a removed one is not there to be changed again', async () => {
      const id = await enrolled();
      await end(id, 'delete');
      for (const task of ['conclude', 'delete', 'inactivate']) {
        const reply = await end(id, task);
        expect([reply.status, reply.json]).toEqual([404, notFoundBody]);
      }
      expect((await server.call('PUT', `${path}/${id}/reactivate`)).status).toBe(404);
    });

    test('an unknown task is refused', async () => {
      const reply = await end(await enrolled(), 'expel');
      expect([reply.status, reply.json.errors[0].message]).toEqual([
        400,
        'task must be conclude, delete, inactivate or deactivate',
      ]);
    });

    test('an inactive one is switched on again, and only that', async () => {
      const id = await enrolled('inactive');
      const on = await server.call('PUT', `${path}/${id}/reactivate`);
      expect([on.status, on.json.enrollment_state]).toEqual([200, 'active']);
      const again = await server.call('PUT', `${path}/${id}/reactivate`);
      expect([again.status, again.json]).toEqual([400, { error: 'enrollment not inactive' }]);
    });

    test.each<[string, EnrollmentType, number[]]>([
      ['conclude', 'StudentEnrollment', [200, 200, 200, 200, 403, 403, 403]],
      ['conclude', 'ObserverEnrollment', [200, 200, 403, 403, 403, 403, 403]],
      ['conclude', 'TaEnrollment', [200, 200, 403, 403, 403, 403, 403]],
      ['delete', 'StudentEnrollment', [200, 200, 200, 200, 403, 403, 403]],
      ['delete', 'ObserverEnrollment', [200, 200, 200, 200, 403, 403, 403]],
      ['delete', 'TeacherEnrollment', [200, 200, 403, 403, 403, 403, 403]],
      ['inactivate', 'StudentEnrollment', [200, 200, 200, 200, 403, 403, 403]],
      ['inactivate', 'DesignerEnrollment', [200, 200, 403, 403, 403, 403, 403]],
    ])('%s a %s is for some', async (task, type, expected) => {
      const outcomes: number[] = [];
      for (const role of roles) outcomes.push((await end(await enrolled('active', type), task, role)).status);
      expect(outcomes).toEqual(expected);
    });

    test('nobody but an admin removes themselves', async () => {
      const { json } = await server.call('GET', `${path}?user_id=self`, {
        token: fixture.people.teacher.token,
      });
      const reply = await end(json[0].id, 'delete', 'teacher');
      expect([reply.status, reply.json]).toEqual([403, notPermittedBody]);
      const { json: own } = await server.call('POST', path, {
        body: { enrollment: { user_id: 'self', type: 'TeacherEnrollment' } },
      });
      expect((await end(own.id, 'delete')).status).toBe(200);
    });

    test.each([
      ['accept', 'invited', 200, { success: true }, 'active'],
      ['accept', 'active', 200, { success: true }, 'active'],
      ['accept', 'inactive', 400, { error: 'membership not activated' }, 'inactive'],
      ['accept', 'completed', 400, { error: 'no current invitation' }, 'completed'],
      ['reject', 'invited', 200, { success: true }, 'rejected'],
      ['reject', 'active', 400, { error: 'no current invitation' }, 'active'],
      ['reject', 'inactive', 400, { error: 'membership not activated' }, 'inactive'],
      ['reject', 'completed', 400, { error: 'no current invitation' }, 'completed'],
    ])('to %s what is %s is answered %i', async (answer, state, status, body, after) => {
      const id = await enrolled(state === 'completed' ? 'active' : state);
      if (state === 'completed') await end(id, 'conclude');
      const reply = await server.call('POST', `${path}/${id}/${answer}`, { token: people[0]?.token ?? null });
      expect([reply.status, reply.json]).toEqual([status, body]);
      const read = await server.call('GET', `/api/v1/accounts/1/enrollments/${id}`);
      expect(read.json.enrollment_state).toBe(after);
    });

    test('an invitation turned down can still be taken up', async () => {
      const id = await enrolled('invited');
      const answer = (word: string) =>
        server.call('POST', `${path}/${id}/${word}`, { token: people[0]?.token ?? null });
      expect((await answer('reject')).json).toEqual({ success: true });
      expect((await answer('reject')).json).toEqual({ success: true });
      expect((await answer('accept')).json).toEqual({ success: true });
    });

    test('an invitation is for its owner to answer', async () => {
      for (const word of ['accept', 'reject']) {
        const id = await enrolled('invited');
        const byAdmin = await server.call('POST', `${path}/${id}/${word}`);
        expect([byAdmin.status, byAdmin.json]).toEqual([403, notPermittedBody]);
        const byNobody = await server.call('POST', `${path}/${id}/${word}`, { token: null });
        expect([byNobody.status, byNobody.json]).toEqual([401, unauthenticatedBody]);
        const asOwner = await server.call('POST', `${path}/${id}/${word}?as_user_id=${people[0]?.id}`);
        expect(asOwner.json).toEqual({ success: true });
      }
    });

    test('an enrollment of another course is not found', async () => {
      const id = await enrolled();
      const { json: other } = await server.call('POST', '/api/v1/accounts/1/courses', { body: {} });
      for (const [method, url] of [
        ['DELETE', `/api/v1/courses/${other.id}/enrollments/${id}`],
        ['PUT', `/api/v1/courses/${other.id}/enrollments/${id}/reactivate`],
        ['POST', `/api/v1/courses/${other.id}/enrollments/${id}/accept`],
        ['DELETE', `${path}/999`],
        ['DELETE', `/api/v1/courses/999/enrollments/${id}`],
      ] as const) {
        const reply = await server.call(method, url);
        expect([reply.status, reply.json]).toEqual([404, notFoundBody]);
      }
    });

    test('ends once, however many ask', async () => {
      const id = await enrolled();
      const replies = await Promise.all(Array.from({ length: 5 }, () => end(id, 'delete')));
      expect(replies.map(({ status }) => status).sort()).toEqual([200, 404, 404, 404, 404]);
    });
  });
});
