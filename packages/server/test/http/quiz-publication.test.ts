// What students get of a quiz: frozen when it is published, whatever is edited later. Source: core reference §14.3, §16.2,
// story steps 22 to 29.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CourseFixture, courseFixture, type Role } from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { runSql } from '../support/sql.ts';

eachDatabase((database) => {
  let course: CourseFixture;
  let server: TestServer;
  let base: string;

  beforeAll(async () => {
    course = await courseFixture(database);
    server = await startTestServer(database, { databaseUrl: course.databaseUrl });
    base = `/api/v1/courses/${course.courseId}/quizzes`;
  });
  afterAll(() => server[Symbol.asyncDispose]());

  const as = async (role: Role, method: string, path: string, body?: unknown) => {
    const reply = await server.call(method, path, { token: course.people[role].token, body });
    expect(reply.status, reply.text).toBeLessThan(300);
    return reply.json;
  };

  async function newQuiz(settings: Record<string, unknown> = {}): Promise<string> {
    const { id } = await as('teacher', 'POST', base, { quiz: { title: 'Cells', ...settings } });
    return `${base}/${id}`;
  }

  const save = (quiz: string, settings: Record<string, unknown>) =>
    as('teacher', 'PUT', quiz, { quiz: settings });

  /** Returns its id. */
  async function add(
    quiz: string,
    points_possible: number,
    question: Record<string, unknown> = {},
  ): Promise<number> {
    const whole = { question_type: 'essay_question', points_possible, ...question };
    return (await as('teacher', 'POST', `${quiz}/questions`, { question: whole })).id;
  }

  async function addGroup(quiz: string, pick_count: number, question_points: number): Promise<number> {
    const body = { quiz_groups: [{ name: 'Pool', pick_count, question_points }] };
    return (await as('teacher', 'POST', `${quiz}/groups`, body)).quiz_groups[0].id;
  }

  async function totals(
    quiz: string,
    role: Role = 'teacher',
  ): Promise<[count: number, points: number | null]> {
    const { question_count, points_possible } = await as(role, 'GET', quiz);
    return [question_count, points_possible];
  }

  const rowOf = async (quiz: string, columns: string) => {
    const id = quiz.split('/').at(-1);
    const [row] = await runSql(course.databaseUrl, `select ${columns} from quizzes where id = ${id}`);
    return row;
  };

  const publicationOf = async (quiz: string) => {
    const id = quiz.split('/').at(-1);
    const [row] = await runSql<{ quiz_data: string; quiz_version: number; published_at_ms: number }>(
      course.databaseUrl,
      `select * from quiz_publications where quiz_id = ${id}`,
    );
    return row;
  };

  describe('a draft', () => {
    test('counts what is in it now, after every change', async () => {
      const quiz = await newQuiz();
      expect(await totals(quiz)).toEqual([0, 0]);
      const first = await add(quiz, 1.5);
      await add(quiz, 4, { question_type: 'text_only_question' });
      expect(await totals(quiz)).toEqual([1, 1.5]);
      const group = await addGroup(quiz, 2, 3);
      expect(await totals(quiz), 'a group without questions gives none').toEqual([1, 1.5]);
      const pooled = await add(quiz, 99, { quiz_group_id: group });
      expect(await totals(quiz)).toEqual([3, 7.5]);
      await as('teacher', 'PUT', `${quiz}/questions/${first}`, { question: { points_possible: 2 } });
      expect(await totals(quiz)).toEqual([3, 8]);
      await as('teacher', 'PUT', `${quiz}/groups/${group}`, { quiz_groups: [{ pick_count: 1 }] });
      expect(await totals(quiz)).toEqual([2, 5]);
      await as('teacher', 'POST', `${quiz}/groups/${group}/reorder`, { order: [{ id: first }] });
      expect(await totals(quiz)).toEqual([1, 3]);
      await as('teacher', 'POST', `${quiz}/reorder`, { order: [{ id: pooled }, { id: first }] });
      expect(await totals(quiz)).toEqual([2, 101]);
      await as('teacher', 'DELETE', `${quiz}/questions/${pooled}`);
      expect(await totals(quiz)).toEqual([1, 2]);
      await as('teacher', 'DELETE', `${quiz}/groups/${group}`);
      await as('teacher', 'DELETE', `${quiz}/questions/${first}`);
      expect(await totals(quiz)).toEqual([0, 0]);
    });

    test('adds points exactly', async () => {
      const quiz = await newQuiz();
      for (let count = 0; count < 3; count++) await add(quiz, 1.3);
      expect(await totals(quiz)).toEqual([3, 3.9]);
      const group = await addGroup(quiz, 7, 0.1);
      await add(quiz, 0, { quiz_group_id: group });
      expect(await totals(quiz)).toEqual([10, 4.6]);
    });

    test('becomes edited by its first question', async () => {
      const quiz = await newQuiz();
      expect(await rowOf(quiz, 'workflow_state')).toEqual({ workflow_state: 'created' });
      await add(quiz, 1);
      expect(await rowOf(quiz, 'workflow_state, version_number')).toEqual({
        workflow_state: 'edited',
        version_number: 1,
      });
      expect(await save(quiz, { title: 'Renamed' })).toMatchObject({ published: false, version_number: 2 });
      expect(await rowOf(quiz, 'workflow_state')).toEqual({ workflow_state: 'edited' });
    });

    test('has no question types before it is published', async () => {
      const quiz = await newQuiz();
      await add(quiz, 1);
      expect(await as('teacher', 'GET', quiz)).toMatchObject({ question_types: [] });
    });
  });

  describe('publishing', () => {
    test('freezes the questions and the groups (steps 23 to 29)', async () => {
      const quiz = await newQuiz();
      const choice = await add(quiz, 2, {
        question_name: 'mc',
        question_text: 'Powerhouse?',
        question_type: 'multiple_choice_question',
        answers: [{ answer_text: 'Mitochondrion', answer_weight: 100 }, { answer_text: 'Nucleus' }],
      });
      await add(quiz, 1, { question_type: 'short_answer_question', answers: [{ answer_text: 'DNA' }] });
      await add(quiz, 2, {
        question_type: 'numerical_question',
        answers: [{ numerical_answer_type: 'exact_answer', answer_exact: 46, answer_error_margin: 0 }],
      });
      await add(quiz, 5);
      const group = await addGroup(quiz, 1, 2);
      for (let count = 0; count < 2; count++) {
        await add(quiz, 1, { question_type: 'true_false_question', quiz_group_id: group });
      }
      expect(await save(quiz, { published: true })).toMatchObject({
        published: true,
        points_possible: 12,
        question_count: 5,
        version_number: 2,
        question_types: [
          'multiple_choice_question',
          'short_answer_question',
          'numerical_question',
          'essay_question',
          'true_false_question',
        ],
      });
      const publication = await publicationOf(quiz);
      expect(publication).toMatchObject({ quiz_version: 2, published_at_ms: server.clock.nowMs });
      const entries = JSON.parse(publication?.quiz_data ?? '');
      expect(entries).toHaveLength(5);
      const shown = await as('teacher', 'GET', `${quiz}/questions/${choice}`);
      expect(entries[0]).toMatchObject({
        id: choice,
        quiz_group_id: null,
        question_name: 'mc',
        question_type: 'multiple_choice_question',
        question_text: 'Powerhouse?',
        points_possible: 2,
        position: 1,
        answers: shown.answers,
        published_at: '2026-09-01T09:00:00Z',
      });
      expect(entries[4]).toMatchObject({
        entry_type: 'quiz_group',
        id: group,
        name: 'Pool',
        pick_count: 1,
        question_points: 2,
        position: 5,
        questions: [{ position: 1 }, { position: 2 }],
      });
    });

    test('is not undone by edits, and not done again by publishing what is published', async () => {
      const quiz = await newQuiz();
      const kept = await add(quiz, 3);
      await save(quiz, { published: true });
      const before = await publicationOf(quiz);
      await add(quiz, 4, { question_type: 'short_answer_question' });
      await as('teacher', 'PUT', `${quiz}/questions/${kept}`, { question: { points_possible: 7 } });
      await addGroup(quiz, 2, 2);
      for (const role of ['teacher', 'student'] as const) {
        expect(await as(role, 'GET', quiz)).toMatchObject({
          question_count: 1,
          points_possible: 3,
          question_types: ['essay_question'],
        });
      }
      expect(await save(quiz, { published: true, title: 'Again' })).toMatchObject({
        question_count: 1,
        points_possible: 3,
        version_number: 3,
      });
      expect(await publicationOf(quiz)).toEqual(before);
      const listed = await as('student', 'GET', `${base}?search_term=Again`);
      expect(listed).toEqual([expect.objectContaining({ question_count: 1, points_possible: 3 })]);
    });

    test('happens again after it was taken back, which shows the draft meanwhile', async () => {
      const quiz = await newQuiz();
      await add(quiz, 3);
      await save(quiz, { published: true });
      await add(quiz, 4, { question_type: 'short_answer_question' });
      expect(await save(quiz, { published: false })).toMatchObject({
        published: false,
        question_count: 2,
        points_possible: 7,
        question_types: ['essay_question'],
      });
      expect(await rowOf(quiz, 'workflow_state')).toEqual({ workflow_state: 'unpublished' });
      await add(quiz, 1);
      expect(await totals(quiz)).toEqual([3, 8]);
      expect(await save(quiz, { published: true })).toMatchObject({
        question_count: 3,
        points_possible: 8,
        version_number: 4,
        question_types: ['essay_question', 'short_answer_question'],
      });
      expect(await publicationOf(quiz)).toMatchObject({ quiz_version: 4 });
      expect(await totals(quiz, 'student')).toEqual([3, 8]);
    });

    test('a quiz that students have taken keeps what they got', async () => {
      const quiz = await newQuiz({ allowed_attempts: 2 });
      await add(quiz, 3);
      await save(quiz, { published: true });
      await as('student', 'POST', `${quiz}/submissions`, {});
      await add(quiz, 4);
      const token = course.people.teacher.token;
      const refused = await server.call('PUT', quiz, { token, body: { quiz: { published: false } } });
      expect(refused.status).toBe(400);
      expect(await save(quiz, { published: true })).toMatchObject({ question_count: 1, points_possible: 3 });
    });

    test('works without questions, also when the quiz is made', async () => {
      const quiz = await newQuiz({ published: true });
      expect(await as('student', 'GET', quiz)).toMatchObject({
        published: true,
        question_count: 0,
        points_possible: 0,
        question_types: [],
      });
      expect(await publicationOf(quiz)).toMatchObject({ quiz_version: 1, quiz_data: '[]' });
      expect(await save(quiz, { title: 'Empty still' })).toMatchObject({
        question_count: 0,
        points_possible: 0,
      });
    });

    test('works on a quiz that was there before questions were', async () => {
      const quiz = `${base}/${course.quizId}`;
      expect(await save(quiz, { title: 'Old' })).toMatchObject({
        published: true,
        question_count: 0,
        question_types: [],
      });
      await add(quiz, 2);
      expect(await totals(quiz)).toEqual([0, 0]);
      await save(quiz, { published: false });
      expect(await save(quiz, { published: true })).toMatchObject({ question_count: 1, points_possible: 2 });
    });
  });

  describe('a survey', () => {
    test('keeps the points it was given, and loses them with its type', async () => {
      const quiz = await newQuiz({ quiz_type: 'graded_survey', points_possible: 10 });
      await add(quiz, 3);
      expect(await totals(quiz)).toEqual([1, 10]);
      expect(await save(quiz, { published: true })).toMatchObject({ points_possible: 10, question_count: 1 });
      await add(quiz, 4);
      expect(await save(quiz, { quiz_type: 'assignment' }), 'what was published counts').toMatchObject({
        points_possible: 3,
        question_count: 1,
      });
      expect(await save(quiz, { quiz_type: 'survey', points_possible: 5 })).toMatchObject({
        points_possible: 5,
      });
    });
  });

  test('with file uploads has a link to all files for graders, with vnd.api+json', async () => {
    const quiz = await newQuiz();
    await add(quiz, 1, { question_type: 'file_upload_question' });
    await save(quiz, { published: true });
    const headers = { Accept: 'application/vnd.api+json' };
    for (const [role, isShown] of [
      ['teacher', true],
      ['student', false],
    ] as const) {
      const { json } = await server.call('GET', quiz, { token: course.people[role].token, headers });
      expect(Object.hasOwn(json.quizzes[0], 'quiz_submissions_zip_url'), role).toBe(isShown);
    }
  });
});
