// The Quiz Question Groups API, and new orders of what is in a quiz. Source: core reference §14.1, §16.1, story step 27.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { quizContentsCharsMax, quizGroupsMax } from '../../src/model/quiz-limits.ts';
import { type CourseFixture, courseFixture, type Role } from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import { notFoundBody, notPermittedBody, unauthenticatedBody } from '../support/refusal-bodies.ts';
import { type Reply, startTestServer, type TestServer } from '../support/server.ts';

const form = { 'Content-Type': 'application/x-www-form-urlencoded' };

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

  const as = (role: Role, method: string, path: string, body?: unknown, headers = {}) =>
    server.call(method, path, { token: course.people[role].token, body, headers });

  const answerOf = (reply: Reply) => [reply.status, reply.json];

  async function newQuiz(settings: Record<string, unknown> = {}) {
    const { json } = await as('teacher', 'POST', base, { quiz: { title: 'Cells', ...settings } });
    const quiz = `${base}/${json.id}`;
    return { id: json.id as number, quiz, questions: `${quiz}/questions`, groups: `${quiz}/groups` };
  }

  async function newGroup(groups: string, group: Record<string, unknown> = {}) {
    const reply = await as('teacher', 'POST', groups, { quiz_groups: [group] });
    expect(reply.status, reply.text).toBe(201);
    return reply.json.quiz_groups[0];
  }

  async function newQuestion(questions: string, quiz_group_id: number | null = null): Promise<number> {
    const question = { quiz_group_id, question_type: 'essay_question', points_possible: 1 };
    return (await as('teacher', 'POST', questions, { question })).json.id;
  }

  describe('creating', () => {
    test('answers the group key by key (step 27)', async () => {
      const { id, groups } = await newQuiz();
      const body = { quiz_groups: [{ name: 'Pool', pick_count: 1, question_points: 2 }] };
      expect(answerOf(await as('teacher', 'POST', groups, body))).toEqual([
        201,
        {
          quiz_groups: [
            {
              id: expect.any(Number),
              quiz_id: id,
              name: 'Pool',
              pick_count: 1,
              question_points: 2,
              assessment_question_bank_id: null,
              position: 1,
            },
          ],
        },
      ]);
    });

    test('takes a form, and of several groups the first', async () => {
      const { groups } = await newQuiz();
      const body = [
        'quiz_groups[][name]=Form',
        'quiz_groups[][pick_count]=2',
        'quiz_groups[][question_points]=1.5',
        'quiz_groups[][name]=Second',
      ].join('&');
      const reply = await as('teacher', 'POST', groups, body, form);
      expect(reply.json.quiz_groups).toEqual([
        expect.objectContaining({ name: 'Form', pick_count: 2, question_points: 1.5 }),
      ]);
      expect((await as('teacher', 'GET', groups)).json.quiz_groups).toHaveLength(1);
    });

    test('needs nothing but a group, which comes last', async () => {
      const { questions, groups } = await newQuiz();
      await newQuestion(questions);
      expect(await newGroup(groups)).toMatchObject({
        name: 'Question Group',
        pick_count: 0,
        question_points: 0,
        position: 2,
      });
      expect(
        await newGroup(groups, { name: '', pick_count: '', assessment_question_bank_id: '' }),
      ).toMatchObject({
        position: 3,
      });
    });

    test.each([
      [{ pick_count: 'several' }, { pick_count: 'is not a number' }],
      [{ pick_count: [1] }, { pick_count: 'is not a number' }],
      [{ question_points: 'a lot' }, { question_points: 'is not a number' }],
      [{ pick_count: -1 }, { pick_count: 'must be greater than or equal to 0' }],
      [
        { pick_count: 'a', question_points: 'b', name: 'x'.repeat(256) },
        {
          name: 'is too long (maximum is 255 characters)',
          pick_count: 'is not a number',
          question_points: 'is not a number',
        },
      ],
    ])('refuses %j with 422, a text for each field', async (group, errors) => {
      const { groups } = await newQuiz();
      expect(answerOf(await as('teacher', 'POST', groups, { quiz_groups: [group] }))).toEqual([
        422,
        { errors },
      ]);
      const { id } = await newGroup(groups);
      const put = await as('teacher', 'PUT', `${groups}/${id}`, { quiz_groups: [group] });
      expect(answerOf(put)).toEqual([422, { errors }]);
      expect((await as('teacher', 'GET', groups)).json.quiz_groups).toHaveLength(1);
    });

    test.each([
      [{}, { message: 'quiz_groups is missing' }],
      [{ quiz_groups: null }, { message: 'quiz_groups is missing' }],
      [{ quiz_groups: [] }, { message: 'quiz_groups is missing' }],
      [{ quiz_groups: { name: 'a' } }, { message: 'quiz_groups must be a list', error_code: 'bad_request' }],
      [{ quiz_groups: ['a'] }, { message: 'quiz_groups[0] must be an object', error_code: 'bad_request' }],
      [
        { quiz_groups: [{ name: {} }] },
        { message: 'quiz_groups[0][name] must be a string', error_code: 'bad_request' },
      ],
    ])('refuses %j with 400', async (body, error) => {
      const { groups } = await newQuiz();
      const { id } = await newGroup(groups);
      for (const [method, path] of [
        ['POST', groups],
        ['PUT', `${groups}/${id}`],
      ] as const) {
        expect(answerOf(await as('teacher', method, path, body))).toEqual([400, { errors: [error] }]);
      }
    });

    test('from a question bank is not done', async () => {
      const { groups } = await newQuiz();
      const body = { quiz_groups: [{ assessment_question_bank_id: 7 }] };
      expect(answerOf(await as('teacher', 'POST', groups, body))).toEqual([
        501,
        { status: 'not_implemented', message: 'question banks are not supported' },
      ]);
    });

    test('stops at as many groups and picks as a quiz may have', async () => {
      const { groups } = await newQuiz();
      await newGroup(groups, { pick_count: 1000 });
      const more = await as('teacher', 'POST', groups, { quiz_groups: [{ pick_count: 1 }] });
      expect(answerOf(more)).toEqual([422, { errors: { pick_count: 'must be less than or equal to 0' } }]);
      for (let count = 1; count < quizGroupsMax; count++) await newGroup(groups);
      const last = await as('teacher', 'POST', groups, { quiz_groups: [{}] });
      expect(answerOf(last)).toEqual([422, { errors: { base: 'a quiz has at most 200 question groups' } }]);
    });
  });

  test('what an attempt would be given stays within bounds, whoever would end that', async () => {
    const message = `the questions of an attempt have at most ${quizContentsCharsMax} characters together`;
    const asGroup = [422, { errors: { base: message } }];
    const asQuestion = [400, { errors: { base: [{ attribute: 'base', type: 'too_long', message }] } }];
    const { quiz, questions, groups } = await newQuiz();
    const { id } = await newGroup(groups, { pick_count: 60 });
    const long = { question_type: 'multiple_choice_question', answers: [] as object[] };
    for (let count = 0; count < 7; count++) long.answers.push({ text: 'x'.repeat(16_384) });
    const add = (quiz_group_id: number | null) =>
      as('teacher', 'POST', questions, { question: { ...long, quiz_group_id } });
    const pick = (pick_count: number) =>
      as('teacher', 'PUT', `${groups}/${id}`, { quiz_groups: [{ pick_count }] });
    const first = await add(id);
    expect(first.status).toBe(200);
    expect(answerOf(await pick(1000))).toEqual(asGroup);
    expect((await pick(72)).status).toBe(200);
    expect(answerOf(await add(null))).toEqual(asQuestion);
    await newQuestion(questions, id);
    expect((await pick(144)).status).toBe(200);
    // Without the short one the long one comes twice as often.
    const [, short] = (await as('teacher', 'GET', questions)).json;
    const gone = await as('teacher', 'DELETE', `${questions}/${short.id}`);
    expect(answerOf(gone)).toEqual(asQuestion);
    const order = [{ type: 'question', id: short.id }];
    expect(answerOf(await as('teacher', 'POST', `${quiz}/reorder`, { order }))).toEqual(asQuestion);
    expect((await as('teacher', 'GET', questions)).json).toHaveLength(2);
    const made = { quiz_groups: [{ pick_count: 1 }] };
    expect((await as('teacher', 'POST', groups, made)).status).toBe(201);
  });

  describe('the list and one group', () => {
    test('come by position, in pages, to everybody who may read the quiz', async () => {
      const { quiz, groups } = await newQuiz();
      const first = await newGroup(groups, { name: 'First' });
      const second = await newGroup(groups, { name: 'Second' });
      expect((await as('student', 'GET', groups)).json, 'of a draft').toEqual(notPermittedBody);
      expect((await as('student', 'GET', `${groups}/${first.id}`)).json).toEqual(notPermittedBody);
      await as('teacher', 'PUT', quiz, { quiz: { published: true } });
      for (const role of ['teacher', 'student', 'observer'] as const) {
        expect(answerOf(await as(role, 'GET', groups))).toEqual([200, { quiz_groups: [first, second] }]);
        expect(answerOf(await as(role, 'GET', `${groups}/${first.id}`))).toEqual([200, first]);
      }
      expect((await as('outsider', 'GET', groups)).json).toEqual(notPermittedBody);
      const page = await as('teacher', 'GET', `${groups}?per_page=1&page=2`);
      expect(page.json).toEqual({ quiz_groups: [second] });
      expect(page.headers.get('link')).toContain('rel="prev"');
    });
  });

  describe('editing', () => {
    test('changes what is said', async () => {
      const { groups } = await newQuiz();
      const group = await newGroup(groups, { name: 'Pool', pick_count: 1, question_points: 2 });
      const reply = await as('ta', 'PUT', `${groups}/${group.id}`, { quiz_groups: [{ pick_count: '3' }] });
      expect(answerOf(reply)).toEqual([200, { quiz_groups: [{ ...group, pick_count: 3 }] }]);
      expect((await as('teacher', 'GET', `${groups}/${group.id}`)).json).toEqual({ ...group, pick_count: 3 });
    });
  });

  describe('deleting', () => {
    test('takes the questions along', async () => {
      const { questions, groups } = await newQuiz();
      const gone = await newGroup(groups);
      const kept = await newGroup(groups);
      await newQuestion(questions, gone.id);
      const stays = [await newQuestion(questions), await newQuestion(questions, kept.id)];
      const reply = await as('teacher', 'DELETE', `${groups}/${gone.id}`);
      expect([reply.status, reply.text]).toEqual([204, '']);
      const left = (await as('teacher', 'GET', questions)).json.map(({ id }: { id: number }) => id);
      expect(left.sort((a: number, b: number) => a - b)).toEqual(stays);
      for (const method of ['GET', 'PUT', 'DELETE']) {
        const body = method === 'PUT' ? { quiz_groups: [{}] } : undefined;
        expect(answerOf(await as('teacher', method, `${groups}/${gone.id}`, body))).toEqual([
          404,
          notFoundBody,
        ]);
      }
      const into = await as('teacher', 'POST', questions, { question: { quiz_group_id: gone.id } });
      expect(answerOf(into)).toEqual([404, notFoundBody]);
    });
  });

  describe('an order', () => {
    /** Ids of everything in the quiz, by position: `q1 g2(q3 q4)`. */
    async function shape(quiz: string): Promise<string> {
      const questions: { id: number; quiz_group_id: number | null; position: number }[] = (
        await as('teacher', 'GET', `${quiz}/questions?per_page=100`)
      ).json;
      const groups: { id: number; position: number }[] = (await as('teacher', 'GET', `${quiz}/groups`)).json
        .quiz_groups;
      const within = (groupId: number | null) =>
        questions
          .filter((question) => question.quiz_group_id === groupId)
          .map(({ id, position }) => ({ name: `q${id}`, position }));
      const entries = [
        ...within(null),
        ...groups.map(({ id, position }) => {
          const names = within(id).map(({ name }) => name);
          return { name: `g${id}(${names.join(' ')})`, position };
        }),
      ].sort((a, b) => a.position - b.position);
      expect(entries.map(({ position }) => position)).toEqual(entries.map((_, index) => index + 1));
      return entries.map(({ name }) => name).join(' ');
    }

    async function filledQuiz() {
      const made = await newQuiz();
      const first = await newQuestion(made.questions);
      const group = (await newGroup(made.groups)).id;
      const inside = [await newQuestion(made.questions, group), await newQuestion(made.questions, group)];
      const last = await newQuestion(made.questions);
      const [one, two] = inside;
      expect(await shape(made.quiz)).toBe(`q${first} g${group}(q${one} q${two}) q${last}`);
      return { ...made, first, group, one, two, last };
    }

    test('of a quiz is taken from JSON', async () => {
      const { quiz, first, group, one, two, last } = await filledQuiz();
      const order = [
        { id: last, type: 'question' },
        { id: group, type: 'group' },
        { id: first, type: 'question' },
      ];
      const reply = await as('teacher', 'POST', `${quiz}/reorder`, { order });
      expect([reply.status, reply.text]).toEqual([204, '']);
      expect(await shape(quiz)).toBe(`q${last} g${group}(q${one} q${two}) q${first}`);
    });

    test('of a quiz is taken from a form, where questions of groups come out', async () => {
      const { quiz, first, group, one, two, last } = await filledQuiz();
      const body = [
        [two, 'question'],
        [group, 'group'],
      ]
        .map(([id, type]) => `order[][id]=${id}&order[][type]=${type}`)
        .join('&');
      expect((await as('ta', 'POST', `${quiz}/reorder`, body, form)).status).toBe(204);
      expect(await shape(quiz)).toBe(`q${two} g${group}(q${one}) q${first} q${last}`);
    });

    test('of a group moves questions into it; a type need not be said', async () => {
      const { quiz, groups, first, group, one, two, last } = await filledQuiz();
      const path = `${groups}/${group}/reorder`;
      const reply = await as('designer', 'POST', path, {
        order: [{ id: two }, { id: first, type: 'question' }],
      });
      expect([reply.status, reply.text]).toEqual([204, '']);
      const entries = await as('teacher', 'GET', `${quiz}/questions`);
      const inside = entries.json
        .filter((question: { quiz_group_id: number | null }) => question.quiz_group_id === group)
        .map(({ id }: { id: number }) => id);
      expect(inside).toEqual([two, first, one]);
      expect((await as('teacher', 'GET', `${quiz}/questions/${last}`)).json.quiz_group_id).toBeNull();
    });

    test('passes over what is of another quiz, and leaves that as it is', async () => {
      const { quiz, first, group, one, two, last } = await filledQuiz();
      const other = await filledQuiz();
      const before = await shape(other.quiz);
      const order = [
        { id: other.first, type: 'question' },
        { id: other.group, type: 'group' },
        { id: '99999999999999999999', type: 'question' },
        { id: last, type: 'question' },
      ];
      expect((await as('teacher', 'POST', `${quiz}/reorder`, { order })).status).toBe(204);
      expect(await shape(quiz)).toBe(`q${last} q${first} g${group}(q${one} q${two})`);
      expect(await shape(other.quiz)).toBe(before);
    });

    test.each([
      [{}, { message: 'order is missing' }],
      [
        { order: 'first' },
        { message: 'order must be a list of at most 1200 items', error_code: 'bad_request' },
      ],
      [{ order: [3] }, { message: 'order[0] must be an object', error_code: 'bad_request' }],
      [{ order: [{ id: {} }] }, { message: 'order[0][id] must be a string', error_code: 'bad_request' }],
      [
        { order: [{ id: 1, type: 'answer' }] },
        { message: 'order[0][type] must be question or group', error_code: 'bad_request' },
      ],
    ])('that is %j is refused', async (body, error) => {
      const { quiz, groups, group } = await filledQuiz();
      for (const path of [`${quiz}/reorder`, `${groups}/${group}/reorder`]) {
        expect(answerOf(await as('teacher', 'POST', path, body))).toEqual([400, { errors: [error] }]);
      }
    });
  });

  describe('groups and orders are for editors', () => {
    const changes = (quiz: string, id: number) =>
      [
        ['POST', `${quiz}/groups`, { quiz_groups: [{}] }],
        ['PUT', `${quiz}/groups/${id}`, { quiz_groups: [{}] }],
        ['POST', `${quiz}/groups/${id}/reorder`, { order: [] }],
        ['POST', `${quiz}/reorder`, { order: [] }],
        ['DELETE', `${quiz}/groups/${id}`],
      ] as const;

    test.each(['student', 'observer', 'outsider'] as const)('a %s changes none', async (role) => {
      const { quiz, groups } = await newQuiz({ published: true });
      const { id } = await newGroup(groups);
      for (const [method, path, body] of changes(quiz, id)) {
        expect(answerOf(await as(role, method, path, body)), path).toEqual([403, notPermittedBody]);
      }
    });

    test.each(['admin', 'teacher', 'ta', 'designer'] as const)('%s changes all', async (role) => {
      const { quiz, groups } = await newQuiz();
      const { id } = await newGroup(groups);
      const statuses = [];
      for (const [method, path, body] of changes(quiz, id))
        statuses.push((await as(role, method, path, body)).status);
      expect(statuses).toEqual([201, 200, 204, 204, 204]);
    });

    test('and need a login, a quiz and a group of it', async () => {
      const { quiz, groups } = await newQuiz();
      const { id } = await newGroup(groups);
      for (const [method, path, body] of [
        ...changes(quiz, id),
        ['GET', groups],
        ['GET', `${groups}/${id}`],
      ] as const) {
        expect(answerOf(await server.call(method, path, { token: null, body })), path).toEqual([
          401,
          unauthenticatedBody,
        ]);
      }
      const other = await newQuiz();
      for (const path of [`${other.groups}/${id}`, `${groups}/pool`, `${base}/9999/groups/${id}`]) {
        for (const [method, suffix, body] of [
          ['GET', ''],
          ['PUT', '', { quiz_groups: [{}] }],
          ['DELETE', ''],
          ['POST', '/reorder', { order: [] }],
        ] as const) {
          const reply = await as('teacher', method, `${path}${suffix}`, body);
          expect(answerOf(reply), `${method} ${path}${suffix}`).toEqual([404, notFoundBody]);
        }
      }
      expect(answerOf(await as('teacher', 'POST', `${base}/9999/reorder`, { order: [] }))).toEqual([
        404,
        notFoundBody,
      ]);
    });
  });
});
