// Lists of assignments: selection, order, buckets, and whose they are. Source: core reference §9.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CourseFixture, courseFixture, type Role } from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import { notFoundBody, notPermittedBody } from '../support/refusal-bodies.ts';
import { type Reply, startTestServer, type TestServer } from '../support/server.ts';

eachDatabase((database) => {
  describe('lists of assignments', () => {
    let server: TestServer;
    let course: CourseFixture;
    let path: string;
    let second: number;
    const ids: Record<string, number> = {};

    const as = (role: Role, method: string, to: string, body?: unknown): Promise<Reply> =>
      server.call(method, to, {
        token: course.people[role].token,
        ...(body === undefined ? {} : { body }),
      });

    const names = async (role: Role, query = '', to = path): Promise<string[]> => {
      const { status, json } = await as(role, 'GET', `${to}?per_page=100${query}`);
      expect(status).toBe(200);
      return json.map(({ name }: { name: string }) => name);
    };

    beforeAll(async () => {
      course = await courseFixture(database);
      server = await startTestServer(database, course);
      const api = `/api/v1/courses/${course.courseId}`;
      path = `${api}/assignments`;
      second = (await as('teacher', 'POST', `${api}/assignment_groups`, { name: 'Second', position: 2 })).json
        .id;
      const first = (await as('teacher', 'POST', `${api}/assignment_groups`, { name: 'First', position: 1 }))
        .json.id;
      const add = async (name: string, assignment: object) => {
        const body = { assignment: { name, published: true, assignment_group_id: first, ...assignment } };
        ids[name] = (await as('teacher', 'POST', path, body)).json.id;
      };
      // Now is 2026-09-01 09:00.
      await add('Zoo', { due_at: '2026-08-20T10:00:00Z', submission_types: ['online_text_entry'] });
      await add('Ark', { due_at: '2026-09-05T10:00:00Z', submission_types: ['online_text_entry'] });
      await add('bee', { position: 1, due_at: '2026-10-05T10:00:00Z', submission_types: ['on_paper'] });
      await add('Other', { assignment_group_id: second, submission_types: ['online_url'] });
      await add('Draft', { assignment_group_id: second, published: false });
      await add('Few', { assignment_group_id: second, only_visible_to_overrides: true });
    });

    afterAll(async () => {
      await server[Symbol.asyncDispose]();
    });

    test('are by the positions of groups and assignments', async () => {
      expect(await names('teacher')).toEqual(['Zoo', 'bee', 'Ark', 'Other', 'Draft', 'Few']);
    });

    test.each(['student', 'observer'] as const)('show a %s what is published and theirs', async (role) => {
      expect(await names(role)).toEqual(['Zoo', 'bee', 'Ark', 'Other']);
    });

    test('are by name, whatever its case, or by when they are due', async () => {
      expect(await names('student', '&order_by=name')).toEqual(['Ark', 'bee', 'Other', 'Zoo']);
      expect(await names('student', '&order_by=due_at')).toEqual(['Zoo', 'Ark', 'bee', 'Other']);
      expect(await names('student', '&order_by=colour')).toEqual(['Zoo', 'bee', 'Ark', 'Other']);
    });

    test('are searched by part of the name', async () => {
      expect(await names('teacher', '&search_term=O')).toEqual(['Zoo', 'Other']);
      expect(await names('teacher', '&search_term=%25')).toEqual([]);
      expect(await names('teacher', '&search_term=')).toHaveLength(6);
    });

    test('are of one group where that is asked', async () => {
      const of = (group: number | string) =>
        `/api/v1/courses/${course.courseId}/assignment_groups/${group}/assignments`;
      expect(await names('student', '', of(second))).toEqual(['Other']);
      expect(await names('student', '', of(999_999))).toEqual([]);
      expect(await names('student', '', of('x'))).toEqual([]);
    });

    test('are of the ids asked for, each of which must be there', async () => {
      expect(await names('student', `&assignment_ids[]=${ids.Zoo}&assignment_ids[]=${ids.bee}`)).toEqual([
        'Zoo',
        'bee',
      ]);
      const { status, json } = await as(
        'student',
        'GET',
        `${path}?assignment_ids[]=${ids.Draft}&assignment_ids[]=77777&assignment_ids[]=x`,
      );
      expect([status, json]).toEqual([400, { message: `Invalid assignment_ids: ${ids.Draft},77777,x` }]);
      const many = Array.from({ length: 101 }, () => 'assignment_ids[]=1').join('&');
      expect((await as('teacher', 'GET', `${path}?${many}`)).json).toEqual({
        message: 'Request contains too many assignment_ids.  Limit 100',
      });
    });

    test('come in pages', async () => {
      const { json, headers } = await as('teacher', 'GET', `${path}?per_page=2&page=2`);
      expect(json.map(({ name }: { name: string }) => name)).toEqual(['Ark', 'Other']);
      expect(headers.get('link')).toContain('rel="next"');
      expect((await as('teacher', 'GET', `${path}?page=0`)).status).toBe(404);
    });

    test.each([
      ['past', ['Zoo']],
      ['future', ['bee', 'Ark', 'Other']],
      ['undated', ['Other']],
      ['upcoming', ['Ark']],
      ['overdue', ['Zoo']],
      ['unsubmitted', ['Zoo', 'Ark', 'Other']],
      ['ungraded', []],
    ] as const)('in the bucket %s are for a student %j', async (bucket, expected) => {
      expect(await names('student', `&bucket=${bucket}`)).toEqual(expected);
      const { json } = await as('student', 'GET', `${path}?bucket=${bucket}`);
      expect(json.every((one: { bucket: string }) => one.bucket === bucket)).toBe(true);
    });

    test('in buckets follow what students and graders have done', async () => {
      await as('student', 'POST', `${path}/${ids.Zoo}/submissions`, {
        submission: { submission_type: 'online_text_entry', body: 'Lions.' },
      });
      expect(await names('student', '&bucket=unsubmitted')).toEqual(['Ark', 'Other']);
      expect(await names('student', '&bucket=overdue')).toEqual(['Zoo']);
      expect(await names('teacher', '&bucket=ungraded')).toEqual(['Zoo']);
      expect(await names('designer', '&bucket=ungraded')).toEqual([]);
      await as('teacher', 'PUT', `${path}/${ids.Zoo}/submissions/${course.people.student.id}`, {
        submission: { posted_grade: '0' },
      });
      expect(await names('student', '&bucket=overdue')).toEqual([]);
      expect(await names('teacher', '&bucket=ungraded')).toEqual([]);
    });

    test('in a bucket that there is not are refused', async () => {
      const message =
        'bucket name must be one of the following: past, overdue, undated, ungraded, unsubmitted, upcoming, future';
      const { status, json } = await as('student', 'GET', `${path}?bucket=pail`);
      expect(status).toBe(400);
      expect(json).toEqual({ errors: { bucket: [{ attribute: 'bucket', type: message, message }] } });
    });

    test('are not for who is not in the course', async () => {
      expect((await as('outsider', 'GET', path)).json).toEqual(notPermittedBody);
      expect((await as('student', 'GET', '/api/v1/courses/999999/assignments')).json).toEqual(notFoundBody);
    });

    describe('of one person', () => {
      const of = (userId: number | string) =>
        `/api/v1/users/${userId}/courses/${course.courseId}/assignments`;

      test('are as that person sees them', async () => {
        const { student, teacher } = course.people;
        expect(await names('teacher', '', of(student.id))).toEqual(['Zoo', 'bee', 'Ark', 'Other']);
        expect(await names('student', '', of('self'))).toEqual(['Zoo', 'bee', 'Ark', 'Other']);
        expect(await names('observer', '', of(student.id))).toEqual(['Zoo', 'bee', 'Ark', 'Other']);
        expect(await names('admin', '', of(teacher.id))).toHaveLength(6);
        const { json } = await as('teacher', 'GET', `${of(student.id)}?include[]=submission&per_page=1`);
        expect(json[0]).toMatchObject({ name: 'Zoo', submission: { user_id: student.id, score: 0 } });
        expect(json[0]).not.toHaveProperty('needs_grading_count');
      });

      test("are refused of people who are none of the caller's business", async () => {
        const { student, otherStudent, teacher, outsider } = course.people;
        for (const [role, userId] of [
          ['otherStudent', student.id],
          ['observer', otherStudent.id],
          ['teacher', outsider.id],
          ['student', teacher.id],
          ['outsider', student.id],
        ] as const) {
          const reply = await as(role, 'GET', of(userId));
          expect([role, reply.status, reply.json]).toEqual([role, 403, notPermittedBody]);
        }
        expect((await as('teacher', 'GET', of(999_999))).json).toEqual(notFoundBody);
      });
    });

    describe('gradeable students', () => {
      test('are those who take part, as one shows people in passing', async () => {
        const to = `${path}/${ids.Ark}/gradeable_students`;
        const { status, json } = await as('ta', 'GET', to);
        expect(status).toBe(200);
        const { student, otherStudent } = course.people;
        expect(json).toEqual(
          [
            [student.id, 'Ada Lovelace'],
            [otherStudent.id, 'Grace Hopper'],
          ].map(([id, name]) => ({
            id,
            anonymous_id: Number(id).toString(36),
            display_name: name,
            avatar_image_url: null,
            html_url: `${server.url}/courses/${course.courseId}/users/${id}`,
            pronouns: null,
          })),
        );
        expect((await as('ta', 'GET', `${path}/${ids.Few}/gradeable_students`)).json).toEqual([]);
        expect((await as('student', 'GET', to)).json).toEqual(notPermittedBody);
        expect((await as('ta', 'GET', `${path}/999999/gradeable_students`)).json).toEqual(notFoundBody);
      });

      test('are counted by what became of their work', async () => {
        const summary = async (name: string) =>
          (await as('teacher', 'GET', `${path}/${ids[name]}/submission_summary`)).json;
        expect(await summary('Zoo')).toEqual({ graded: 1, ungraded: 0, not_submitted: 1 });
        await as('otherStudent', 'POST', `${path}/${ids.Zoo}/submissions`, {
          submission: { submission_type: 'online_text_entry', body: 'Bears.' },
        });
        expect(await summary('Zoo')).toEqual({ graded: 1, ungraded: 1, not_submitted: 0 });
        expect(await summary('Few')).toEqual({ graded: 0, ungraded: 0, not_submitted: 0 });
        const refused = await as('student', 'GET', `${path}/${ids.Zoo}/submission_summary`);
        expect([refused.status, refused.json]).toEqual([403, notPermittedBody]);
      });
    });
  });
});
