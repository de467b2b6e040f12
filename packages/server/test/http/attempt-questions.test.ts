// The questions of an attempt, shown: running and graded, to everybody who may look, everything refused in order, and as
// the course's list of questions. Source: quiz reference §2.6, core reference §15.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Quiz } from '../../src/model/quiz.ts';
import { type CourseFixture, courseFixture, type Role } from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import { answer } from '../support/first-attempt.ts';
import { frozenQuestion } from '../support/frozen-question.ts';
import { type Begun, type QuizTaking, quizTaking } from '../support/quiz-taking.ts';
import { notFoundBody, notPermittedBody, unauthenticatedBody } from '../support/refusal-bodies.ts';
import { startTestServer, type TestServer, testStartMs } from '../support/server.ts';
import { runSql } from '../support/sql.ts';
import { choiceQuestion, essayQuestion, insertTakenQuiz, numericalQuestion } from '../support/taken-quiz.ts';

const minuteMs = 60_000;
const textOnly = frozenQuestion('text_only_question', [], { id: 109, points_possible: 0 });
const questions = [textOnly, choiceQuestion, numericalQuestion, essayQuestion];
const [mc, num, essay] = [choiceQuestion.id, numericalQuestion.id, essayQuestion.id];
const answers = { [mc]: 11, [num]: 1, [essay]: '<p>On cells.</p>' };

const hidden = [401, { status: 'unauthorized', message: 'Cannot view questions due to quiz settings' }];
const oneAtATime = [
  401,
  { status: 'unauthorized', message: 'Cannot receive one question at a time questions in the API' },
];

