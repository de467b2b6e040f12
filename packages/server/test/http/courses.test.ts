// The Courses API. Source: core reference §6, story steps 8, 14, 30 and 78.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { insertSubAccount } from '../support/account-fixture.ts';
import { type CourseFixture, courseFixture, insertEnrollment, type Role } from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import { notFoundBody, notPermittedBody, unauthenticatedBody } from '../support/refusal-bodies.ts';
import { startTestServer, type TestServer, testStartMs } from '../support/server.ts';

const createPath = '/api/v1/accounts/1/courses';
const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
const roles: Role[] = ['admin', 'teacher', 'ta', 'designer', 'student', 'observer', 'outsider'];

/** What Canvas shows of a course that has nothing but a name, to an admin who is not in it. */
const plainCourse = {
  id: expect.any(Number),
  name: 'Biology 101',
  account_id: 1,
  uuid: expect.stringMatching(/^[A-Za-z0-9]{40}$/),
  start_at: null,
  grading_standard_id: null,
  is_public: false,
  created_at: '2026-09-01T09:00:00Z',
  course_code: 'Biology 101',
  default_view: 'modules',
  root_account_id: 1,
  enrollment_term_id: 1,
  license: null,
  grade_passback_setting: null,
  end_at: null,
  public_syllabus: false,
  public_syllabus_to_auth: false,
  storage_quota_mb: 500,
  is_public_to_auth_users: false,
  homeroom_course: false,
  course_color: null,
  friendly_name: null,
  apply_assignment_group_weights: false,
  calendar: { ics: null },
  time_zone: 'Etc/UTC',
  blueprint: false,
  template: false,
  sis_course_id: null,
  integration_id: null,
  sis_import_id: null,
  hide_final_grades: false,
  workflow_state: 'unpublished',
  restrict_enrollments_to_course_dates: false,
};

function fault(attribute: string, type: string, message: string): object {
  return { errors: { [attribute]: [{ attribute, type, message }] } };
}

