// What the page of a quiz is told and how taking it begins: to everybody, key by key, everything that closes it, and
// beginnings at once. Ours; the reasons are those of the quiz reference §2.4.

import { afterAll, beforeAll, describe, expect, expectTypeOf, test } from 'vitest';
import type { Results, Taking } from '../../../web/src/api/taking.ts';
import type { resultsJson } from '../../src/http/contract/results.ts';
import type { takingJson } from '../../src/http/contract/taking.ts';
import type { Quiz } from '../../src/model/quiz.ts';
import type { QuizSubmission } from '../../src/model/quiz-submission.ts';
import {
  type CourseFixture,
  courseFixture,
  insertEnrollment,
  insertPerson,
  insertQuizSubmission,
  type Person,
  type Role,
} from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import { answer } from '../support/first-attempt.ts';
import { type PageTaking, pageTaking } from '../support/page-taking.ts';
import { quizTaking } from '../support/quiz-taking.ts';
import { notFoundBody, notPermittedBody, unauthenticatedBody } from '../support/refusal-bodies.ts';
import { startTestServer, type TestServer, testStartMs } from '../support/server.ts';
import { runSql } from '../support/sql.ts';
import { choiceQuestion, essayQuestion, insertTakenQuiz } from '../support/taken-quiz.ts';

const minuteMs = 60_000;
const [mc, essay] = [choiceQuestion.id, essayQuestion.id];

test("what the server sends is what the page's types say", () => {
  expectTypeOf<ReturnType<typeof takingJson>>().toExtend<Taking>();
  expectTypeOf<ReturnType<typeof resultsJson>>().toExtend<Results>();
});

/** By name: the quiz, and what the student has on it. */
const kinds: Record<string, [quiz: Partial<Quiz>, own?: Partial<QuizSubmission>]> = {
  plain: [{ allowedAttempts: 2, dueAtMs: testStartMs + 90 * minuteMs }],
  endless: [{ allowedAttempts: -1, timeLimitMinutes: null }],
  'hint only': [{ disableTimerAutosubmission: 1, lockAtMs: testStartMs + 60 * minuteMs }],
  code: [{ accessCode: 'sesame' }],
  raced: [{}],
  preview: [{ accessCode: 'sesame', lockAtMs: testStartMs - 1, cantGoBack: 1, oneQuestionAtATime: 1 }],
  survey: [{ quizType: 'survey' }],
  withheld: [{}],
  unpublished: [{ workflowState: 'unpublished' }],
  'not yet': [{ unlockAtMs: testStartMs + 1 }],
  over: [{ lockAtMs: testStartMs }],
  'over, unlocked by hand': [
    { lockAtMs: testStartMs },
    { workflowState: 'settings_only', attempt: 0, manuallyUnlocked: 1 },
  ],
  'by hand': [{ locked: 1 }],
  'by hand, runs': [{ locked: 1 }, {}],
  lockdown: [{ requireLockdownBrowser: 1 }],
  'lockdown, runs': [{ requireLockdownBrowser: 1 }, {}],
  address: [{ ipFilter: '10.0.0.0/8' }],
  'address, runs': [{ ipFilter: '10.0.0.0/8' }, {}],
  'own address': [{ ipFilter: '127.0.0.0/8,::1' }],
  excused: [{}, { workflowState: 'settings_only', attempt: 0, excused: 1 }],
  'excused, runs': [{}, { excused: 1 }],
  done: [{}, { workflowState: 'complete', finishedAtMs: testStartMs, score: 2, keptScore: 2 }],
  'extra attempt': [{}, { workflowState: 'complete', finishedAtMs: testStartMs, extraAttempts: 1 }],
  runs: [{}, {}],
};