eachDatabase((database) => {
  let course: CourseFixture;
  let server: TestServer;
  let taking: QuizTaking;
  const quizzes: Record<string, number> = {};
  const rows: Record<string, Begun> = {};

  beforeAll(async () => {
    const kinds: Record<string, Partial<Quiz>> = {
      running: {},
      graded: { allowedAttempts: 3 },
      single: { oneQuestionAtATime: 1, hideResults: 'always', allowedAttempts: 2 },
      always: { hideResults: 'always' },
      last: { hideResults: 'until_after_last_attempt', allowedAttempts: 2 },
      due: { hideResults: 'until_after_due_date', dueAtMs: testStartMs + minuteMs },
      once: { oneTimeResults: 1, allowedAttempts: 2 },
      manual: {},
      practice: { quizType: 'practice_quiz' },
    };
    course = await courseFixture(database, {
      async more(query, fixture) {
        for (const [name, quiz] of Object.entries(kinds)) {
          const postManually = name === 'manual' ? 1 : 0;
          const taken = await insertTakenQuiz(query, fixture, quiz, questions, { postManually });
          quizzes[name] = taken.quizId;
        }
      },
    });
    server = await startTestServer(database, { databaseUrl: course.databaseUrl });
    taking = quizTaking(server, course.courseId);
    const { student } = course.people;
    for (const name of ['graded', 'always', 'last', 'due', 'once', 'manual', 'practice']) {
      rows[name] = await taking.take(quizOf(name), student, answers);
    }
    rows.running = await taking.begin(quizOf('running'), student);
    rows.single = await taking.begin(quizOf('single'), student);
    await taking.answer(rowOf('running'), student, answers);
  });
  afterAll(() => server[Symbol.asyncDispose]());

  const quizOf = (name: string): number => quizzes[name] ?? 0;
  const rowOf = (name: string): Begun => rows[name] ?? { id: 0, attempt: 0, token: '' };
  const get = async (name: string, role: Role = 'student', query = '') =>
    server.call('GET', `/api/v1/quiz_submissions/${rowOf(name).id}/questions${query}`, {
      token: course.people[role].token,
    });
  const items = async (name: string, role?: Role, query?: string) => {
    const reply = await get(name, role, query);
    expect(reply.status).toBe(200);
    return reply.json.quiz_submission_questions;
  };
  const list = (name: string, role: Role, query: string) =>
    server.call('GET', taking.path(quizOf(name), `/questions?${query}`), {
      token: course.people[role].token,
    });

  /** What a student sees of the choice. */
  const choiceShown = () => ({
    id: mc,
    quiz_id: quizOf('running'),
    position: 1,
    quiz_group_id: null,
    assessment_question_id: null,
    question_name: 'Question 1',
    question_type: 'multiple_choice_question',
    question_text: 'Powerhouse?',
    answers: [
      { id: 11, text: 'Mitochondrion' },
      { id: 12, text: 'Nucleus' },
    ],
    matches: null,
    formulas: null,
    variables: null,
    answer_tolerance: null,
    formula_decimal_places: null,
  });

  /** What an editor sees of it. */
  const choiceWhole = () => ({
    id: mc,
    quiz_id: quizOf('running'),
    quiz_group_id: null,
    assessment_question_id: null,
    position: 1,
    regrade_option: null,
    created_at: null,
    question_name: 'Question 1',
    question_type: 'multiple_choice_question',
    question_text: 'Powerhouse?',
    points_possible: 2,
    correct_comments: '',
    incorrect_comments: '',
    neutral_comments: '',
    correct_comments_html: '',
    incorrect_comments_html: '',
    neutral_comments_html: '',
    answers: choiceQuestion.answers,
    variables: null,
    formulas: null,
    answer_tolerance: null,
    formula_decimal_places: null,
    matches: null,
    matching_answer_incorrect_matches: null,
  });

  describe('a running attempt', () => {
    test('has the questions in its order, with flags and answers, and no weights for its taker', async () => {
      const reply = await get('running');
      expect(reply.status).toBe(200);
      expect(Object.keys(reply.json)).toEqual(['quiz_submission_questions']);
      const [text, choice, number, essayItem, ...more] = reply.json.quiz_submission_questions;
      expect(more).toEqual([]);
      expect(text).toMatchObject({ id: 109, question_type: 'text_only_question', answer: null });
      expect(choice).toEqual({ ...choiceShown(), flagged: false, answer: '11' });
      expect(number).toMatchObject({ id: num, flagged: false, answer: 1 });
      expect(number).not.toHaveProperty('answers');
      expect(essayItem).toMatchObject({ id: essay, answer: '<p>On cells.</p>' });
    });

    test('is whole for who edits the quiz', async () => {
      const [, choice] = await items('running', 'teacher');
      expect(choice).toEqual({ ...choiceWhole(), flagged: false, answer: '11' });
    });

    test('shows a flag', async () => {
      const { id, attempt, token } = rowOf('running');
      const flag = (name: string) =>
        server.call('PUT', `/api/v1/quiz_submissions/${id}/questions/${num}/${name}`, {
          token: course.people.student.token,
          body: { attempt, validation_token: token },
        });
      expect((await flag('flag')).status).toBe(200);
      expect((await items('running')).map((item: { flagged: boolean }) => item.flagged)).toEqual([
        false,
        false,
        true,
        false,
      ]);
      expect((await flag('unflag')).status).toBe(200);
    });

    test.each<[Role, number]>([
      ['student', 200],
      ['observer', 200],
      ['teacher', 200],
      ['ta', 200],
      ['admin', 200],
      ['designer', 403],
      ['otherStudent', 403],
      ['outsider', 403],
    ])('%s: %d', async (role, status) => {
      const reply = await get('running', role);
      if (status === 403) expect(answer(reply)).toEqual([403, notPermittedBody]);
      else expect(reply.status).toBe(200);
    });

    test('asks for a login', async () => {
      const path = `/api/v1/quiz_submissions/${rowOf('running').id}/questions`;
      expect(answer(await server.call('GET', path, { token: null }))).toEqual([401, unauthenticatedBody]);
    });
  });

  describe('a graded attempt', () => {
    test('has verdicts in place of answers', async () => {
      const [text, choice, number, essayItem] = await items('graded');
      expect(text).toMatchObject({ flagged: false, correct: 'no_score' });
      expect(choice).toEqual({ ...choiceShown(), quiz_id: quizOf('graded'), flagged: false, correct: true });
      expect(number).toMatchObject({ flagged: false, correct: false });
      expect(essayItem).toMatchObject({ flagged: false, correct: 'undefined' });
      for (const item of [text, choice, number, essayItem]) expect(item).not.toHaveProperty('answer');
      const [, whole] = await items('graded', 'teacher');
      expect(whole).toEqual({ ...choiceWhole(), quiz_id: quizOf('graded'), flagged: false, correct: true });
    });

    test('is the one asked for', async () => {
      const { student } = course.people;
      await taking.take(quizOf('graded'), student, { [mc]: 12 });
      const verdicts = async (query: string) =>
        (await items('graded', 'student', query)).map(({ correct }: { correct: unknown }) => correct);
      expect(await verdicts('?quiz_submission_attempt=1')).toEqual(['no_score', true, false, 'undefined']);
      expect(await verdicts('?quiz_submission_attempt=2')).toEqual(['no_score', false, false, 'undefined']);
      expect(await verdicts('')).toEqual(['no_score', false, false, 'undefined']);
    });

    test.each(['3', '0', '', 'abc', '9'.repeat(30)])('attempt %j is not found', async (attempt) => {
      const reply = await get('graded', 'student', `?quiz_submission_attempt=${attempt}`);
      expect(answer(reply)).toEqual([404, notFoundBody]);
    });

    test('ours: with the own answers, points and comments when asked', async () => {
      const [, choice, number] = await items('practice', 'student', '?include[]=grading');
      expect(choice).toMatchObject({ correct: true, answer: '11', points: 2, comment: null });
      expect(number).toMatchObject({ correct: false, answer: 1, points: 0, comment: null });
    });
  });

  describe('include[]=quiz_question', () => {
    test('adds the questions by themselves, and meta', async () => {
      const { json } = await get('running', 'student', '?include[]=quiz_question');
      expect(Object.keys(json)).toEqual(['quiz_submission_questions', 'quiz_questions', 'meta']);
      expect(json.meta).toEqual({ primaryCollection: 'quiz_submission_questions' });
      expect(json.quiz_questions[1]).toEqual(choiceShown());
      expect(json.quiz_submission_questions[1]).toEqual({ ...choiceShown(), flagged: false, answer: '11' });
    });

    test('is whole for who edits the quiz', async () => {
      const { json } = await get('running', 'teacher', '?include=quiz_question');
      expect(json.quiz_questions[1]).toEqual(choiceWhole());
    });

    test('is the only one that adds anything', async () => {
      const { json } = await get('running', 'student', '?include[]=user');
      expect(Object.keys(json)).toEqual(['quiz_submission_questions']);
    });
  });

  describe('what is not shown', () => {
    test('nothing of what is not there', async () => {
      for (const id of ['0', '999999', '9'.repeat(30), 'self', '-1']) {
        const reply = await server.call('GET', `/api/v1/quiz_submissions/${id}/questions`);
        expect(answer(reply)).toEqual([404, notFoundBody]);
      }
    });

    test('a quiz of single questions, to anybody who does not edit it, whatever else', async () => {
      expect(answer(await get('single'))).toEqual(oneAtATime);
      expect(answer(await get('single', 'outsider'))).toEqual(oneAtATime);
      expect((await get('single', 'teacher')).status).toBe(200);
      expect(answer(await get('single', 'student', '?quiz_submission_attempt=9'))).toEqual([
        404,
        notFoundBody,
      ]);
    });

    test('hidden results, before the right to look is asked for', async () => {
      expect(answer(await get('always'))).toEqual(hidden);
      expect(answer(await get('always', 'observer'))).toEqual(hidden);
      expect(answer(await get('always', 'outsider'))).toEqual(hidden);
      expect((await get('always', 'ta')).status).toBe(200);
      expect(answer(await get('graded', 'outsider'))).toEqual([403, notPermittedBody]);
    });

    test('results until after the last attempt', async () => {
      const { student } = course.people;
      expect(answer(await get('last'))).toEqual(hidden);
      const begun = await taking.begin(quizOf('last'), student);
      expect((await get('last')).status).toBe(200);
      expect(answer(await get('last', 'student', '?quiz_submission_attempt=1'))).toEqual(hidden);
      await taking.complete(quizOf('last'), begun, student);
      expect((await get('last')).status).toBe(200);
      expect((await get('last', 'student', '?quiz_submission_attempt=1')).status).toBe(200);
    });

    test('results until after the due date', async () => {
      expect(answer(await get('due'))).toEqual(hidden);
      server.clock.nowMs = testStartMs + minuteMs + 1;
      expect((await get('due')).status).toBe(200);
      server.clock.nowMs = testStartMs;
    });

    test('a grade that nobody has posted', async () => {
      expect(answer(await get('manual'))).toEqual(hidden);
      expect((await get('manual', 'teacher')).status).toBe(200);
      await runSql(
        course.databaseUrl,
        `update submissions set posted_at_ms = 1 where quiz_submission_id = ${rowOf('manual').id}`,
      );
      expect((await get('manual')).status).toBe(200);
    });

    test('results that are shown once, a second time; others look as often as they like', async () => {
      const { student } = course.people;
      expect((await get('once', 'observer')).status).toBe(200);
      expect((await get('once', 'teacher')).status).toBe(200);
      const path = `/api/v1/quiz_submissions/${rowOf('once').id}/questions`;
      expect((await server.call('HEAD', path, { token: student.token })).status).toBe(404);
      const looks = await Promise.all(Array.from({ length: 8 }, () => get('once')));
      expect(looks.map(({ status }) => status).sort()).toEqual([200, ...Array(7).fill(401)]);
      expect(await taking.shown(quizOf('once'), rowOf('once').id)).toMatchObject({ has_seen_results: true });
      expect(answer(await get('once', 'observer'))).toEqual(hidden);
      const begun = await taking.begin(quizOf('once'), student);
      expect((await get('once')).status).toBe(200);
      await taking.complete(quizOf('once'), begun, student);
      expect(answer(await get('once', 'student', '?quiz_submission_attempt=1'))).toEqual(hidden);
      expect((await get('once')).status).toBe(200);
      expect(answer(await get('once'))).toEqual(hidden);
    });
  });

  test('a preview is shown to its maker, verdicts too', async () => {
    const { designer } = course.people;
    const { json } = await server.call('POST', taking.path(quizOf('always'), '/submissions'), {
      token: designer.token,
      body: { preview: true },
    });
    const [preview] = json.quiz_submissions;
    const path = `/api/v1/quiz_submissions/${preview.id}/questions`;
    expect((await server.call('GET', path, { token: designer.token })).status).toBe(200);
    await taking.complete(
      quizOf('always'),
      { id: preview.id, attempt: 1, token: preview.validation_token },
      designer,
    );
    expect((await server.call('GET', path, { token: designer.token })).status).toBe(200);
    const { student } = course.people;
    expect(answer(await server.call('GET', path, { token: student.token }))).toEqual([403, notPermittedBody]);
  });

  describe('as the list of questions of the course', () => {
    const query = (name: string, attempt: number | string = 1) =>
      `quiz_submission_id=${rowOf(name).id}&quiz_submission_attempt=${attempt}`;

    test('they are a bare list, by pages', async () => {
      const reply = await list('running', 'student', `${query('running')}&per_page=3`);
      expect(reply.status).toBe(200);
      expect(reply.json.map(({ id }: { id: number }) => id)).toEqual([109, mc, num]);
      expect(reply.json[1]).toEqual(choiceShown());
      expect(reply.headers.get('link')).toContain('page=2&per_page=3>; rel="next"');
      const rest = await list('running', 'student', `${query('running')}&per_page=3&page=2`);
      expect(rest.json.map(({ id }: { id: number }) => id)).toEqual([essay]);
      const whole = await list('running', 'teacher', query('running'));
      expect(whole.json[1]).toEqual(choiceWhole());
    });

    test('one of the two parameters alone is the list of editors', async () => {
      const alone = `quiz_submission_id=${rowOf('running').id}`;
      expect(answer(await list('running', 'student', alone))).toEqual([403, notPermittedBody]);
      expect(answer(await list('running', 'teacher', alone))).toEqual([200, []]);
    });

    test('refusals come in order', async () => {
      expect(answer(await list('graded', 'student', query('running')))).toEqual([404, notFoundBody]);
      expect(answer(await list('running', 'otherStudent', query('running', 7)))).toEqual([
        403,
        notPermittedBody,
      ]);
      expect(answer(await list('running', 'student', query('running', 7)))).toEqual([404, notFoundBody]);
      expect(answer(await list('always', 'student', query('always')))).toEqual(hidden);
      expect(answer(await list('single', 'student', query('single')))).toEqual(hidden);
      await runSql(
        course.databaseUrl,
        `update quizzes set hide_results = null where id = ${quizOf('single')}`,
      );
      expect(answer(await list('single', 'student', query('single')))).toEqual(oneAtATime);
    });

    test('a page that is none is not found', async () => {
      expect(answer(await list('running', 'student', `${query('running')}&page=0`))).toEqual([
        404,
        notFoundBody,
      ]);
    });
  });

  describe('a formatted answer', () => {
    const formatted = (name: string, id: number | string, given: string, role: Role = 'student') =>
      server.call(
        'GET',
        `/api/v1/quiz_submissions/${rowOf(name).id}/questions/${id}/formatted_answer${given}`,
        { token: course.people[role].token },
      );

    test.each([
      ['99.9000000', '99.9'],
      ['12.34567890123456789', '12.3457'],
      ['abcd', 'abcd'],
    ])('%s is %s', async (given, shown) => {
      const reply = await formatted('running', num, `?answer=${given}`);
      expect(answer(reply)).toEqual([200, { formatted_answer: shown }]);
    });

    test('of a question that asks for no number is as it came', async () => {
      const reply = await formatted('running', essay, '?answer=99.9000');
      expect(answer(reply)).toEqual([200, { formatted_answer: '99.9000' }]);
    });

    test.each(['', '?answer=', '?answer=%20'])('%j is nothing to format', async (given) => {
      expect(answer(await formatted('running', num, given))).toEqual([
        422,
        { status: 'unprocessable_entity', message: 'answer param is required' },
      ]);
    });

    test('is for who may look at the attempt, of a question that it has', async () => {
      expect(answer(await formatted('running', 999, '?answer=1'))).toEqual([404, notFoundBody]);
      expect(answer(await formatted('running', num, '?answer=1', 'otherStudent'))).toEqual([
        403,
        notPermittedBody,
      ]);
      expect((await formatted('running', num, '?answer[]=1')).status).toBe(400);
    });
  });
});
