// Editors of one quiz at the same moment: nothing is lost, nothing is left half done. Source: core reference §14 to §16.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CourseFixture, courseFixture } from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import { type Reply, startTestServer, type TestServer } from '../support/server.ts';
import { runSql } from '../support/sql.ts';

const atOnce = 12;

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

  const call = (method: string, path: string, body?: unknown) =>
    server.call(method, path, { token: course.people.teacher.token, body });

  async function newQuiz(): Promise<{ id: number; quiz: string; assignmentId: number }> {
    const { json } = await call('POST', base, { quiz: { title: 'Cells' } });
    return { id: json.id, quiz: `${base}/${json.id}`, assignmentId: json.assignment_id };
  }

  const add = (quiz: string, question: Record<string, unknown> = {}) =>
    call('POST', `${quiz}/questions`, {
      question: { question_type: 'essay_question', points_possible: 0.1, ...question },
    });

  const publish = (quiz: string, published = true) => call('PUT', quiz, { quiz: { published } });

  const rows = (statement: string) => runSql<Record<string, unknown>>(course.databaseUrl, statement);

  const times = <Item>(count: number, make: (index: number) => Item) =>
    Array.from({ length: count }, (_, i) => make(i));

  /** How many answers have each status. */
  function statusesOf(replies: readonly Reply[]): Record<number, number> {
    const counts: Record<number, number> = {};
    for (const { status } of replies) counts[status] = (counts[status] ?? 0) + 1;
    return counts;
  }

  test('questions added at once each have a place, and all count', async () => {
    const { id, quiz } = await newQuiz();
    const replies = await Promise.all(times(atOnce, () => add(quiz)));
    expect(statusesOf(replies)).toEqual({ 200: atOnce });
    const positions = replies.map(({ json }) => json.position).sort((a, b) => a - b);
    expect(positions).toEqual(times(atOnce, (index) => index + 1));
    expect((await call('GET', quiz)).json).toMatchObject({ question_count: atOnce, points_possible: 1.2 });
    expect(await rows(`select workflow_state from quizzes where id = ${id}`)).toEqual([
      { workflow_state: 'edited' },
    ]);
  });

  test('publishing twice while questions come in freezes one state of the quiz', async () => {
    for (let round = 0; round < 3; round++) {
      const { id, quiz, assignmentId } = await newQuiz();
      const replies = await Promise.all(
        times(atOnce, (index) => (index % 4 === 1 ? publish(quiz) : add(quiz))),
      );
      expect(statusesOf(replies)).toEqual({ 200: atOnce });
      const { json } = await call('GET', quiz);
      const [publication] = await rows(`select * from quiz_publications where quiz_id = ${id}`);
      const entries = JSON.parse(String(publication?.quiz_data));
      expect(json).toMatchObject({
        published: true,
        question_count: entries.length,
        points_possible: entries.length / 10,
      });
      expect(json.version_number).toBeGreaterThanOrEqual(Number(publication?.quiz_version));
      expect(
        await rows(`select points_possible, workflow_state from assignments where id = ${assignmentId}`),
      ).toEqual([{ points_possible: entries.length / 10, workflow_state: 'published' }]);
      const asked = replies.filter(({ json }) => json.question_type !== undefined);
      expect((await call('GET', `${quiz}/questions?per_page=100`)).json).toHaveLength(asked.length);
    }
  });

  test('a quiz deleted while questions are added is gone, with its assignment', async () => {
    const { id, quiz, assignmentId } = await newQuiz();
    const replies = await Promise.all([
      ...times(atOnce, () => add(quiz)),
      call('DELETE', quiz),
      ...times(atOnce, () => add(quiz)),
      publish(quiz),
    ]);
    expect(Object.keys(statusesOf(replies)).every((status) => status === '200' || status === '404')).toBe(
      true,
    );
    expect(await rows(`select workflow_state from quizzes where id = ${id}`)).toEqual([
      { workflow_state: 'deleted' },
    ]);
    expect(await rows(`select workflow_state from assignments where id = ${assignmentId}`)).toEqual([
      { workflow_state: 'deleted' },
    ]);
  });

  test('a group deleted while questions go into it leaves none without a group', async () => {
    const { quiz } = await newQuiz();
    const outside = (await add(quiz)).json.id;
    const made = await call('POST', `${quiz}/groups`, {
      quiz_groups: [{ pick_count: 1, question_points: 1 }],
    });
    const quiz_group_id = made.json.quiz_groups[0].id;
    const group = `${quiz}/groups/${quiz_group_id}`;
    const replies = await Promise.all([
      ...times(atOnce, () => add(quiz, { quiz_group_id })),
      call('DELETE', group),
      ...times(atOnce, () => add(quiz, { quiz_group_id })),
      call('PUT', `${quiz}/questions/${outside}`, { question: { quiz_group_id } }),
    ]);
    expect(Object.keys(statusesOf(replies)).every((status) => ['200', '204', '404'].includes(status))).toBe(
      true,
    );
    const left: { quiz_group_id: number | null }[] = (await call('GET', `${quiz}/questions?per_page=100`))
      .json;
    expect(left.filter((question) => question.quiz_group_id !== null)).toEqual([]);
    expect((await call('GET', quiz)).json).toMatchObject({ question_count: left.length });
  });

  test('orders given while questions are deleted leave every question in a place of its own', async () => {
    const { quiz } = await newQuiz();
    const ids: number[] = [];
    for (let count = 0; count < atOnce; count++) ids.push((await add(quiz)).json.id);
    const doomed = ids.filter((_, index) => index % 3 === 0);
    const replies = await Promise.all([
      ...doomed.map((id) => call('DELETE', `${quiz}/questions/${id}`)),
      ...times(4, (turn) => {
        const order = [...ids.slice(turn * 3), ...ids.slice(0, turn * 3)].map((id) => ({
          id,
          type: 'question',
        }));
        return call('POST', `${quiz}/reorder`, { order });
      }),
      add(quiz),
    ]);
    expect(statusesOf(replies)).toEqual({ 200: 1, 204: doomed.length + 4 });
    const left: { id: number; position: number }[] = (await call('GET', `${quiz}/questions?per_page=100`))
      .json;
    expect(new Set(left.map(({ position }) => position)).size).toBe(left.length);
    expect(left.some(({ id }) => doomed.includes(id))).toBe(false);
    expect((await call('GET', quiz)).json).toMatchObject({ question_count: left.length });
  });

  test('a quiz that is taken back and published while a student starts never gives what it does not have', async () => {
    const { id, quiz } = await newQuiz();
    await add(quiz);
    await publish(quiz);
    const start = () =>
      server.call('POST', `${quiz}/submissions`, { token: course.people.student.token, body: {} });
    const replies = await Promise.all([
      publish(quiz, false),
      start(),
      add(quiz),
      publish(quiz),
      publish(quiz, false),
    ]);
    expect(replies.every(({ status }) => [200, 400, 403].includes(status))).toBe(true);
    const begun = replies[1];
    const { json } = await call('GET', quiz);
    // Once an attempt has begun nobody can take the quiz back.
    if (begun?.status === 200) expect(json.published).toBe(true);
    const [publication] = await rows(`select quiz_data from quiz_publications where quiz_id = ${id}`);
    if (json.published) {
      expect(json.question_count).toBe(JSON.parse(String(publication?.quiz_data)).length);
    }
  });

  test('changes of type at once leave a quiz with one assignment or none', async () => {
    const { id, quiz } = await newQuiz();
    const replies = await Promise.all(
      times(atOnce, (index) =>
        call('PUT', quiz, { quiz: { quiz_type: index % 2 === 0 ? 'practice_quiz' : 'assignment' } }),
      ),
    );
    expect(statusesOf(replies)).toEqual({ 200: atOnce });
    const { json } = await call('GET', quiz);
    const owned = await rows(
      `select a.id from assignments a join quizzes q on q.assignment_id = a.id
        where q.id = ${id} and a.workflow_state <> 'deleted'`,
    );
    expect(owned).toEqual(json.quiz_type === 'assignment' ? [{ id: json.assignment_id }] : []);
    const stray = await rows(
      `select id from assignments where workflow_state <> 'deleted'
        and id not in (select assignment_id from quizzes where assignment_id is not null)`,
    );
    expect(stray).toEqual([]);
    expect(json.version_number).toBe(1 + atOnce);
  });
});
