// The Late Policy API, and what a policy does to grades that are there. Source: core reference §20.

import { beforeEach, describe, expect, test } from 'vitest';
import { type CourseFixture, courseFixture, type Role } from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import { notFoundBody, notPermittedBody } from '../support/refusal-bodies.ts';
import { type Reply, startTestServer, type TestServer, testStartMs } from '../support/server.ts';

const form = { 'Content-Type': 'application/x-www-form-urlencoded' };

eachDatabase((database) => {
  describe('late policies', () => {
    let server: TestServer;
    let course: CourseFixture;
    let path: string;

    beforeEach(async () => {
      course = await courseFixture(database);
      server = await startTestServer(database, course);
      path = `/api/v1/courses/${course.courseId}/late_policy`;
      return () => server[Symbol.asyncDispose]();
    });

    const as = (role: Role, method: string, to: string, body?: unknown): Promise<Reply> =>
      server.call(method, to, {
        token: course.people[role].token,
        ...(body === undefined ? {} : { body }),
      });

    const unset = {
      missing_submission_deduction_enabled: false,
      missing_submission_deduction: 0,
      late_submission_deduction_enabled: false,
      late_submission_deduction: 0,
      late_submission_interval: 'day',
      late_submission_minimum_percent_enabled: false,
      late_submission_minimum_percent: 0,
    };

    test('are made with 201, read and changed with 204, key by key', async () => {
      expect((await as('teacher', 'GET', path)).json).toEqual(notFoundBody);
      expect((await as('teacher', 'PATCH', path, { late_policy: {} })).json).toEqual(notFoundBody);
      const made = await as('teacher', 'POST', path, {
        late_policy: { late_submission_deduction_enabled: true, late_submission_deduction: 12.5 },
      });
      expect(made.status).toBe(201);
      const times = { created_at: '2026-09-01T09:00:00Z', updated_at: '2026-09-01T09:00:00Z' };
      const policy = {
        id: expect.any(Number),
        course_id: course.courseId,
        ...unset,
        late_submission_deduction_enabled: true,
        late_submission_deduction: 12.5,
        ...times,
      };
      expect(made.json).toEqual({ late_policy: policy });
      server.clock.nowMs += 60_000;
      const changed = await server.call('PATCH', path, {
        headers: form,
        body: 'late_policy[late_submission_interval]=hour&late_policy[missing_submission_deduction]=100',
      });
      expect([changed.status, changed.text]).toEqual([204, '']);
      expect((await as('ta', 'GET', path)).json).toEqual({
        late_policy: {
          ...policy,
          late_submission_interval: 'hour',
          missing_submission_deduction: 100,
          updated_at: '2026-09-01T09:01:00Z',
        },
      });
    });

    test('are one for a course', async () => {
      const made = () => as('teacher', 'POST', path, { late_policy: {} });
      const replies = await Promise.all([made(), made(), made()]);
      expect(replies.map(({ status }) => status).sort()).toEqual([201, 400, 400]);
      expect((await made()).json).toEqual({
        status: 'bad_request',
        errors: [{ message: 'only one late policy per course is allowed' }],
      });
    });

    test.each([
      ['late_submission_deduction', 101, 'less_than_or_equal_to', 'must be less than or equal to 100'],
      [
        'late_submission_minimum_percent',
        -1,
        'greater_than_or_equal_to',
        'must be greater than or equal to 0',
      ],
      ['missing_submission_deduction', 'many', 'not_a_number', 'is not a number'],
      ['missing_submission_deduction', null, 'blank', "can't be blank"],
      ['late_submission_interval', 'week', 'inclusion', 'is not included in the list'],
      ['late_submission_interval', '', 'inclusion', 'is not included in the list'],
    ])('are not made with %s %o', async (field, value, type, message) => {
      const { status, json } = await as('teacher', 'POST', path, { late_policy: { [field]: value } });
      expect(status).toBe(422);
      expect(json).toEqual({ errors: { [field]: [{ attribute: field, type, message }] } });
      expect((await as('teacher', 'GET', path)).status).toBe(404);
    });

    test('are refused without a policy in the body', async () => {
      for (const body of [{}, { late_policy: null }]) {
        const { status, json } = await as('teacher', 'POST', path, body);
        expect([status, json]).toEqual([400, { errors: [{ message: 'late_policy is missing' }] }]);
      }
    });

    test('are read by whoever reads all grades, set by whoever gives them', async () => {
      await as('teacher', 'POST', path, { late_policy: {} });
      for (const role of ['designer', 'student', 'observer', 'outsider'] as const) {
        for (const method of ['GET', 'POST', 'PATCH']) {
          const body = method === 'GET' ? undefined : { late_policy: {} };
          const reply = await as(role, method, path, body);
          expect([role, method, reply.status, reply.json]).toEqual([role, method, 403, notPermittedBody]);
        }
      }
      expect((await as('admin', 'GET', '/api/v1/courses/999999/late_policy')).json).toEqual(notFoundBody);
    });

    describe('and grades that are there', () => {
      let assignments: string;
      let essay: number;

      /** Due when the clock starts; `student` hands in a day and an hour later, `otherStudent` in time. */
      beforeEach(async () => {
        assignments = `/api/v1/courses/${course.courseId}/assignments`;
        essay = await add({ points_possible: 10 });
        for (const [role, lateMs] of [
          ['otherStudent', -60_000],
          ['student', 90_000_000],
        ] as const) {
          server.clock.nowMs = testStartMs + lateMs;
          await as(role, 'POST', `${assignments}/${essay}/submissions`, {
            submission: { submission_type: 'online_text_entry', body: 'Work.' },
          });
        }
        await grade('student', '8');
        await grade('otherStudent', '9');
      });

      const add = async (assignment: object): Promise<number> => {
        const { json } = await as('teacher', 'POST', assignments, {
          assignment: {
            published: true,
            submission_types: ['online_text_entry'],
            due_at: new Date(testStartMs).toISOString(),
            ...assignment,
          },
        });
        return json.id;
      };

      const submission = (role: Role, of = essay) =>
        `${assignments}/${of}/submissions/${course.people[role].id}`;

      const grade = (role: Role, postedGrade: string) =>
        as('teacher', 'PUT', submission(role), { submission: { posted_grade: postedGrade } });

      const shown = async (role: Role, of = essay) => {
        const { score, grade, entered_score, points_deducted } = (
          await as('teacher', 'GET', submission(role, of))
        ).json;
        return { score, grade, entered_score, points_deducted };
      };

      const finalScore = async (role: Role) => {
        const to = `/api/v1/courses/${course.courseId}/enrollments?user_id=${course.people[role].id}`;
        return (await as('teacher', 'GET', to)).json[0].grades.final_score;
      };

      const inTime = { score: 9, grade: '9', entered_score: 9, points_deducted: null };

      test('takes points off late work at once, and gives them back', async () => {
        expect(await shown('student')).toMatchObject({ score: 8, entered_score: 8 });
        await as('teacher', 'POST', path, {
          late_policy: { late_submission_deduction_enabled: true, late_submission_deduction: 10 },
        });
        expect(await shown('student')).toEqual({
          score: 6,
          grade: '6',
          entered_score: 8,
          points_deducted: 2,
        });
        expect(await shown('otherStudent')).toEqual(inTime);
        expect(await finalScore('student')).toBe(60);
        await as('teacher', 'PATCH', path, { late_policy: { late_submission_deduction: 5 } });
        expect(await shown('student')).toEqual({
          score: 7,
          grade: '7',
          entered_score: 8,
          points_deducted: 1,
        });
        expect(await finalScore('student')).toBe(70);
        await as('teacher', 'PATCH', path, { late_policy: { late_submission_deduction_enabled: false } });
        expect(await shown('student')).toMatchObject({ score: 8, grade: '8', entered_score: 8 });
        expect(await finalScore('student')).toBe(80);
        expect(await finalScore('otherStudent')).toBe(90);
      });

      test('leaves a percentage where that is set', async () => {
        await as('teacher', 'POST', path, {
          late_policy: {
            late_submission_deduction_enabled: true,
            late_submission_deduction: 50,
            late_submission_minimum_percent_enabled: true,
            late_submission_minimum_percent: 40,
          },
        });
        expect(await shown('student')).toMatchObject({ score: 4, points_deducted: 4 });
      });

      test('gives missing work the score that is set for it', async () => {
        const poem = await add({ points_possible: 20 });
        await as('teacher', 'POST', path, {
          late_policy: { missing_submission_deduction_enabled: true, missing_submission_deduction: 75 },
        });
        expect(await shown('student', poem)).toMatchObject({ score: 5, grade: '5' });
        const { json } = await as('teacher', 'GET', submission('student', poem));
        expect(json).toMatchObject({ workflow_state: 'graded', missing: true, grader_id: null });
        expect(await finalScore('student')).toBe(43.33);
      });

      test('follows a new due date and new points', async () => {
        await as('teacher', 'POST', path, {
          late_policy: { late_submission_deduction_enabled: true, late_submission_deduction: 10 },
        });
        const change = (assignment: object) =>
          as('teacher', 'PUT', `${assignments}/${essay}`, { assignment });
        await change({ due_at: new Date(testStartMs + 90_000_000).toISOString() });
        expect(await shown('student')).toMatchObject({ score: 8, points_deducted: null });
        expect(await finalScore('student')).toBe(80);
        await change({ due_at: new Date(testStartMs).toISOString() });
        expect(await shown('student')).toMatchObject({ score: 6, points_deducted: 2 });
        await change({ points_possible: 20 });
        expect(await shown('student')).toMatchObject({ score: 4, entered_score: 8, points_deducted: 4 });
        expect(await finalScore('student')).toBe(20);
      });

      test('says nothing of excused work, and keeps one change of a grade for each', async () => {
        await as('teacher', 'PUT', submission('student'), { submission: { excuse: true } });
        await as('teacher', 'POST', path, {
          late_policy: {
            late_submission_deduction_enabled: true,
            late_submission_deduction: 10,
            missing_submission_deduction_enabled: true,
          },
        });
        expect(await shown('student')).toMatchObject({ score: null, points_deducted: null });
        expect(await shown('otherStudent')).toEqual(inTime);
      });
    });
  });
});
