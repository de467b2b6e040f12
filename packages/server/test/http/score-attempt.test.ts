// Scores and comments that a teacher gives: what the quiz submission and the gradebook have then, everything refused in
// order. Source: quiz reference §2.9, §3.2, §3.3.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Quiz } from '../../src/model/quiz.ts';
import { answerCommentCharsMax, quizPointsMax } from '../../src/model/quiz-limits.ts';
import type { Submission } from '../../src/model/submission.ts';
import { type CourseFixture, courseFixture, type Person, type Role } from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import { answer } from '../support/first-attempt.ts';
import { type Begun, type QuizTaking, quizTaking } from '../support/quiz-taking.ts';
import { notFoundBody, unauthenticatedBody } from '../support/refusal-bodies.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { runSql } from '../support/sql.ts';
import {
  choiceQuestion,
  essayQuestion,
  insertTakenQuiz,
  shortQuestion,
  type TakenQuiz,
} from '../support/taken-quiz.ts';

/** 2 points, 1 point, and 5 that a person gives. */
const questions = [choiceQuestion, shortQuestion, essayQuestion];
const [mc, sa, essay] = [choiceQuestion.id, shortQuestion.id, essayQuestion.id];
const allRight = { [mc]: 11, [sa]: 'dna', [essay]: '<p>On cells.</p>' };

const declined = (status: number, message: string) => [
  status,
  { status: status === 403 ? 'forbidden' : 'bad_request', message },
];

