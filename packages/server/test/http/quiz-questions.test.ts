// The Quiz Questions API for editors. Source: core reference §15, story steps 23 to 28.

import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { quizContentsCharsMax, quizQuestionsMax } from '../../src/model/quiz-limits.ts';
import { type CourseFixture, courseFixture, insertQuiz, type Role } from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import { notFoundBody, notPermittedBody, unauthenticatedBody } from '../support/refusal-bodies.ts';
import { type Reply, startTestServer, type TestServer, testStartMs } from '../support/server.ts';

const form = { 'Content-Type': 'application/x-www-form-urlencoded' };

const choices = [
  { answer_text: 'Mitochondrion', answer_weight: 100 },
  { answer_text: 'Nucleus', answer_weight: 0 },
];

/** What is shown of a question about which nothing was said. */
const plainQuestion = {
  quiz_group_id: null,
  assessment_question_id: null,
  position: 1,
  regrade_option: null,
  created_at: '2026-09-01T09:00:00Z',
  question_name: 'Question',
  question_type: 'text_only_question',
  question_text: 'Question text',
  points_possible: 0,
  correct_comments: '',
  incorrect_comments: '',
  neutral_comments: '',
  correct_comments_html: '',
  incorrect_comments_html: '',
  neutral_comments_html: '',
  answers: [],
  variables: null,
  formulas: null,
  answer_tolerance: null,
  formula_decimal_places: null,
  matches: null,
  matching_answer_incorrect_matches: null,
};

const answerId = expect.toSatisfy((id) => Number.isInteger(id) && id >= 1 && id <= 9999, 'an answer id');