eachDatabase((database) => {
  describe('making a course', () => {
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
    });
    afterAll(() => server[Symbol.asyncDispose]());
    const create = (body: unknown, headers = {}) => server.call('POST', createPath, { body, headers });

    test('answers what Canvas answers, key by key', async () => {
      const reply = await create({ course: { name: 'Biology 101' } });
      expect(reply.status).toBe(200);
      expect(reply.json).toEqual(plainCourse);
      expect(Object.keys(reply.json)).toEqual(Object.keys(plainCourse));
    });

    test('keeps what story step 8 gives', async () => {
      const course = {
        name: 'Biology 102',
        course_code: 'BIO102',
        sis_course_id: 'BIO-2',
        apply_assignment_group_weights: true,
      };
      const reply = await create({ course, account_id: 77 });
      expect(reply.json).toEqual({
        ...plainCourse,
        ...course,
        workflow_state: 'unpublished',
      });
      const found = await server.call('GET', '/api/v1/courses/sis_course_id:BIO-2');
      expect(found.json.id).toBe(reply.json.id);
    });

    test('takes every field, in JSON or as a form', async () => {
      const dates = { start_at: '2026-09-01T00:00:00Z', end_at: '2027-01-31T00:00:00Z' };
      const asJson = await create({
        course: {
          ...dates,
          name: ' Chemistry ',
          course_code: 'CHEM',
          integration_id: 'I-1',
          restrict_enrollments_to_course_dates: true,
          is_public: true,
          is_public_to_auth_users: true,
          time_zone: 'america/denver',
          group_weighting_scheme: 'percent',
          hide_final_grades: true,
          grading_standard_id: 0,
          license: 'cc_by',
          public_syllabus: true,
          public_syllabus_to_auth: true,
          public_description: 'All about it',
          syllabus_body: '<p onclick="x()">Read</p><script>x()</script>',
          default_view: 'syllabus',
          grade_passback_setting: 'nightly_sync',
          course_format: 'online',
          course_color: '#123456',
          friendly_name: 'Chem',
          locale: 'fr',
          post_manually: true,
          open_enrollment: true,
        },
      });
      expect(asJson.json).toEqual({
        ...plainCourse,
        ...dates,
        name: 'Chemistry',
        course_code: 'CHEM',
        integration_id: 'I-1',
        restrict_enrollments_to_course_dates: true,
        is_public: true,
        is_public_to_auth_users: true,
        time_zone: 'America/Denver',
        apply_assignment_group_weights: true,
        hide_final_grades: true,
        grading_standard_id: 0,
        license: 'cc_by',
        public_syllabus: true,
        public_syllabus_to_auth: true,
        default_view: 'syllabus',
        grade_passback_setting: 'nightly_sync',
        course_format: 'online',
        course_color: '#123456',
        friendly_name: 'Chem',
        locale: 'fr',
      });
      const included = await server.call(
        'GET',
        `/api/v1/courses/${asJson.json.id}?include[]=syllabus_body&include[]=public_description&include[]=post_manually`,
      );
      expect(included.json).toMatchObject({
        syllabus_body: '<p>Read</p>',
        public_description: 'All about it',
        post_manually: true,
      });
      const asForm = await create(
        'course[name]=Physics+201&course[is_public]=1&course[sis_course_id]=PHY&course[hide_final_grades]=true' +
          '&course[start_at]=2026-09-01&offer=true&enroll_me=true',
        form,
      );
      expect(asForm.json).toEqual({
        ...plainCourse,
        name: 'Physics 201',
        course_code: 'Physics 201',
        is_public: true,
        sis_course_id: 'PHY',
        hide_final_grades: true,
        workflow_state: 'available',
        enrollments: [
          {
            type: 'teacher',
            role: 'TeacherEnrollment',
            role_id: 4,
            user_id: 1,
            enrollment_state: 'active',
            limit_privileges_to_course_section: false,
          },
        ],
      });
    });

    test('needs nothing', async () => {
      const reply = await create({});
      expect(reply.json).toEqual({ ...plainCourse, name: 'Unnamed Course', course_code: 'Unnamed' });
    });

    test('makes a section named like the course', async () => {
      const { json: course } = await create({ course: { name: 'Sectioned' } });
      const { json } = await server.call('GET', `/api/v1/courses/${course.id}/sections`);
      expect(json).toMatchObject([{ name: 'Sectioned', course_id: course.id }]);
    });

    test('can be in a sub-account, by the path or by the body', async () => {
      const byPath = await server.call('POST', '/api/v1/accounts/sis_account_id:SCI/courses', {
        body: { course: { name: 'A' } },
      });
      expect(byPath.json).toMatchObject({ account_id: subAccountId, root_account_id: 1 });
      const byBody = await create({ course: { name: 'A', account_id: subAccountId } });
      expect(byBody.json).toMatchObject({ account_id: subAccountId, root_account_id: 1 });
      const outside = await server.call('POST', `/api/v1/accounts/${subAccountId}/courses`, {
        body: { course: { account_id: 1 } },
      });
      expect([outside.status, outside.json]).toEqual([404, notFoundBody]);
      expect((await server.call('GET', `/api/v1/accounts/self/courses/${byPath.json.id}`)).status).toBe(200);
      expect(
        (await server.call('GET', `/api/v1/accounts/${subAccountId}/courses/${byPath.json.id}`)).status,
      ).toBe(200);
      const inRoot = await server.call('GET', `/api/v1/accounts/${subAccountId}/courses/${fixture.courseId}`);
      expect([inRoot.status, inRoot.json]).toEqual([404, notFoundBody]);
    });

    test('refuses an SIS id that is taken', async () => {
      await create({ course: { sis_course_id: 'ONCE', integration_id: 'ONCE-I' } });
      const again = await create({ course: { sis_course_id: 'ONCE' } });
      expect(again.status).toBe(400);
      expect(again.json).toEqual(fault('sis_source_id', 'taken', 'SIS ID "ONCE" is already in use'));
      const other = await create({ course: { integration_id: 'ONCE-I' } });
      expect(other.json).toEqual(
        fault('integration_id', 'taken', 'Integration ID "ONCE-I" is already in use'),
      );
    });

    test('gives an SIS id to one of many who want it at once', async () => {
      const replies = await Promise.all(
        Array.from({ length: 6 }, () => create({ course: { name: 'Race', sis_course_id: 'RACE' } })),
      );
      expect(replies.map((reply) => reply.status).sort()).toEqual([200, 400, 400, 400, 400, 400]);
    });

    test.each([
      [
        'a name too long',
        { name: 'a'.repeat(256) },
        'name',
        'too_long',
        'is too long (maximum is 255 characters)',
      ],
      [
        'an unknown time zone',
        { time_zone: 'Mars/Base' },
        'time_zone',
        'inclusion',
        'is not a known time zone',
      ],
    ])('refuses %s', async (_name, course, field, type, message) => {
      const reply = await create({ course });
      expect([reply.status, reply.json]).toEqual([400, fault(field, type, message)]);
    });

    test.each([
      ['course', { course: 'x' }, 'course must be object'],
      ['a flag', { course: { is_public: 'perhaps' } }, 'course[is_public] must be true or false'],
      ['a time', { course: { start_at: 'soon' } }, 'course[start_at] must be an ISO 8601 time'],
      ['a name', { course: { name: ['x'] } }, 'course[name] must be a string'],
    ])('says what is wrong with the form of %s', async (_name, body, message) => {
      const reply = await create(body);
      expect([reply.status, reply.json]).toEqual([400, { errors: [{ message, error_code: 'bad_request' }] }]);
    });

    test('is for admins of the account', async () => {
      for (const role of ['teacher', 'student', 'outsider'] as const) {
        const reply = await server.call('POST', createPath, { token: fixture.people[role].token, body: {} });
        expect([reply.status, reply.json]).toEqual([403, notPermittedBody]);
      }
      const nobody = await server.call('POST', createPath, { token: null, body: {} });
      expect([nobody.status, nobody.json]).toEqual([401, unauthenticatedBody]);
      const nowhere = await server.call('POST', '/api/v1/accounts/999/courses', { body: {} });
      expect([nowhere.status, nowhere.json]).toEqual([404, notFoundBody]);
    });
  });

  describe('reading a course', () => {
    let server: TestServer;
    let fixture: CourseFixture;
    let path: string;
    beforeAll(async () => {
      fixture = await courseFixture(database, { course: { sisCourseId: 'BIO-1', integrationId: 'BIO-I' } });
      server = await startTestServer(database, { databaseUrl: fixture.databaseUrl });
      path = `/api/v1/courses/${fixture.courseId}`;
    });
    afterAll(() => server[Symbol.asyncDispose]());
    const as = (role: Role, url: string) => server.call('GET', url, { token: fixture.people[role].token });

    test('shows a teacher everything, with their enrollment', async () => {
      const { json } = await as('teacher', path);
      expect(json).toEqual({
        ...plainCourse,
        id: fixture.courseId,
        created_at: '2026-09-01T08:59:00Z',
        course_code: 'BIO101',
        sis_course_id: 'BIO-1',
        integration_id: 'BIO-I',
        workflow_state: 'available',
        enrollments: [
          {
            type: 'teacher',
            role: 'TeacherEnrollment',
            role_id: 4,
            user_id: fixture.people.teacher.id,
            enrollment_state: 'active',
            limit_privileges_to_course_section: false,
          },
        ],
      });
    });

    test('shows SIS ids to who may read them only', async () => {
      const seen = await Promise.all(
        roles.map(async (role) => [role, (await as(role, path)).json.sis_course_id]),
      );
      expect(Object.fromEntries(seen)).toEqual({
        admin: 'BIO-1',
        teacher: 'BIO-1',
        ta: undefined,
        designer: undefined,
        student: undefined,
        observer: undefined,
        outsider: undefined,
      });
    });

    test('shows an observer whom they observe', async () => {
      const { json } = await as('observer', path);
      expect(json.enrollments).toMatchObject([
        { type: 'observer', role_id: 7, associated_user_id: fixture.people.student.id },
      ]);
    });

    test('is refused to outsiders, and to nobody', async () => {
      const outsider = await as('outsider', path);
      expect([outsider.status, outsider.json]).toEqual([403, notPermittedBody]);
      const nobody = await server.call('GET', path, { token: null });
      expect([nobody.status, nobody.json]).toEqual([401, unauthenticatedBody]);
      expect(nobody.headers.get('www-authenticate')).toBe('Bearer realm="canvas-lms"');
    });

    test('finds a course by its other names, and nothing by wrong ones', async () => {
      const { json } = await as('teacher', path);
      for (const name of [
        'sis_course_id:BIO-1',
        'sis_integration_id:BIO-I',
        `uuid:${json.uuid}`,
        'hex:sis_course_id:42494f2d31',
      ]) {
        expect((await as('teacher', `/api/v1/courses/${name}`)).json.id).toBe(fixture.courseId);
      }
      for (const name of ['999', '0', 'x', 'sis_course_id:NONE', 'self', '-1']) {
        const reply = await as('teacher', `/api/v1/courses/${name}`);
        expect([reply.status, reply.json]).toEqual([404, notFoundBody]);
      }
    });

    test('adds what is included', async () => {
      const include = [
        'term',
        'sections',
        'teachers',
        'total_students',
        'permissions',
        'concluded',
        'syllabus_body',
        'nonsense',
      ];
      const { json } = await as('student', `${path}?${include.map((name) => `include[]=${name}`).join('&')}`);
      const { id } = fixture.people.teacher;
      expect(json).toMatchObject({
        term: { id: 1, name: 'Default Term', start_at: null, end_at: null },
        sections: [
          {
            id: fixture.courseSectionId,
            name: 'Biology 101',
            start_at: null,
            end_at: null,
            enrollment_role: 'StudentEnrollment',
          },
        ],
        teachers: [
          {
            id,
            anonymous_id: id.toString(36),
            display_name: 'Tea Cher',
            avatar_image_url: null,
            html_url: `${server.url}/courses/${fixture.courseId}/users/${id}`,
            pronouns: null,
          },
        ],
        total_students: 2,
        permissions: { create_discussion_topic: false, create_announcement: false },
        concluded: false,
        syllabus_body: null,
      });
      expect(json).not.toHaveProperty('public_description');
      const limited = await as('student', `${path}?include[]=teachers&teacher_limit=0`);
      expect(limited.json).toMatchObject({ teacher_count: 1 });
      expect(limited.json).not.toHaveProperty('teachers');
    });

    test('sends ids as text to who asks for it', async () => {
      const { json } = await server.call('GET', path, {
        token: fixture.people.teacher.token,
        headers: { Accept: 'application/json+canvas-string-ids' },
      });
      expect(json).toMatchObject({
        id: String(fixture.courseId),
        account_id: '1',
        enrollment_term_id: '1',
        enrollments: [{ role_id: '4', user_id: String(fixture.people.teacher.id) }],
      });
    });
  });

  describe('an unpublished course', () => {
    test('is there for staff, and for nobody else', async () => {
      const fixture = await courseFixture(database, { course: { workflowState: 'claimed' } });
      await using server = await startTestServer(database, { databaseUrl: fixture.databaseUrl });
      const outcomes = await Promise.all(
        roles.map(async (role) => {
          const { token } = fixture.people[role];
          const one = await server.call('GET', `/api/v1/courses/${fixture.courseId}`, { token });
          const own = await server.call('GET', '/api/v1/courses', { token });
          return [role, one.status, own.json.length];
        }),
      );
      expect(outcomes).toEqual([
        ['admin', 200, 0],
        ['teacher', 200, 1],
        ['ta', 200, 1],
        ['designer', 200, 1],
        ['student', 403, 0],
        ['observer', 403, 0],
        ['outsider', 403, 0],
      ]);
      const asked = await server.call('GET', '/api/v1/courses?state[]=unpublished', {
        token: fixture.people.student.token,
      });
      expect(asked.json).toEqual([]);
      const teachers = await server.call('GET', '/api/v1/courses?state[]=unpublished', {
        token: fixture.people.teacher.token,
      });
      expect(teachers.json).toHaveLength(1);
    });
  });

  describe('own courses', () => {
    test('are paged by name, with all links', async () => {
      const fixture = await courseFixture(database);
      await using server = await startTestServer(database, { databaseUrl: fixture.databaseUrl });
      for (const name of ['Zoology', 'algebra 10', 'algebra 9']) {
        await server.call('POST', createPath, { body: { course: { name }, enroll_me: true } });
      }
      const first = await server.call('GET', '/api/v1/courses?per_page=2&include[]=term');
      expect(first.json.map((course: { name: string }) => course.name)).toEqual(['algebra 9', 'algebra 10']);
      expect(first.headers.get('link')).toBe(
        ['current', 'next', 'first', 'last']
          .map((rel, index) => {
            const page = [1, 2, 1, 2][index];
            return `<${server.url}/api/v1/courses?include[]=term&page=${page}&per_page=2>; rel="${rel}"`;
          })
          .join(','),
      );
      const second = await server.call('GET', '/api/v1/courses?per_page=2&page=2');
      expect(second.json.map((course: { name: string }) => course.name)).toEqual(['Zoology']);
      expect((await server.call('GET', '/api/v1/courses?page=3')).json).toEqual([]);
      const zero = await server.call('GET', '/api/v1/courses?page=0');
      expect([zero.status, zero.json]).toEqual([404, notFoundBody]);
      const nobody = await server.call('GET', '/api/v1/courses', { token: null });
      expect([nobody.status, nobody.json]).toEqual([401, unauthenticatedBody]);
    });

    test('are chosen by role, by what the enrollment comes to and by state', async () => {
      const fixture = await courseFixture(database, {
        more: async (query, { people, courseSectionId, courseId }) => {
          await insertEnrollment(query, {
            userId: people.outsider.id,
            courseId,
            courseSectionId,
            type: 'StudentEnrollment',
            workflowState: 'invited',
          });
        },
      });
      await using server = await startTestServer(database, { databaseUrl: fixture.databaseUrl });
      const count = async (role: Role, query: string) =>
        (await server.call('GET', `/api/v1/courses?${query}`, { token: fixture.people[role].token })).json
          .length;
      expect(await count('student', 'enrollment_type=student')).toBe(1);
      expect(await count('student', 'enrollment_type=teacher')).toBe(0);
      expect(await count('student', 'enrollment_type=guest')).toBe(0);
      expect(await count('student', 'enrollment_role_id=3')).toBe(1);
      expect(await count('student', 'enrollment_role=TeacherEnrollment')).toBe(0);
      expect(await count('student', 'enrollment_state=active')).toBe(1);
      expect(await count('student', 'enrollment_state=invited_or_pending')).toBe(0);
      expect(await count('student', 'state[]=available')).toBe(1);
      expect(await count('student', 'state[]=completed&state[]=unpublished')).toBe(0);
      expect(await count('outsider', '')).toBe(1);
      expect(await count('outsider', 'enrollment_state=active')).toBe(0);
      expect(await count('outsider', 'enrollment_state=invited_or_pending')).toBe(1);
      await server.call('DELETE', `/api/v1/courses/${fixture.courseId}`, { body: { event: 'conclude' } });
      expect(await count('student', '')).toBe(0);
      expect(await count('student', 'enrollment_state=completed')).toBe(1);
      expect(await count('student', 'state[]=completed')).toBe(1);
      expect(await count('teacher', '')).toBe(1);
      expect(await count('teacher', 'enrollment_state=active')).toBe(0);
    });

    test('that cannot be entered yet are an id and a flag', async () => {
      const fixture = await courseFixture(database, {
        course: { restrictEnrollmentsToCourseDates: 1, startAtMs: testStartMs + 60_000 },
      });
      await using server = await startTestServer(database, { databaseUrl: fixture.databaseUrl });
      const { token } = fixture.people.student;
      const early = await server.call('GET', '/api/v1/courses', { token });
      expect(early.json).toEqual([{ id: fixture.courseId, access_restricted_by_date: true }]);
      expect((await server.call('GET', `/api/v1/courses/${fixture.courseId}`, { token })).status).toBe(403);
      server.clock.nowMs = testStartMs + 60_000;
      const begun = await server.call('GET', '/api/v1/courses', { token });
      expect(begun.json).toMatchObject([{ id: fixture.courseId, name: 'Biology 101' }]);
    });

    test('someone invited sees the course they are invited to', async () => {
      const fixture = await courseFixture(database);
      await using server = await startTestServer(database, { databaseUrl: fixture.databaseUrl });
      const path = `/api/v1/courses/${fixture.courseId}`;
      const { id, token } = fixture.people.outsider;
      await server.call('POST', `${path}/enrollments`, { body: { enrollment: { user_id: id } } });
      const reply = await server.call('GET', path, { token });
      expect(reply.json).toMatchObject({ enrollments: [{ type: 'student', enrollment_state: 'invited' }] });
      expect((await server.call('GET', `${path}/users`, { token })).status).toBe(403);
    });
  });

  describe('changing a course', () => {
    let server: TestServer;
    let fixture: CourseFixture;
    beforeAll(async () => {
      fixture = await courseFixture(database);
      server = await startTestServer(database, { databaseUrl: fixture.databaseUrl });
    });
    afterAll(() => server[Symbol.asyncDispose]());
    const newCourse = async (course: object = { name: 'Changing' }): Promise<number> => {
      const { json } = await server.call('POST', createPath, { body: { course } });
      for (const role of ['teacher', 'ta', 'designer', 'student', 'observer'] as const) {
        const type = {
          teacher: 'Teacher',
          ta: 'Ta',
          designer: 'Designer',
          student: 'Student',
          observer: 'Observer',
        }[role];
        const enrollment = {
          user_id: fixture.people[role].id,
          type: `${type}Enrollment`,
          enrollment_state: 'active',
        };
        await server.call('POST', `/api/v1/courses/${json.id}/enrollments`, { body: { enrollment } });
      }
      return json.id;
    };
    const put = (id: number, body: unknown, role: Role = 'admin', headers = {}) =>
      server.call('PUT', `/api/v1/courses/${id}`, { body, token: fixture.people[role].token, headers });

    test('publishes it, as often as one likes (story step 30)', async () => {
      const id = await newCourse();
      for (let times = 0; times < 2; times++) {
        const reply = await put(id, { course: { event: 'offer' } }, 'teacher');
        expect([reply.status, reply.json.workflow_state]).toEqual([200, 'available']);
      }
      const back = await put(id, 'course[event]=claim', 'designer', form);
      expect(back.json.workflow_state).toBe('unpublished');
      expect((await put(id, { offer: true }, 'designer')).json.workflow_state).toBe('available');
    });

    test('changes fields and nothing else', async () => {
      const id = await newCourse({ name: 'Before', license: 'private', syllabus_body: '<p>x</p>' });
      const { json: before } = await server.call('GET', `/api/v1/courses/${id}`);
      const { json: after } = await put(id, { course: { name: 'After', public_syllabus: true } });
      expect(after).toEqual({ ...before, name: 'After', public_syllabus: true });
      const { json: read } = await server.call('GET', `/api/v1/courses/${id}?include[]=syllabus_body`);
      expect(read).toEqual({ ...after, syllabus_body: '<p>x</p>' });
      const asForm = await put(id, 'course[course_code]=&course[license]=', 'admin', form);
      expect(asForm.json).toMatchObject({ course_code: 'After', license: null });
    });

    test('takes events and fields together, when the caller has both rights', async () => {
      const id = await newCourse();
      const both = { course: { event: 'conclude', name: 'Done' } };
      const reply = await put(id, both, 'teacher');
      expect(reply.json).toMatchObject({ workflow_state: 'completed', name: 'Done' });
      expect((await put(id, { course: { event: 'offer' } }, 'teacher')).status).toBe(403);
      expect((await put(id, { course: { event: 'offer' } })).json.workflow_state).toBe('available');
    });

    test.each<[string, object, Record<string, number>]>([
      [
        'edit',
        { name: 'X' },
        { admin: 200, teacher: 200, ta: 200, designer: 200, student: 403, observer: 403, outsider: 403 },
      ],
      [
        'offer',
        { event: 'offer' },
        { admin: 200, teacher: 200, ta: 403, designer: 200, student: 403, observer: 403, outsider: 403 },
      ],
      [
        'conclude',
        { event: 'conclude' },
        { admin: 200, teacher: 200, ta: 403, designer: 200, student: 403, observer: 403, outsider: 403 },
      ],
      [
        'delete',
        { event: 'delete' },
        { admin: 200, teacher: 200, ta: 403, designer: 403, student: 403, observer: 403, outsider: 403 },
      ],
      [
        'undelete',
        { event: 'undelete' },
        { admin: 200, teacher: 403, ta: 403, designer: 403, student: 403, observer: 403, outsider: 403 },
      ],
      [
        'nothing',
        {},
        { admin: 200, teacher: 200, ta: 200, designer: 200, student: 403, observer: 403, outsider: 403 },
      ],
    ])('to %s is for some', async (_name, course, expected) => {
      const outcomes: Record<string, number> = {};
      for (const role of roles) outcomes[role] = (await put(await newCourse(), { course }, role)).status;
      expect(outcomes).toEqual(expected);
    });

    test('passes over SIS ids from a teacher', async () => {
      const id = await newCourse({ name: 'A', sis_course_id: 'KEEP' });
      const byTeacher = await put(
        id,
        { course: { sis_course_id: 'STOLEN', integration_id: 'X' } },
        'teacher',
      );
      expect(byTeacher.json).toMatchObject({ sis_course_id: 'KEEP', integration_id: null });
      const byAdmin = await put(id, { course: { sis_course_id: '' } });
      expect(byAdmin.json).toMatchObject({ sis_course_id: null });
    });

    test('refuses what is taken, unknown or wrong', async () => {
      await newCourse({ name: 'A', sis_course_id: 'TAKEN' });
      const id = await newCourse();
      const taken = await put(id, { course: { sis_course_id: 'TAKEN' } });
      expect([taken.status, taken.json]).toEqual([
        400,
        fault('sis_source_id', 'taken', 'SIS ID "TAKEN" is already in use'),
      ]);
      const event = await put(id, { course: { event: 'explode' } });
      expect([event.status, event.json.errors[0].message]).toEqual([
        400,
        'course[event] must be claim, offer, conclude, delete, undelete',
      ]);
      expect((await put(999, { course: { name: 'X' } })).json).toEqual(notFoundBody);
    });

    test('moves it to another account by admins only', async () => {
      const id = await newCourse();
      expect((await put(id, { course: { account_id: 1 } }, 'teacher')).status).toBe(200);
      expect((await put(id, { course: { account_id: 999 } }, 'teacher')).status).toBe(404);
    });

    test('loses no field to another change at the same time', async () => {
      const id = await newCourse();
      const fields = {
        license: 'x',
        course_color: '#fff',
        friendly_name: 'f',
        locale: 'de',
        course_format: 'online',
        default_view: 'feed',
      };
      await Promise.all(
        Object.entries(fields).map(([name, value]) => put(id, { course: { [name]: value } })),
      );
      expect((await server.call('GET', `/api/v1/courses/${id}`)).json).toMatchObject(fields);
    });

    test('undeletes for admins, for whom alone a deleted course exists', async () => {
      const id = await newCourse();
      await server.call('DELETE', `/api/v1/courses/${id}?event=delete`);
      for (const role of roles) {
        const { token } = fixture.people[role];
        const reply = await server.call('GET', `/api/v1/courses/${id}`, { token });
        expect([reply.status, reply.json]).toEqual([404, notFoundBody]);
      }
      expect((await put(id, { course: { event: 'offer' } })).status).toBe(404);
      expect((await put(id, { course: { event: 'undelete' } }, 'teacher')).status).toBe(404);
      expect((await put(id, { course: { event: 'undelete' } })).json.workflow_state).toBe('unpublished');
    });
  });

  describe('ending a course', () => {
    test.each(['delete', 'conclude'])('%s is answered by its name', async (event) => {
      const fixture = await courseFixture(database);
      await using server = await startTestServer(database, { databaseUrl: fixture.databaseUrl });
      const path = `/api/v1/courses/${fixture.courseId}`;
      const asForm = await server.call('DELETE', path, { body: `event=${event}`, headers: form });
      expect([asForm.status, asForm.json]).toEqual([200, { [event]: true }]);
    });

    test('lets students of a concluded course read and not take part (story step 78)', async () => {
      const fixture = await courseFixture(database);
      await using server = await startTestServer(database, { databaseUrl: fixture.databaseUrl });
      const path = `/api/v1/courses/${fixture.courseId}`;
      const { token } = fixture.people.student;
      await server.call('DELETE', path, { body: { event: 'conclude' } });
      const read = await server.call('GET', `${path}?include[]=concluded`, { token });
      expect(read.json).toMatchObject({ workflow_state: 'completed', concluded: true });
      const rights = await server.call(
        'GET',
        `${path}/permissions?permissions[]=participate_as_student&permissions[]=read`,
        { token },
      );
      expect(rights.json).toEqual({ participate_as_student: false, read: true });
    });

    test('takes one of two events and the right to it', async () => {
      const fixture = await courseFixture(database);
      await using server = await startTestServer(database, { databaseUrl: fixture.databaseUrl });
      const path = `/api/v1/courses/${fixture.courseId}`;
      const message = 'Only "delete" and "conclude" events are allowed.';
      for (const body of [undefined, { event: 'offer' }]) {
        const reply = await server.call('DELETE', path, { body });
        expect([reply.status, reply.json]).toEqual([400, { message }]);
      }
      for (const [role, event] of [
        ['student', 'conclude'],
        ['ta', 'conclude'],
        ['designer', 'delete'],
        ['outsider', 'delete'],
      ] as const) {
        const reply = await server.call('DELETE', `${path}?event=${event}`, {
          token: fixture.people[role].token,
        });
        expect([reply.status, reply.json]).toEqual([403, notPermittedBody]);
      }
      expect((await server.call('DELETE', '/api/v1/courses/999?event=delete')).json).toEqual(notFoundBody);
    });
  });

  describe('permissions', () => {
    test('are told by name for every role', async () => {
      const fixture = await courseFixture(database);
      await using server = await startTestServer(database, { databaseUrl: fixture.databaseUrl });
      const names = [
        'manage_grades',
        'add_student_to_course',
        'update',
        'read_roster',
        'nonsense',
        'constructor',
      ];
      const query = names.map((name) => `permissions[]=${name}`).join('&');
      const path = `/api/v1/courses/${fixture.courseId}/permissions`;
      const held = await Promise.all(
        roles.map(async (role) => {
          const { json } = await server.call('GET', `${path}?${query}`, {
            token: fixture.people[role].token,
          });
          expect(Object.keys(json)).toEqual(names);
          return [role, ...names.filter((name) => json[name] === true)];
        }),
      );
      expect(held).toEqual([
        ['admin', 'manage_grades', 'add_student_to_course', 'update', 'read_roster'],
        ['teacher', 'manage_grades', 'add_student_to_course', 'update', 'read_roster'],
        ['ta', 'manage_grades', 'add_student_to_course', 'update', 'read_roster'],
        ['designer', 'add_student_to_course', 'update', 'read_roster'],
        ['student', 'read_roster'],
        ['observer'],
        ['outsider'],
      ]);
      const all = await server.call('GET', path, { token: fixture.people.student.token });
      expect(all.json).toMatchObject({ read: true, participate_as_student: true, manage_grades: false });
      expect((await server.call('GET', '/api/v1/courses/999/permissions')).json).toEqual(notFoundBody);
      expect((await server.call('GET', path, { token: null })).json).toEqual(unauthenticatedBody);
    });
  });
});
