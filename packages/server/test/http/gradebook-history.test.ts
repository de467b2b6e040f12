// Who graded what, and when. Source: core reference §20.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CourseFixture, courseFixture, type Role } from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import { notFoundBody, notPermittedBody } from '../support/refusal-bodies.ts';
import { startTestServer, type TestServer, testStartMs } from '../support/server.ts';
import { runSql } from '../support/sql.ts';
import { insertUngradedWork } from '../support/ungraded-work.ts';

const dayMs = 86_400_000;

eachDatabase((database) => {
  let server: TestServer;
  let course: CourseFixture;
  let ids: Record<'essay' | 'report' | 'removed', number>;

  /** Two graders on two days, and the server at the end of the second. */
  beforeAll(async () => {
    course = await courseFixture(database, {
      more: async (query, fixture) => {
        ids = await insertUngradedWork(query, fixture, {
          essay: { pointsPossible: 20 },
          report: {},
          removed: {},
        });
      },
    });
    server = await startTestServer(database, { databaseUrl: course.databaseUrl });
    await grade('essay', 'student', '10', 'teacher');
    await grade('essay', 'otherStudent', '11', 'teacher');
    await grade('removed', 'student', '1', 'teacher');
    server.clock.nowMs = testStartMs + dayMs;
    await grade('essay', 'student', '12', 'ta');
    await grade('report', 'student', '9', 'ta');
    await grade('report', 'student', '', 'ta');
    await runSql(
      course.databaseUrl,
      `insert into grade_changes (submission_id, course_id, assignment_id, user_id, grader_id, created_at_ms,
         score_before, score_after, grade_before, grade_after, excused_before, excused_after)
       select id, ${course.courseId}, assignment_id, user_id, -5, ${testStartMs + dayMs}, 11, 13, '11', '13', 0, 0
       from submissions where assignment_id = ${ids.essay} and user_id = ${course.people.otherStudent.id} returning id`,
    );
    await runSql(
      course.databaseUrl,
      `update assignments set workflow_state = 'deleted' where id = ${ids.removed} returning id`,
    );
  });
  afterAll(() => server[Symbol.asyncDispose]());

  async function grade(
    work: keyof typeof ids,
    student: Role,
    posted_grade: string,
    role: Role,
  ): Promise<void> {
    const path = `/api/v1/courses/${course.courseId}/assignments/${ids[work]}/submissions`;
    const reply = await server.call('PUT', `${path}/${course.people[student].id}`, {
      token: course.people[role].token,
      body: { submission: { posted_grade } },
    });
    expect(reply.status).toBe(200);
  }
  const get = (rest: string, role: Role = 'teacher') =>
    server.call('GET', `/api/v1/courses/${course.courseId}/gradebook_history/${rest}`, {
      token: course.people[role].token,
    });
  const assignment = (work: keyof typeof ids) => expect.objectContaining({ id: ids[work], name: work });
  const machine = { id: 0, name: 'Graded on submission' };
  const grader = (role: Role, name: string) => ({ id: course.people[role].id, name });

  test('days, the latest first, with who graded what', async () => {
    const { status, json } = await get('days');
    expect(status).toBe(200);
    expect(json).toEqual([
      {
        date: '2026-09-02',
        graders: expect.arrayContaining([
          { ...machine, assignments: [assignment('essay')] },
          { ...grader('ta', 'Assis Tant'), assignments: [assignment('essay'), assignment('report')] },
        ]),
      },
      {
        date: '2026-09-01',
        graders: [{ ...grader('teacher', 'Tea Cher'), assignments: [assignment('essay')] }],
      },
    ]);
    expect(json[0].graders).toHaveLength(2);
    const second = await get('days?per_page=1&page=2');
    expect(second.json).toEqual([json[1]]);
    expect(second.headers.get('link')).not.toContain('rel="next"');
    expect((await get('days?per_page=1')).headers.get('link')).toContain('rel="next"');
  });

  test('one day', async () => {
    expect((await get('2026-09-01')).json).toEqual([
      { ...grader('teacher', 'Tea Cher'), assignments: [assignment('essay')] },
    ]);
    expect((await get('2026-09-03')).json).toEqual([]);
  });

  test('what a grader graded on a day, with everything before and after, the newest first', async () => {
    const { teacher, student, otherStudent } = course.people;
    const path = `2026-09-01/graders/${teacher.id}/assignments/${ids.essay}/submissions`;
    const { json } = await get(path);
    expect(json).toHaveLength(2);
    const [first, second] = json;
    expect(first.versions).toEqual([
      expect.objectContaining({
        assignment_id: ids.essay,
        assignment_name: 'essay',
        user_id: student.id,
        user_name: 'Ada Lovelace',
        score: 12,
        grade: '12',
        grader: 'Assis Tant',
        graded_at: '2026-09-02T09:00:00Z',
        current_grade: '12',
        current_graded_at: '2026-09-02T09:00:00Z',
        current_grader: 'Assis Tant',
        new_grade: '12',
        new_score: 12,
        new_grader: 'Assis Tant',
        new_graded_at: '2026-09-02T09:00:00Z',
        previous_grade: '10',
        previous_grader: 'Tea Cher',
        previous_graded_at: '2026-09-01T09:00:00Z',
      }),
      expect.objectContaining({
        score: 10,
        grader: 'Tea Cher',
        grader_id: teacher.id,
        previous_grade: null,
        previous_grader: null,
        previous_graded_at: null,
      }),
    ]);
    expect(second.versions[0]).toMatchObject({
      user_id: otherStudent.id,
      grader: 'Graded on submission',
      grader_id: -5,
      new_score: 13,
    });
    const byServer = await get(`2026-09-02/graders/0/assignments/${ids.essay}/submissions`);
    expect(byServer.json.map(({ submission_id }: { submission_id: number }) => submission_id)).toEqual([
      second.submission_id,
    ]);
    expect((await get(`2026-09-02/graders/${teacher.id}/assignments/${ids.essay}/submissions`)).json).toEqual(
      [],
    );
  });

  test('a grade that was taken away is no version of a day', async () => {
    const path = `2026-09-02/graders/${course.people.ta.id}/assignments/${ids.report}/submissions`;
    const { json } = await get(path);
    expect(json[0].versions).toEqual([expect.objectContaining({ score: 9, current_grade: null })]);
  });

  test('the feed: every change, the newest first unless told otherwise', async () => {
    const scores = async (query: string) =>
      (await get(`feed?${query}`)).json.map(({ score }: { score: number | null }) => score);
    expect(await scores('')).toEqual([13, null, 9, 12, 11, 10]);
    expect(await scores('ascending=true')).toEqual([10, 11, 12, 9, null, 13]);
    expect(await scores(`assignment_id=${ids.essay}`)).toEqual([13, 12, 11, 10]);
    expect(await scores(`user_id=${course.people.otherStudent.id}`)).toEqual([13, 11]);
    expect(await scores('per_page=2&page=2')).toEqual([9, 12]);
    const { json } = await get('feed?per_page=1');
    expect(json[0]).not.toHaveProperty('new_grade');
    expect(json[0]).not.toHaveProperty('previous_grade');
  });

  describe('is for graders', () => {
    test.each([
      ['admin', 200],
      ['ta', 200],
      ['designer', 403],
      ['student', 403],
      ['observer', 403],
      ['outsider', 403],
    ] as const)('%s: %d', async (role, status) => {
      for (const path of [
        'days',
        'feed',
        '2026-09-01',
        `2026-09-01/graders/1/assignments/${ids.essay}/submissions`,
      ]) {
        const reply = await get(path, role);
        expect(reply.status).toBe(status);
        if (status === 403) expect(reply.json).toEqual(notPermittedBody);
      }
    });
  });

  test('what is not there is not found, what is no date cannot be read', async () => {
    for (const id of ['99999999', String(ids.removed), 'x', '9'.repeat(30)]) {
      const reply = await get(`2026-09-01/graders/1/assignments/${id}/submissions`);
      expect([reply.status, reply.json]).toEqual([404, notFoundBody]);
    }
    for (const date of ['yesterday', '2026-13-01', '2026-09-01T00:00:00Z']) {
      const reply = await get(date);
      expect(reply.status).toBe(400);
      expect(reply.json.errors[0].message).toBe('date must be a date such as 2026-09-01');
    }
  });
});
