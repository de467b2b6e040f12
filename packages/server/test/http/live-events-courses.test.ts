// What is announced of courses, sections, enrollments and people. Source: live events reference §3.10.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { insertSubAccount } from '../support/account-fixture.ts';
import { announcedBy } from '../support/announced.ts';
import { type CourseFixture, courseFixture } from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import { type Reply, startTestServer, type TestServer, testStartMs } from '../support/server.ts';
import { runSql } from '../support/sql.ts';

const globalId = (id: number) => `1${String(id).padStart(13, '0')}`;
const now = new Date(testStartMs).toISOString().replace(/\.\d+/, '');
const earlier = new Date(testStartMs - 60_000).toISOString().replace(/\.\d+/, '');

eachDatabase((database) => {
  let course: CourseFixture;
  let server: TestServer;
  let subAccountId: number;
  beforeAll(async () => {
    course = await courseFixture(database, {
      more: async (query) => {
        subAccountId = await insertSubAccount(query, 'Science', 'SCI');
      },
    });
    server = await startTestServer(database, { databaseUrl: course.databaseUrl });
  });
  afterAll(() => server[Symbol.asyncDispose]());

  const ok = async (method: string, path: string, body?: unknown, token?: string): Promise<Reply['json']> => {
    const reply = await server.call(method, `/api/v1${path}`, {
      body,
      ...(token === undefined ? {} : { token }),
    });
    expect([reply.status, reply.text.slice(0, 200)]).toEqual([200, expect.anything()]);
    return reply.json;
  };
  const announced = (work: () => Promise<unknown>) => announcedBy(course.databaseUrl, work);
  const namesOf = async (work: () => Promise<unknown>) =>
    (await announced(work)).map(({ eventName }) => eventName);
  const uuidOf = async (table: 'courses' | 'users' | 'accounts', id: number) => {
    const [row] = await runSql<{ uuid: string }>(
      course.databaseUrl,
      `select uuid from ${table} where id = ${id}`,
    );
    return row?.uuid;
  };

  describe('making a course', () => {
    test('announces the course, its section, its group and the enrollment of who makes it, in this order', async () => {
      let made: Reply['json'];
      const events = await announced(async () => {
        made = await ok('POST', `/accounts/${subAccountId}/courses`, {
          course: { name: 'Chemistry', sis_course_id: 'CHEM' },
          enroll_me: true,
        });
      });
      expect(events.map(({ eventName }) => eventName)).toEqual([
        'course_created',
        'course_updated',
        'course_section_created',
        'assignment_group_created',
        'enrollment_created',
      ]);
      const [created, updated, section, , enrollment] = events;
      const body = {
        course_id: globalId(made.id),
        uuid: await uuidOf('courses', made.id),
        account_id: globalId(subAccountId),
        account_uuid: await uuidOf('accounts', subAccountId),
        name: 'Chemistry',
        created_at: now,
        updated_at: now,
        workflow_state: 'claimed',
      };
      expect(created?.body).toEqual(body);
      expect(updated?.body).toEqual(body);
      expect(section?.body).toEqual({
        course_section_id: expect.stringMatching(/^\d+$/),
        course_id: String(made.id),
        root_account_id: '1',
        name: 'Chemistry',
        default_section: true,
        workflow_state: 'active',
        restrict_enrollments_to_section_dates: false,
        stuck_sis_fields: [],
      });
      expect(enrollment?.body).toMatchObject({
        course_id: globalId(made.id),
        user_id: globalId(1),
        type: 'TeacherEnrollment',
        workflow_state: 'active',
      });
      expect(created).toMatchObject({ courseId: made.id, assignmentId: null, userId: null });
      expect(created?.metadata).toMatchObject({
        context_type: 'Account',
        context_id: globalId(subAccountId),
        context_sis_source_id: 'SCI',
        context_account_id: globalId(subAccountId),
        context_role: 'AccountAdmin',
      });
    });

    test('that is refused announces nothing', async () => {
      const work = () =>
        server.call('POST', '/api/v1/accounts/1/courses', { body: { course: { sis_course_id: 'CHEM' } } });
      expect(await namesOf(work)).toEqual([]);
    });
  });

  describe('changing a course', () => {
    let id: number;
    beforeAll(async () => {
      id = (await ok('POST', '/accounts/1/courses', { course: { name: 'Physics' } })).id;
    });

    test.each<[what: string, course: object]>([
      ['its name', { name: 'Physics II' }],
      ['its dates', { start_at: '2026-10-01T00:00:00Z', restrict_enrollments_to_course_dates: true }],
      ['its weights', { apply_assignment_group_weights: true }],
      ['its syllabus', { syllabus_body: '<p>Read.</p>' }],
      ['that it is published', { event: 'offer' }],
      ['its account', { account_id: 'sis_account_id:SCI' }],
    ])('%s announces it once', async (_, change) => {
      const work = () => ok('PUT', `/courses/${id}`, { course: change });
      expect(await namesOf(work)).toEqual(['course_updated']);
      expect(await namesOf(work)).toEqual([]);
    });

    test('says what it is afterwards, in its own context', async () => {
      const [event] = await announced(() => ok('PUT', `/courses/${id}`, { course: { name: 'Physics III' } }));
      expect(event?.body).toMatchObject({
        course_id: globalId(id),
        name: 'Physics III',
        account_id: globalId(subAccountId),
        workflow_state: 'available',
      });
      expect(event?.metadata).toMatchObject({
        context_type: 'Course',
        context_id: globalId(id),
        context_account_id: globalId(subAccountId),
      });
      expect(event?.metadata).not.toHaveProperty('context_role');
    });

    test('on the page of its settings announces it once', async () => {
      const work = () => ok('PUT', `/courses/${id}/settings`, { hide_final_grades: true });
      expect(await namesOf(work)).toEqual(['course_updated']);
      expect(await namesOf(work)).toEqual([]);
    });

    test('to posting by hand is no change of the course', async () => {
      expect(await namesOf(() => ok('PUT', `/courses/${id}`, { course: { post_manually: true } }))).toEqual(
        [],
      );
    });

    test.each([
      ['conclude', 'completed'],
      ['delete', 'deleted'],
    ])('by its end (%s) is an update', async (event, state) => {
      const [said, ...more] = await announced(() => ok('DELETE', `/courses/${id}`, { event }));
      expect([said?.eventName, said?.body.workflow_state, more]).toEqual(['course_updated', state, []]);
    });
  });

  test('a section is announced with its dates and SIS ids', async () => {
    const events = await announced(() =>
      ok('POST', `/courses/${course.courseId}/sections`, {
        course_section: {
          name: 'Evening',
          sis_section_id: 'EVE',
          integration_id: 'INT',
          start_at: '2026-09-01T00:00:00Z',
          end_at: '2026-12-01T00:00:00Z',
          restrict_enrollments_to_section_dates: true,
        },
      }),
    );
    expect(events.map(({ eventName, body }) => [eventName, body])).toEqual([
      [
        'course_section_created',
        {
          course_section_id: expect.stringMatching(/^\d+$/),
          sis_source_id: 'EVE',
          course_id: String(course.courseId),
          root_account_id: '1',
          name: 'Evening',
          default_section: false,
          start_at: '2026-09-01T00:00:00Z',
          end_at: '2026-12-01T00:00:00Z',
          workflow_state: 'active',
          restrict_enrollments_to_section_dates: true,
          stuck_sis_fields: [],
          integration_id: 'INT',
        },
      ],
    ]);
  });

  describe('changing a section', () => {
    let id: number;
    beforeAll(async () => {
      const course_section = { name: 'Morning' };
      id = (await ok('POST', `/courses/${course.courseId}/sections`, { course_section })).id;
    });

    test.each<[what: string, change: object]>([
      ['its name', { name: 'Noon' }],
      ['its SIS id', { sis_section_id: 'NOON' }],
      ['its integration id', { integration_id: 'NOON-INT' }],
      ['its start', { start_at: '2026-09-01T00:00:00Z' }],
      ['its end', { end_at: '2026-12-01T00:00:00Z' }],
      ['that its dates restrict', { restrict_enrollments_to_section_dates: true }],
    ])('%s announces it once', async (_, change) => {
      const work = () => ok('PUT', `/sections/${id}`, { course_section: change });
      expect(await namesOf(work)).toEqual(['course_section_updated']);
      expect(await namesOf(work)).toEqual([]);
    });

    test('says what it is afterwards, in the context of its course', async () => {
      const work = () => ok('PUT', `/sections/${id}`, { course_section: { name: 'Midday' } });
      const [event] = await announced(work);
      expect(event?.body).toEqual({
        course_section_id: String(id),
        sis_source_id: 'NOON',
        course_id: String(course.courseId),
        root_account_id: '1',
        name: 'Midday',
        default_section: false,
        start_at: '2026-09-01T00:00:00Z',
        end_at: '2026-12-01T00:00:00Z',
        workflow_state: 'active',
        restrict_enrollments_to_section_dates: true,
        stuck_sis_fields: [],
        integration_id: 'NOON-INT',
      });
      expect(event).toMatchObject({ courseId: course.courseId, assignmentId: null, userId: null });
      expect(event?.metadata).toMatchObject({
        context_type: 'Course',
        context_id: globalId(course.courseId),
      });
    });

    test('that is refused announces nothing', async () => {
      const body = { course_section: { name: 'Mine', sis_section_id: 'MINE' } };
      const { token } = course.people.teacher;
      const work = () => server.call('PUT', `/api/v1/sections/${id}`, { body, token });
      expect(await namesOf(work)).toEqual([]);
      const remove = () => server.call('DELETE', `/api/v1/sections/${course.courseSectionId}`);
      expect(await namesOf(remove)).toEqual([]);
    });

    test('by its end is an update', async () => {
      const [said, ...more] = await announced(() => ok('DELETE', `/sections/${id}`));
      expect([said?.eventName, said?.body.workflow_state, more]).toEqual([
        'course_section_updated',
        'deleted',
        [],
      ]);
    });
  });

  test('a default section that is missed is announced before who is enrolled in it', async () => {
    const { id } = await ok('POST', '/accounts/1/courses', { course: { name: 'Geology' } });
    const [section] = await ok('GET', `/courses/${id}/sections`);
    await ok('DELETE', `/sections/${section.id}`);
    const enrollment = { user_id: course.people.outsider.id, type: 'TeacherEnrollment' };
    const events = await announced(() => ok('POST', `/courses/${id}/enrollments`, { enrollment }));
    expect(events.map(({ eventName, body: { name } }) => [eventName, name])).toEqual([
      ['course_section_created', 'Geology'],
      ['enrollment_created', undefined],
    ]);
  });

  describe('enrolling', () => {
    const path = () => `/courses/${course.courseId}/enrollments`;
    const enrol = (enrollment: object) => ok('POST', path(), { enrollment });

    test('is announced, changed or not', async () => {
      const userId = course.people.outsider.id;
      const asked = { user_id: userId, type: 'StudentEnrollment', enrollment_state: 'invited' };
      let id = 0;
      const [created, ...none] = await announced(async () => {
        id = (await enrol(asked)).id;
      });
      const body = {
        enrollment_id: globalId(id),
        course_id: globalId(course.courseId),
        course_uuid: await uuidOf('courses', course.courseId),
        user_id: globalId(userId),
        user_uuid: await uuidOf('users', userId),
        user_name: 'Out Sider',
        type: 'StudentEnrollment',
        created_at: now,
        updated_at: now,
        limit_privileges_to_course_section: false,
        course_section_id: globalId(course.courseSectionId),
        workflow_state: 'invited',
      };
      expect([created?.eventName, created?.body, none]).toEqual(['enrollment_created', body, []]);
      expect(created).toMatchObject({ courseId: course.courseId, userId });
      expect(await namesOf(() => enrol(asked))).toEqual([]);

      const accepted = await announced(() =>
        ok('POST', `${path()}/${id}/accept`, undefined, course.people.outsider.token),
      );
      expect(accepted.map(({ eventName, body: { workflow_state } }) => [eventName, workflow_state])).toEqual([
        ['enrollment_updated', 'active'],
      ]);
      expect(accepted[0]?.metadata).toMatchObject({ context_role: 'StudentEnrollment' });
      expect(await namesOf(() => enrol({ ...asked, limit_privileges_to_course_section: true }))).toEqual([
        'enrollment_updated',
      ]);
      for (const [task, state] of [
        ['conclude', 'completed'],
        ['deactivate', 'inactive'],
        ['delete', 'deleted'],
      ]) {
        const events = await announced(() => ok('DELETE', `${path()}/${id}?task=${task}`));
        expect(events.map(({ eventName, body: { workflow_state } }) => [eventName, workflow_state])).toEqual([
          ['enrollment_updated', state],
        ]);
      }
      const [again] = await announced(() => enrol(asked));
      expect([again?.eventName, again?.body.enrollment_id]).toEqual(['enrollment_updated', globalId(id)]);
    });

    test('an observer says whom they observe', async () => {
      const [event] = await announced(() =>
        enrol({
          user_id: course.people.outsider.id,
          type: 'ObserverEnrollment',
          associated_user_id: course.people.student.id,
        }),
      );
      expect(event?.body.associated_user_id).toBe(globalId(course.people.student.id));
    });

    test('through a section is in the context of its course', async () => {
      const [event] = await announced(() =>
        ok('POST', `/sections/${course.courseSectionId}/enrollments`, {
          enrollment: { user_id: course.people.outsider.id, type: 'TaEnrollment' },
        }),
      );
      expect(event?.metadata).toMatchObject({
        context_type: 'Course',
        context_id: globalId(course.courseId),
      });
    });
  });

  describe('a person', () => {
    test('who is made is announced with their login', async () => {
      let id = 0;
      const [event, ...none] = await announced(async () => {
        id = (
          await ok('POST', '/accounts/1/users', {
            user: { name: 'Emmy Noether', short_name: 'Emmy' },
            pseudonym: { unique_id: 'emmy@example.edu', sis_user_id: 'EN1' },
          })
        ).id;
      });
      expect([event?.eventName, none]).toEqual(['user_created', []]);
      expect(event?.body).toEqual({
        user_id: globalId(id),
        uuid: await uuidOf('users', id),
        name: 'Emmy Noether',
        short_name: 'Emmy',
        workflow_state: 'pre_registered',
        created_at: now,
        updated_at: now,
        user_login: 'emmy@example.edu',
        user_sis_id: 'EN1',
      });
      expect(event).toMatchObject({ courseId: null, userId: id });
      expect(event?.metadata).toMatchObject({
        context_type: 'Account',
        context_id: globalId(1),
        context_sis_source_id: null,
        context_account_id: globalId(1),
        context_role: 'AccountAdmin',
      });
    });

    test('whose login is taken is not', async () => {
      const work = () =>
        server.call('POST', '/api/v1/accounts/1/users', {
          body: { pseudonym: { unique_id: 'Emmy@example.edu' } },
        });
      expect(await namesOf(work)).toEqual([]);
    });

    test.each([
      { name: 'Ada King' },
      { short_name: 'Ada' },
      { time_zone: 'Europe/London' },
      { locale: 'en' },
    ])('who changes %j is announced once', async (user) => {
      const { token } = course.people.student;
      const work = () => ok('PUT', '/users/self', { user }, token);
      expect(await namesOf(work)).toEqual(['user_updated']);
      expect(await namesOf(work)).toEqual([]);
    });

    test('whom an admin changes is the context of it', async () => {
      const { id } = course.people.ta;
      const [event] = await announced(() => ok('PUT', `/users/${id}`, { user: { name: 'Assis Tante' } }));
      expect(event?.body).toEqual({
        user_id: globalId(id),
        uuid: await uuidOf('users', id),
        name: 'Assis Tante',
        short_name: 'Assis Tant',
        workflow_state: 'registered',
        created_at: earlier,
        updated_at: now,
        user_login: 'assis.tant@example.edu',
      });
      expect(event?.metadata).toMatchObject({
        user_id: globalId(1),
        context_type: 'User',
        context_id: globalId(id),
        context_account_id: null,
      });
      expect(event?.metadata).not.toHaveProperty('context_sis_source_id');
      expect(event?.metadata).not.toHaveProperty('context_role');
    });

    test('changed twice at once is announced as they were after each change', async () => {
      const { id } = course.people.otherStudent;
      const events = await announced(() =>
        Promise.all([
          ok('PUT', `/users/${id}`, { user: { name: 'Grace Murray' } }),
          ok('PUT', `/users/${id}`, { user: { short_name: 'Amazing' } }),
        ]),
      );
      expect(events).toHaveLength(2);
      expect(events[1]?.body).toMatchObject({ name: 'Grace Murray', short_name: 'Amazing' });
    });
  });
});
