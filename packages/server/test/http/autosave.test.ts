// The form of the web page: saved every so often, and handed in. Source: quiz reference §1.8, §2.11, §2.12.

import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type CourseFixture,
  courseFixture,
  insertQuizSubmission,
  type Role,
} from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import { answer } from '../support/first-attempt.ts';
import { notFoundBody, notPermittedBody, unauthenticatedBody } from '../support/refusal-bodies.ts';
import { startTestServer, type TestServer, testStartMs } from '../support/server.ts';
import { runSql } from '../support/sql.ts';
import { insertTakenQuiz, machineQuestions } from '../support/taken-quiz.ts';

const minuteMs = 60_000;
const formType = { 'Content-Type': 'application/x-www-form-urlencoded' };
const [mc, sa, num, blanks] = machineQuestions.map(({ id }) => id);
const token = 'ab'.repeat(32);

const leaf = `question_${blanks}_${md5('dropdown,leaf,instructure-key')}`;

function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}

eachDatabase((database) => {
  describe('the form', () => {
    let course: CourseFixture;
    let server: TestServer;
    const quizzes: Record<string, number> = {};

    beforeAll(async () => {
      course = await courseFixture(database, {
        async more(query, fixture) {
          for (const [name, quiz, row] of [
            ['saved', {}, {}],
            ['json', {}, {}],
            ['again and again', {}, {}],
            ['stale', {}, { attempt: 2 }],
            ['address', { ipFilter: '10.0.0.0/8' }, {}],
            ['complete', {}, { workflowState: 'complete', finishedAtMs: testStartMs }],
            ['one way', { oneQuestionAtATime: 1, cantGoBack: 1 }, {}],
            ['late', {}, {}],
            ['hard', { disableTimerAutosubmission: 1, lockAtMs: testStartMs + 60 * minuteMs }, {}],
            ['never', { disableTimerAutosubmission: 1 }, {}],
            ['handed in', {}, {}],
            ['too late', {}, {}],
            ['refused', {}, {}],
            ['unpublished', { workflowState: 'unpublished' }, {}],
            ['preview', { accessCode: 'sesame', lockAtMs: testStartMs - 1 }, null],
            ['none', {}, null],
          ] as const) {
            const { quizId } = await insertTakenQuiz(query, fixture, quiz);
            quizzes[name] = quizId;
            if (row === null) continue;
            const taker = { quizId, userId: fixture.people.student.id, validationToken: token };
            await insertQuizSubmission(query, { ...taker, ...row }, machineQuestions);
          }
        },
      });
      server = await startTestServer(database, { databaseUrl: course.databaseUrl });
    });
    afterAll(() => server[Symbol.asyncDispose]());

    const pagePath = (name: string) => `/courses/${course.courseId}/quizzes/${quizzes[name]}`;
    const formText = (fields: Record<string, unknown>) =>
      Object.entries({ attempt: 1, validation_token: token, ...fields })
        .map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`)
        .join('&');
    const save = (name: string, fields: Record<string, unknown> = {}, role: Role = 'student') =>
      server.call('PUT', `${pagePath(name)}/submissions/backup`, {
        token: course.people[role].token,
        body: formText(fields),
        headers: formType,
      });
    const handIn = async (name: string, fields: Record<string, unknown> = {}, role: Role = 'student') => {
      // A redirection is what is looked at here, so it is not followed.
      const response = await fetch(`${server.url}${pagePath(name)}/submissions`, {
        method: 'POST',
        redirect: 'manual',
        headers: { ...formType, Authorization: `Bearer ${course.people[role].token}` },
        body: formText(fields),
      });
      return {
        status: response.status,
        location: response.headers.get('location'),
        text: await response.text(),
      };
    };
    const own = async (name: string) => {
      const path = `/api/v1/courses/${course.courseId}/quizzes/${quizzes[name]}/submissions/self`;
      return (await server.call('GET', path, { token: course.people.student.token })).json
        .quiz_submissions[0];
    };
    const logged = async (name: string) => {
      const { id } = await own(name);
      const path = `/api/v1/courses/${course.courseId}/quizzes/${quizzes[name]}/submissions/${id}/events`;
      const { json } = await server.call('GET', `${path}?per_page=100&event_types[]=question_answered`);
      return json.quiz_submission_events.map(({ event_data }: { event_data: unknown }) => event_data);
    };
    const records = (...pairs: [number | undefined, unknown][]) =>
      pairs.map(([id, given]) => ({ quiz_question_id: String(id), answer: given }));

    describe('is saved', () => {
      test('with the times that are left, and logged where it changes anything', async () => {
        server.clock.nowMs = testStartMs + 60_400;
        const first = await save('saved', {
          [`question_${mc}`]: 11,
          [`question_${sa}`]: 'As Typed ',
          [leaf]: 'Green',
          [`question_${num}_marked`]: 1,
          cnt: 1,
        });
        expect(answer(first)).toEqual([
          200,
          {
            backup: true,
            end_at: '2026-09-01T09:30:00Z',
            time_left: 1740,
            hard_end_at: null,
            hard_time_left: 1740,
          },
        ]);
        await save('saved', { [`question_${mc}`]: 11, [`question_${num}`]: '' });
        await save('saved', { [`question_${mc}`]: 12, [`_question_${sa}_read`]: 1 });
        server.clock.nowMs = testStartMs;
        expect(await logged('saved')).toEqual([
          records([mc, '11'], [sa, 'As Typed '], [num, null], [blanks, { leaf: 'Green', sky: null }]),
          records([mc, '12']),
        ]);
      });

      test('without a write when it says nothing new', async () => {
        const updatedAt = () =>
          runSql(
            course.databaseUrl,
            `select a.updated_at_ms from attempt_answers a join quiz_submissions s on s.id = a.quiz_submission_id
            where s.quiz_id = ${quizzes['again and again']}`,
          );
        const fields = { [`question_${mc}`]: 11, [`question_${sa}_marked`]: 1, [leaf]: 'red' };
        server.clock.nowMs = testStartMs + 1_000;
        await save('again and again', fields);
        server.clock.nowMs = testStartMs + 2_000;
        expect((await save('again and again', fields)).json).toMatchObject({ backup: true });
        expect(await updatedAt()).toEqual([{ updated_at_ms: testStartMs + 1_000 }]);
        await save('again and again', { ...fields, [`question_${sa}_marked`]: 0 });
        server.clock.nowMs = testStartMs;
        expect(await updatedAt()).toEqual([{ updated_at_ms: testStartMs + 2_000 }]);
      });

      test('from JSON, for an admin who acts as the student', async () => {
        const path = `${pagePath('json')}/submissions/backup?as_user_id=${course.people.student.id}`;
        const body = { validation_token: token, [`question_${mc}`]: 12 };
        const reply = await server.call('PUT', path, { body });
        expect(reply.json).toMatchObject({ backup: true });
        expect(await logged('json')).toEqual([records([mc, '12'])]);
      });

      test('until five minutes after the end', async () => {
        server.clock.nowMs = testStartMs + 35 * minuteMs;
        expect((await save('late')).json).toMatchObject({ backup: true, time_left: -300 });
        server.clock.nowMs += 1;
        expect((await save('late', { [`question_${mc}`]: 11 })).json).toMatchObject({ backup: false });
        server.clock.nowMs = testStartMs;
        expect(await logged('late')).toEqual([]);
      });

      test('as long as the dates allow where the timer hands nothing in', async () => {
        server.clock.nowMs = testStartMs + 40 * minuteMs;
        expect((await save('hard')).json).toEqual({
          backup: true,
          end_at: '2026-09-01T09:30:00Z',
          time_left: -600,
          hard_end_at: '2026-09-01T10:00:00Z',
          hard_time_left: 1200,
        });
        expect((await save('never')).json).toMatchObject({
          backup: true,
          hard_end_at: null,
          hard_time_left: null,
        });
        server.clock.nowMs = testStartMs;
      });

      test.each([
        ['complete', {}],
        ['address', {}],
        ['stale', { attempt: 1 }],
      ])('not: %s with %j', async (name, fields) => {
        const reply = await save(name, { [`question_${mc}`]: 11, ...fields });
        expect(reply.json).toMatchObject({ backup: false, end_at: '2026-09-01T09:30:00Z' });
        expect(await logged(name)).toEqual([]);
      });

      test('of the attempt that runs, though another went before', async () => {
        expect((await save('stale', { attempt: 2 })).json).toMatchObject({ backup: true });
      });

      test('not of who has not begun', async () => {
        expect(answer(await save('none'))).toEqual([
          200,
          { backup: false, end_at: null, time_left: null, hard_end_at: null, hard_time_left: null },
        ]);
      });

      test('but not answers of questions that were left behind for good', async () => {
        await save('one way', { [`question_${mc}`]: 11, [`_question_${mc}_read`]: 1 });
        await save('one way', { [`question_${mc}`]: 12, [`question_${sa}`]: 'dna' });
        expect(await logged('one way')).toEqual([records([mc, '11']), records([sa, 'dna'])]);
        expect(await handIn('one way', { [`question_${mc}`]: 12 })).toMatchObject({ status: 302 });
        expect(await own('one way')).toMatchObject({ workflow_state: 'complete', score: 3 });
      });
    });

    test('is refused with a wrong token, without the right and without a login', async () => {
      for (const validation_token of ['', 'x', `${token}0`]) {
        expect(answer(await save('refused', { validation_token }))).toEqual([403, notPermittedBody]);
      }
      for (const role of ['observer', 'outsider'] as const) {
        expect(answer(await save('refused', {}, role)), role).toEqual([403, notPermittedBody]);
      }
      expect(answer(await save('unpublished'))).toEqual([403, notPermittedBody]);
      const path = `${pagePath('refused')}/submissions/backup`;
      const nobody = await server.call('PUT', path, { token: null, body: {} });
      expect(answer(nobody)).toEqual([401, unauthenticatedBody]);
      quizzes.gone = 99_999;
      expect(answer(await save('gone'))).toEqual([404, notFoundBody]);
    });

    test('is not for a token with scopes, which name API routes only', async () => {
      const { json } = await server.call('POST', '/api/v1/users/self/tokens', {
        body: { token: { purpose: 'x', scopes: ['url:GET|/api/v1/courses'] } },
      });
      const path = `${pagePath('refused')}/submissions/backup`;
      const reply = await server.call('PUT', path, { token: json.visible_token, body: {} });
      expect(reply.status).toBe(401);
    });

    describe('handed in', () => {
      test('is saved, logged where it changes anything, graded, and leads to the quiz', async () => {
        await save('handed in', { [`question_${mc}`]: 12, [`question_${sa}`]: 'dna' });
        const fields = { [`question_${mc}`]: 11, [`question_${sa}`]: 'dna', [`question_${num}`]: '46' };
        server.clock.nowMs = testStartMs + 31 * minuteMs;
        expect(await handIn('handed in', fields)).toMatchObject({
          status: 302,
          location: `${server.url}${pagePath('handed in')}`,
        });
        expect(await own('handed in')).toMatchObject({
          workflow_state: 'complete',
          score: 5,
          finished_at: '2026-09-01T09:30:00Z',
        });
        const events = [records([mc, '12'], [sa, 'dna']), records([mc, '11'], [num, 46])];
        expect(await logged('handed in')).toEqual(events);
        // A second time it is over: nothing changes, and the page is the same.
        expect(await handIn('handed in', { [`question_${mc}`]: 12 })).toMatchObject({ status: 302 });
        server.clock.nowMs = testStartMs;
        expect(await own('handed in')).toMatchObject({ score: 5, attempt: 1 });
        expect(await logged('handed in')).toEqual(events);
      });

      test('too late is logged, but what counts is what was saved', async () => {
        await save('too late', { [`question_${mc}`]: 11 });
        server.clock.nowMs = testStartMs + 35 * minuteMs + 1;
        const fields = { [`question_${mc}`]: 12, [`question_${sa}`]: 'dna' };
        expect(await handIn('too late', fields)).toMatchObject({ status: 302 });
        server.clock.nowMs = testStartMs;
        expect(await own('too late')).toMatchObject({ score: 2, finished_at: '2026-09-01T09:35:00Z' });
        expect(await logged('too late')).toEqual([records([mc, '11']), records([mc, '12'], [sa, 'dna'])]);
      });

      test('of another attempt leaves the one that runs alone', async () => {
        expect(await handIn('stale', { attempt: 1 })).toMatchObject({ status: 302 });
        expect(await handIn('stale', { attempt: '' })).toMatchObject({ status: 302 });
        expect(await own('stale')).toMatchObject({ attempt: 2, workflow_state: 'untaken' });
      });

      test.each([
        ['address', 'student', {}, 403, { status: 'forbidden', message: 'IP address denied' }],
        [
          'refused',
          'student',
          { validation_token: 'x' },
          403,
          { status: 'forbidden', message: 'invalid token' },
        ],
        ['refused', 'outsider', {}, 403, notPermittedBody],
        ['unpublished', 'student', {}, 403, notPermittedBody],
        ['none', 'student', {}, 404, notFoundBody],
      ] as const)('%s by %s with %j: %i', async (name, role, fields, status, body) => {
        const reply = await handIn(name, fields, role);
        expect([reply.status, JSON.parse(reply.text)]).toEqual([status, body]);
      });
    });

    test('of a preview needs no token, counts nowhere and leads back to the preview', async () => {
      const start = `/api/v1/courses/${course.courseId}/quizzes/${quizzes.preview}/submissions`;
      const { teacher } = course.people;
      const begun = await server.call('POST', start, { token: teacher.token, body: { preview: 1 } });
      expect(begun.status).toBe(200);
      const fields = { preview: 1, validation_token: '' };
      expect((await save('preview', fields, 'teacher')).json).toMatchObject({ backup: true });
      expect((await save('preview', fields, 'designer')).json).toMatchObject({ backup: false });
      expect((await save('preview', fields, 'student')).json).toMatchObject({ backup: false });
      expect(await handIn('preview', fields, 'teacher')).toMatchObject({
        status: 302,
        location: `${server.url}${pagePath('preview')}?preview=1`,
      });
      expect((await save('preview', fields, 'teacher')).json).toMatchObject({ backup: false });
    });
  });
});
