// Answering and flagging questions of a running attempt: what is saved and answered, everything refused in order, and what
// the log says of it. Source: quiz reference §1.7, §1.8, §2.5, §2.6, story steps 36, 37 and 39.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type CourseFixture,
  courseFixture,
  insertQuizSubmission,
  type Role,
} from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import { answer } from '../support/first-attempt.ts';
import { notFoundBody, unauthenticatedBody } from '../support/refusal-bodies.ts';
import { type Reply, startTestServer, type TestServer, testStartMs } from '../support/server.ts';
import {
  blanksQuestion,
  choiceQuestion,
  essayQuestion,
  insertTakenQuiz,
  numericalQuestion,
  shortQuestion,
} from '../support/taken-quiz.ts';

const minuteMs = 60_000;
const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
const questions = [choiceQuestion, shortQuestion, numericalQuestion, blanksQuestion, essayQuestion];
const [mc, sa, num, blanks, essay] = questions.map(({ id }) => id);

const mayNot = 'you are not allowed to update questions for this quiz submission';
const statusNames: Record<number, string> = { 400: 'bad_request', 403: 'forbidden', 501: 'not_implemented' };

function declined(status: number, message: string): [number, unknown] {
  return [status, { status: statusNames[status], message }];
}

interface Attempt {
  id: number;
  path: string;
  claim: { attempt: number; validation_token: string };
}

