// Grading many students at once, and the progress of that. Source: core reference §10.5, §19, story step 48.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CourseFixture, courseFixture, type Role } from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import { notFoundBody, notPermittedBody } from '../support/refusal-bodies.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { runSql } from '../support/sql.ts';
import { insertUngradedWork } from '../support/ungraded-work.ts';

const wanted = {
  essay: { pointsPossible: 20, sisAssignmentId: 'SIS-ESSAY' },
  participation: { gradingType: 'pass_fail' },
  same: {},
  comments: { postManually: 1 },
  excused: {},
  partly: {},
  draft: { workflowState: 'unpublished' },
} as const;

eachDatabase((database) => {
  let server: TestServer;
  let course: CourseFixture;
  let ids: Record<keyof typeof wanted, number>;
  let s1: number;
  let s2: number;
  beforeAll(async () => {
    course = await courseFixture(database, {
      more: async (query, fixture) => {
        ids = await insertUngradedWork(query, fixture, wanted);
        await query
          .updateTable('pseudonyms')
          .set({ sisUserId: 'S-1' })
          .where('userId', '=', fixture.people.student.id)
          .execute();
      },
    });
    s1 = course.people.student.id;
    s2 = course.people.otherStudent.id;
    server = await startTestServer(database, { databaseUrl: course.databaseUrl });
  });
  afterAll(() => server[Symbol.asyncDispose]());

  const post = (path: string, body: unknown, role: Role = 'teacher', headers = {}) =>
    server.call('POST', path, { body, token: course.people[role].token, headers });
  const coursePath = () => `/api/v1/courses/${course.courseId}/submissions/update_grades`;
  const assignmentPath = (work: keyof typeof wanted | number) =>
    `/api/v1/courses/${course.courseId}/assignments/${typeof work === 'number' ? work : ids[work]}/submissions/update_grades`;
  const submission = async (work: keyof typeof wanted, student: number, include = '') => {
    const path = `/api/v1/courses/${course.courseId}/assignments/${ids[work]}/submissions/${student}`;
    return (await server.call('GET', `${path}${include}`)).json;
  };

  test('grades of several assignments, and a progress that is over (story step 48)', async () => {
    const reply = await post(coursePath(), {
      grade_data: {
        [ids.participation]: { [s1]: { posted_grade: 'complete' }, [s2]: { posted_grade: 'incomplete' } },
        [ids.essay]: { [s2]: { posted_grade: '75%' } },
      },
    });
    expect(reply.status).toBe(200);
    const progress = {
      id: expect.any(Number),
      context_id: course.courseId,
      context_type: 'Course',
      user_id: course.people.teacher.id,
      tag: 'submissions_update',
      completion: 100,
      workflow_state: 'completed',
      created_at: '2026-09-01T09:00:00Z',
      updated_at: '2026-09-01T09:00:00Z',
      message: null,
      url: `${server.url}/api/v1/progress/${reply.json.id}`,
    };
    expect(reply.json).toEqual(progress);
    const polled = await server.call('GET', `/api/v1/progress/${reply.json.id}`, {
      token: course.people.teacher.token,
    });
    expect(polled.json).toEqual(progress);
    expect(await submission('participation', s1)).toMatchObject({ score: 10, grade: 'complete' });
    expect(await submission('participation', s2)).toMatchObject({ score: 0, grade: 'incomplete' });
    expect(await submission('essay', s2)).toMatchObject({
      score: 15,
      grade: '15',
      grader_id: course.people.teacher.id,
      posted_at: '2026-09-01T09:00:00Z',
    });
    const scores = await runSql(
      course.databaseUrl,
      'select user_id, current_score from course_scores order by user_id',
    );
    // 10/10, and 15 of 30.
    expect(scores).toEqual([
      { user_id: s1, current_score: 100 },
      { user_id: s2, current_score: 50 },
    ]);
  });

  test('one assignment by brackets, students by their SIS ids, in a section', async () => {
    const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
    const body =
      'grade_data[sis_user_id:S-1][posted_grade]=11&grade_data[sis_user_id:S-1][text_comment]=Fine';
    const path = `/api/v1/sections/${course.courseSectionId}/assignments/${ids.essay}/submissions/update_grades`;
    const reply = await post(path, body, 'ta', form);
    expect(reply.json).toMatchObject({ workflow_state: 'completed', message: null });
    const graded = await submission('essay', s1, '?include[]=submission_comments');
    expect(graded).toMatchObject({ score: 11, grader_id: course.people.ta.id });
    expect(graded.submission_comments).toEqual([expect.objectContaining({ comment: 'Fine' })]);
  });

  test('an assignment by its SIS id, once', async () => {
    const data = { 'sis_assignment_id:SIS-ESSAY': { [s1]: { posted_grade: '12' } } };
    const reply = await post(coursePath(), {
      grade_data: { ...data, [ids.comments]: { [s2]: { posted_grade: '1' } } },
    });
    expect(reply.json.workflow_state).toBe('completed');
    expect((await submission('essay', s1)).score).toBe(12);
    const named = `/api/v1/courses/${course.courseId}/assignments/sis_assignment_id:SIS-ESSAY/submissions`;
    expect((await server.call('GET', `${named}/${s1}`)).json.score).toBe(12);
    const single = await post(`${named}/update_grades`, { grade_data: { [s1]: { posted_grade: '11' } } });
    expect(single.json.workflow_state).toBe('completed');
    expect((await submission('essay', s1)).score).toBe(11);
  });

  test('a grade that is there already stays with who gave it', async () => {
    const cell = { grade_data: { [s1]: { posted_grade: '7' } } };
    await post(assignmentPath('same'), cell, 'ta');
    await post(assignmentPath('same'), cell, 'teacher');
    expect(await submission('same', s1)).toMatchObject({ score: 7, grader_id: course.people.ta.id });
    const changes = await runSql(
      course.databaseUrl,
      `select grader_id from grade_changes where assignment_id = ${ids.same}`,
    );
    expect(changes).toEqual([{ grader_id: course.people.ta.id }]);
  });

  test('a comment alone does not grade', async () => {
    await post(assignmentPath('comments'), { grade_data: { [s1]: { text_comment: 'Where is it?' } } });
    const seen = await submission('comments', s1, '?include[]=submission_comments');
    expect(seen).toMatchObject({
      score: null,
      grader_id: null,
      workflow_state: 'unsubmitted',
      posted_at: null,
    });
    expect(seen.submission_comments[0]).toMatchObject({ comment: 'Where is it?', attempt: null });
  });

  test('excuses, takes excuses back and clears', async () => {
    const set = (cell: object) => post(assignmentPath('excused'), { grade_data: { [s1]: cell } });
    await set({ excuse: true });
    expect(await submission('excused', s1)).toMatchObject({ excused: true, workflow_state: 'graded' });
    await set({ posted_grade: '3' });
    expect(await submission('excused', s1)).toMatchObject({ excused: false, score: 3 });
    await set({ excuse: false });
    expect(await submission('excused', s1)).toMatchObject({ excused: false, score: 3 });
    await set({ posted_grade: null });
    expect(await submission('excused', s1)).toMatchObject({ score: 3 });
    await set({ posted_grade: '' });
    expect(await submission('excused', s1)).toMatchObject({ score: null, workflow_state: 'unsubmitted' });
  });

  test('who cannot be graded fails the job and nobody else', async () => {
    const { people } = course;
    const reply = await post(assignmentPath('partly'), {
      grade_data: {
        [s1]: { posted_grade: '5' },
        [people.teacher.id]: { posted_grade: '5' },
        99999999: { posted_grade: '5' },
        'sis_user_id:nobody': { posted_grade: '5' },
        self: { posted_grade: '5' },
      },
    });
    expect(reply.json).toMatchObject({ workflow_state: 'failed', completion: 100 });
    const named = [people.teacher.id, 99999999, 'sis_user_id:nobody', 'self'];
    for (const name of named) expect(reply.json.message).toContain(`'${name}'`);
    expect(reply.json.message).toMatch(/^Couldn't find User\(s\) with API ids '/);
    expect((await submission('partly', s1)).score).toBe(5);
  });

  test('a cell that grades and excuses fails, the others are graded', async () => {
    const reply = await post(assignmentPath('partly'), {
      grade_data: { [s1]: { posted_grade: '9', excuse: true }, [s2]: { posted_grade: '4' } },
    });
    expect(reply.json).toMatchObject({
      workflow_state: 'failed',
      message: 'Cannot simultaneously grade and excuse an assignment',
    });
    expect((await submission('partly', s1)).score).toBe(5);
    expect((await submission('partly', s2)).score).toBe(4);
  });

  describe('refused', () => {
    test.each([{}, { grade_data: {} }, { grade_data: null }, { grade_data: 'x' }, { grade_data: [] }])(
      '%j has no grades',
      async (body) => {
        for (const path of [coursePath(), assignmentPath('essay')]) {
          const reply = await post(path, body);
          expect(reply.status).toBe(400);
          expect(reply.json).toEqual({ error: "'grade_data' parameter required" });
        }
      },
    );

    test('assignments that are not there are named', async () => {
      const data = { [ids.essay]: { [s1]: { posted_grade: '1' } }, 99999999: {}, x: {} };
      const reply = await post(coursePath(), { grade_data: data });
      expect(reply.status).toBe(400);
      expect(reply.json).toEqual({ error: 'Some assignments could not be found: ( 99999999, x )' });
      const single = await post(assignmentPath(99_999_999), { grade_data: { [s1]: { posted_grade: '1' } } });
      expect(single.json).toEqual({ error: 'Some assignments could not be found: ( 99999999 )' });
      expect((await submission('essay', s1)).score).toBe(11);
    });

    test('what is not published, and whoever may not grade', async () => {
      const cell = { grade_data: { [s1]: { posted_grade: '1' } } };
      const draft = await post(assignmentPath('draft'), cell);
      expect([draft.status, draft.json]).toEqual([403, notPermittedBody]);
      for (const role of ['designer', 'student', 'observer', 'outsider'] as const) {
        const reply = await post(assignmentPath('essay'), cell, role);
        expect([reply.status, reply.json]).toEqual([403, notPermittedBody]);
      }
      // Without the right nobody learns which assignments there are.
      expect((await post(assignmentPath(99_999_999), cell, 'student')).status).toBe(403);
    });

    test.each([
      [{ 'a\u0000': {} }, 'a key of grade_data must not contain the character U+0000'],
      [{ ['9'.repeat(256)]: {} }, 'a key of grade_data must have at most 255 characters'],
      [{ 1: 'x' }, 'grade_data[1] must be an object'],
      [{ 1: { posted_grade: [] } }, 'grade_data[1][posted_grade] must be a string'],
      [{ 1: { excuse: 'x' } }, 'grade_data[1][excuse] must be true or false'],
    ])('%j cannot be read', async (grade_data, message) => {
      const reply = await post(assignmentPath('essay'), { grade_data });
      expect(reply.status).toBe(400);
      expect(reply.json).toEqual({ errors: [{ message, error_code: 'bad_request' }] });
    });

    test('too many at once', async () => {
      const grade_data = Object.fromEntries(Array.from({ length: 10_001 }, (_, at) => [at + 1, {}]));
      for (const path of [assignmentPath('essay'), coursePath()]) {
        const reply = await post(path, { grade_data });
        const message = 'grade_data must name at most 10000 assignments and students; send less at a time';
        expect(reply.status).toBe(413);
        expect(reply.json).toEqual({ errors: [{ message, error_code: 'content_too_large' }] });
      }
    });

    test('an unknown course or section', async () => {
      for (const path of ['courses/99999999', 'sections/99999999']) {
        const reply = await post(`/api/v1/${path}/submissions/update_grades`, { grade_data: { 1: {} } });
        expect([reply.status, reply.json]).toEqual([404, notFoundBody]);
      }
    });
  });

  describe('a progress', () => {
    const job = async () => {
      const reply = await post(assignmentPath('essay'), { grade_data: { [s1]: { posted_grade: '11' } } });
      return reply.json.id as number;
    };

    test.each([
      ['teacher', 200],
      ['admin', 200],
      ['student', 200],
      ['outsider', 403],
    ] as const)('is read by whoever reads the course: %s %d', async (role, status) => {
      const reply = await server.call('GET', `/api/v1/progress/${await job()}`, {
        token: course.people[role].token,
      });
      expect(reply.status).toBe(status);
    });

    test('that is over stays so when it is cancelled; only who asked for it may', async () => {
      const path = `/api/v1/progress/${await job()}/cancel`;
      const reply = await post(path, { message: 'stop' });
      expect(reply.status).toBe(200);
      expect(reply.json).toMatchObject({ workflow_state: 'completed', message: null });
      expect((await post(path, {}, 'ta')).status).toBe(403);
    });

    test('that is not over fails with the message', async () => {
      const id = await job();
      await runSql(
        course.databaseUrl,
        `update progresses set workflow_state = 'running', completion = 40 where id = ${id} returning id`,
      );
      const reply = await post(`/api/v1/progress/${id}/cancel`, { message: 'stop' });
      expect(reply.json).toMatchObject({ workflow_state: 'failed', message: 'stop', completion: 40 });
    });

    test.each(['99999999', '0', 'x', '9'.repeat(40)])('%s is not found', async (id) => {
      for (const [method, path] of [
        ['GET', `/api/v1/progress/${id}`],
        ['POST', `/api/v1/progress/${id}/cancel`],
      ] as const) {
        const reply = await server.call(method, path, method === 'POST' ? { body: {} } : {});
        expect([reply.status, reply.json]).toEqual([404, notFoundBody]);
      }
    });
  });
});
