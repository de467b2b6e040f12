// Extensions on one quiz and on all of a course: what they grant, to whom, everything refused in order. What single numbers
// come to is in model/quiz-extension.test.ts. Source: quiz reference §2.10.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { quizExtensionsMax } from '../../src/model/quiz-limits.ts';
import {
  type CourseFixture,
  courseFixture,
  insertEnrollment,
  insertPerson,
  type Person,
  type Role,
} from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import { answer } from '../support/first-attempt.ts';
import { type QuizTaking, quizTaking } from '../support/quiz-taking.ts';
import { notFoundBody, unauthenticatedBody } from '../support/refusal-bodies.ts';
import { startTestServer, type TestServer, testStartMs } from '../support/server.ts';
import { runSql } from '../support/sql.ts';
import { insertTakenQuiz } from '../support/taken-quiz.ts';

const minuteMs = 60_000;

eachDatabase((database) => {
  let course: CourseFixture;
  let server: TestServer;
  let taking: QuizTaking;
  let gone: Person;
  const quizzes: Record<string, number> = {};

  beforeAll(async () => {
    course = await courseFixture(database, {
      async more(query, fixture) {
        for (const [name, quiz] of [
          ['plain', {}],
          ['locked', { lockAtMs: testStartMs - 1 }],
          ['running', {}],
          ['excused', {}],
          ['twice', {}],
        ] as const) {
          quizzes[name] = (await insertTakenQuiz(query, fixture, quiz)).quizId;
        }
        gone = await insertPerson(query, 'Gone Away');
        const { courseId, courseSectionId } = fixture;
        const completed = { workflowState: 'completed', type: 'StudentEnrollment' } as const;
        await insertEnrollment(query, { userId: gone.id, courseId, courseSectionId, ...completed });
      },
    });
    server = await startTestServer(database, { databaseUrl: course.databaseUrl });
    taking = quizTaking(server, course.courseId);
  });
  afterAll(() => server[Symbol.asyncDispose]());

  const quizOf = (name: string): number => quizzes[name] ?? 0;
  const post = (path: string, body: unknown, role: Role = 'teacher', headers = {}) =>
    server.call('POST', path, { token: course.people[role].token, body, headers });
  const extend = (name: string, quiz_extensions: unknown, role?: Role) =>
    post(taking.path(quizOf(name), '/extensions'), { quiz_extensions }, role);
  const extendAll = (quiz_extensions: unknown, role?: Role) =>
    post(`/api/v1/courses/${course.courseId}/quiz_extensions`, { quiz_extensions }, role);
  const rowsOf = (name: string) =>
    runSql<{ user_id: number; workflow_state: string; excused: number; end_at_ms: number | null }>(
      course.databaseUrl,
      `select * from quiz_submissions where quiz_id = ${quizOf(name)} order by id`,
    );

  test('a student who has nothing on the quiz yet gets settings, and uses them', async () => {
    const { student } = course.people;
    const asked = { user_id: student.id, extra_attempts: 1, extra_time: 20, manually_unlocked: true };
    const reply = await extend('locked', [asked]);
    expect(answer(reply)).toEqual([
      200,
      {
        quiz_extensions: [
          {
            quiz_id: quizOf('locked'),
            user_id: student.id,
            extra_attempts: 1,
            extra_time: 20,
            manually_unlocked: true,
            end_at: null,
          },
        ],
      },
    ]);
    const own = await server.call('GET', taking.path(quizOf('locked'), '/submission'), {
      token: student.token,
    });
    expect(own.json.quiz_submissions[0]).toMatchObject({ workflow_state: 'settings_only', attempt: 0 });
    const first = await taking.take(quizOf('locked'), student, {});
    expect(await taking.shown(quizOf('locked'), first.id)).toMatchObject({
      attempt: 1,
      extra_time: 20,
      attempts_left: 1,
      manually_unlocked: false,
      end_at: '2026-09-01T09:50:00Z',
    });
    const { otherStudent } = course.people;
    const begin = await server.call('POST', taking.path(quizOf('locked'), '/submissions'), {
      token: otherStudent.token,
      body: {},
    });
    expect(begin.status).toBe(400);
  });

  test('the end of a running attempt moves, and everything goes by it', async () => {
    const { student } = course.people;
    const begun = await taking.begin(quizOf('running'), student);
    const time = async () => {
      const path = taking.path(quizOf('running'), `/submissions/${begun.id}/time`);
      return (await server.call('GET', path, { token: student.token })).json;
    };
    const [fromNow, fromEnd] = [{ extend_from_now: '45' }, { extend_from_end_at: 15 }];
    const reply = await extend('running', [{ user_id: student.id, ...fromNow }]);
    expect(reply.json.quiz_extensions[0]).toMatchObject({ end_at: '2026-09-01T09:45:00Z', extra_time: null });
    expect(await time()).toEqual({ end_at: '2026-09-01T09:45:00Z', time_left: 2700 });
    await extend('running', [{ user_id: student.id, ...fromEnd }]);
    expect(await time()).toEqual({ end_at: '2026-09-01T10:00:00Z', time_left: 3600 });
    await extend('running', [{ user_id: student.id, extra_time: 99 }]);
    expect(await time()).toMatchObject({ time_left: 3600 });
    const attempts = await runSql<{ end_at_ms: number }>(
      course.databaseUrl,
      `select end_at_ms from quiz_submission_attempts where quiz_submission_id = ${begun.id}`,
    );
    expect(attempts).toMatchObject([{ end_at_ms: testStartMs + 60 * minuteMs }]);
  });

  test('more attempts let a student begin again who had none left', async () => {
    const { student } = course.people;
    await taking.take(quizOf('plain'), student, {});
    const again = () =>
      server.call('POST', taking.path(quizOf('plain'), '/submissions'), { token: student.token, body: {} });
    expect((await again()).status).toBe(409);
    await extend('plain', [{ user_id: String(student.id), extra_attempts: '2' }]);
    expect((await again()).json.quiz_submissions[0]).toMatchObject({ attempt: 2, attempts_left: 1 });
  });

  test('text is 0, what is null or missing stays, and only words for true unlock', async () => {
    const { otherStudent } = course.people;
    const shown = async (asked: object) =>
      (await extend('plain', [{ user_id: otherStudent.id, ...asked }])).json.quiz_extensions[0];
    expect(await shown({})).toMatchObject({
      extra_attempts: null,
      extra_time: null,
      manually_unlocked: false,
    });
    expect(await shown({ extra_attempts: 5, extra_time: '7.9', manually_unlocked: 1 })).toMatchObject({
      extra_attempts: 5,
      extra_time: 7,
      manually_unlocked: true,
    });
    expect(await shown({ extra_attempts: null, extra_time: false, manually_unlocked: null })).toMatchObject({
      extra_attempts: 5,
      extra_time: 7,
      manually_unlocked: true,
    });
    expect(await shown({ extra_attempts: 'many', extra_time: '', manually_unlocked: 'yes' })).toMatchObject({
      extra_attempts: 0,
      extra_time: 0,
      manually_unlocked: false,
    });
    expect(await shown({ extra_attempts: '9'.repeat(40), extra_time: 1e300 })).toMatchObject({
      extra_attempts: 1000,
      extra_time: 10_080,
    });
  });

  test('the same student twice is extended twice', async () => {
    const { student } = course.people;
    const begun = await taking.begin(quizOf('twice'), student);
    const asked = { user_id: student.id, extend_from_end_at: 10 };
    const { json } = await extend('twice', [asked, { ...asked, extra_time: 3 }]);
    expect(json.quiz_extensions).toHaveLength(2);
    expect(json.quiz_extensions[1]).toMatchObject({ end_at: '2026-09-01T09:50:00Z', extra_time: 3 });
    expect((await taking.shown(quizOf('twice'), begun.id)).end_at).toBe('2026-09-01T09:50:00Z');
  });

  test('who is excused stays excused', async () => {
    const { student, teacher } = course.people;
    const [{ assignment_id }] = (await runSql<{ assignment_id: number }>(
      course.databaseUrl,
      `select assignment_id from quizzes where id = ${quizOf('excused')}`,
    )) as [{ assignment_id: number }];
    const path = `/api/v1/courses/${course.courseId}/assignments/${assignment_id}/submissions/${student.id}`;
    await server.call('PUT', path, { token: teacher.token, body: { submission: { excuse: true } } });
    await extend('excused', [{ user_id: student.id, extra_attempts: 1 }]);
    expect(await rowsOf('excused')).toMatchObject([{ workflow_state: 'settings_only', excused: 1 }]);
    const begin = await server.call('POST', taking.path(quizOf('excused'), '/submissions'), {
      token: student.token,
      body: {},
    });
    expect(begin.status).toBe(403);
  });

  test('a form is read too', async () => {
    const { student } = course.people;
    const body = `quiz_extensions[][user_id]=${student.id}&quiz_extensions[][extra_attempts]=3&quiz_extensions[][manually_unlocked]=true`;
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
    const reply = await post(taking.path(quizOf('plain'), '/extensions'), body, 'ta', headers);
    expect(reply.json.quiz_extensions).toMatchObject([{ extra_attempts: 3, manually_unlocked: true }]);
  });

  describe('refused', () => {
    const missing = [400, { status: 'bad_request', message: 'missing required key :quiz_extensions' }];
    const mayNot = (those: string) => [
      403,
      { status: 'forbidden', message: `you are not allowed to change extension settings for ${those}` },
    ];

    test('without a login, and where nothing is', async () => {
      const path = taking.path(quizOf('plain'), '/extensions');
      expect(answer(await server.call('POST', path, { token: null, body: {} }))).toEqual([
        401,
        unauthenticatedBody,
      ]);
      expect(answer(await extend('none', []))).toEqual([404, notFoundBody]);
      const elsewhere = await post('/api/v1/courses/999999/quiz_extensions', { quiz_extensions: [] });
      expect(answer(elsewhere)).toEqual([404, notFoundBody]);
    });

    test.each([undefined, null, {}, 'x', { 0: { user_id: 1 } }])('%j in place of the list', async (given) => {
      expect(answer(await extend('plain', given, 'student'))).toEqual(missing);
      expect(answer(await extendAll(given, 'student'))).toEqual(missing);
    });

    test('who is no student of the course, before the right is asked for, and nothing is done for the others', async () => {
      const { student, teacher, outsider } = course.people;
      const before = await rowsOf('excused');
      for (const user_id of [
        teacher.id,
        outsider.id,
        gone.id,
        0,
        'self',
        '9'.repeat(30),
        null,
        [student.id],
      ]) {
        const items = [{ user_id: course.people.otherStudent.id, extra_attempts: 9 }, { user_id }];
        expect(answer(await extend('excused', items))).toEqual([404, notFoundBody]);
        expect(answer(await extend('excused', [{ user_id }], 'student'))).toEqual([404, notFoundBody]);
      }
      expect(await rowsOf('excused')).toEqual(before);
    });

    test.each<Role>(['student', 'otherStudent', 'observer', 'designer', 'outsider'])(
      'to the %s',
      async (role) => {
        const items = [{ user_id: course.people.student.id, extra_attempts: 9 }, { user_id: 0 }];
        expect(answer(await extend('plain', items, role))).toEqual(mayNot('this submission'));
        expect(answer(await extendAll(items, role))).toEqual(mayNot('these submissions'));
      },
    );

    test.each([
      ['x'],
      [[]],
      [null],
      [{ user_id: 1, extra_time: [1] }],
      [{ user_id: 1, extra_attempts: true }],
    ])('what cannot be read: %j', async (item) => {
      const reply = await extend('plain', [item]);
      expect(reply.status).toBe(400);
      expect(reply.json.errors[0].error_code).toBe('bad_request');
    });

    test('too much at once', async () => {
      const item = { user_id: course.people.student.id };
      const items = Array<object>(Math.floor(quizExtensionsMax / 5)).fill(item);
      expect((await extendAll(items)).status).toBe(413);
    });
  });

  test('on the course, every quiz is extended, quiz by quiz in the answer', async () => {
    const { student, otherStudent } = course.people;
    const { status, json } = await extendAll(
      [student, otherStudent].map(({ id }) => ({ user_id: id, extra_time: 30 })),
    );
    expect(status).toBe(200);
    const all = await runSql<{ id: number }>(
      course.databaseUrl,
      `select id from quizzes where course_id = ${course.courseId} order by id`,
    );
    expect(
      json.quiz_extensions.map((one: Record<string, unknown>) => [one.quiz_id, one.user_id, one.extra_time]),
    ).toEqual(
      all.flatMap(({ id }) => [
        [id, student.id, 30],
        [id, otherStudent.id, 30],
      ]),
    );
  });

  test('nobody is nothing', async () => {
    expect(answer(await extendAll([]))).toEqual([200, { quiz_extensions: [] }]);
  });
});