eachDatabase((database) => {
  let course: CourseFixture;
  let server: TestServer;
  let page: PageTaking;
  /** Whose enrollments in the course are all inactive. */
  let inactive: Person;
  const quizzes: Record<string, number> = {};
  const quizOf = (name: string): number => quizzes[name] ?? 0;

  beforeAll(async () => {
    course = await courseFixture(database, {
      async more(query, fixture) {
        const { courseId, courseSectionId, people } = fixture;
        for (const [name, [quiz, own]] of Object.entries(kinds)) {
          const { quizId } = await insertTakenQuiz(query, fixture, quiz, [choiceQuestion, essayQuestion], {
            postManually: name === 'withheld' ? 1 : 0,
          });
          quizzes[name] = quizId;
          if (own === undefined) continue;
          await insertQuizSubmission(query, { quizId, userId: people.student.id, ...own }, [choiceQuestion]);
        }
        inactive = await insertPerson(query, 'In Active');
        await insertEnrollment(query, {
          userId: inactive.id,
          courseId,
          courseSectionId,
          type: 'StudentEnrollment',
          workflowState: 'inactive',
        });
      },
    });
    server = await startTestServer(database, { databaseUrl: course.databaseUrl });
    page = pageTaking(server, course.courseId);
  });
  afterAll(() => server[Symbol.asyncDispose]());

  const student = () => course.people.student;
  const taking = (name: string, person = student(), query?: string) =>
    page.taking(quizOf(name), person, query);
  const begin = (name: string, person = student(), body: object = {}) =>
    page.begin(quizOf(name), person, body);

  describe('what the page is told, key by key', () => {
    const place = () => ({
      now: '2026-09-01T09:00:00.123Z',
      course: { id: course.courseId, name: 'Biology 101' },
      user: { id: student().id, name: 'Ada Lovelace' },
      quiz: {
        id: quizOf('plain'),
        title: 'Cells',
        description: '<p>On cells.</p>',
        quiz_type: 'assignment',
        points_possible: 7,
        question_count: 2,
        time_limit: 30,
        allowed_attempts: 2,
        due_at: '2026-09-01T10:30:00.123Z',
        unlock_at: null,
        lock_at: null,
        one_question_at_a_time: false,
        cant_go_back: false,
        needs_access_code: false,
        timer_hands_in: true,
      },
    });
    const states = (answered: boolean) => [
      {
        id: mc,
        number: 1,
        question_type: 'multiple_choice_question',
        points_possible: 2,
        answered,
        flagged: false,
        closed: false,
      },
      {
        id: essay,
        number: 2,
        question_type: 'essay_question',
        points_possible: 5,
        answered: false,
        flagged: false,
        closed: false,
      },
    ];
    const shown = (given: string | null) => [
      {
        id: mc,
        question_type: 'multiple_choice_question',
        question_text: 'Powerhouse?',
        answers: [
          { id: 11, text: 'Mitochondrion', html: '', blank_id: null },
          { id: 12, text: 'Nucleus', html: '', blank_id: null },
        ],
        matches: [],
        blanks: [],
        answer: given,
        files: [],
      },
      {
        id: essay,
        question_type: 'essay_question',
        question_text: '<p>?</p>',
        answers: [],
        matches: [],
        blanks: [],
        answer: null,
        files: [],
      },
    ];

    test('before, while it runs, and after; each reply is for this caller alone', async () => {
      const before = await page.show(quizOf('plain'), student());
      expect(before.headers.get('cache-control')).toBe('no-store');
      expect(answer(before)).toEqual([
        200,
        {
          ...place(),
          events_url: null,
          state: 'ready',
          closed_because: null,
          attempts_taken: 0,
          attempts_left: 2,
          attempt: null,
          past_attempts: [],
        },
      ]);

      const begun = await begin('plain');
      const id = begun.json.attempt.quiz_submission_id;
      const events_url = `/api/v1/courses/${course.courseId}/quizzes/${quizOf('plain')}/submissions/${id}/events`;
      const running = (given: string | null) => ({
        ...place(),
        events_url,
        state: 'running',
        closed_because: null,
        attempts_taken: 1,
        attempts_left: 1,
        attempt: {
          quiz_submission_id: id,
          attempt: 1,
          validation_token: expect.stringMatching(/^[0-9a-f]{64}$/),
          started_at: '2026-09-01T09:00:00.123Z',
          end_at: '2026-09-01T09:30:00.123Z',
          closes_at: '2026-09-01T09:30:00.123Z',
          time_left_ms: 30 * minuteMs,
          is_preview: false,
          questions: states(given !== null),
          shown: shown(given),
        },
        past_attempts: [],
      });
      expect(begun.headers.get('cache-control')).toBe('no-store');
      expect(answer(begun)).toEqual([200, running(null)]);
      await page.save(quizOf('plain'), student(), { [`question_${mc}`]: '11' });
      expect(answer(await page.show(quizOf('plain'), student()))).toEqual([200, running('11')]);

      await page.handIn(quizOf('plain'), student());
      const over = {
        attempt: 1,
        workflow_state: 'pending_review',
        started_at: '2026-09-01T09:00:00.123Z',
        finished_at: '2026-09-01T09:00:00.123Z',
        score: 2,
        kept_score: 2,
        results_visible: true,
      };
      expect(await taking('plain')).toEqual({
        ...place(),
        events_url,
        state: 'ready',
        closed_because: null,
        attempts_taken: 1,
        attempts_left: 1,
        attempt: null,
        past_attempts: [over],
      });
      await begin('plain');
      expect(await taking('plain')).toMatchObject({
        state: 'running',
        attempts_left: 0,
        past_attempts: [over],
      });
      await page.handIn(quizOf('plain'), student());
      expect(await taking('plain')).toMatchObject({
        state: 'closed',
        closed_because: { code: 'no_attempts_left' },
        attempts_taken: 2,
        past_attempts: [
          { attempt: 2, score: 0, kept_score: 2 },
          { attempt: 1, score: 2, kept_score: 2 },
        ],
      });
    });

    test.each(['runs', 'done'])('events of an attempt that %s go where it says', async (name) => {
      const { events_url } = await taking(name);
      const reply = await server.call('POST', events_url ?? '', {
        token: student().token,
        body: { attempt: 1, quiz_submission_events: [{ event_type: 'page_blurred' }] },
      });
      expect(reply.status).toBe(204);
    });

    test('who has never begun has no events, whatever a teacher has set for them', async () => {
      expect(await taking('excused')).toMatchObject({ events_url: null, attempts_taken: 0 });
    });

    test('without limits there are none', async () => {
      expect(await taking('endless')).toMatchObject({ attempts_left: null, quiz: { time_limit: null } });
      const { json } = await begin('endless');
      expect(json).toMatchObject({
        attempts_left: null,
        attempt: { end_at: null, closes_at: null, time_left_ms: null },
      });
    });

    test('time runs by the clock of the server, below nothing where the timer hands nothing in', async () => {
      await begin('hint only');
      server.clock.nowMs += 31 * minuteMs;
      const { now, quiz, attempt } = await taking('hint only');
      server.clock.nowMs = testStartMs;
      expect(now).toBe('2026-09-01T09:31:00.123Z');
      expect(quiz.timer_hands_in).toBe(false);
      expect(attempt).toMatchObject({
        end_at: '2026-09-01T09:30:00.123Z',
        closes_at: '2026-09-01T10:00:00.123Z',
        time_left_ms: -minuteMs,
      });
    });

    test('scores of a survey that counts for nothing are not told, nor those that nobody posted', async () => {
      for (const name of ['survey', 'withheld']) {
        await begin(name);
        await page.handIn(quizOf(name), student(), { [`question_${mc}`]: '11' });
        const { past_attempts } = await taking(name);
        expect(past_attempts, name).toMatchObject([{ score: null, kept_score: null }]);
        expect(past_attempts[0]?.results_visible).toBe(name === 'survey');
      }
      const posted = `update submissions set posted_at_ms = 1 where assignment_id = (select assignment_id from quizzes where id = ${quizOf('withheld')})`;
      await runSql(course.databaseUrl, posted);
      expect((await taking('withheld')).past_attempts).toMatchObject([
        { score: 2, kept_score: 2, results_visible: true },
      ]);
    });
  });

  describe('what closes it is said before somebody tries, and trying says the same', () => {
    const forbidden = (message: string) => [403, { status: 'forbidden', message }];
    const badRequest = (message: string) => [400, { status: 'bad_request', message }];
    const participate = 'you are not allowed to participate in this quiz';

    test.each<[string, string, unknown]>([
      ['not yet', 'not_open_yet', badRequest(participate)],
      ['over', 'locked', badRequest(participate)],
      ['by hand', 'locked', badRequest(participate)],
      ['lockdown', 'lockdown_browser', forbidden('this quiz requires the lockdown browser')],
      ['address', 'ip_address', forbidden('IP address denied')],
      ['excused', 'not_allowed', forbidden(participate)],
      [
        'done',
        'no_attempts_left',
        [409, { status: 'conflict', message: 'a quiz submission already exists' }],
      ],
    ])('%s: %s', async (name, code, refusal) => {
      expect(await taking(name)).toMatchObject({
        state: 'closed',
        closed_because: { code, message: expect.stringMatching(/^[A-Z].*\.$/) },
        attempt: null,
      });
      expect(answer(await begin(name))).toEqual(refusal);
    });

    test.each(['over, unlocked by hand', 'own address', 'extra attempt'])('%s: nothing', async (name) => {
      expect(await taking(name)).toMatchObject({ state: 'ready', closed_because: null });
      expect((await begin(name)).json).toMatchObject({ state: 'running', closed_because: null });
    });

    test.each([
      ['address, runs', 'ip_address'],
      ['lockdown, runs', 'lockdown_browser'],
      ['excused, runs', 'not_allowed'],
    ])('%s: an attempt that runs is not shown', async (name, code) => {
      const closed = { state: 'closed', closed_because: { code }, attempt: null, attempts_taken: 1 };
      expect(await taking(name)).toMatchObject(closed);
      expect((await begin(name)).json).toMatchObject(closed);
    });

    test('a lock closes no attempt that runs, and its description is there', async () => {
      expect(await taking('by hand, runs')).toMatchObject({
        state: 'running',
        quiz: { description: '<p>On cells.</p>' },
      });
    });

    test('what is not open tells who takes it no description, and who teaches the course does', async () => {
      for (const name of ['not yet', 'over', 'by hand']) {
        expect((await taking(name)).quiz.description, name).toBeNull();
        expect((await taking(name, course.people.teacher)).quiz.description, name).toBe('<p>On cells.</p>');
      }
    });
  });

  describe('an access code', () => {
    test('is asked for to begin, and not to go on', async () => {
      expect(await taking('code')).toMatchObject({ state: 'ready', quiz: { needs_access_code: true } });
      const refused = [403, { status: 'forbidden', message: 'invalid access code' }];
      for (const body of [{}, { access_code: '' }, { access_code: 'Sesame' }, { access_code: null }]) {
        expect(answer(await begin('code', student(), body))).toEqual(refused);
      }
      expect((await begin('code', student(), { access_code: 'sesame' })).status).toBe(200);
      expect((await begin('code')).json).toMatchObject({ state: 'running' });
      expect((await page.show(quizOf('code'), student())).text).not.toContain('sesame');
    });

    test('may come in a form', async () => {
      const reply = await server.call(
        'POST',
        `/api/v1/courses/${course.courseId}/quizzes/${quizOf('code')}/taking`,
        {
          token: course.people.otherStudent.token,
          body: 'access_code=sesame',
          headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
        },
      );
      expect(reply.json).toMatchObject({ state: 'running', attempts_taken: 1 });
    });

    test.each([{ access_code: ['sesame'] }, { access_code: {} }, { preview: 'perhaps' }])(
      'that cannot be read is malformed: %j',
      async (body) => {
        expect((await begin('code', course.people.ta, body)).status).toBe(400);
      },
    );
  });

  test('of beginnings at once all are given the same attempt', async () => {
    const replies = await Promise.all(Array.from({ length: 6 }, () => begin('raced')));
    expect(replies.map(({ status }) => status)).toEqual(Array(6).fill(200));
    const attempts = replies.map(({ json }) => [json.attempt.quiz_submission_id, json.attempt.attempt]);
    expect(new Set(attempts.map((pair) => pair.join())).size).toBe(1);
    expect(await taking('raced')).toMatchObject({ attempts_taken: 1, attempts_left: 0 });
  });

  describe('a preview', () => {
    const ask = '?preview=true';

    test('is for who edits the quiz, whatever closes it, and is a row of its own', async () => {
      const { teacher } = course.people;
      expect(await taking('preview', teacher, ask)).toMatchObject({
        state: 'ready',
        attempts_left: null,
        quiz: { needs_access_code: false },
      });
      const begun = (await begin('preview', teacher, { preview: true })).json as Taking;
      expect(begun).toMatchObject({
        state: 'running',
        events_url: null,
        attempt: { attempt: 1, is_preview: true },
      });
      expect(await taking('preview', teacher, ask)).toMatchObject({
        attempt: { attempt: 1, is_preview: true },
      });
      expect(await taking('preview', teacher)).toMatchObject({ state: 'closed', attempts_taken: 0 });
      const again = (await begin('preview', teacher, { preview: true })).json as Taking;
      expect(again).toMatchObject({ state: 'running', attempt: { attempt: 2 } });
    });

    test('that is over is listed, with results for its maker', async () => {
      const { designer } = course.people;
      await begin('endless', designer, { preview: true });
      const { attempt } = await taking('endless', designer, ask);
      const response = await fetch(
        `${server.url}/courses/${course.courseId}/quizzes/${quizOf('endless')}/submissions`,
        {
          method: 'POST',
          redirect: 'manual',
          headers: { Authorization: `Bearer ${designer.token}`, 'Content-Type': 'application/json' },
          body: JSON.stringify({ preview: true, attempt: attempt?.attempt }),
        },
      );
      expect(response.status).toBe(302);
      expect(await taking('endless', designer, ask)).toMatchObject({
        state: 'ready',
        attempt: null,
        past_attempts: [{ attempt: 1, workflow_state: 'complete', results_visible: true }],
      });
      const results = await page.results(quizOf('endless'), designer, ask);
      expect(results.json).toMatchObject({ hidden_because: null, attempt: { attempt: 1 } });
      await begin('endless', designer, { preview: true });
      expect(await taking('endless', designer, ask)).toMatchObject({ state: 'running', past_attempts: [] });
    });

    test.each<Role>(['student', 'observer'])('is not for a %s', async (role) => {
      const person = course.people[role];
      const refused = [403, { status: 'forbidden', message: 'you are not allowed to preview this quiz' }];
      expect(answer(await page.show(quizOf('preview'), person, ask))).toEqual(refused);
      expect(answer(await begin('preview', person, { preview: true }))).toEqual(refused);
      expect(answer(await page.results(quizOf('preview'), person, ask))).toEqual(refused);
    });

    test('false is none', async () => {
      expect(await taking('runs', student(), '?preview=false')).toMatchObject({
        attempt: { is_preview: false },
      });
    });
  });

  describe('everybody else', () => {
    test.each<[Role | 'inactive', number, string | null]>([
      ['otherStudent', 200, null],
      ['teacher', 200, null],
      ['ta', 200, null],
      ['designer', 200, null],
      ['admin', 200, null],
      ['observer', 200, 'not_allowed'],
      ['outsider', 403, null],
      ['inactive', 403, null],
    ])('%s: %d', async (role, status, code) => {
      const person = role === 'inactive' ? inactive : course.people[role];
      const reply = await page.show(quizOf('runs'), person);
      if (status === 403) expect(answer(reply)).toEqual([403, notPermittedBody]);
      else {
        expect(reply.json).toMatchObject({
          user: { id: person.id },
          state: code === null ? 'ready' : 'closed',
          attempts_taken: 0,
          attempt: null,
          past_attempts: [],
        });
        expect(reply.json.closed_because?.code ?? null).toBe(code);
      }
    });

    test('a quiz that is not published is for its editors', async () => {
      expect(answer(await page.show(quizOf('unpublished'), student()))).toEqual([403, notPermittedBody]);
      expect(answer(await begin('unpublished'))[0]).toBe(403);
      expect((await page.show(quizOf('unpublished'), course.people.teacher)).status).toBe(200);
    });

    test('nobody, and what is not there', async () => {
      const path = `/api/v1/courses/${course.courseId}/quizzes`;
      for (const more of ['/taking', '/results']) {
        const nobody = await server.call('GET', `${path}/${quizOf('runs')}${more}`, { token: null });
        expect(answer(nobody)).toEqual([401, unauthenticatedBody]);
        for (const quiz of ['0', '999999', '9'.repeat(30), 'abc']) {
          const reply = await server.call('GET', `${path}/${quiz}${more}`, { token: student().token });
          expect(answer(reply), quiz).toEqual([404, notFoundBody]);
        }
      }
      const unknown = await server.call('POST', `/api/v1/courses/999/quizzes/1/taking`, { body: {} });
      expect(answer(unknown)).toEqual([404, notFoundBody]);
    });
  });

  test('an attempt of the page is one of the API, and the other way round', async () => {
    const api = quizTaking(server, course.courseId);
    const begun = await api.begin(quizOf('runs'), course.people.otherStudent);
    expect((await taking('runs', course.people.otherStudent)).attempt).toMatchObject({
      quiz_submission_id: begun.id,
      validation_token: begun.token,
    });
    await api.answer(begun, course.people.otherStudent, { [mc]: 12 });
    const { attempt } = await taking('runs', course.people.otherStudent);
    expect(attempt?.shown.map(({ answer: given }) => given)).toEqual(['12', null]);
  });
});