eachDatabase((database) => {
  describe('an attempt', () => {
    let course: CourseFixture;
    let server: TestServer;
    const quizzes: Record<string, number> = {};
    const rows: Record<string, number> = {};
    const token = 'ab'.repeat(32);

    beforeAll(async () => {
      course = await courseFixture(database, {
        async more(query, fixture) {
          const all = {
            accessCode: 'sesame',
            ipFilter: '10.0.0.0/8',
            cantGoBack: 1,
            lockAtMs: testStartMs - 1,
          } as const;
          for (const [name, quiz] of [
            ['open', { allowedAttempts: -1 }],
            ['lockdown', { requireLockdownBrowser: 1, ...all }],
            ['complete', all],
            ['overdue', { ...all, lockAtMs: null }],
            ['no way back', all],
            ['code', { accessCode: 'sesame', ipFilter: '10.0.0.0/8', lockAtMs: testStartMs - 1 }],
            ['address', { ipFilter: '10.0.0.0/8', lockAtMs: testStartMs - 1 }],
            ['locked', { lockAtMs: testStartMs - 1 }],
            ['untimed', { disableTimerAutosubmission: 1, lockAtMs: testStartMs + 60 * minuteMs }],
          ] as const) {
            const taken = await insertTakenQuiz(query, fixture, quiz, questions);
            quizzes[name] = taken.quizId;
            const userId = fixture.people.student.id;
            if (name === 'open') continue;
            const state =
              name === 'complete' ? ({ workflowState: 'complete', finishedAtMs: testStartMs } as const) : {};
            const end = name === 'overdue' ? { endAtMs: testStartMs - 5 * minuteMs - 1 } : {};
            const row = { quizId: taken.quizId, userId, validationToken: token, ...state, ...end };
            rows[name] = await insertQuizSubmission(query, row, questions);
          }
          rows.settings = await insertQuizSubmission(query, {
            quizId: quizzes.open ?? 0,
            userId: fixture.people.otherStudent.id,
            workflowState: 'settings_only',
            attempt: 0,
            startedAtMs: null,
          });
        },
      });
      server = await startTestServer(database, { databaseUrl: course.databaseUrl });
    });
    afterAll(() => server[Symbol.asyncDispose]());

    const post = (role: Role, path: string, body: unknown, headers = {}) =>
      server.call('POST', path, { token: course.people[role].token, body, headers });
    const put = (role: Role, path: string, body: unknown) =>
      server.call('PUT', path, { token: course.people[role].token, body });
    const pathOf = (id: number | undefined) => `/api/v1/quiz_submissions/${id}/questions`;

    /** A new attempt of the student, who hands in the one that runs. */
    async function started(body: object = {}, role: Role = 'student'): Promise<Attempt> {
      const path = `/api/v1/courses/${course.courseId}/quizzes/${quizzes.open}/submissions`;
      const own = await server.call('GET', `${path}/self`, { token: course.people[role].token });
      if (own.json.quiz_submissions?.[0].workflow_state === 'untaken') {
        const { attempt, validation_token } = own.json.quiz_submissions[0];
        const handedIn = await post(role, `${path}/self/complete`, { attempt, validation_token });
        expect(handedIn.status).toBe(200);
      }
      const reply = await post(role, path, body);
      expect(reply.status).toBe(200);
      const { id, attempt, validation_token } = reply.json.quiz_submissions[0];
      return { id, path: pathOf(id), claim: { attempt, validation_token } };
    }

    const events = async ({ id, claim }: Attempt, type = 'question_answered') => {
      const path = `/api/v1/courses/${course.courseId}/quizzes/${quizzes.open}/submissions/${id}/events`;
      const query = `?per_page=100&attempt=${claim.attempt}&event_types[]=${type}&include[]=details`;
      const { json } = await server.call('GET', path + query);
      return json.quiz_submission_events;
    };
    const logged = async (attempt: Attempt) =>
      (await events(attempt)).map(({ event_data }: { event_data: unknown }) => event_data);
    const idsOf = (reply: Reply) => reply.json.quiz_submission_questions.map(({ id }: { id: number }) => id);
    const answersOf = (reply: Reply) =>
      Object.fromEntries(
        reply.json.quiz_submission_questions.map((question: { id: number; answer: unknown }) => [
          question.id,
          question.answer,
        ]),
      );

    test('takes answers, and gives the questions back key by key, in its own order (step 36)', async () => {
      const attempt = await started();
      const reply = await post('student', attempt.path, {
        ...attempt.claim,
        access_code: null,
        quiz_questions: [
          { id: String(sa), answer: ' DNA ' },
          { id: mc, answer: 11 },
        ],
      });
      const common = {
        quiz_id: quizzes.open,
        quiz_group_id: null,
        assessment_question_id: null,
        matches: null,
        formulas: null,
        variables: null,
        answer_tolerance: null,
        formula_decimal_places: null,
        flagged: false,
      };
      expect(answer(reply)).toEqual([
        200,
        {
          quiz_submission_questions: [
            {
              ...common,
              id: mc,
              position: 1,
              question_name: 'Question 1',
              question_type: 'multiple_choice_question',
              question_text: 'Powerhouse?',
              answers: [
                { id: 11, text: 'Mitochondrion' },
                { id: 12, text: 'Nucleus' },
              ],
              answer: '11',
            },
            {
              ...common,
              id: sa,
              position: 2,
              question_name: 'Question 2',
              question_type: 'short_answer_question',
              question_text: '<p>?</p>',
              answer: 'dna',
            },
          ],
        },
      ]);
    });

    test('takes answers from a form as canvasapi writes it', async () => {
      const attempt = await started();
      const fields = [
        `attempt=${attempt.claim.attempt}`,
        `validation_token=${attempt.claim.validation_token}`,
        `quiz_questions[][id]=${mc}&quiz_questions[][answer]=11`,
        `quiz_questions[][id]=${num}&quiz_questions[][answer]=46`,
        `quiz_questions[][id]=${blanks}&quiz_questions[][answer][leaf]=Green`,
        `quiz_questions[][id]=${essay}&quiz_questions[][answer]=%3Cp%3Etext%3C%2Fp%3E%3Cscript%3Ex%3C%2Fscript%3E`,
      ];
      const reply = await post('student', attempt.path, fields.join('&'), form);
      expect(answersOf(reply)).toEqual({
        [mc as number]: '11',
        [num as number]: 46,
        [blanks as number]: { leaf: 'green', sky: null },
        [essay as number]: '<p>text</p>',
      });
    });

    test('takes a numbered form too, so that no answer is lost under a 200', async () => {
      const attempt = await started();
      const fields = [
        `attempt=${attempt.claim.attempt}`,
        `validation_token=${attempt.claim.validation_token}`,
        `quiz_questions[0][id]=${mc}&quiz_questions[0][answer]=12`,
        `quiz_questions[1][id]=${sa}&quiz_questions[1][answer]=rna`,
      ];
      const reply = await post('student', attempt.path, fields.join('&'), form);
      expect(answersOf(reply)).toEqual({ [mc as number]: '12', [sa as number]: 'rna' });
    });

    test('keeps earlier blanks and other questions, and lets an answer be changed and taken back', async () => {
      const attempt = await started();
      const save = (...given: object[]) =>
        post('student', attempt.path, { ...attempt.claim, quiz_questions: given });
      await save({ id: mc, answer: 12 }, { id: blanks, answer: { leaf: 'red' } });
      const reply = await save({ id: blanks, answer: { sky: 'blue' } }, { id: mc, answer: 11 });
      expect(answersOf(reply)).toEqual({
        [mc as number]: '11',
        [blanks as number]: { leaf: 'red', sky: 'blue' },
      });
      expect(answersOf(await save({ id: sa, answer: '' }))).toEqual({ [sa as number]: null });
    });

    test.each([
      ['nothing', {}],
      ['null', { quiz_questions: null }],
      ['an empty list', { quiz_questions: [] }],
      ['no list', { quiz_questions: 'x' }],
      ['items that are none', { quiz_questions: [1, 'x', null, [1]] }],
      ['items without id', { quiz_questions: [{ answer: 11 }, { id: '', answer: 1 }, { id: null }] }],
      ['unknown questions', { quiz_questions: [{ id: 999, answer: 1 }, { id: 1e30 }, { id: '-3' }] }],
    ])('passes over %s', async (_, body) => {
      const attempt = await started();
      const reply = await post('student', attempt.path, { ...attempt.claim, ...body });
      expect(answer(reply)).toEqual([200, { quiz_submission_questions: [] }]);
      expect(await logged(attempt)).toEqual([]);
    });

    test('of two answers for one question takes the last', async () => {
      const attempt = await started();
      const reply = await post('student', attempt.path, {
        ...attempt.claim,
        quiz_questions: [
          { id: mc, answer: 11 },
          { id: `${mc}.5`, answer: 12 },
        ],
      });
      expect(answersOf(reply)).toEqual({ [mc as number]: '12' });
    });

    describe('logs', () => {
      const answeredBy = (...records: [number | undefined, unknown][]) =>
        records.map(([id, given]) => ({ quiz_question_id: String(id), answer: given }));

      test('one event of each save that changes anything, as the server', async () => {
        const attempt = await started();
        const save = (...given: object[]) =>
          post('student', attempt.path, { ...attempt.claim, quiz_questions: given });
        server.clock.nowMs = testStartMs + 2_000;
        await save({ id: num, answer: '46' }, { id: mc, answer: 12 });
        await save({ id: num, answer: 46.0 }, { id: mc, answer: '12' });
        server.clock.nowMs = testStartMs + 3_000;
        await save({ id: mc, answer: 11 }, { id: num, answer: 46 });
        await save({ id: mc, answer: 12 });
        await save({ id: essay, answer: '' });
        server.clock.nowMs = testStartMs;
        const [first, second, third, fourth, ...more] = await events(attempt);
        expect(first).toMatchObject({
          event_data: answeredBy([mc, '12'], [num, 46]),
          created_at: '2026-09-01T09:00:02Z',
          source: 'server',
          client_timestamp: null,
          session: null,
        });
        expect(second.event_data).toEqual(answeredBy([mc, '11']));
        expect(third.event_data).toEqual(answeredBy([mc, '12']));
        expect(fourth.event_data).toEqual(answeredBy([essay, null]));
        expect(more).toEqual([]);
      });

      test('in the millisecond of the start a moment later, so that it is listed', async () => {
        const attempt = await started();
        await post('student', attempt.path, { ...attempt.claim, quiz_questions: [{ id: mc, answer: 11 }] });
        expect(await events(attempt)).toMatchObject([{ received_at: '2026-09-01T09:00:00.124Z' }]);
      });

      test('in the order of the saves, also when the next one comes through a server whose clock is behind', async () => {
        const attempt = await started();
        for (const [nowMs, given] of [
          [testStartMs + 2_000, 11],
          [testStartMs + 1_000, 12],
        ] as const) {
          server.clock.nowMs = nowMs;
          const quiz_questions = [{ id: mc, answer: given }];
          expect((await post('student', attempt.path, { ...attempt.claim, quiz_questions })).status).toBe(
            200,
          );
        }
        server.clock.nowMs = testStartMs;
        expect(await events(attempt)).toMatchObject([
          { event_data: answeredBy([mc, '11']), received_at: '2026-09-01T09:00:02.123Z' },
          { event_data: answeredBy([mc, '12']), received_at: '2026-09-01T09:00:02.123Z' },
        ]);
      });

      test('a flag as a first mention of the question, and no flag event', async () => {
        const attempt = await started();
        await put('student', `${attempt.path}/${mc}/flag`, attempt.claim);
        await put('student', `${attempt.path}/${mc}/unflag`, attempt.claim);
        expect(await logged(attempt)).toEqual([answeredBy([mc, null])]);
        expect(await events(attempt, 'question_flagged')).toEqual([]);
      });

      test('nothing of what is refused', async () => {
        const attempt = await started();
        const wrong = { ...attempt.claim, validation_token: 'x', quiz_questions: [{ id: mc, answer: 11 }] };
        expect((await post('student', attempt.path, wrong)).status).toBe(403);
        const bad = {
          ...attempt.claim,
          quiz_questions: [
            { id: sa, answer: 'x' },
            { id: mc, answer: 99 },
          ],
        };
        expect((await post('student', attempt.path, bad)).status).toBe(400);
        expect(await logged(attempt)).toEqual([]);
      });
    });

    describe('flags', () => {
      test('a question and takes the flag off, keeping the answer (step 37)', async () => {
        const attempt = await started();
        await post('student', attempt.path, { ...attempt.claim, quiz_questions: [{ id: sa, answer: 'x' }] });
        const flagged = await put('student', `${attempt.path}/${sa}/flag`, attempt.claim);
        expect(flagged.status).toBe(200);
        expect(idsOf(flagged)).toEqual([sa]);
        expect(flagged.json.quiz_submission_questions[0]).toMatchObject({ flagged: true, answer: 'x' });
        expect((await put('student', `${attempt.path}/${sa}/flag`, attempt.claim)).json).toEqual(
          flagged.json,
        );
        const unflagged = await put('student', `${attempt.path}/${sa}/unflag`, attempt.claim);
        expect(unflagged.json.quiz_submission_questions[0]).toMatchObject({ flagged: false, answer: 'x' });
      });

      test.each(['999', '0', 'x', '9007199254740993', '-1'])('question %s: not there', async (id) => {
        const attempt = await started();
        for (const role of ['student', 'otherStudent'] as const) {
          const reply = await put(role, `${attempt.path}/${id}/flag`, {});
          expect(answer(reply)).toEqual([404, notFoundBody]);
        }
      });
    });

    describe('refuses', () => {
      const right = { attempt: 1, validation_token: token };
      const bad = { quiz_questions: [{ id: choiceQuestion.id, answer: 99 }] };

      // Each has every later hindrance too, so that the order is told.
      test.each([
        ['lockdown', {}, 403, 'this quiz requires the lockdown browser'],
        ['complete', {}, 403, mayNot],
        ['overdue', {}, 400, 'quiz submission is overdue'],
        ['no way back', {}, 501, 'that type of quizzes is not supported yet'],
        ['code', {}, 403, 'invalid access code'],
        ['code', { access_code: 'Sesame' }, 403, 'invalid access code'],
        ['code', { access_code: 'sesame' }, 403, 'IP address denied'],
        ['address', {}, 403, 'IP address denied'],
        ['locked', {}, 400, 'quiz is locked'],
      ] as const)('%s with %j: %i %s', async (name, claim, status, message) => {
        const path = pathOf(rows[name]);
        expect(answer(await post('student', path, claim))).toEqual(declined(status, message));
        for (const verb of ['flag', 'unflag']) {
          expect(answer(await put('student', `${path}/${mc}/${verb}`, claim))).toEqual(
            declined(status, message),
          );
        }
      });

      test.each(['overdue', 'no way back', 'code', 'address', 'locked'])(
        '%s: a bad answer before all this',
        async (name) => {
          expect(answer(await post('student', pathOf(rows[name]), bad))).toEqual(
            declined(400, "Unknown answer '99'"),
          );
        },
      );

      test.each([
        ['no token', {}, 403, 'invalid token'],
        ['another token', { validation_token: `${token}0` }, 403, 'invalid token'],
        ['a token of another kind', { validation_token: [token] }, 403, 'invalid token'],
        ['no attempt', { validation_token: token }, 400, 'invalid attempt'],
        ['no number', { validation_token: token, attempt: 'x' }, 400, 'invalid attempt'],
        ['a number and more', { validation_token: token, attempt: '1st' }, 400, 'invalid attempt'],
        ['an empty attempt', { validation_token: token, attempt: '' }, 400, 'invalid attempt'],
        ['a list', { validation_token: token, attempt: [1] }, 400, 'invalid attempt'],
        ['a huge number', { validation_token: token, attempt: 1e300 }, 400, 'invalid attempt'],
        ['a later attempt', { validation_token: token, attempt: 2 }, 400, 'attempt 2 can not be modified'],
        ['an earlier one', { validation_token: token, attempt: '0' }, 400, 'attempt 0 can not be modified'],
        ['a negative one', { validation_token: token, attempt: -1 }, 400, 'attempt -1 can not be modified'],
      ] as const)('%s', async (_, claim, status, message) => {
        const path = pathOf(rows.untimed);
        expect(answer(await post('student', path, claim))).toEqual(declined(status, message));
        expect(answer(await put('student', `${path}/${mc}/flag`, claim))).toEqual(declined(status, message));
      });

      test('everybody but the owner', async () => {
        for (const role of ['otherStudent', 'teacher', 'observer', 'outsider', 'admin'] as const) {
          const path = pathOf(rows.untimed);
          expect(answer(await post(role, path, right)), role).toEqual(declined(403, mayNot));
          expect(answer(await put(role, `${path}/${mc}/flag`, right)), role).toEqual(declined(403, mayNot));
        }
        const nobody = await server.call('POST', pathOf(rows.untimed), { token: null, body: right });
        expect(answer(nobody)).toEqual([401, unauthenticatedBody]);
      });

      test.each(['0', '99999', 'self', 'x', '9223372036854775808'])(
        'quiz submission %s: not there',
        async (id) => {
          const path = `/api/v1/quiz_submissions/${id}/questions`;
          expect(answer(await post('student', path, right))).toEqual([404, notFoundBody]);
          expect(answer(await put('student', `${path}/${mc}/flag`, right))).toEqual([404, notFoundBody]);
        },
      );

      test('mere settings', async () => {
        expect(answer(await post('otherStudent', pathOf(rows.settings), right))).toEqual([404, notFoundBody]);
      });

      test('no answer until five minutes after the end', async () => {
        const attempt = await started();
        const save = () =>
          post('student', attempt.path, { ...attempt.claim, quiz_questions: [{ id: mc, answer: 11 }] });
        server.clock.nowMs = testStartMs + 35 * minuteMs;
        expect((await save()).status).toBe(200);
        server.clock.nowMs += 1;
        expect(answer(await save())).toEqual(declined(400, 'quiz submission is overdue'));
        server.clock.nowMs = testStartMs;
      });

      test('nothing past the end when the timer hands nothing in', async () => {
        const path = pathOf(rows.untimed);
        server.clock.nowMs = testStartMs + 59 * minuteMs;
        expect((await post('student', path, right)).status).toBe(200);
        server.clock.nowMs = testStartMs + 65 * minuteMs + 1;
        expect(answer(await post('student', path, right))).toEqual(
          declined(400, 'quiz submission is overdue'),
        );
        server.clock.nowMs = testStartMs;
      });

      test('an access code that no database holds', async () => {
        const reply = await post('student', pathOf(rows.code), { access_code: 'a\0b' });
        expect(reply.status).toBe(400);
      });
    });

    test('of a preview takes the answers of who previews, whatever hinders others, and of nobody else', async () => {
      const path = `/api/v1/courses/${course.courseId}/quizzes/${quizzes.code}/submissions`;
      const reply = await post('teacher', path, { preview: true });
      const { id, validation_token } = reply.json.quiz_submissions[0];
      const claim = { validation_token, attempt: 7, quiz_questions: [{ id: mc, answer: 11 }] };
      for (const role of ['ta', 'student', 'admin'] as const) {
        expect(answer(await post(role, pathOf(id), claim)), role).toEqual(declined(403, mayNot));
      }
      // A preview is of the draft, which has no questions here.
      expect(answer(await post('teacher', pathOf(id), claim))).toEqual([
        200,
        { quiz_submission_questions: [] },
      ]);
      const withoutAttempt = { validation_token };
      expect(answer(await post('teacher', pathOf(id), withoutAttempt))).toEqual(
        declined(400, 'invalid attempt'),
      );
    });
  });
});
