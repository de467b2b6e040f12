// The Sections API. Source: core reference §7.1, story steps 9 and 11.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CourseFixture, courseFixture, type Role } from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import { notFoundBody, notPermittedBody, unauthenticatedBody } from '../support/refusal-bodies.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

const form = { 'Content-Type': 'application/x-www-form-urlencoded' };

eachDatabase((database) => {
  let server: TestServer;
  let fixture: CourseFixture;
  let path: string;
  beforeAll(async () => {
    fixture = await courseFixture(database, { course: { sisCourseId: 'BIO-1' } });
    server = await startTestServer(database, { databaseUrl: fixture.databaseUrl });
    path = `/api/v1/courses/${fixture.courseId}/sections`;
  });
  afterAll(() => server[Symbol.asyncDispose]());
  const create = (body: unknown, role: Role = 'admin', headers = {}) =>
    server.call('POST', path, { body, token: fixture.people[role].token, headers });
  const get = (url: string, role: Role = 'admin') =>
    server.call('GET', url, { token: fixture.people[role].token });

  describe('making a section', () => {
    test('answers what Canvas answers, key by key (story step 9)', async () => {
      const reply = await create({ course_section: { name: 'Section A', sis_section_id: 'BIO-1-A' } });
      expect(reply.status).toBe(200);
      expect(reply.json).toEqual({
        id: expect.any(Number),
        course_id: fixture.courseId,
        name: 'Section A',
        start_at: null,
        end_at: null,
        created_at: '2026-09-01T09:00:00Z',
        restrict_enrollments_to_section_dates: false,
        nonxlist_course_id: null,
        sis_section_id: 'BIO-1-A',
        sis_course_id: 'BIO-1',
        integration_id: null,
        sis_import_id: null,
      });
      const found = await get('/api/v1/sections/sis_section_id:BIO-1-A');
      expect(found.json).toEqual(reply.json);
    });

    test('keeps dates, in JSON or as a form', async () => {
      const dates = { start_at: '2026-09-01T00:00:00Z', end_at: '2026-12-01T00:00:00Z' };
      const asJson = await create({
        course_section: { ...dates, restrict_enrollments_to_section_dates: true },
      });
      expect(asJson.json).toMatchObject({
        ...dates,
        restrict_enrollments_to_section_dates: true,
        name: 'Biology 101',
      });
      const asForm = await create(
        'course_section[name]=B&course_section[integration_id]=I-B&course_section[start_at]=2026-09-01T00:00:00Z',
        'admin',
        form,
      );
      expect(asForm.json).toMatchObject({
        name: 'B',
        integration_id: 'I-B',
        start_at: dates.start_at,
        end_at: null,
      });
      expect((await get('/api/v1/sections/sis_integration_id:I-B')).json.id).toBe(asForm.json.id);
    });

    test('is for admins, teachers and designers; SIS ids are for admins', async () => {
      const outcomes: unknown[] = [];
      for (const role of ['admin', 'teacher', 'ta', 'designer', 'student', 'observer', 'outsider'] as const) {
        const { status, json } = await create(
          { course_section: { name: role, sis_section_id: `S-${role}` } },
          role,
        );
        outcomes.push([role, status, status === 200 ? json.sis_section_id : json]);
      }
      expect(outcomes).toEqual([
        ['admin', 200, 'S-admin'],
        ['teacher', 200, null],
        ['ta', 403, notPermittedBody],
        ['designer', 200, undefined],
        ['student', 403, notPermittedBody],
        ['observer', 403, notPermittedBody],
        ['outsider', 403, notPermittedBody],
      ]);
      const nobody = await server.call('POST', path, { token: null, body: {} });
      expect([nobody.status, nobody.json]).toEqual([401, unauthenticatedBody]);
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
        'an end before its start',
        { start_at: '2026-09-02', end_at: '2026-09-01' },
        'end_at',
        'End date cannot be before start date',
        'End date cannot be before start date',
      ],
    ])('refuses %s', async (_name, section, attribute, type, message) => {
      const reply = await create({ course_section: section });
      expect([reply.status, reply.json]).toEqual([
        400,
        { errors: { [attribute]: [{ attribute, type, message }] } },
      ]);
    });

    test('gives an SIS id to one of many who want it at once', async () => {
      const replies = await Promise.all(
        Array.from({ length: 6 }, () => create({ course_section: { sis_section_id: 'RACE' } })),
      );
      expect(replies.map((reply) => reply.status).sort()).toEqual([200, 400, 400, 400, 400, 400]);
      const refused = replies.find((reply) => reply.status === 400);
      expect(refused?.json).toEqual({
        errors: {
          sis_source_id: [
            { attribute: 'sis_source_id', type: 'taken', message: 'SIS ID "RACE" is already in use' },
          ],
        },
      });
    });
  });

  describe('reading sections', () => {
    test('lists the default section first, then the others, by id, in pages', async () => {
      const first = await get(`${path}?per_page=2`, 'student');
      expect(first.json[0]).toEqual({
        id: fixture.courseSectionId,
        course_id: fixture.courseId,
        name: 'Biology 101',
        start_at: null,
        end_at: null,
        created_at: '2026-09-01T08:59:00Z',
        restrict_enrollments_to_section_dates: false,
        nonxlist_course_id: null,
      });
      const { json: all } = await get(`${path}?per_page=100`);
      const ids = all.map((section: { id: number }) => section.id);
      expect(ids).toEqual([...ids].sort((a, b) => a - b));
      const lastPage = Math.ceil(ids.length / 2);
      expect(first.headers.get('link')).toContain(`page=${lastPage}&per_page=2>; rel="last"`);
    });

    test('counts students when asked', async () => {
      const { json } = await get(
        `/api/v1/sections/${fixture.courseSectionId}?include[]=total_students`,
        'teacher',
      );
      expect(json.total_students).toBe(2);
      const listed = await get(`${path}?include[]=total_students&per_page=1`);
      expect(listed.json).toMatchObject([{ id: fixture.courseSectionId, total_students: 2 }]);
    });

    test('finds a section within its course only', async () => {
      expect((await get(`${path}/${fixture.courseSectionId}`)).json.id).toBe(fixture.courseSectionId);
      const { json: other } = await server.call('POST', '/api/v1/accounts/1/courses', { body: {} });
      for (const url of [
        `/api/v1/courses/${other.id}/sections/${fixture.courseSectionId}`,
        `${path}/999`,
        '/api/v1/sections/999',
        '/api/v1/sections/x',
        '/api/v1/courses/999/sections',
      ]) {
        const reply = await get(url);
        expect([reply.status, reply.json]).toEqual([404, notFoundBody]);
      }
    });

    test('is for readers of the course', async () => {
      for (const url of [path, `/api/v1/sections/${fixture.courseSectionId}`]) {
        expect((await get(url, 'observer')).status).toBe(200);
        const outsider = await get(url, 'outsider');
        expect([outsider.status, outsider.json]).toEqual([403, notPermittedBody]);
        expect((await server.call('GET', url, { token: null })).json).toEqual(unauthenticatedBody);
      }
    });
  });
});
