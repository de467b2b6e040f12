// What came of an attempt, on its page: hidden for every reason, by attempt, with right answers as long as the quiz shows
// them, of surveys, with what a teacher said. What each type shows is in taking-types.test.ts. Ours; settings as in Canvas's
// quizzes (core reference §14).

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Results } from '../../../web/src/api/taking.ts';
import type { Quiz } from '../../src/model/quiz.ts';
import { type CourseFixture, courseFixture, type Role } from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import { answer } from '../support/first-attempt.ts';
import { type PageTaking, pageTaking } from '../support/page-taking.ts';
import { notFoundBody, notPermittedBody } from '../support/refusal-bodies.ts';
import { startTestServer, type TestServer, testStartMs } from '../support/server.ts';
import { runSql } from '../support/sql.ts';
import { choiceQuestion, essayQuestion, insertTakenQuiz } from '../support/taken-quiz.ts';

const minuteMs = 60_000;
const [mc, essay] = [choiceQuestion.id, essayQuestion.id];
const spoken = {
  ...choiceQuestion,
  correct_comments: 'yes',
  incorrect_comments: 'no',
  neutral_comments_html: '<b>so</b>',
};

const kinds: Record<string, Partial<Quiz>> = {
  plain: { allowedAttempts: 3 },
  always: { hideResults: 'always' },
  last: { hideResults: 'until_after_last_attempt', allowedAttempts: 2 },
  due: { hideResults: 'until_after_due_date', dueAtMs: testStartMs + minuteMs },
  lock: { hideResults: 'until_after_available_date', lockAtMs: testStartMs + minuteMs },
  once: { oneTimeResults: 1, allowedAttempts: 2 },
  withheld: {},
  none: { showCorrectAnswers: 0 },
  window: {
    showCorrectAnswersAtMs: testStartMs + minuteMs,
    hideCorrectAnswersAtMs: testStartMs + 2 * minuteMs,
  },
  'last attempt': { showCorrectAnswersLastAttempt: 1, allowedAttempts: 2 },
  survey: { quizType: 'survey' },
  'graded survey': { quizType: 'graded_survey' },
  runs: {},
};