eachDatabase((database) => {
  let course: CourseFixture;
  let server: TestServer;
  let taking: QuizTaking;
  let student: Person;
  const quizzes: Record<string, TakenQuiz> = {};

  beforeAll(async () => {
    const unlimited = { allowedAttempts: -1 };
    const kinds: Record<string, Partial<Quiz>> = {
      plain: unlimited,
      refused: unlimited,
      latest: { ...unlimited, scoringPolicy: 'keep_latest' },
      average: { ...unlimited, scoringPolicy: 'keep_average' },
      earlier: unlimited,
      practice: { quizType: 'practice_quiz' },
      survey: { quizType: 'graded_survey', pointsPossible: 8 },
      taken: unlimited,
      pending: unlimited,
      comments: {},
    };
    course = await courseFixture(database, {
      async more(query, fixture) {
        for (const [name, quiz] of Object.entries(kinds)) {
          quizzes[name] = await insertTakenQuiz(query, fixture, quiz, questions);
        }
      },
    });
    server = await startTestServer(database, { databaseUrl: course.databaseUrl });
    taking = quizTaking(server, course.courseId);
    student = course.people.student;
  });
  afterAll(() => server[Symbol.asyncDispose]());

  const quizOf = (name: string): number => quizzes[name]?.quizId ?? 0;
  const put = (name: string, { id }: Pick<Begun, 'id'>, body: unknown, role: Role = 'teacher') =>
    server.call('PUT', taking.path(quizOf(name), `/submissions/${id}`), {
      token: course.people[role].token,
      body,
    });
  const score = (name: string, begun: Pick<Begun, 'id'>, item: unknown) =>
    put(name, begun, { quiz_submissions: [item] });
  const shown = (name: string, { id }: Begun, query = '') => taking.shown(quizOf(name), id, query);
  const work = async (name: string): Promise<Submission | undefined> => {
    const { json } = await server.call(
      'GET',
      `/api/v1/courses/${course.courseId}/assignments/${quizzes[name]?.assignmentId}/submissions/${student.id}`,
    );
    return json;
  };

  test('an essay scored is reviewed: score, state, gradebook and course scores follow', async () => {
    const begun = await taking.take(quizOf('plain'), student, allRight);
    expect(await shown('plain', begun)).toMatchObject({
      score: 3,
      kept_score: 3,
      workflow_state: 'pending_review',
    });
    const reply = await score('plain', begun, {
      attempt: 1,
      questions: { [essay]: { score: 4, comment: 'ok' } },
    });
    expect(reply.status).toBe(200);
    expect(Object.keys(reply.json)).toEqual(['quiz_submissions']);
    const [json] = reply.json.quiz_submissions;
    expect(json).toEqual({
      ...(await shown('plain', begun)),
      score: 7,
      kept_score: 7,
      fudge_points: null,
      workflow_state: 'complete',
    });
    expect(await work('plain')).toMatchObject({
      score: 7,
      grade: '7',
      workflow_state: 'graded',
      submission_type: 'online_quiz',
      grader_id: course.people.teacher.id,
    });
    const { json: enrollments } = await server.call(
      'GET',
      `/api/v1/courses/${course.courseId}/enrollments?user_id=${student.id}`,
    );
    expect(enrollments[0].grades.current_score).toBe(87.5);
  });

  test('points may be partial, more than there are, and below nothing; the verdict follows where one was missing', async () => {
    const begun = await taking.take(quizOf('comments'), student, allRight);
    const verdict = async (query = '?include[]=grading') => {
      const { json } = await server.call('GET', `/api/v1/quiz_submissions/${begun.id}/questions${query}`);
      const items: Record<string, unknown>[] = json.quiz_submission_questions;
      return Object.fromEntries(
        items.map(({ id, correct, points, comment }) => [id, [correct, points, comment]]),
      );
    };
    await score('comments', begun, {
      attempt: 1,
      questions: { [essay]: { score: 2.5, comment: 'half <b>way</b>' }, [mc]: { score: '3.5' } },
    });
    expect(await verdict()).toEqual({
      [mc]: [true, 3.5, null],
      [sa]: [true, 1, null],
      [essay]: ['partial', 2.5, 'half <b>way</b>'],
    });
    await score('comments', begun, { attempt: 1, questions: { [essay]: { score: -1, comment: '' } } });
    expect(await verdict()).toMatchObject({ [essay]: ['partial', -1, null] });
    expect(await shown('comments', begun)).toMatchObject({ score: 3.5 });
    await score('comments', begun, { attempt: 1, questions: { [sa]: { comment: 'kept' } } });
    await score('comments', begun, { attempt: 1, questions: { [sa]: { comment: null, score: 'abc' } } });
    expect(await verdict()).toMatchObject({ [sa]: [true, 0, 'kept'] });
  });

  test('fudge points count until they are others, and an answer that still waits keeps the attempt waiting', async () => {
    const begun = await taking.take(quizOf('plain'), course.people.otherStudent, allRight);
    await score('plain', begun, { attempt: 1, fudge_points: -2.4 });
    expect(await shown('plain', begun)).toMatchObject({
      score: 0.6,
      fudge_points: -2.4,
      workflow_state: 'pending_review',
    });
    await score('plain', begun, { attempt: 1, questions: { [essay]: { score: 5 } } });
    expect(await shown('plain', begun)).toMatchObject({
      score: 5.6,
      fudge_points: -2.4,
      workflow_state: 'complete',
    });
    await score('plain', begun, { attempt: 1, fudge_points: 0 });
    expect(await shown('plain', begun)).toMatchObject({ score: 8, fudge_points: 0 });
  });

  test('a form is read too, and the include', async () => {
    const begun = await taking.take(quizOf('taken'), student, allRight);
    const reply = await server.call('PUT', taking.path(quizOf('taken'), '/submissions/self'), {
      token: course.people.teacher.token,
      body: `quiz_submissions[][attempt]=1&quiz_submissions[][fudge_points]=1.5&quiz_submissions[][questions][${essay}][score]=2`,
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    });
    expect(answer(reply)).toEqual([404, notFoundBody]);
    const form = await server.call('PUT', taking.path(quizOf('taken'), `/submissions/${begun.id}`), {
      token: course.people.teacher.token,
      body: `quiz_submissions[][attempt]=1&quiz_submissions[][fudge_points]=1.5&quiz_submissions[][questions][${essay}][score]=2&include[]=user`,
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    });
    expect(form.json.quiz_submissions[0]).toMatchObject({ score: 6.5, fudge_points: 1.5 });
    expect(form.json.users).toHaveLength(1);
    expect(form.json.meta).toEqual({ primaryCollection: 'quiz_submissions' });
  });

  describe('of several attempts', () => {
    test('an earlier one is scored while the next one runs, and the gradebook has it at once', async () => {
      const first = await taking.take(quizOf('earlier'), student, allRight);
      const running = await taking.begin(quizOf('earlier'), student);
      const reply = await score('earlier', first, { attempt: 1, questions: { [essay]: { score: 5 } } });
      expect(reply.json.quiz_submissions[0]).toMatchObject({
        attempt: 2,
        workflow_state: 'untaken',
        score: null,
        kept_score: 8,
        fudge_points: null,
      });
      expect(await shown('earlier', first, '?attempt=1')).toMatchObject({
        score: 8,
        workflow_state: 'complete',
      });
      expect(await work('earlier')).toMatchObject({ score: 8, grader_id: course.people.teacher.id });
      await taking.complete(quizOf('earlier'), running, student);
      expect(await shown('earlier', first)).toMatchObject({ attempt: 2, score: 0, kept_score: 8 });
    });

    test.each([
      ['latest', 1, 3],
      ['average', 6, 5],
    ] as const)('the policy keeps the %s', async (name, whole, kept) => {
      const first = await taking.take(quizOf(name), student, allRight);
      await taking.take(quizOf(name), student, { [mc]: 11, [sa]: 'dna' });
      expect(await shown(name, first)).toMatchObject({ score: 3, kept_score: 3 });
      await score(name, first, { attempt: 1, questions: { [essay]: { score: whole === 1 ? 1 : 4 } } });
      expect((await shown(name, first)).kept_score).toBe(kept);
      expect((await work(name))?.score).toBe(kept);
    });

    test('a grade from the gradebook that wins gives way', async () => {
      const begun = await taking.take(quizOf('taken'), course.people.otherStudent, allRight);
      await taking.take(quizOf('taken'), course.people.otherStudent, { [sa]: 'dna' });
      const path = `/api/v1/courses/${course.courseId}/assignments/${quizzes.taken?.assignmentId}/submissions`;
      await server.call('PUT', `${path}/${course.people.otherStudent.id}`, {
        token: course.people.teacher.token,
        body: { submission: { posted_grade: '2' } },
      });
      expect(await shown('taken', begun)).toMatchObject({ score: 2, kept_score: 2, fudge_points: 1 });
      await score('taken', begun, { attempt: 2, questions: { [essay]: { score: 0.5 } } });
      expect(await shown('taken', begun)).toMatchObject({ score: 2.5, kept_score: 3, fudge_points: 1 });
    });
  });

  test('a grade in the gradebook reviews what waits, also when it is the very score there was', async () => {
    const begun = await taking.take(quizOf('pending'), student, allRight);
    const path = `/api/v1/courses/${course.courseId}/assignments/${quizzes.pending?.assignmentId}/submissions`;
    await server.call('PUT', `${path}/${student.id}`, {
      token: course.people.teacher.token,
      body: { submission: { posted_grade: '3' } },
    });
    expect(await shown('pending', begun)).toMatchObject({
      score: 3,
      kept_score: 3,
      workflow_state: 'complete',
    });
    expect(await work('pending')).toMatchObject({ score: 3, workflow_state: 'graded' });
  });

  test('an ungraded quiz has its scores without a gradebook, a graded survey always all of them', async () => {
    const practice = await taking.take(quizOf('practice'), student, allRight);
    await score('practice', practice, { attempt: 1, questions: { [essay]: { score: 4 } } });
    expect(await shown('practice', practice)).toMatchObject({
      score: 7,
      kept_score: 7,
      workflow_state: 'complete',
    });
    const survey = await taking.take(quizOf('survey'), student, {});
    await score('survey', survey, { attempt: 1, fudge_points: -3, questions: { [essay]: { score: 1 } } });
    expect(await shown('survey', survey)).toMatchObject({ score: 8, kept_score: 8 });
  });

  describe('refused', () => {
    let begun: Begun;
    beforeAll(async () => {
      begun = await taking.take(quizOf('refused'), student, allRight);
    });

    const missing = declined(400, 'missing required key :quiz_submissions');
    const mayNot = declined(403, 'you are not allowed to update scores for this quiz submission');
    const badAttempt = declined(400, 'invalid attempt');
    const badScore = declined(400, 'question score must be an unsigned decimal');

    test('without a login, and where nothing is', async () => {
      const path = taking.path(quizOf('refused'), `/submissions/${begun.id}`);
      expect(answer(await server.call('PUT', path, { token: null, body: {} }))).toEqual([
        401,
        unauthenticatedBody,
      ]);
      for (const id of [0, 999_999])
        expect(answer(await put('refused', { id }, {}))).toEqual([404, notFoundBody]);
      expect(answer(await put('plain', begun, {}))).toEqual([404, notFoundBody]);
    });

    test.each([
      ['nothing', {}],
      ['null', { quiz_submissions: null }],
      ['an object', { quiz_submissions: { attempt: 1 } }],
      ['text', { quiz_submissions: 'x' }],
    ])('%s in place of the list, whoever asks', async (_, body) => {
      expect(answer(await put('refused', begun, body))).toEqual(missing);
      expect(answer(await put('refused', begun, body, 'student'))).toEqual(missing);
    });

    test.each<Role>(['student', 'otherStudent', 'observer', 'designer', 'outsider'])(
      'to the %s',
      async (role) => {
        for (const quiz_submissions of [[], [{}], [{ attempt: 9, questions: { [mc]: { score: [1] } } }]]) {
          expect(answer(await put('refused', begun, { quiz_submissions }, role))).toEqual(mayNot);
        }
      },
    );

    test.each([
      {},
      { attempt: null },
      { attempt: 'x' },
      { attempt: '' },
      { attempt: 2 },
      { attempt: 0 },
      { attempt: [1] },
    ])('%j names no attempt', async (item) => {
      const body = { ...item, questions: { [mc]: { score: [1] } } };
      expect(answer(await score('refused', begun, body))).toEqual(badAttempt);
    });

    test('an attempt that runs', async () => {
      const running = await taking.begin(quizOf('refused'), course.people.otherStudent);
      const item = { attempt: 1, questions: { [mc]: { score: [1] } } };
      expect(answer(await score('refused', running, item))).toEqual(
        declined(400, 'quiz submission attempt must be complete'),
      );
    });

    test.each([[[1]], [{ a: 1 }], [true], [quizPointsMax + 1], ['1e999'], ['-1e999']])(
      'a score that is %j, and nothing of the rest is kept',
      async (given) => {
        const before = await shown('refused', begun);
        const item = {
          attempt: 1,
          fudge_points: 1,
          questions: { [sa]: { score: 9 }, [mc]: { score: given } },
        };
        expect(answer(await score('refused', begun, item))).toEqual(badScore);
        expect(await shown('refused', begun)).toEqual(before);
      },
    );

    test.each([
      { fudge_points: [1] },
      { fudge_points: quizPointsMax + 1 },
      { questions: { [mc]: 5 } },
      { questions: { [mc]: { comment: { a: 1 } } } },
      { questions: { [mc]: { comment: 'x'.repeat(answerCommentCharsMax + 1) } } },
      { questions: { [mc]: { comment: '\0' } } },
    ])('what cannot be read: %#', async (item) => {
      const reply = await score('refused', begun, { attempt: 1, ...item });
      expect(reply.status).toBe(400);
      expect(reply.json.errors[0].error_code).toBe('bad_request');
    });
  });

  test('nothing to change is 200 and changes nothing, not even who graded', async () => {
    const begun = await taking.take(quizOf('latest'), course.people.otherStudent, allRight);
    const before = await shown('latest', begun);
    const rows = () => runSql(course.databaseUrl, `select * from quiz_submissions where id = ${begun.id}`);
    const rowBefore = await rows();
    for (const item of [
      null,
      { attempt: 1 },
      { attempt: '1', fudge_points: '', questions: {} },
      { attempt: 1, fudge_points: null, questions: { [mc]: { score: null, comment: null } } },
      { attempt: 1, questions: { [mc]: { score: ' ' }, [sa]: {} } },
      { attempt: 1, questions: [{ score: 1 }] },
    ]) {
      const reply = await score('latest', begun, item);
      expect(answer(reply)).toEqual([200, { quiz_submissions: [before] }]);
    }
    expect(answer(await put('latest', begun, { quiz_submissions: [] }))).toEqual([
      200,
      { quiz_submissions: [before] },
    ]);
    expect(await rows()).toEqual(rowBefore);
  });

  test('only the first of the list counts, and questions that the attempt does not have are passed over', async () => {
    const begun = await taking.take(quizOf('average'), course.people.otherStudent, allRight);
    const quiz_submissions = [
      { attempt: 1, questions: { 999: { score: 50 }, [essay]: { score: 1 }, ['__proto__']: { score: 3 } } },
      { attempt: 1, fudge_points: 100 },
    ];
    expect((await put('average', begun, { quiz_submissions })).status).toBe(200);
    expect(await shown('average', begun)).toMatchObject({ score: 4, fudge_points: null });
  });

  test.each<Role>(['ta', 'admin'])('the %s may score', async (role) => {
    const begun = await taking.take(quizOf('plain'), student, allRight);
    const body = { quiz_submissions: [{ attempt: begun.attempt, questions: { [essay]: { score: 1 } } }] };
    expect((await put('plain', begun, body, role)).status).toBe(200);
  });
});
