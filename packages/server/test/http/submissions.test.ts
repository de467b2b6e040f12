// Reading submissions of one assignment, and the marks of having read them. Source: core reference §10.1.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type CourseFixture,
  courseFixture,
  insertEnrollment,
  insertPerson,
  type Person,
  type Role,
} from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import { gradeRow } from '../support/gradebook-fixture.ts';
import { notFoundBody, notPermittedBody, unauthenticatedBody } from '../support/refusal-bodies.ts';
import { startTestServer, type TestServer, testStartMs } from '../support/server.ts';
import { insertUngradedWork } from '../support/ungraded-work.ts';

const wanted = {
  essay: { pointsPossible: 20 },
  hidden: { postManually: 1 },
  draft: { workflowState: 'unpublished' },
  due: { submissionTypes: 'online_text_entry', dueAtMs: testStartMs - 90_000 },
} as const;

eachDatabase((database) => {
  let server: TestServer;
  let course: CourseFixture;
  let ids: Record<keyof typeof wanted, number>;
  let otherSectionId: number;
  let elsewhere: Person;
  let limited: Person;
  beforeAll(async () => {
    course = await courseFixture(database, {
      more: async (query, fixture) => {
        const { courseId, people } = fixture;
        const section = await query
          .insertInto('courseSections')
          .values({
            courseId,
            name: 'B',
            sisSectionId: 'BIO-B',
            defaultSection: 0,
            restrictEnrollmentsToSectionDates: 0,
            createdAtMs: testStartMs,
            updatedAtMs: testStartMs,
          })
          .returning('id')
          .executeTakeFirstOrThrow();
        otherSectionId = section.id;
        elsewhere = await insertPerson(query, 'Else Where');
        limited = await insertPerson(query, 'Lim Ited');
        const inSection = { courseId, courseSectionId: otherSectionId };
        await insertEnrollment(query, { ...inSection, userId: elsewhere.id, type: 'StudentEnrollment' });
        await insertEnrollment(query, {
          ...inSection,
          userId: limited.id,
          type: 'TaEnrollment',
          limitPrivilegesToCourseSection: 1,
        });
        ids = await insertUngradedWork(query, fixture, wanted, [elsewhere.id]);
        await gradeRow(query, ids.essay, people.student.id, {
          score: 18,
          grade: '18',
          postedAtMs: testStartMs,
        });
        await gradeRow(query, ids.essay, people.otherStudent.id, {
          score: 12,
          grade: '12',
          postedAtMs: null,
        });
        await gradeRow(query, ids.hidden, people.student.id, { score: 9, grade: '9', postedAtMs: null });
      },
    });
    server = await startTestServer(database, { databaseUrl: course.databaseUrl });
  });
  afterAll(() => server[Symbol.asyncDispose]());

  const tokenOf = (who: Role | 'limited' | 'elsewhere') =>
    who === 'limited' ? limited.token : who === 'elsewhere' ? elsewhere.token : course.people[who].token;
  const listPath = (work: keyof typeof wanted = 'essay') =>
    `/api/v1/courses/${course.courseId}/assignments/${ids[work]}/submissions`;
  const get = (path: string, who: Role | 'limited' | 'elsewhere' = 'teacher') =>
    server.call('GET', path, { token: tokenOf(who) });
  const userIds = (json: { user_id: number }[]) => json.map(({ user_id }) => user_id);

  describe('a list', () => {
    test('has one row for each student, by user, empty ones too', async () => {
      const { status, json, headers } = await get(listPath());
      const { student, otherStudent } = course.people;
      expect(status).toBe(200);
      expect(userIds(json)).toEqual([student.id, otherStudent.id, elsewhere.id]);
      expect(json[0]).toMatchObject({
        score: 18,
        workflow_state: 'graded',
        posted_at: '2026-09-01T09:00:00Z',
      });
      expect(json[2]).toMatchObject({
        score: null,
        workflow_state: 'unsubmitted',
        attempt: null,
        grade_matches_current_submission: true,
      });
      expect(headers.get('link')).toContain('rel="last"');
    });

    test('comes in pages', async () => {
      const { json, headers } = await get(`${listPath()}?per_page=2&page=2`);
      expect(userIds(json)).toEqual([elsewhere.id]);
      expect(headers.get('link')).toContain('rel="prev"');
      expect(headers.get('link')).not.toContain('rel="next"');
    });

    test.each([
      ['admin', 3],
      ['teacher', 3],
      ['ta', 3],
      ['limited', 1],
      ['student', 1],
      ['otherStudent', 1],
      ['elsewhere', 1],
      ['observer', 1],
    ] as const)('%s sees %d', async (who, count) => {
      const { status, json } = await get(listPath(), who);
      expect(status).toBe(200);
      expect(json).toHaveLength(count);
    });

    test('a student has their own, an observer that of whom they observe', async () => {
      const { student, otherStudent } = course.people;
      expect(userIds((await get(listPath(), 'otherStudent')).json)).toEqual([otherStudent.id]);
      expect(userIds((await get(listPath(), 'observer')).json)).toEqual([student.id]);
    });

    test.each(['designer', 'outsider'] as const)('%s sees none', async (who) => {
      const reply = await get(listPath(), who);
      expect(reply.status).toBe(403);
      expect(reply.json).toEqual(notPermittedBody);
    });

    test('what is not published is for graders', async () => {
      expect((await get(listPath('draft'))).json).toHaveLength(3);
      expect((await get(listPath('draft'), 'student')).status).toBe(403);
    });

    test('a section has its own students, by any of its names', async () => {
      for (const name of [otherSectionId, 'sis_section_id:BIO-B']) {
        const { json } = await get(`/api/v1/sections/${name}/assignments/${ids.essay}/submissions`);
        expect(userIds(json)).toEqual([elsewhere.id]);
      }
      expect((await get(`/api/v1/sections/999999/assignments/${ids.essay}/submissions`)).status).toBe(404);
    });

    test('students who are not in the course any more are left out', async () => {
      const { json } = await server.call(
        'GET',
        `/api/v1/courses/${course.courseId}/enrollments?user_id=${elsewhere.id}`,
      );
      const path = `/api/v1/courses/${course.courseId}/enrollments/${json[0].id}`;
      await server.call('DELETE', `${path}?task=deactivate`);
      expect((await get(listPath())).json).toHaveLength(2);
      await server.call('PUT', `${path}/reactivate`);
      expect((await get(listPath())).json).toHaveLength(3);
    });

    test('of what is not there is not found', async () => {
      for (const path of [
        `/api/v1/courses/${course.courseId}/assignments/99999999/submissions`,
        `/api/v1/courses/${course.courseId}/assignments/${'9'.repeat(30)}/submissions`,
        `/api/v1/courses/${course.courseId}/assignments/x/submissions`,
        `/api/v1/courses/99999999/assignments/${ids.essay}/submissions`,
      ]) {
        const reply = await get(path);
        expect(reply.status).toBe(404);
        expect(reply.json).toEqual(notFoundBody);
      }
    });
  });

  describe('one submission', () => {
    const onePath = (work: keyof typeof wanted, who: Role | 'elsewhere' | string | number) => {
      const user =
        who === 'elsewhere'
          ? elsewhere.id
          : typeof who === 'string' && who in course.people
            ? course.people[who as Role].id
            : who;
      return `${listPath(work)}/${user}`;
    };

    test('is named by the student, `self` for oneself', async () => {
      const own = await get(onePath('essay', 'self'), 'student');
      expect(own.json).toMatchObject({ user_id: course.people.student.id, score: 18 });
      expect((await get(onePath('essay', 'self'), 'teacher')).status).toBe(404);
    });

    test('its body says a late date and how missing it is', async () => {
      const { json } = await get(onePath('due', 'student'));
      expect(json).toMatchObject({
        missing: true,
        late: false,
        seconds_late: 90,
        cached_due_date: '2026-09-01T08:58:30Z',
      });
    });

    test.each([
      ['teacher', 'student', 200],
      ['limited', 'elsewhere', 200],
      ['limited', 'student', 404],
      ['observer', 'student', 200],
      ['observer', 'otherStudent', 403],
      ['student', 'otherStudent', 403],
      ['designer', 'student', 403],
      ['outsider', 'student', 403],
    ] as const)('%s reading that of %s: %d', async (who, of, status) => {
      const reply = await get(onePath('essay', of), who);
      expect(reply.status).toBe(status);
      if (status === 403) expect(reply.json).toEqual(notPermittedBody);
      if (status === 404) expect(reply.json).toEqual(notFoundBody);
    });

    test('a student does not read what is not published', async () => {
      expect((await get(onePath('draft', 'student'), 'student')).status).toBe(403);
    });

    test.each([
      ['hidden', 'student', 'student'],
      ['hidden', 'student', 'observer'],
      ['essay', 'otherStudent', 'otherStudent'],
    ] as const)('the grade of %s of %s is not there for %s', async (work, of, who) => {
      const { json } = await get(onePath(work, of), who);
      for (const key of ['score', 'grade', 'entered_score', 'entered_grade'])
        expect(json).not.toHaveProperty(key);
      expect(json).toHaveProperty('workflow_state', 'graded');
      expect((await get(onePath(work, of), 'teacher')).json).toHaveProperty('score');
    });

    test('before there is a grade, its keys are there unless grades are posted by hand', async () => {
      expect((await get(onePath('due', 'student'), 'student')).json).toHaveProperty('score', null);
      expect((await get(onePath('hidden', 'otherStudent'), 'otherStudent')).json).not.toHaveProperty('score');
    });

    test('has beside it what is asked for', async () => {
      const includes = [
        'submission_comments',
        'submission_history',
        'user',
        'assignment',
        'visibility',
        'html_url',
        'nonsense',
      ];
      const query = includes.map((name) => `include[]=${name}`).join('&');
      const { json } = await get(`${onePath('essay', 'student')}?${query}`);
      const { student } = course.people;
      expect(json.submission_comments).toEqual([]);
      expect(json.submission_history).toEqual([expect.objectContaining({ id: json.id, score: 18 })]);
      expect(json.user).toMatchObject({ id: student.id, name: 'Ada Lovelace', avatar_url: null });
      expect(json.assignment).toMatchObject({ id: ids.essay, name: 'essay', points_possible: 20 });
      expect(json.assignment_visible).toBe(true);
      expect(json.html_url).toBe(
        `${server.url}/courses/${course.courseId}/assignments/${ids.essay}/submissions/${student.id}`,
      );
      expect(json).not.toHaveProperty('nonsense');
    });

    test('needs a login', async () => {
      const reply = await server.call('GET', onePath('essay', 'student'), { token: null });
      expect(reply.status).toBe(401);
      expect(reply.json).toEqual(unauthenticatedBody);
    });

    test('is marked as read and unread, by whoever reads it', async () => {
      for (const method of ['PUT', 'DELETE']) {
        const path = `${onePath('essay', 'student')}/read`;
        const reply = await server.call(method, path, { token: tokenOf('student') });
        expect(reply.status).toBe(204);
        expect(reply.text).toBe('');
        expect((await server.call(method, path, { token: tokenOf('otherStudent') })).status).toBe(403);
        const section = `/api/v1/sections/${otherSectionId}/assignments/${ids.essay}/submissions/${elsewhere.id}/read`;
        expect((await server.call(method, section)).status).toBe(204);
      }
    });
  });
});