eachDatabase((database) => {
  let course: CourseFixture;
  let server: TestServer;
  let page: PageTaking;
  const quizzes: Record<string, number> = {};
  const quizOf = (name: string): number => quizzes[name] ?? 0;
  const right = { [`question_${mc}`]: '11' };

  beforeAll(async () => {
    course = await courseFixture(database, {
      async more(query, fixture) {
        for (const [name, quiz] of Object.entries(kinds)) {
          const postManually = name === 'withheld' ? 1 : 0;
          const taken = await insertTakenQuiz(query, fixture, quiz, [spoken, essayQuestion], {
            postManually,
          });
          quizzes[name] = taken.quizId;
        }
      },
    });
    server = await startTestServer(database, { databaseUrl: course.databaseUrl });
    page = pageTaking(server, course.courseId);
    const { student } = course.people;
    for (const name of Object.keys(kinds)) {
      await page.begin(quizOf(name), student);
      if (name !== 'runs') await page.handIn(quizOf(name), student, right);
    }
  });
  afterAll(() => server[Symbol.asyncDispose]());

  const results = async (name: string, query = ''): Promise<Results> => {
    const reply = await page.results(quizOf(name), course.people.student, query);
    expect(reply.status).toBe(200);
    return reply.json;
  };
  const hiddenBy = async (name: string, query?: string) => {
    const { hidden_because, questions } = await results(name, query);
    expect(questions.length).toBe(hidden_because === null ? 2 : 0);
    return hidden_because?.code ?? null;
  };
  const rightOf = async (name: string) =>
    (await results(name)).questions.map(({ correct_answers }) => correct_answers);

  test('has these keys and no others', async () => {
    const reply = await page.results(quizOf('plain'), course.people.student);
    expect(reply.headers.get('cache-control')).toBe('no-store');
    const { quiz, events_url } = await page.taking(quizOf('plain'), course.people.student);
    expect(events_url).toMatch(/\/events$/);
    expect(answer(reply)).toEqual([
      200,
      {
        now: '2026-09-01T09:00:00.123Z',
        course: { id: course.courseId, name: 'Biology 101' },
        user: { id: course.people.student.id, name: 'Ada Lovelace' },
        quiz,
        events_url,
        attempt: {
          attempt: 1,
          workflow_state: 'pending_review',
          started_at: '2026-09-01T09:00:00.123Z',
          finished_at: '2026-09-01T09:00:00.123Z',
          score: 2,
          kept_score: 2,
          results_visible: true,
        },
        hidden_because: null,
        questions: [
          {
            id: mc,
            number: 1,
            question_type: 'multiple_choice_question',
            question_text: 'Powerhouse?',
            answers: [
              { id: 11, text: 'Mitochondrion', html: '', blank_id: null },
              { id: 12, text: 'Nucleus', html: '', blank_id: null },
            ],
            matches: [],
            blanks: [],
            answer: '11',
            files: [],
            points_possible: 2,
            points: 2,
            correct: 'true',
            comment: null,
            feedback: ['yes', '<b>so</b>'],
            correct_answers: ['11'],
          },
          {
            id: essay,
            number: 2,
            question_type: 'essay_question',
            question_text: '<p>?</p>',
            answers: [],
            matches: [],
            blanks: [],
            answer: null,
            files: [],
            points_possible: 5,
            points: null,
            correct: 'undefined',
            comment: null,
            feedback: [],
            correct_answers: null,
          },
        ],
      },
    ]);
  });

  test('is that of the attempt asked for, else of the last that is over', async () => {
    const { student } = course.people;
    await page.begin(quizOf('plain'), student);
    expect((await results('plain')).attempt.attempt).toBe(1);
    const running = await page.results(quizOf('plain'), student, '?attempt=2');
    expect(answer(running)).toEqual([404, notFoundBody]);
    await page.handIn(quizOf('plain'), student, { [`question_${mc}`]: '12' });
    expect(await results('plain')).toMatchObject({
      attempt: { attempt: 2, score: 0, kept_score: 2 },
      questions: [{ correct: 'false', points: 0, answer: '12', feedback: ['no', '<b>so</b>'] }, {}],
    });
    expect(await results('plain', '?attempt=1')).toMatchObject({
      attempt: { attempt: 1, score: 2, kept_score: 2 },
      questions: [{ correct: 'true', answer: '11' }, {}],
    });
  });

  test.each(['3', '0', '', 'abc', '9'.repeat(30)])('there is no attempt %j', async (attempt) => {
    const reply = await page.results(quizOf('plain'), course.people.student, `?attempt=${attempt}`);
    expect(answer(reply)).toEqual([404, notFoundBody]);
  });

  test("are everybody's own: who has taken nothing finds nothing, and who may not see the quiz is refused", async () => {
    const roles: Role[] = ['teacher', 'ta', 'admin', 'designer', 'observer', 'otherStudent'];
    for (const role of roles) {
      expect(answer(await page.results(quizOf('plain'), course.people[role])), role).toEqual([
        404,
        notFoundBody,
      ]);
    }
    expect(answer(await page.results(quizOf('plain'), course.people.outsider))).toEqual([
      403,
      notPermittedBody,
    ]);
    expect(answer(await page.results(quizOf('runs'), course.people.student))).toEqual([404, notFoundBody]);
  });

  test('say what a teacher said and gave', async () => {
    const { json } = await server.call(
      'GET',
      `/api/v1/courses/${course.courseId}/quizzes/${quizOf('none')}/submissions?per_page=1`,
    );
    const [{ id }] = json.quiz_submissions;
    const scores = {
      quiz_submissions: [{ attempt: 1, questions: { [essay]: { score: 3.5, comment: 'Nice <3' } } }],
    };
    await server.call(
      'PUT',
      `/api/v1/courses/${course.courseId}/quizzes/${quizOf('none')}/submissions/${id}`,
      {
        body: scores,
      },
    );
    const told = await results('none');
    expect(told.attempt).toMatchObject({ workflow_state: 'complete', score: 5.5 });
    expect(told.questions[1]).toMatchObject({ correct: 'partial', points: 3.5, comment: 'Nice <3' });
  });

  describe('are hidden', () => {
    test('always, with a score all the same', async () => {
      const told = await results('always');
      expect(told).toMatchObject({
        hidden_because: { code: 'never', message: expect.stringMatching(/^[A-Z].*\.$/) },
        attempt: { score: 2, results_visible: false },
        questions: [],
      });
    });

    test.each([
      ['due', 'after_due_date'],
      ['lock', 'after_lock_date'],
    ])('until after a date: %s', async (name, code) => {
      expect(await hiddenBy(name)).toBe(code);
      server.clock.nowMs = testStartMs + minuteMs + 1;
      expect(await hiddenBy(name)).toBeNull();
      server.clock.nowMs = testStartMs;
    });

    test('until after the last attempt', async () => {
      const { student } = course.people;
      expect(await hiddenBy('last')).toBe('after_last_attempt');
      await page.begin(quizOf('last'), student);
      expect(await hiddenBy('last')).toBe('after_last_attempt');
      await page.handIn(quizOf('last'), student);
      expect(await hiddenBy('last')).toBeNull();
      expect(await hiddenBy('last', '?attempt=1')).toBeNull();
    });

    test('while nobody has posted the grade, which is not told either', async () => {
      expect(await results('withheld')).toMatchObject({
        hidden_because: { code: 'withheld' },
        attempt: { score: null, kept_score: null, results_visible: false },
      });
      const posted = `update submissions set posted_at_ms = 1 where assignment_id = (select assignment_id from quizzes where id = ${quizOf('withheld')})`;
      await runSql(course.databaseUrl, posted);
      expect(await hiddenBy('withheld')).toBeNull();
    });

    test('after one look, of looks at once all but one', async () => {
      const { student } = course.people;
      expect((await page.taking(quizOf('once'), student)).past_attempts).toMatchObject([
        { results_visible: true },
      ]);
      const path = `/api/v1/courses/${course.courseId}/quizzes/${quizOf('once')}/results`;
      expect((await server.call('HEAD', path, { token: student.token })).status).toBe(404);
      const looks = await Promise.all(Array.from({ length: 6 }, () => hiddenBy('once')));
      expect(looks.filter((code) => code === null)).toEqual([null]);
      expect(looks.filter((code) => code === 'only_once')).toHaveLength(5);
      expect((await page.taking(quizOf('once'), student)).past_attempts).toMatchObject([
        { results_visible: false },
      ]);
      await page.begin(quizOf('once'), student);
      expect(await hiddenBy('once')).toBe('only_once');
      await page.handIn(quizOf('once'), student);
      expect(await hiddenBy('once', '?attempt=1')).toBe('only_once');
      expect(await hiddenBy('once')).toBeNull();
      expect(await hiddenBy('once')).toBe('only_once');
    });

    test('from no teacher who took the quiz themself', async () => {
      const { teacher } = course.people;
      const taken = await page.take(quizOf('always'), teacher, right);
      expect(taken).toMatchObject({ hidden_because: null, questions: [{ correct_answers: ['11'] }, {}] });
    });
  });

  describe('right answers', () => {
    test('are not shown where the quiz says so; verdicts are', async () => {
      expect(await rightOf('none')).toEqual([null, null]);
      expect((await results('none')).questions[0]).toMatchObject({ correct: 'true', points: 2 });
    });

    test('are shown within their time', async () => {
      const shown: unknown[] = [];
      for (const minutes of [0, 1, 2, 2.001]) {
        server.clock.nowMs = testStartMs + minutes * minuteMs;
        shown.push((await rightOf('window'))[0]);
      }
      server.clock.nowMs = testStartMs;
      expect(shown).toEqual([null, ['11'], ['11'], null]);
    });

    test('are shown after the last attempt, of every attempt', async () => {
      const { student } = course.people;
      expect((await rightOf('last attempt'))[0]).toBeNull();
      await page.begin(quizOf('last attempt'), student);
      expect((await rightOf('last attempt'))[0]).toBeNull();
      await page.handIn(quizOf('last attempt'), student);
      expect((await rightOf('last attempt'))[0]).toEqual(['11']);
      expect((await results('last attempt', '?attempt=1')).questions[0]?.correct_answers).toEqual(['11']);
    });
  });

  test.each([
    ['survey', null],
    ['graded survey', 7],
  ])('a %s knows no right and wrong', async (name, score) => {
    const told = await results(name);
    expect(told.attempt).toMatchObject({ workflow_state: 'complete', score });
    expect(told.questions).toMatchObject([
      { correct: 'no_score', points: null, answer: '11', feedback: ['<b>so</b>'], correct_answers: null },
      { correct: 'no_score', points: null, correct_answers: null },
    ]);
  });
});
