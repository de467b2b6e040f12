// Ours: the answers of an attempt as they were at a moment, from its log. Source: quiz reference §1.9, and the permissions
// and refusals of the log itself, §1.5, §1.6.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CourseFixture, courseFixture, type Person, type Role } from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import { answer } from '../support/first-attempt.ts';
import { frozenQuestion } from '../support/frozen-question.ts';
import { type Answers, type Begun, type QuizTaking, quizTaking } from '../support/quiz-taking.ts';
import { notFoundBody, notPermittedBody, unauthenticatedBody } from '../support/refusal-bodies.ts';
import { startTestServer, type TestServer, testStartMs } from '../support/server.ts';
import { runSql } from '../support/sql.ts';
import {
  blanksQuestion,
  choiceQuestion,
  essayQuestion,
  insertTakenQuiz,
  numericalQuestion,
  shortQuestion,
} from '../support/taken-quiz.ts';

const textOnly = frozenQuestion('text_only_question', [], { id: 109, points_possible: 0 });
const questions = [textOnly, choiceQuestion, shortQuestion, numericalQuestion, blanksQuestion, essayQuestion];
const [mc, sa, num, blanks, essay] = questions.slice(1).map(({ id }) => id) as [
  number,
  number,
  number,
  number,
  number,
];

eachDatabase((database) => {
  let course: CourseFixture;
  let server: TestServer;
  let taking: QuizTaking;
  let student: Person;
  let begun: Begun;
  const quizzes: Record<string, number> = {};

  beforeAll(async () => {
    course = await courseFixture(database, {
      async more(query, fixture) {
        for (const name of ['plain', 'forged', 'other', 'sheet', 'unknown']) {
          const taken = await insertTakenQuiz(query, fixture, { allowedAttempts: 2 }, questions);
          quizzes[name] = taken.quizId;
        }
      },
    });
    server = await startTestServer(database, { databaseUrl: course.databaseUrl });
    taking = quizTaking(server, course.courseId);
    student = course.people.student;
    begun = await taking.begin(quizOf('plain'), student);
    await answerAt(begun, 10_000, { [mc]: 12 });
    await answerAt(begun, 20_000, { [mc]: 11, [sa]: 'DNA' });
    await reportAt('plain', begun, 25_000, [['question_flagged', { questionId: `${num}`, flagged: true }]]);
    await answerAt(begun, 30_000, { [blanks]: { leaf: 'Green' } });
    server.clock.nowMs = testStartMs + 60_000;
  });
  afterAll(() => server[Symbol.asyncDispose]());

  const quizOf = (name: string): number => quizzes[name] ?? 0;
  async function answerAt(of: Begun, afterMs: number, answers: Answers): Promise<void> {
    server.clock.nowMs = testStartMs + afterMs;
    expect((await taking.answer(of, student, answers)).status).toBe(200);
  }
  async function reportAt(
    name: string,
    { id }: Begun,
    afterMs: number,
    events: [string, unknown][],
  ): Promise<void> {
    server.clock.nowMs = testStartMs + afterMs;
    const quiz_submission_events = events.map(([event_type, event_data]) => ({ event_type, event_data }));
    const path = taking.path(quizOf(name), `/submissions/${id}/events`);
    const reply = await server.call('POST', path, { token: student.token, body: { quiz_submission_events } });
    expect(reply.status).toBe(204);
  }
  const get = (name: string, id: number | string, query = '', role: Role = 'teacher', headers = {}) =>
    server.call('GET', taking.path(quizOf(name), `/submissions/${id}/events/answers${query}`), {
      token: course.people[role].token,
      headers,
    });
  const answersAt = async (query = '', name = 'plain', { id } = begun) => {
    const reply = await get(name, id, query);
    expect(reply.status).toBe(200);
    return reply.json.quiz_submission_answers;
  };
  const at = (afterMs: number) => `?at=${new Date(testStartMs + afterMs).toISOString()}`;

  const choice = (given: string, answered_at: string) => ({
    quiz_question_id: mc,
    answer: given,
    flagged: false,
    answered_at,
    source: 'server',
  });
  const short = {
    quiz_question_id: sa,
    answer: 'dna',
    flagged: false,
    answered_at: '2026-09-01T09:00:20.123Z',
    source: 'server',
  };
  const flag = { quiz_question_id: num, answer: null, flagged: true, answered_at: null, source: null };
  const blank = {
    quiz_question_id: blanks,
    answer: { leaf: 'green', sky: null },
    flagged: false,
    answered_at: '2026-09-01T09:00:30.123Z',
    source: 'server',
  };
  const [early, late] = ['2026-09-01T09:00:10.123Z', '2026-09-01T09:00:20.123Z'];

  test('without a moment they are those of now, in the order of the attempt', async () => {
    expect(answer(await get('plain', begun.id))).toEqual([
      200,
      { quiz_submission_answers: [choice('11', late), short, flag, blank] },
    ]);
  });

  describe('at a moment', () => {
    test('that moment counts, and not a millisecond more', async () => {
      expect(await answersAt(at(9_999))).toEqual([]);
      expect(await answersAt(at(10_000))).toEqual([choice('12', early)]);
      expect(await answersAt(at(19_999))).toEqual([choice('12', early)]);
      expect(await answersAt(at(20_000))).toEqual([choice('11', late), short]);
      expect(await answersAt(at(25_000))).toEqual([choice('11', late), short, flag]);
      expect(await answersAt(at(86_400_000))).toHaveLength(4);
    });

    test('a time of the log, which has whole seconds, finds what the log shows with it', async () => {
      expect(await answersAt('?at=2026-09-01T09:00:10Z')).toEqual([choice('12', early)]);
      expect(await answersAt('?at=2026-09-01T09:00:10.000Z')).toEqual([]);
      expect(await answersAt('?at=2026-09-01T09:00:09Z')).toEqual([]);
      expect(await answersAt('?at=2026-09-01T11:00:10%2B02:00')).toEqual([choice('12', early)]);
      expect(await answersAt('?at=')).toHaveLength(4);
    });

    test.each(['yesterday', '2026-13-01', '1788253210'])('%s is none', async (moment) => {
      const reply = await get('plain', begun.id, `?at=${moment}`);
      expect(reply.status).toBe(400);
      expect(reply.json.errors[0].message).toBe('at must be an ISO 8601 time');
    });
  });

  test('ids are text for who asks for text', async () => {
    const accept = { Accept: 'application/json+canvas-string-ids' };
    const { json } = await get('plain', begun.id, '', 'teacher', accept);
    expect(json.quiz_submission_answers[0].quiz_question_id).toBe(`${mc}`);
  });

  test('what a page says of answers counts only where the server has no word of its own', async () => {
    server.clock.nowMs = testStartMs;
    const own = await taking.begin(quizOf('forged'), student);
    await answerAt(own, 10_000, { [mc]: 12 });
    await reportAt('forged', own, 20_000, [
      ['question_answered', [{ quiz_question_id: `${mc}`, answer: '11' }]],
      ['question_answered', { question_id: `${sa}`, answer: 'dna' }],
      ['question_answered', { answer: '42' }],
      [
        'question_answered',
        [
          { quiz_question_id: '109', answer: 'text' },
          { quiz_question_id: '7', answer: 'x' },
        ],
      ],
      ['question_answered', 'nothing'],
      ['page_blurred', [{ quiz_question_id: `${num}`, answer: 1 }]],
      ['question_flagged', { quiz_question_id: sa, flagged: true }],
    ]);
    expect(await answersAt('', 'forged', own)).toEqual([
      choice('12', '2026-09-01T09:00:10.123Z'),
      { ...short, flagged: true, source: 'page', answered_at: '2026-09-01T09:00:20.123Z' },
    ]);
  });

  test('each attempt has its own', async () => {
    const first = await taking.take(quizOf('other'), student, { [mc]: 11 });
    const second = await taking.begin(quizOf('other'), student);
    expect(await answersAt('', 'other', second)).toEqual([]);
    expect(await answersAt('?attempt=1', 'other', first)).toMatchObject([
      { quiz_question_id: mc, answer: '11' },
    ]);
    expect(await answersAt('?attempt=2', 'other', first)).toEqual([]);
  });

  test('of an attempt whose questions are not known, those that the log names', async () => {
    const own = await taking.begin(quizOf('unknown'), student);
    await runSql(
      course.databaseUrl,
      `update attempt_questions set quiz_data = '[]' where quiz_submission_id = ${own.id}`,
    );
    await reportAt('unknown', own, 10_000, [
      [
        'question_answered',
        [
          { quiz_question_id: '7', answer: 'b' },
          { quiz_question_id: '5', answer: 'a' },
        ],
      ],
    ]);
    expect(await answersAt('', 'unknown', own)).toMatchObject([
      { quiz_question_id: 7, answer: 'b' },
      { quiz_question_id: 5, answer: 'a' },
    ]);
  });

  test('in the end they are what the answer sheet has', async () => {
    server.clock.nowMs = testStartMs;
    const own = await taking.begin(quizOf('sheet'), student);
    const given: Answers[] = [
      { [mc]: 12, [sa]: 'x' },
      { [num]: 46 },
      { [sa]: ' ', [blanks]: { sky: 'Blue' } },
      { [mc]: 11, [essay]: '<p>one</p>' },
      { [num]: '' },
      { [blanks]: { leaf: 'green' }, [essay]: '<p>two</p>' },
      { [mc]: 12 },
    ];
    for (const [index, answers] of given.entries()) await answerAt(own, 1000 * (index + 1), answers);
    await taking.complete(quizOf('sheet'), own, student);
    const [row] = await runSql<{ answers: string }>(
      course.databaseUrl,
      `select answers from attempt_answers where quiz_submission_id = ${own.id}`,
    );
    const sheet: Record<string, { answer: unknown }> = JSON.parse(row?.answers ?? '{}');
    const rebuilt: { quiz_question_id: number; answer: unknown }[] = await answersAt('', 'sheet', own);
    expect(Object.fromEntries(rebuilt.map((one) => [one.quiz_question_id, one.answer]))).toEqual(
      Object.fromEntries(Object.entries(sheet).map(([id, entry]) => [id, entry.answer])),
    );
    expect(rebuilt).toHaveLength(5);
  });

  describe('who may read the log', () => {
    test.each<[Role, number]>([
      ['teacher', 200],
      ['ta', 200],
      ['admin', 200],
      ['designer', 403],
      ['student', 403],
      ['otherStudent', 403],
      ['observer', 403],
      ['outsider', 403],
    ])('%s: %d', async (role, status) => {
      const reply = await get('plain', begun.id, '', role);
      expect(reply.status).toBe(status);
      if (status === 403) expect(reply.json).toEqual(notPermittedBody);
    });

    test('and nobody without a login', async () => {
      const path = taking.path(quizOf('plain'), `/submissions/${begun.id}/events/answers`);
      expect(answer(await server.call('GET', path, { token: null }))).toEqual([401, unauthenticatedBody]);
    });
  });

  test('what is not there is not found', async () => {
    expect(answer(await get('plain', 0))).toEqual([404, notFoundBody]);
    expect(answer(await get('forged', begun.id))).toEqual([404, notFoundBody]);
    for (const attempt of ['2', '0', 'x', '']) {
      expect(answer(await get('plain', begun.id, `?attempt=${attempt}`))).toEqual([404, notFoundBody]);
    }
  });

  test('a course that keeps no log says so', async () => {
    const flagPath = `/api/v1/courses/${course.courseId}/features/flags/quiz_log_auditing`;
    await server.call('PUT', flagPath, { body: { state: 'off' } });
    expect(answer(await get('plain', begun.id))).toEqual([
      400,
      { status: 'bad_request', message: 'quiz log auditing must be enabled' },
    ]);
    await server.call('PUT', flagPath, { body: { state: 'on' } });
  });
});