eachDatabase((database) => {
  let course: CourseFixture;
  let server: TestServer;
  let base: string;
  let fullQuizId: number;
  let heavyQuizId: number;

  beforeAll(async () => {
    course = await courseFixture(database, {
      async more(query, { courseId }) {
        fullQuizId = await insertQuiz(query, { courseId, title: 'Full' });
        const row = {
          quizId: fullQuizId,
          quizGroupId: null,
          workflowState: 'active' as const,
          questionData: '{}',
          createdAtMs: testStartMs,
          updatedAtMs: testStartMs,
        };
        heavyQuizId = await insertQuiz(query, { courseId, title: 'Heavy' });
        const questionData = JSON.stringify({ question_text: 'x'.repeat(quizContentsCharsMax - 100) });
        await query
          .insertInto('quizQuestions')
          .values({ ...row, quizId: heavyQuizId, position: 1, questionData })
          .execute();
        for (let start = 0; start < quizQuestionsMax; start += 500) {
          const rows = Array.from({ length: 500 }, (_, index) => ({ ...row, position: start + index + 1 }));
          await query.insertInto('quizQuestions').values(rows).execute();
        }
      },
    });
    server = await startTestServer(database, { databaseUrl: course.databaseUrl });
    base = `/api/v1/courses/${course.courseId}/quizzes`;
  });
  afterAll(() => server[Symbol.asyncDispose]());

  const as = (role: Role, method: string, path: string, body?: unknown, headers = {}) =>
    server.call(method, path, { token: course.people[role].token, body, headers });

  /** Paths of a new quiz's questions and groups. */
  async function newQuiz(settings: Record<string, unknown> = {}) {
    const { json } = await as('teacher', 'POST', base, { quiz: { title: 'Cells', ...settings } });
    const quiz = `${base}/${json.id}`;
    return { id: json.id as number, quiz, questions: `${quiz}/questions`, groups: `${quiz}/groups` };
  }

  async function added(questions: string, question: Record<string, unknown> = {}) {
    const reply = await as('teacher', 'POST', questions, { question });
    expect(reply.status, reply.text).toBe(200);
    return reply.json;
  }

  async function newGroup(groups: string, group: Record<string, unknown> = {}): Promise<number> {
    const { json } = await as('teacher', 'POST', groups, { quiz_groups: [group] });
    return json.quiz_groups[0].id;
  }

  const answerOf = (reply: Reply) => [reply.status, reply.json];

  describe('creating', () => {
    test('answers the question key by key (step 23)', async () => {
      const { id, questions } = await newQuiz();
      const reply = await as('teacher', 'POST', questions, {
        question: {
          question_name: 'mc',
          question_text: 'Powerhouse?',
          question_type: 'multiple_choice_question',
          points_possible: 2,
          answers: choices,
        },
      });
      expect(answerOf(reply)).toEqual([
        200,
        {
          ...plainQuestion,
          id: expect.any(Number),
          quiz_id: id,
          question_name: 'mc',
          question_type: 'multiple_choice_question',
          question_text: 'Powerhouse?',
          points_possible: 2,
          answers: [
            { id: answerId, text: 'Mitochondrion', html: '', comments: '', comments_html: '', weight: 100 },
            { id: answerId, text: 'Nucleus', html: '', comments: '', comments_html: '', weight: 0 },
          ],
        },
      ]);
    });

    test('takes every parameter', async () => {
      const { questions } = await newQuiz();
      const given = {
        question_name: 'Sum',
        question_type: 'calculated_question',
        question_text: '<p>[x] plus one?</p>',
        points_possible: 1.25,
        correct_comments: 'a',
        incorrect_comments: 'b',
        neutral_comments: 'c',
        correct_comments_html: '<b>a</b>',
        incorrect_comments_html: '<b>b</b>',
        neutral_comments_html: '<b>c</b>',
        answer_tolerance: '5%',
        formula_decimal_places: 2,
        regrade_option: 'full_credit',
        position: 7,
      };
      const question = await added(questions, {
        ...given,
        variables: [{ name: 'x', min: 1, max: 5, scale: 0 }],
        formulas: ['x + 1'],
        answers: [{ answer_text: '3', variables: [{ name: 'x', value: '2' }] }],
      });
      expect(question).toMatchObject({
        ...given,
        variables: [{ name: 'x', min: 1, max: 5, scale: 0 }],
        formulas: [{ formula: 'x + 1' }],
        answers: [{ answer: 3, weight: 100, variables: [{ name: 'x', value: '2' }] }],
      });
      const matching = await added(questions, {
        question_type: 'matching_question',
        answers: [{ answer_match_left: 'DNA', answer_match_right: 'Nucleus' }],
        matching_answer_incorrect_matches: 'Vacuole\nWall',
      });
      expect(matching).toMatchObject({
        answers: [{ text: 'DNA', left: 'DNA', right: 'Nucleus' }],
        matches: [{ text: 'Nucleus' }, { text: 'Vacuole' }, { text: 'Wall' }],
        matching_answer_incorrect_matches: 'Vacuole\nWall',
      });
    });

    test('needs nothing', async () => {
      const { id, questions } = await newQuiz();
      const plain = { ...plainQuestion, id: expect.any(Number), quiz_id: id };
      expect(answerOf(await as('teacher', 'POST', questions, {}))).toEqual([200, plain]);
      const second = await as('teacher', 'POST', questions, { question: {} });
      expect(answerOf(second)).toEqual([200, { ...plain, position: 2 }]);
    });

    test.each([
      ['a list of answers', 'question[answers][]'],
      ['numbered answers', 'question[answers][0]'],
    ])('takes forms with %s', async (_, answer) => {
      const { questions } = await newQuiz();
      const body = new URLSearchParams({
        'question[question_type]': 'true_false_question',
        'question[points_possible]': '1.5',
        [`${answer}[answer_text]`]: 'True',
        [`${answer}[answer_weight]`]: '100',
      });
      const reply = await as('teacher', 'POST', questions, body.toString(), form);
      expect(reply.json).toMatchObject({
        question_type: 'true_false_question',
        points_possible: 1.5,
        answers: [{ text: 'True', weight: 100 }],
      });
    });

    test('makes HTML safe wherever there is some', async () => {
      const { questions } = await newQuiz();
      const unsafe = '<p onclick="x()">a<script>x()</script></p>';
      const safe = '<p>a</p>';
      const question = await added(questions, {
        question_type: 'multiple_choice_question',
        question_text: unsafe,
        correct_comments_html: unsafe,
        incorrect_comments_html: unsafe,
        neutral_comments_html: unsafe,
        answers: [{ answer_html: unsafe, answer_comment_html: unsafe, answer_weight: 100 }],
      });
      expect(question).toMatchObject({
        question_text: safe,
        correct_comments_html: safe,
        incorrect_comments_html: safe,
        neutral_comments_html: safe,
        answers: [{ html: safe, comments_html: safe }],
      });
      const stored = await added(questions, {
        question_type: 'multiple_choice_question',
        answers: { 0: { html: unsafe, comments_html: unsafe } },
      });
      expect(stored.answers).toEqual([expect.objectContaining({ html: safe, comments_html: safe })]);
      const matching = await added(questions, {
        question_type: 'matching_question',
        answers: [{ answer_match_left_html: unsafe, answer_match_right: 'a' }],
      });
      expect(JSON.stringify(matching)).not.toContain('script');
    });

    test('puts it last, in the quiz among groups, in a group among its questions', async () => {
      const { questions, groups } = await newQuiz();
      expect((await added(questions)).position).toBe(1);
      const group = await newGroup(groups);
      expect((await added(questions)).position).toBe(3);
      expect(await added(questions, { quiz_group_id: group })).toMatchObject({
        position: 1,
        quiz_group_id: group,
      });
      expect(await added(questions, { quiz_group_id: String(group) })).toMatchObject({ position: 2 });
      expect(await added(questions, { quiz_group_id: '' })).toMatchObject({
        position: 4,
        quiz_group_id: null,
      });
      expect(await added(questions, { position: 2 })).toMatchObject({ position: 2 });
    });

    test('into a group of another quiz, or none, is not found', async () => {
      const { questions } = await newQuiz();
      const other = await newGroup((await newQuiz()).groups);
      for (const quiz_group_id of [other, 0, -1, 9_999_999]) {
        const reply = await as('teacher', 'POST', questions, { question: { quiz_group_id } });
        expect(answerOf(reply)).toEqual([404, notFoundBody]);
      }
      expect((await as('teacher', 'GET', questions)).json).toEqual([]);
    });

    test('of questions of a bank is not done', async () => {
      const { questions } = await newQuiz();
      const reply = await as('teacher', 'POST', questions, {
        existing_questions: true,
        assessment_question_bank_id: 3,
        assessment_questions_ids: '1,2',
      });
      expect(answerOf(reply)).toEqual([
        501,
        { status: 'not_implemented', message: 'question banks are not supported' },
      ]);
      expect((await as('teacher', 'POST', questions, { existing_questions: false })).status).toBe(200);
    });

    test.each([
      [{ question: 'what?' }, 'question must be object'],
      [{ question: ['a'] }, 'question must be object'],
      [{ question: { quiz_group_id: 'first' } }, 'question[quiz_group_id] must be an integer'],
      [{ question: { position: {} } }, 'question[position] must be an integer'],
      [{ question: { points_possible: 'many' } }, 'question[points_possible] must be a number'],
      [{ question: { question_name: [1] } }, 'question[question_name] must be a string'],
      [
        { question: { question_text: 'x'.repeat(16_385) } },
        'question[question_text] must have at most 16384 characters',
      ],
      [{ question: { question_type: 'essay_question', answers: 'a' } }, 'question[answers] must be a list'],
    ])('refuses %j as malformed', async (body, message) => {
      const { questions } = await newQuiz();
      const reply = await as('teacher', 'POST', questions, body);
      expect(answerOf(reply)).toEqual([400, { errors: [{ message, error_code: 'bad_request' }] }]);
    });

    test('refuses an unknown type', async () => {
      const { questions } = await newQuiz();
      const reply = await as('teacher', 'POST', questions, { question: { question_type: 'riddle' } });
      const fault = { type: 'inclusion', message: 'is not included in the list' };
      expect(answerOf(reply)).toEqual([
        400,
        { errors: { question_type: [{ attribute: 'question_type', ...fault }] } },
      ]);
    });

    test('refuses one question too many, and one too large', async () => {
      const one = await as('teacher', 'POST', `${base}/${fullQuizId}/questions`, {});
      const many = { type: 'too_many', message: 'a quiz has at most 1000 questions' };
      expect(answerOf(one)).toEqual([400, { errors: { base: [{ attribute: 'base', ...many }] } }]);
      const { questions } = await newQuiz();
      const answers = Array.from({ length: 10 }, () => ({ answer_text: 'x'.repeat(16_000) }));
      const large = await as('teacher', 'POST', questions, {
        question: { question_type: 'multiple_choice_question', answers },
      });
      const long = { type: 'too_long', message: 'a question has at most 131072 characters in all' };
      expect(answerOf(large)).toEqual([400, { errors: { base: [{ attribute: 'base', ...long }] } }]);
    });

    test('refuses what would make the quiz too large', async () => {
      const heavy = await as('teacher', 'POST', `${base}/${heavyQuizId}/questions`, {});
      const fault = {
        type: 'too_long',
        message: 'the questions of a quiz have at most 8388608 characters together',
      };
      expect(answerOf(heavy)).toEqual([400, { errors: { base: [{ attribute: 'base', ...fault }] } }]);
    });

    test('whatever is sent, answers 200 or 400', async () => {
      const { questions } = await newQuiz();
      const keys = fc.constantFrom(
        'question_type',
        'answers',
        'variables',
        'formulas',
        'points_possible',
        'position',
      );
      const value = fc.oneof(
        fc.jsonValue({ maxDepth: 3 }),
        fc.constantFrom('calculated_question', 'matching_question', 'numerical_question', '1e999', '\0'),
      );
      await fc.assert(
        fc.asyncProperty(fc.dictionary(keys, value), async (question) => {
          const reply = await as('teacher', 'POST', questions, { question });
          expect([200, 400], reply.text).toContain(reply.status);
        }),
        { numRuns: 100 },
      );
    });
  });

  describe('the list', () => {
    test('has every question by position, then id, in pages', async () => {
      const { questions, groups } = await newQuiz();
      const group = await newGroup(groups);
      const names: [string, Record<string, unknown>][] = [
        ['second', { position: 2 }],
        ['third', { position: 3 }],
        ['in the group', { quiz_group_id: group, position: 2 }],
        ['first', { position: 1 }],
      ];
      for (const [question_name, place] of names) await added(questions, { question_name, ...place });
      const all = await as('teacher', 'GET', questions);
      expect(all.json.map((question: { question_name: string }) => question.question_name)).toEqual([
        'first',
        'second',
        'in the group',
        'third',
      ]);
      const page = await as('teacher', 'GET', `${questions}?per_page=3&page=2`);
      expect(page.json).toEqual([all.json[3]]);
      expect(page.headers.get('link')).toContain(`<${server.url}${questions}?page=1&per_page=3>; rel="prev"`);
      expect(answerOf(await as('teacher', 'GET', `${questions}?page=0`))).toEqual([404, notFoundBody]);
    });

    test('is the same with only one of the two names of an attempt', async () => {
      const { questions } = await newQuiz();
      const question = await added(questions);
      for (const name of ['quiz_submission_id', 'quiz_submission_attempt']) {
        expect((await as('teacher', 'GET', `${questions}?${name}=1`)).json).toEqual([question]);
      }
    });

    test('one of it can be asked for', async () => {
      const { questions } = await newQuiz();
      const question = await added(questions, { question_name: 'One' });
      expect(answerOf(await as('teacher', 'GET', `${questions}/${question.id}`))).toEqual([200, question]);
    });
  });

  describe('editing', () => {
    test('changes what is said and keeps the rest, ids of answers too', async () => {
      const { questions } = await newQuiz();
      const before = await added(questions, {
        question_name: 'mc',
        question_type: 'multiple_choice_question',
        points_possible: 2,
        answers: choices,
        neutral_comments: 'Look it up.',
      });
      const path = `${questions}/${before.id}`;
      const renamed = await as('ta', 'PUT', path, { question: { question_name: 'Renamed' } });
      expect(answerOf(renamed)).toEqual([200, { ...before, question_name: 'Renamed' }]);
      const [first] = before.answers;
      const replaced = await as('ta', 'PUT', path, {
        question: { answers: [{ ...first, text: 'Chloroplast' }, { answer_text: 'Wall' }] },
      });
      expect(replaced.json).toEqual({
        ...before,
        question_name: 'Renamed',
        answers: [
          { ...first, text: 'Chloroplast' },
          { id: answerId, text: 'Wall', html: '', comments: '', comments_html: '', weight: 0 },
        ],
      });
      expect((await as('teacher', 'GET', path)).json).toEqual(replaced.json);
    });

    test('moves it into a group and out again, to the end unless a place is said', async () => {
      const { questions, groups } = await newQuiz();
      const moving = await added(questions);
      const group = await newGroup(groups);
      await added(questions, { quiz_group_id: group });
      const put = async (question: Record<string, unknown>) =>
        (await as('teacher', 'PUT', `${questions}/${moving.id}`, { question })).json;
      expect(await put({ quiz_group_id: group })).toEqual({ ...moving, quiz_group_id: group, position: 2 });
      expect(await put({ quiz_group_id: group })).toMatchObject({ quiz_group_id: group, position: 2 });
      expect(await put({ question_name: 'Same' })).toMatchObject({ quiz_group_id: group, position: 2 });
      expect(await put({ position: 5 })).toMatchObject({ quiz_group_id: group, position: 5 });
      expect(await put({ quiz_group_id: '' })).toMatchObject({ quiz_group_id: null, position: 3 });
      expect(await put({ quiz_group_id: group, position: 1 })).toMatchObject({
        quiz_group_id: group,
        position: 1,
      });
      const other = await newGroup((await newQuiz()).groups);
      const reply = await as('teacher', 'PUT', `${questions}/${moving.id}`, {
        question: { quiz_group_id: other },
      });
      expect(answerOf(reply)).toEqual([404, notFoundBody]);
    });

    test('without a question says what is missing', async () => {
      const { questions } = await newQuiz();
      const { id } = await added(questions);
      const reply = await as('teacher', 'PUT', `${questions}/${id}`, {});
      expect(answerOf(reply)).toEqual([400, { errors: [{ message: 'question is missing' }] }]);
    });

    test('refuses what is not valid and keeps the question', async () => {
      const { questions } = await newQuiz();
      const before = await added(questions, { question_name: 'Kept' });
      const reply = await as('teacher', 'PUT', `${questions}/${before.id}`, {
        question: { question_name: 'Lost', points_possible: -1 },
      });
      const fault = { type: 'greater_than_or_equal_to', message: 'must be greater than or equal to 0' };
      expect(answerOf(reply)).toEqual([
        400,
        { errors: { points_possible: [{ attribute: 'points_possible', ...fault }] } },
      ]);
      expect((await as('teacher', 'GET', `${questions}/${before.id}`)).json).toEqual(before);
    });
  });

  describe('deleting', () => {
    test('answers nothing, once; then there is none', async () => {
      const { questions } = await newQuiz();
      const gone = await added(questions);
      const kept = await added(questions);
      const path = `${questions}/${gone.id}`;
      const reply = await as('designer', 'DELETE', path);
      expect([reply.status, reply.text]).toEqual([204, '']);
      expect((await as('teacher', 'GET', questions)).json).toEqual([kept]);
      for (const method of ['GET', 'PUT', 'DELETE']) {
        const body = method === 'PUT' ? { question: {} } : undefined;
        expect(answerOf(await as('teacher', method, path, body))).toEqual([404, notFoundBody]);
      }
    });
  });

  describe('questions are for editors', () => {
    const requests = (questions: string, id: number) =>
      [
        ['GET', questions],
        ['POST', questions, { question: {} }],
        ['GET', `${questions}/${id}`],
        ['PUT', `${questions}/${id}`, { question: {} }],
        ['DELETE', `${questions}/${id}`],
      ] as const;

    test.each(['student', 'observer', 'outsider'] as const)(
      '%s gets none, of a published quiz either',
      async (role) => {
        const { quiz, questions } = await newQuiz();
        const { id } = await added(questions);
        await as('teacher', 'PUT', quiz, { quiz: { published: true } });
        for (const [method, path, body] of requests(questions, id)) {
          expect(answerOf(await as(role, method, path, body)), method).toEqual([403, notPermittedBody]);
        }
      },
    );

    test('and need a login', async () => {
      const { questions } = await newQuiz();
      const { id } = await added(questions);
      for (const [method, path, body] of requests(questions, id)) {
        const reply = await server.call(method, path, { token: null, body });
        expect(answerOf(reply), method).toEqual([401, unauthenticatedBody]);
      }
    });

    test.each(['admin', 'teacher', 'ta', 'designer'] as const)('%s may do everything', async (role) => {
      const { questions } = await newQuiz();
      const { id } = await added(questions);
      for (const [method, path, body] of requests(questions, id)) {
        expect((await as(role, method, path, body)).status, method).toBe(method === 'DELETE' ? 204 : 200);
      }
    });

    test('and are found in their own quiz only', async () => {
      const { quiz, questions } = await newQuiz();
      const { id } = await added(questions);
      const elsewhere = (await newQuiz()).questions;
      for (const path of [
        `${elsewhere}/${id}`,
        `${questions}/first`,
        `${questions}/99999999999999999999`,
        `${base}/9999/questions/${id}`,
        `/api/v1/courses/9999/quizzes/1/questions/${id}`,
      ]) {
        for (const method of ['GET', 'PUT', 'DELETE']) {
          const body = method === 'PUT' ? { question: {} } : undefined;
          expect(answerOf(await as('teacher', method, path, body)), path).toEqual([404, notFoundBody]);
        }
      }
      await as('teacher', 'DELETE', quiz);
      for (const [method, path, body] of requests(questions, id)) {
        expect(answerOf(await as('teacher', method, path, body)), method).toEqual([404, notFoundBody]);
      }
    });
  });
});
