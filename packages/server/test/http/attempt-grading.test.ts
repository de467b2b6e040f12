// An attempt as whoever grades it is shown it. Ours; giving the scores is in score-attempt.test.ts.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CourseFixture, courseFixture, type Role } from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import { uploading, uploadQuestion } from '../support/file-upload.ts';
import { answer } from '../support/first-attempt.ts';
import { type PageTaking, pageTaking } from '../support/page-taking.ts';
import { notFoundBody, notPermittedBody, unauthenticatedBody } from '../support/refusal-bodies.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { choiceQuestion, essayQuestion, insertTakenQuiz } from '../support/taken-quiz.ts';

const [choice, essay, upload] = [choiceQuestion.id, essayQuestion.id, uploadQuestion.id];

eachDatabase((database) => {
  let course: CourseFixture;
  let server: TestServer;
  let page: PageTaking;
  let quizId: number;
  let assignmentId: number | null;
  let surveyId: number;
  let anonymousId: number;
  let idOf: Record<'quiz' | 'survey' | 'anonymous', number>;
  let fileId: number;

  beforeAll(async () => {
    course = await courseFixture(database, {
      async more(query, fixture) {
        const questions = [choiceQuestion, essayQuestion, uploadQuestion];
        // What hides results from students does not hide them here.
        const quiz = { allowedAttempts: 3, hideResults: 'always' as const, oneQuestionAtATime: 1 as const };
        ({ quizId, assignmentId } = await insertTakenQuiz(query, fixture, quiz, questions));
        ({ quizId: surveyId } = await insertTakenQuiz(query, fixture, { quizType: 'survey' }, [
          essayQuestion,
        ]));
        const anonymous = { quizType: 'graded_survey' as const, anonymousSubmissions: 1 as const };
        ({ quizId: anonymousId } = await insertTakenQuiz(query, fixture, anonymous, [essayQuestion]));
      },
    });
    server = await startTestServer(database, { databaseUrl: course.databaseUrl });
    page = pageTaking(server, course.courseId);
    const { student } = course.people;
    await page.begin(quizId, student);
    await page.handIn(quizId, student, { [`question_${choice}`]: '12' });
    await page.begin(quizId, student);
    const file = await uploading(server, course.courseId).upload(
      quizId,
      student,
      'cell.txt',
      new TextEncoder().encode('a cell'),
    );
    fileId = file.id;
    await page.handIn(quizId, student, {
      [`question_${choice}`]: '11',
      [`question_${essay}`]: '<p onclick="alert(1)">Because.</p><script>alert(1)</script>',
      [`question_${upload}`]: [String(file.id)],
    });
    for (const id of [surveyId, anonymousId]) {
      await page.begin(id, student);
      await page.handIn(id, student, { [`question_${essay}`]: '<p>I like it.</p>' });
    }
    idOf = {
      quiz: await submissionOf(quizId),
      survey: await submissionOf(surveyId),
      anonymous: await submissionOf(anonymousId),
    };
  });
  afterAll(() => server[Symbol.asyncDispose]());

  async function submissionOf(quiz: number): Promise<number> {
    const { json } = await server.call(
      'GET',
      `/api/v1/courses/${course.courseId}/quizzes/${quiz}/submissions`,
    );
    return json.quiz_submissions[0].id;
  }
  const pathOf = (quiz: number, id: number | string) =>
    `/api/v1/courses/${course.courseId}/quizzes/${quiz}/submissions/${id}`;
  const get = (query = '', role: Role = 'teacher', path = pathOf(quizId, idOf.quiz)) =>
    server.call('GET', `${path}/grading${query}`, { token: course.people[role].token });
  const first = {
    attempt: 1,
    workflow_state: 'pending_review',
    started_at: '2026-09-01T09:00:00.123Z',
    finished_at: '2026-09-01T09:00:00.123Z',
    score: 0,
    fudge_points: null,
  };
  const second = { ...first, attempt: 2, score: 2 };

  test('has these keys and no others', async () => {
    const reply = await get();
    expect(reply.headers.get('cache-control')).toBe('no-store');
    const { questions, ...rest } = reply.json;
    expect([reply.status, rest]).toEqual([
      200,
      {
        course: { id: course.courseId, name: 'Biology 101' },
        quiz: {
          id: quizId,
          title: 'Cells',
          quiz_type: 'assignment',
          points_possible: 10,
          assignment_id: assignmentId,
        },
        user: { id: course.people.student.id, name: 'Ada Lovelace' },
        quiz_submission_id: idOf.quiz,
        kept_score: 2,
        may_grade: true,
        attempt: second,
        attempts: [first, second],
      },
    ]);
    expect(questions).toEqual([
      {
        id: choice,
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
        feedback: [],
        correct_answers: ['11'],
      },
      expect.objectContaining({
        id: essay,
        answer: '<p>Because.</p>',
        points: null,
        correct: 'undefined',
        correct_answers: null,
      }),
      expect.objectContaining({
        id: upload,
        files: [{ id: fileId, display_name: 'cell.txt', size: 6, url: `/files/${fileId}/download` }],
      }),
    ]);
  });

  test('an uploaded file can be had by who grades it', async () => {
    const [, , { files }] = (await get()).json.questions;
    const reply = await server.call('GET', files[0].url, { token: course.people.teacher.token });
    expect([reply.status, reply.text]).toEqual([200, 'a cell']);
  });

  test('an earlier attempt is shown as it was', async () => {
    const { json } = await get('?attempt=1');
    expect(json.attempt).toEqual(first);
    expect(json.questions.map(({ answer: given }: { answer: unknown }) => given).slice(0, 2)).toEqual([
      '12',
      null,
    ]);
  });

  test('an attempt that runs has no questions yet', async () => {
    const { otherStudent } = course.people;
    await page.begin(quizId, otherStudent);
    const { json } = await server.call(
      'GET',
      `/api/v1/courses/${course.courseId}/quizzes/${quizId}/submissions`,
    );
    const running = json.quiz_submissions.find(
      ({ user_id }: { user_id: number }) => user_id === otherStudent.id,
    );
    const reply = await get('', 'teacher', pathOf(quizId, running.id));
    expect(reply.json).toMatchObject({ attempt: { workflow_state: 'untaken', score: null }, questions: [] });
  });

  test('scores and comments that were given are in it, and what waits no more is not to be graded', async () => {
    const scores = { [essay]: { score: 3, comment: 'Why?' }, [upload]: { score: 1 } };
    const given = await server.call('PUT', pathOf(quizId, idOf.quiz), {
      token: course.people.teacher.token,
      body: { quiz_submissions: [{ attempt: 2, fudge_points: 0.5, questions: scores }] },
    });
    expect(given.status).toBe(200);
    const { json } = await get();
    expect(json.attempt).toEqual({ ...second, workflow_state: 'complete', score: 6.5, fudge_points: 0.5 });
    expect(json.kept_score).toBe(6.5);
    expect(json.questions[1]).toMatchObject({ points: 3, comment: 'Why?', correct: 'partial' });
  });

  test('of a survey nothing is judged, and of an anonymous one nobody is named', async () => {
    const survey = await get('', 'teacher', pathOf(surveyId, idOf.survey));
    expect(survey.json.user).toEqual({ id: course.people.student.id, name: 'Ada Lovelace' });
    expect(survey.json.questions[0]).toMatchObject({
      correct: 'no_score',
      points: null,
      correct_answers: null,
    });
    const anonymous = await get('', 'teacher', pathOf(anonymousId, idOf.anonymous));
    expect(anonymous.json.user).toBeNull();
    expect(anonymous.json.questions[0].answer).toBe('<p>I like it.</p>');
  });

  describe('is for graders', () => {
    test.each(['admin', 'teacher', 'ta'] as const)('%s reads it', async (role) => {
      expect((await get('', role)).json.may_grade).toBe(true);
    });

    test.each(['student', 'otherStudent', 'observer', 'designer', 'outsider'] as const)(
      '%s does not',
      async (role) => {
        expect(answer(await get('', role))).toEqual([403, notPermittedBody]);
        expect(answer(await get('', role, pathOf(quizId, 'self')))).toEqual([403, notPermittedBody]);
      },
    );

    test('nobody', async () => {
      const reply = await server.call('GET', `${pathOf(quizId, idOf.quiz)}/grading`, { token: null });
      expect(answer(reply)).toEqual([401, unauthenticatedBody]);
    });
  });

  test('of what there is not is not found', async () => {
    for (const query of ['?attempt=3', '?attempt=0', '?attempt=x', '?attempt=99999999999999999999'])
      expect([query, ...answer(await get(query))]).toEqual([query, 404, notFoundBody]);
    for (const id of ['0', 'x', 'self', '99999999999999999999'])
      expect([id, ...answer(await get('', 'teacher', pathOf(quizId, id)))]).toEqual([id, 404, notFoundBody]);
    expect(answer(await get('', 'teacher', pathOf(surveyId, idOf.quiz)))).toEqual([404, notFoundBody]);
  });
});
