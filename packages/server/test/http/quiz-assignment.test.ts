// The assignment that a graded quiz owns: it comes, changes and goes with the quiz. Source: core reference §9, §14.2.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CourseFixture, courseFixture } from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import { startTestServer, type TestServer, testStartMs } from '../support/server.ts';
import { runSql } from '../support/sql.ts';

type Row = Record<string, unknown>;

eachDatabase((database) => {
  let course: CourseFixture;
  let server: TestServer;
  let base: string;
  const groupIds = { first: 0, second: 0, elsewhere: 0, deleted: 0 };

  beforeAll(async () => {
    course = await courseFixture(database, {
      async more(query, { courseId }) {
        const { id: _, ...here } = await query
          .selectFrom('courses')
          .selectAll()
          .where('id', '=', courseId)
          .executeTakeFirstOrThrow();
        const elsewhere = await query
          .insertInto('courses')
          .values({ ...here, uuid: 'elsewhere' })
          .returning('id')
          .executeTakeFirstOrThrow();
        const group = {
          groupWeight: 0,
          dropLowest: null,
          dropHighest: null,
          neverDrop: '[]',
          sisSourceId: null,
          integrationData: '{}',
          workflowState: 'available' as const,
          createdAtMs: testStartMs,
          updatedAtMs: testStartMs,
        };
        const places = {
          second: { courseId, position: 2 },
          first: { courseId, position: 1 },
          elsewhere: { courseId: elsewhere.id, position: 1 },
          deleted: { courseId, position: 3, workflowState: 'deleted' as const },
        };
        for (const name of Object.keys(places) as (keyof typeof places)[]) {
          const { id } = await query
            .insertInto('assignmentGroups')
            .values({ ...group, name, ...places[name] })
            .returning('id')
            .executeTakeFirstOrThrow();
          groupIds[name] = id;
        }
      },
    });
    server = await startTestServer(database, { databaseUrl: course.databaseUrl });
    base = `/api/v1/courses/${course.courseId}/quizzes`;
  });
  afterAll(() => server[Symbol.asyncDispose]());

  async function asTeacher(method: string, path: string, body?: unknown) {
    const reply = await server.call(method, path, { token: course.people.teacher.token, body });
    expect(reply.status, reply.text).toBeLessThan(300);
    return reply.json;
  }

  const newQuiz = (settings: Row = {}) => asTeacher('POST', base, { quiz: { title: 'Cells', ...settings } });

  const save = (id: number, settings: Row) => asTeacher('PUT', `${base}/${id}`, { quiz: settings });

  const rows = (statement: string) => runSql<Row>(course.databaseUrl, statement);

  async function assignment(id: number): Promise<Row> {
    const [row = {}] = await rows(`select * from assignments where id = ${id}`);
    return row;
  }

  async function finalScores(): Promise<unknown[]> {
    const found = await rows(
      `select final_score from course_scores where course_id = ${course.courseId} order by user_id`,
    );
    return found.map((row) => row.final_score);
  }

  describe('a graded quiz', () => {
    test.each(['assignment', 'graded_survey'])('of type %s makes one', async (quiz_type) => {
      const quiz = await newQuiz({
        quiz_type,
        description: '<p>On cells.</p>',
        due_at: '2026-09-20T10:00:00Z',
        unlock_at: '2026-09-10T10:00:00Z',
        lock_at: '2026-09-21T10:00:00Z',
        points_possible: 0,
      });
      expect(await assignment(quiz.assignment_id)).toMatchObject({
        id: quiz.assignment_id,
        course_id: course.courseId,
        assignment_group_id: groupIds.first,
        name: 'Cells',
        description: '<p>On cells.</p>',
        points_possible: 0,
        grading_type: 'points',
        submission_types: 'online_quiz',
        due_at_ms: Date.UTC(2026, 8, 20, 10),
        unlock_at_ms: Date.UTC(2026, 8, 10, 10),
        lock_at_ms: Date.UTC(2026, 8, 21, 10),
        workflow_state: 'unpublished',
        only_visible_to_overrides: 0,
        post_manually: 0,
        allowed_attempts: null,
      });
      expect(quiz.assignment_group_id).toBe(groupIds.first);
    });

    test('gives every student an empty submission', async () => {
      const { assignment_id } = await newQuiz();
      const submissions = await rows(
        `select user_id, workflow_state, score from submissions where assignment_id = ${assignment_id} order by user_id`,
      );
      const { student, otherStudent } = course.people;
      expect(submissions).toEqual(
        [student.id, otherStudent.id].map((user_id) => ({
          user_id,
          workflow_state: 'unsubmitted',
          score: null,
        })),
      );
    });

    test('comes after what is in its group', async () => {
      const [one, two] = [await newQuiz(), await newQuiz()];
      const { position } = await assignment(one.assignment_id);
      expect(await assignment(two.assignment_id)).toMatchObject({ position: Number(position) + 1 });
    });

    test('hands its title, texts, dates, points and state on', async () => {
      const { id, assignment_id } = await newQuiz();
      await save(id, {
        title: 'Renamed',
        description: 'New',
        due_at: '2026-09-20T10:00:00Z',
        only_visible_to_overrides: true,
      });
      expect(await assignment(assignment_id)).toMatchObject({
        name: 'Renamed',
        description: 'New',
        due_at_ms: Date.UTC(2026, 8, 20, 10),
        only_visible_to_overrides: 1,
      });
      const question = { question_type: 'essay_question', points_possible: 2.5 };
      await asTeacher('POST', `${base}/${id}/questions`, { question });
      expect(await assignment(assignment_id)).toMatchObject({
        points_possible: 2.5,
        workflow_state: 'unpublished',
      });
      await save(id, { published: true });
      expect(await assignment(assignment_id)).toMatchObject({
        points_possible: 2.5,
        workflow_state: 'published',
      });
      await asTeacher('POST', `${base}/${id}/questions`, { question });
      expect(await assignment(assignment_id), 'as published').toMatchObject({ points_possible: 2.5 });
      await save(id, { published: false });
      expect(await assignment(assignment_id)).toMatchObject({
        points_possible: 5,
        workflow_state: 'unpublished',
      });
    });

    test('leaves alone what is not the quiz’s to say', async () => {
      const { id, assignment_id } = await newQuiz();
      await rows(
        `update assignments set grading_type = 'letter_grade', omit_from_final_grade = 1, post_manually = 1, position = 9
          where id = ${assignment_id} returning id`,
      );
      await save(id, { title: 'Renamed' });
      expect(await assignment(assignment_id)).toMatchObject({
        name: 'Renamed',
        grading_type: 'letter_grade',
        omit_from_final_grade: 1,
        post_manually: 1,
        position: 9,
      });
    });

    test('counts in the scores of students while it is published', async () => {
      const before = await finalScores();
      const { id } = await newQuiz({ quiz_type: 'graded_survey', points_possible: 10 });
      expect(await finalScores()).toEqual(before);
      await save(id, { published: true });
      expect(await finalScores()).toEqual([0, 0]);
      await save(id, { published: false });
      expect(await finalScores()).toEqual([null, null]);
      await save(id, { published: true });
      await asTeacher('DELETE', `${base}/${id}`);
      expect(await finalScores()).toEqual([null, null]);
    });

    test('is nothing for a student to submit who is excused from it', async () => {
      const quiz = await newQuiz({ title: 'Excused', published: true });
      const { student, otherStudent } = course.people;
      await rows(
        `update submissions set excused = 1 where assignment_id = ${quiz.assignment_id} and user_id = ${student.id}
          returning id`,
      );
      for (const [person, submit] of [
        [student, false],
        [otherStudent, true],
      ] as const) {
        const { json } = await server.call('GET', `${base}/${quiz.id}`, { token: person.token });
        expect(json.permissions.submit).toBe(submit);
        const list = await server.call('GET', `${base}?search_term=Excused`, { token: person.token });
        expect(list.json).toEqual([expect.objectContaining({ permissions: json.permissions })]);
      }
    });

    test('has its page for grading once it is published', async () => {
      const quiz = await newQuiz();
      expect(quiz.speed_grader_url).toBeNull();
      const { speed_grader_url } = await save(quiz.id, { published: true });
      const gradebook = `${server.url}/courses/${course.courseId}/gradebook`;
      expect(speed_grader_url).toBe(`${gradebook}/speed_grader?assignment_id=${quiz.assignment_id}`);
    });
  });

  describe('the group', () => {
    test('is the one asked for, and another when another is asked for', async () => {
      const quiz = await newQuiz({ assignment_group_id: groupIds.second });
      expect(quiz.assignment_group_id).toBe(groupIds.second);
      expect(await assignment(quiz.assignment_id)).toMatchObject({ assignment_group_id: groupIds.second });
      expect(await save(quiz.id, { title: 'Stays' })).toMatchObject({ assignment_group_id: groupIds.second });
      expect(await save(quiz.id, { assignment_group_id: groupIds.first })).toMatchObject({
        assignment_group_id: groupIds.first,
      });
      expect(await assignment(quiz.assignment_id)).toMatchObject({ assignment_group_id: groupIds.first });
    });

    test.each(['elsewhere', 'deleted', 'unknown', ''] as const)(
      'is the first for one that is %j',
      async (name) => {
        const asked = name === '' ? '' : name === 'unknown' ? 9_999_999 : groupIds[name];
        const quiz = await newQuiz({ assignment_group_id: asked });
        expect(quiz.assignment_group_id).toBe(groupIds.first);
        const moved = await newQuiz({ assignment_group_id: groupIds.second });
        expect(await save(moved.id, { assignment_group_id: asked })).toMatchObject({
          assignment_group_id: groupIds.first,
        });
      },
    );

    test('is remembered by a quiz that is not graded, for when it is', async () => {
      const quiz = await newQuiz({ quiz_type: 'practice_quiz', assignment_group_id: groupIds.second });
      expect(quiz).toMatchObject({ assignment_id: null, assignment_group_id: groupIds.second });
      const { assignment_id } = await save(quiz.id, { quiz_type: 'assignment' });
      expect(await assignment(assignment_id)).toMatchObject({ assignment_group_id: groupIds.second });
    });
  });

  describe('a quiz that is not graded', () => {
    test.each(['practice_quiz', 'survey'])('of type %s has none', async (quiz_type) => {
      const before = await rows('select count(*) as count from assignments');
      expect(await newQuiz({ quiz_type, published: true })).toMatchObject({
        assignment_id: null,
        assignment_group_id: groupIds.first,
        speed_grader_url: null,
      });
      expect(await rows('select count(*) as count from assignments')).toEqual(before);
    });

    test('loses it when it was graded, and gets a new one when it is again', async () => {
      const quiz = await newQuiz({ published: true });
      expect(await save(quiz.id, { quiz_type: 'practice_quiz' })).toMatchObject({ assignment_id: null });
      expect(await assignment(quiz.assignment_id)).toMatchObject({ workflow_state: 'deleted' });
      const { assignment_id } = await save(quiz.id, { quiz_type: 'assignment' });
      expect(assignment_id).not.toBe(quiz.assignment_id);
      expect(await assignment(assignment_id)).toMatchObject({ workflow_state: 'published', name: 'Cells' });
      expect(await assignment(quiz.assignment_id)).toMatchObject({ workflow_state: 'deleted' });
    });
  });

  test('a quiz taken before it was graded brings its scores along', async () => {
    const quiz = await newQuiz({ quiz_type: 'practice_quiz' });
    const question = {
      question_type: 'multiple_choice_question',
      points_possible: 4,
      answers: [{ answer_text: 'right', answer_weight: 100 }, { answer_text: 'wrong' }],
    };
    const { id, answers } = await asTeacher('POST', `${base}/${quiz.id}/questions`, { question });
    await save(quiz.id, { published: true });
    const asStudent = async (path: string, body: Row) => {
      const reply = await server.call('POST', path, { token: course.people.student.token, body });
      expect(reply.status, reply.text).toBe(200);
      return reply.json;
    };
    const [begun] = (await asStudent(`${base}/${quiz.id}/submissions`, {})).quiz_submissions;
    const { attempt, validation_token } = begun;
    const quiz_questions = [{ id, answer: answers[0].id }];
    await asStudent(`/api/v1/quiz_submissions/${begun.id}/questions`, {
      attempt,
      validation_token,
      quiz_questions,
    });
    await asStudent(`${base}/${quiz.id}/submissions/${begun.id}/complete`, { attempt, validation_token });
    const { assignment_id } = await save(quiz.id, { quiz_type: 'assignment' });
    const submissions = await rows(
      `select user_id, score, workflow_state, quiz_submission_id, grader_id from submissions
        where assignment_id = ${assignment_id} order by user_id`,
    );
    const { student, otherStudent } = course.people;
    expect(submissions).toEqual([
      {
        user_id: student.id,
        score: 4,
        workflow_state: 'graded',
        quiz_submission_id: begun.id,
        grader_id: -quiz.id,
      },
      {
        user_id: otherStudent.id,
        score: null,
        workflow_state: 'unsubmitted',
        quiz_submission_id: null,
        grader_id: null,
      },
    ]);
    expect(await finalScores()).toEqual([100, 0]);
    await save(quiz.id, { quiz_type: 'practice_quiz' });
    expect(await finalScores()).toEqual([null, null]);
    const again = await save(quiz.id, { quiz_type: 'assignment' });
    const [kept] = await rows(
      `select score from submissions where assignment_id = ${again.assignment_id} and user_id = ${student.id}`,
    );
    expect(kept).toEqual({ score: 4 });
    await asTeacher('DELETE', `${base}/${quiz.id}`);
  });

  test('a quiz of old without one gets it with its next save', async () => {
    const before = await asTeacher('GET', `${base}/${course.quizId}`);
    expect(before).toMatchObject({ assignment_id: null });
    const { assignment_id } = await save(course.quizId, { title: 'Old' });
    expect(await assignment(assignment_id)).toMatchObject({ name: 'Old', workflow_state: 'published' });
  });

  test('a deleted quiz takes it along', async () => {
    const quiz = await newQuiz({ published: true });
    expect(await asTeacher('DELETE', `${base}/${quiz.id}`)).toMatchObject({
      assignment_id: quiz.assignment_id,
    });
    expect(await assignment(quiz.assignment_id)).toMatchObject({ workflow_state: 'deleted' });
  });

  test('a quiz that is refused leaves nothing behind', async () => {
    const before = await rows('select count(*) as count from assignments');
    const token = course.people.teacher.token;
    const reply = await server.call('POST', base, { token, body: { quiz: { time_limit: 0 } } });
    expect(reply.status).toBe(400);
    expect(await rows('select count(*) as count from assignments')).toEqual(before);
  });
});
