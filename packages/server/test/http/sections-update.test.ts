// Changing and deleting sections. Source: core reference §7.1.

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type CourseFixture, courseFixture, type Role } from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import { notFoundBody, notPermittedBody, unauthenticatedBody } from '../support/refusal-bodies.ts';
import { type Reply, startTestServer, type TestServer } from '../support/server.ts';

const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
const roles: readonly Role[] = ['admin', 'teacher', 'ta', 'designer', 'student', 'observer', 'outsider'];
const sisRefusal = { message: 'You must have manage_sis permission to update sis attributes' };
const enrolledRefusal = { message: "You can't delete a section that has enrollments" };

eachDatabase((database) => {
  let server: TestServer;
  let fixture: CourseFixture;
  let inCourse: string;
  /** New for each test. */
  let section: Reply['json'];
  let path: string;
  beforeAll(async () => {
    fixture = await courseFixture(database, { course: { sisCourseId: 'BIO-1' } });
    server = await startTestServer(database, { databaseUrl: fixture.databaseUrl });
    inCourse = `/api/v1/courses/${fixture.courseId}`;
  });
  afterAll(() => server[Symbol.asyncDispose]());
  beforeEach(async () => {
    section = await create({ name: 'Section A' });
    path = `/api/v1/sections/${section.id}`;
  });

  const call = (method: string, url: string, body?: unknown, role: Role = 'admin', headers = {}) =>
    server.call(method, url, { body, token: fixture.people[role].token, headers });
  const create = async (course_section: object): Promise<Reply['json']> => {
    const reply = await call('POST', `${inCourse}/sections`, { course_section });
    expect([reply.status, reply.text]).toEqual([200, expect.anything()]);
    return reply.json;
  };
  const change = (course_section: object, role?: Role) => call('PUT', path, { course_section }, role);
  const enrol = (url: string, enrollment: object = {}) =>
    call('POST', url, { enrollment: { user_id: fixture.people.outsider.id, ...enrollment } });

  describe('changing a section', () => {
    test('answers what it is then, key by key', async () => {
      const asked = {
        name: ' Section B ',
        sis_section_id: 'BIO-1-B',
        integration_id: 'I-B',
        start_at: '2026-09-01T00:00:00Z',
        end_at: '2026-12-01T00:00:00Z',
        restrict_enrollments_to_section_dates: true,
      };
      const reply = await change(asked);
      expect(reply.status).toBe(200);
      expect(reply.json).toEqual({
        ...asked,
        id: section.id,
        course_id: fixture.courseId,
        name: 'Section B',
        created_at: '2026-09-01T09:00:00Z',
        nonxlist_course_id: null,
        sis_course_id: 'BIO-1',
        sis_import_id: null,
      });
      expect((await call('GET', path)).json).toEqual(reply.json);
      expect((await call('GET', '/api/v1/sections/sis_section_id:BIO-1-B')).json).toEqual(reply.json);
    });

    test('leaves what is not given, and clears what is given as nothing', async () => {
      const dates = { start_at: '2026-09-01T00:00:00Z', end_at: '2026-12-01T00:00:00Z' };
      const ids = { sis_section_id: 'KEPT', integration_id: 'KEPT-I' };
      const { json: full } = await change({
        ...dates,
        ...ids,
        restrict_enrollments_to_section_dates: true,
      });
      for (const nothing of [{}, { sis_section_id: null, integration_id: null }]) {
        expect((await change(nothing)).json).toEqual(full);
      }
      expect((await call('PUT', path)).json).toEqual(full);
      const cleared = await change({ start_at: null, end_at: '', restrict_enrollments_to_section_dates: '' });
      expect(cleared.json).toEqual({
        ...full,
        start_at: null,
        end_at: null,
        restrict_enrollments_to_section_dates: false,
      });
      const bare = await change({ name: ' ', sis_section_id: '', integration_id: ' ' });
      expect(bare.json).toMatchObject({ name: 'Biology 101', sis_section_id: null, integration_id: null });
    });

    test('takes a form, and a name of the section in place of its id', async () => {
      await change({ sis_section_id: 'BY-NAME' });
      const body = 'course_section[name]=F&course_section[restrict_enrollments_to_section_dates]=1';
      const reply = await call('PUT', '/api/v1/sections/sis_section_id:BY-NAME', body, 'teacher', form);
      expect([reply.status, reply.json]).toEqual([
        200,
        expect.objectContaining({
          id: section.id,
          name: 'F',
          sis_section_id: 'BY-NAME',
          restrict_enrollments_to_section_dates: true,
        }),
      ]);
    });

    test('is for admins, teachers and designers', async () => {
      const outcomes: unknown[] = [];
      for (const role of roles) {
        const { status, json } = await change({ name: role }, role);
        outcomes.push([role, status, status === 200 ? json.name : json]);
      }
      expect(outcomes).toEqual([
        ['admin', 200, 'admin'],
        ['teacher', 200, 'teacher'],
        ['ta', 403, notPermittedBody],
        ['designer', 200, 'designer'],
        ['student', 403, notPermittedBody],
        ['observer', 403, notPermittedBody],
        ['outsider', 403, notPermittedBody],
      ]);
      const nobody = await server.call('PUT', path, { token: null, body: {} });
      expect([nobody.status, nobody.json]).toEqual([401, unauthenticatedBody]);
    });

    test.each([
      { sis_section_id: 'MINE' },
      { integration_id: 'MINE' },
      { sis_section_id: '' },
      { name: 'Mine', sis_section_id: 'MINE' },
      { name: 'a'.repeat(256), integration_id: 'MINE' },
    ])('refuses SIS ids of who may not set them, with all the rest: %j', async (asked) => {
      for (const role of ['teacher', 'designer'] as const) {
        const reply = await change(asked, role);
        expect([reply.status, reply.json]).toEqual([401, sisRefusal]);
      }
      expect((await change({ ...asked, name: 'x' }, 'ta')).json).toEqual(notPermittedBody);
      expect((await call('GET', path)).json).toEqual(section);
    });

    test.each([
      ['name', { name: 'a'.repeat(256) }, 'too_long', 'is too long (maximum is 255 characters)'],
      [
        'sis_source_id',
        { sis_section_id: 'a'.repeat(256) },
        'too_long',
        'is too long (maximum is 255 characters)',
      ],
      [
        'end_at',
        { end_at: '2026-08-31' },
        'End date cannot be before start date',
        'End date cannot be before start date',
      ],
    ])('refuses a bad %s', async (attribute, asked, type, message) => {
      const { json: before } = await change({ start_at: '2026-09-01T00:00:00Z' });
      const reply = await change(asked);
      expect([reply.status, reply.json]).toEqual([
        400,
        { errors: { [attribute]: [{ attribute, type, message }] } },
      ]);
      expect((await call('GET', path)).json).toEqual(before);
    });

    test('takes a name of 255 characters, and an end at its start', async () => {
      const name = '\u{1F331}'.repeat(255);
      const { status, json } = await change({ name, start_at: '2026-09-01', end_at: '2026-09-01' });
      expect([status, json.name]).toEqual([200, name]);
    });

    test('refuses ids that another section has, and takes its own again', async () => {
      const taken = { sis_section_id: `S-${section.id}`, integration_id: `I-${section.id}` };
      await create(taken);
      const refused = await change(taken);
      const fault = (attribute: string, message: string) => [{ attribute, type: 'taken', message }];
      expect([refused.status, refused.json]).toEqual([
        400,
        {
          errors: {
            sis_source_id: fault('sis_source_id', `SIS ID "${taken.sis_section_id}" is already in use`),
            integration_id: fault(
              'integration_id',
              `Integration ID "${taken.integration_id}" is already in use`,
            ),
          },
        },
      ]);
      const own = { sis_section_id: `own-${section.id}` };
      expect((await change(own)).status).toBe(200);
      expect((await change(own)).json).toMatchObject(own);
    });

    test('gives an SIS id to one of many who want it at once', async () => {
      const sections = [section, ...(await Promise.all(Array.from({ length: 5 }, () => create({}))))];
      const replies = await Promise.all(
        sections.map(({ id }) =>
          call('PUT', `/api/v1/sections/${id}`, { course_section: { sis_section_id: 'RACE' } }),
        ),
      );
      expect(replies.map((reply) => reply.status).sort()).toEqual([200, 400, 400, 400, 400, 400]);
    });

    test('refuses what cannot be read', async () => {
      const notThese = [
        { course_section: 'x' },
        { course_section: { start_at: 'soon' } },
        { course_section: { name: ['x'] } },
      ];
      for (const body of notThese) {
        expect([body, (await call('PUT', path, body)).status]).toEqual([body, 400]);
      }
    });
  });

  describe('deleting a section', () => {
    test('answers what it was, and then it is nowhere', async () => {
      const { json: before } = await change({ sis_section_id: 'GONE', integration_id: 'GONE-I' });
      const { json: listed } = await call('GET', `${inCourse}/sections?per_page=100`);
      const reply = await call('DELETE', path);
      expect([reply.status, reply.json]).toEqual([200, before]);
      const { json: left } = await call('GET', `${inCourse}/sections?per_page=100`);
      expect(left).toEqual(listed.filter(({ id }: { id: number }) => id !== section.id));
      for (const [method, url] of [
        ['GET', path],
        ['GET', `${inCourse}/sections/${section.id}`],
        ['GET', '/api/v1/sections/sis_section_id:GONE'],
        ['GET', '/api/v1/sections/sis_integration_id:GONE-I'],
        ['GET', `${path}/enrollments`],
        ['GET', `${path}/students/submissions`],
        ['PUT', path],
        ['DELETE', path],
      ] as const) {
        const gone = await call(method, url);
        expect([method, url, gone.status, gone.json]).toEqual([method, url, 404, notFoundBody]);
      }
    });

    test('is not counted or found in GraphQL', async () => {
      const query = `query($course: ID!, $section: ID!) {
        course(id: $course) { sectionsConnection(first: 100) { nodes { _id } } }
        node(id: $section) { id }
      }`;
      const nodeId = Buffer.from(`Section-${section.id}`).toString('base64');
      const ask = async () => {
        const variables = { course: fixture.courseId, section: nodeId };
        const { data } = (await call('POST', '/api/graphql', { query, variables })).json;
        const ids = data.course.sectionsConnection.nodes.map(({ _id }: { _id: string }) => _id);
        return [ids.includes(String(section.id)), data.node?.id ?? null];
      };
      expect(await ask()).toEqual([true, nodeId]);
      await call('DELETE', path);
      expect(await ask()).toEqual([false, null]);
    });

    test('takes no enrollments afterwards', async () => {
      await call('DELETE', path);
      for (const reply of [
        await enrol(`${path}/enrollments`),
        await enrol(`${inCourse}/enrollments`, { course_section_id: section.id }),
      ]) {
        expect([reply.status, reply.json]).toEqual([404, notFoundBody]);
      }
    });

    test('leaves its SIS ids taken', async () => {
      await change({ sis_section_id: 'STILL' });
      await call('DELETE', path);
      const body = { course_section: { sis_section_id: 'STILL' } };
      const other = await create({});
      for (const reply of [
        await call('POST', `${inCourse}/sections`, body),
        await call('PUT', `/api/v1/sections/${other.id}`, body),
      ]) {
        expect([reply.status, reply.json.errors?.sis_source_id?.[0]?.type]).toEqual([400, 'taken']);
      }
    });

    test('is for admins, teachers and designers', async () => {
      const outcomes: unknown[] = [];
      for (const role of roles) {
        const { id, name } = await create({ name: role });
        const { status, json } = await call('DELETE', `/api/v1/sections/${id}`, undefined, role);
        outcomes.push([name, status, status === 200 ? json.id === id : json]);
      }
      expect(outcomes).toEqual([
        ['admin', 200, true],
        ['teacher', 200, true],
        ['ta', 403, notPermittedBody],
        ['designer', 200, true],
        ['student', 403, notPermittedBody],
        ['observer', 403, notPermittedBody],
        ['outsider', 403, notPermittedBody],
      ]);
      const nobody = await server.call('DELETE', path, { token: null });
      expect([nobody.status, nobody.json]).toEqual([401, unauthenticatedBody]);
    });

    test('is refused while anybody is in it, whatever became of them, and not once they are removed', async () => {
      const { json: enrollment } = await enrol(`${path}/enrollments`, { enrollment_state: 'active' });
      const task = (name: string) =>
        call('DELETE', `${inCourse}/enrollments/${enrollment.id}`, { task: name });
      for (const state of ['active', 'inactive', 'completed']) {
        if (state === 'inactive') await task('deactivate');
        if (state === 'completed') await task('conclude');
        const refused = await call('DELETE', path);
        expect([state, refused.status, refused.json]).toEqual([state, 400, enrolledRefusal]);
      }
      const student = await call('DELETE', path, undefined, 'student');
      expect([student.status, student.json]).toEqual([403, notPermittedBody]);
      expect((await call('GET', path)).status).toBe(200);
      await task('delete');
      expect((await call('DELETE', path)).status).toBe(200);
    });

    test.each(['/api/v1/sections/999', '/api/v1/sections/x', `/api/v1/sections/${'9'.repeat(30)}`])(
      'that is not there is 404: %s',
      async (url) => {
        for (const method of ['PUT', 'DELETE']) {
          const reply = await call(method, url);
          expect([reply.status, reply.json]).toEqual([404, notFoundBody]);
        }
      },
    );
  });

  describe('without its default section', () => {
    test('a course makes another when somebody is enrolled, once', async () => {
      const { json: course } = await call('POST', '/api/v1/accounts/1/courses', {
        course: { name: 'Physics' },
      });
      const sectionsPath = `/api/v1/courses/${course.id}/sections`;
      const [first] = (await call('GET', sectionsPath)).json;
      const other = (await call('POST', sectionsPath, { course_section: { name: 'Other' } })).json;
      expect((await call('DELETE', `/api/v1/sections/${first.id}`)).status).toBe(200);

      const { student, otherStudent, outsider } = fixture.people;
      const replies = await Promise.all(
        [student, otherStudent, outsider].map(({ id }) =>
          call('POST', `/api/v1/courses/${course.id}/enrollments`, { enrollment: { user_id: id } }),
        ),
      );
      expect(replies.map(({ status }) => status)).toEqual([200, 200, 200]);
      const sections = (await call('GET', sectionsPath)).json;
      expect(sections).toEqual([
        other,
        expect.objectContaining({ name: 'Physics', id: replies[0]?.json.course_section_id }),
      ]);
      const into = new Set(replies.map(({ json }) => json.course_section_id));
      expect(into.size).toBe(1);
    });
  });
});
