// One complete run, step by step, through an unmodified client from npm. Source: core reference §22, whose numbers the
// steps keep; statistics and reports (76) are left out. The tests build on one another, in order.

import { CanvasApi, CanvasApiResponseError } from '@kth/canvas-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eachDatabase } from '../support/databases.ts';
import {
  insufficientScopesBody,
  invalidTokenBody,
  notPermittedBody,
  revokedTokenBody,
  unauthenticatedBody,
} from '../support/refusal-bodies.ts';
import { type Reply, startTestServer, type TestServer } from '../support/server.ts';

type Json = Reply['json'];

interface Answer {
  status: number;
  json: Json;
  headers: Record<string, string | string[] | undefined>;
}

const bearer = 'Bearer realm="canvas-lms"';
const eventsScope = 'url:GET|/api/v1/courses/:course_id/quizzes/:quiz_id/submissions/:id/events';

eachDatabase((database) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer(database);
  });
  afterAll(() => server[Symbol.asyncDispose]());

  // What the story has made so far.
  const people = { teacher: 0, s1: 0, s2: 0, s3: 0 };
  const enrollments = { s1: 0, s2: 0, s3: 0 };
  let course = '';
  let sectionA = 0;
  let sectionB = 0;
  const groups = { quizzes: 0, homework: 0 };
  const assignments = { essay: 0, participation: 0, reflection: 0, quiz: 0 };
  let quiz = '';
  let questionGroup = 0;
  /** By name, as the author sees them: with weights. */
  const questions: Record<string, Json> = {};
  const attempts: Record<'s1' | 's2', { id: number; token: string }> = {
    s1: { id: 0, token: '' },
    s2: { id: 0, token: '' },
  };
  let events = '';
  let storyToken = { id: 0, token: '' };

  type Who = 'admin' | keyof typeof people;

  /** A request of the admin, or of somebody else whom the admin acts as. A refusal is an answer like any other. */
  async function send(who: Who, method: string, path: string, body?: unknown): Promise<Answer> {
    const mark = path.includes('?') ? '&' : '?';
    const url = who === 'admin' ? path : `${path}${mark}as_user_id=${people[who]}`;
    return sendAs(server.adminToken, method, url, body);
  }

  async function sendAs(token: string, method: string, path: string, body?: unknown): Promise<Answer> {
    const canvas = new CanvasApi(`${server.url}/api/v1`, token);
    try {
      const { statusCode, json, headers } =
        method === 'GET'
          ? await canvas.get(path)
          : await canvas.request(path, method as 'POST' | 'PUT' | 'DELETE', body);
      return { status: statusCode, json, headers };
    } catch (error) {
      if (!(error instanceof CanvasApiResponseError)) throw error;
      const { statusCode, json, headers } = error.response;
      return { status: statusCode, json, headers };
    }
  }

  function passSeconds(seconds: number): void {
    server.clock.nowMs += seconds * 1000;
  }

  async function graphql(who: Who, query: string, variables: Record<string, unknown>): Promise<Json> {
    const { status, json } = await send(who, 'POST', '/api/graphql', { query, variables });
    expect(status).toBe(200);
    expect(json.errors).toBeUndefined();
    return json.data;
  }

  /** The id of the answer to a question whose text is that. */
  function answerId(question: string, text: string): number {
    return questions[question].answers.find((answer: Json) => answer.text === text).id;
  }

  /** The true/false question that the student drew: its id and the id of its answer `text`. */
  async function drawn(who: 's1' | 's2', text: string): Promise<{ id: number; answer: number }> {
    const { json } = await send(who, 'GET', `quiz_submissions/${attempts[who].id}/questions`);
    const question = json.quiz_submission_questions.find(
      (given: Json) => given.question_type === 'true_false_question',
    );
    return {
      id: question.id,
      answer: question.answers.find((answer: Json) => answer.text === text).id,
    };
  }

  async function begin(who: 's1' | 's2'): Promise<Json> {
    const { status, json } = await send(who, 'POST', `${quiz}/submissions`, {});
    expect(status).toBe(200);
    expect(json.quiz_submissions).toHaveLength(1);
    const [begun] = json.quiz_submissions;
    attempts[who] = { id: begun.id, token: begun.validation_token };
    return begun;
  }

  function answer(who: 's1' | 's2', attempt: number, answers: [id: number, answer: unknown][]) {
    return send(who, 'POST', `quiz_submissions/${attempts[who].id}/questions`, {
      attempt,
      validation_token: attempts[who].token,
      quiz_questions: answers.map(([id, given]) => ({ id: String(id), answer: given })),
    });
  }

  async function handIn(who: 's1' | 's2', attempt: number): Promise<Json> {
    const { status, json } = await send(who, 'POST', `${quiz}/submissions/${attempts[who].id}/complete`, {
      attempt,
      validation_token: attempts[who].token,
    });
    expect(status).toBe(200);
    return json.quiz_submissions[0];
  }

  async function grades(reader: Who, student: 's1' | 's2' | 's3'): Promise<Json> {
    const { json } = await send(reader, 'GET', `${course}/enrollments?user_id=${people[student]}`);
    return json[0].grades;
  }

  function submissionPath(assignment: keyof typeof assignments, student: 's1' | 's2' | 's3'): string {
    return `${course}/assignments/${assignments[assignment]}/submissions/${people[student]}`;
  }

  describe('the account and its people (1–7)', () => {
    test('1–3: the admin is user 1 of account 1', async () => {
      expect(await send('admin', 'GET', 'users/self')).toMatchObject({
        status: 200,
        json: { id: 1, name: expect.any(String) },
      });
      expect(await send('admin', 'GET', 'accounts/self')).toMatchObject({
        status: 200,
        json: { id: 1, root_account_id: null, parent_account_id: null },
      });
      const accounts = await send('admin', 'GET', 'accounts');
      expect(accounts.json).toHaveLength(1);
      expect(accounts.json[0].id).toBe(1);
    });

    test('4: four people get logins', async () => {
      for (const [key, name, sisId] of [
        ['teacher', 'Tea Cher', 'T1'],
        ['s1', 'Ada Lovelace', 'S1'],
        ['s2', 'Grace Hopper', 'S2'],
        ['s3', 'Alan Turing', 'S3'],
      ] as const) {
        const address = `${key}@example.edu`;
        const { status, json } = await send('admin', 'POST', 'accounts/1/users', {
          user: { name, skip_registration: true },
          pseudonym: { unique_id: address, sis_user_id: sisId, send_confirmation: false },
          communication_channel: { type: 'email', address, skip_confirmation: true },
        });
        expect(status).toBe(200);
        expect(json).toMatchObject({ id: expect.any(Number), name, login_id: address, sis_user_id: sisId });
        people[key] = json.id;
      }
    });

    test('5: a login name is taken once', async () => {
      const { status, json } = await send('admin', 'POST', 'accounts/1/users', {
        pseudonym: { unique_id: 'teacher@example.edu' },
      });
      expect(status).toBe(400);
      expect(json.errors.pseudonym.unique_id).toEqual([
        {
          attribute: 'unique_id',
          type: 'taken',
          message: 'ID already in use for this account and authentication provider',
        },
      ]);
    });

    test('6: four people are found, page after page', async () => {
      const canvas = new CanvasApi(`${server.url}/api/v1`, server.adminToken);
      const found: string[] = [];
      for await (const user of canvas.listItems('accounts/1/users', {
        search_term: 'example',
        per_page: 3,
      })) {
        found.push((user as { login_id: string }).login_id);
      }
      expect(found.sort()).toEqual([
        's1@example.edu',
        's2@example.edu',
        's3@example.edu',
        'teacher@example.edu',
      ]);
    });

    test('7: a person is found by SIS id, and has a profile', async () => {
      expect((await send('admin', 'GET', 'users/sis_user_id:S1')).json.id).toBe(people.s1);
      const { json } = await send('admin', 'GET', `users/${people.s1}/profile`);
      expect(json).toMatchObject({ id: people.s1, primary_email: 's1@example.edu' });
    });
  });

  describe('the course and who is in it (8–14)', () => {
    test('8: the course is made unpublished, with weights', async () => {
      const { status, json } = await send('admin', 'POST', 'accounts/1/courses', {
        course: {
          name: 'Biology 101',
          course_code: 'BIO101',
          sis_course_id: 'BIO-1',
          apply_assignment_group_weights: true,
        },
      });
      expect(status).toBe(200);
      expect(json).toMatchObject({ workflow_state: 'unpublished', apply_assignment_group_weights: true });
      course = `courses/${json.id}`;
    });

    test('9: two sections', async () => {
      for (const name of ['A', 'B']) {
        const { status, json } = await send('admin', 'POST', `${course}/sections`, {
          course_section: { name: `Section ${name}`, sis_section_id: `BIO-1-${name}` },
        });
        expect(status).toBe(200);
        expect(`courses/${json.course_id}`).toBe(course);
        if (name === 'A') sectionA = json.id;
        else sectionB = json.id;
      }
    });

    test('10–11: a teacher and three students', async () => {
      const teacher = await send('admin', 'POST', `${course}/enrollments`, {
        enrollment: { user_id: people.teacher, type: 'TeacherEnrollment', enrollment_state: 'active' },
      });
      expect(teacher).toMatchObject({ status: 200, json: { enrollment_state: 'active' } });
      for (const [key, section] of [
        ['s1', sectionA],
        ['s2', sectionA],
        ['s3', sectionB],
      ] as const) {
        const { status, json } = await send('admin', 'POST', `sections/${section}/enrollments`, {
          enrollment: {
            user_id: people[key],
            type: 'StudentEnrollment',
            enrollment_state: 'active',
            notify: false,
          },
        });
        expect(status).toBe(200);
        expect(json.grades).toMatchObject({
          html_url: `${server.url}/${course}/grades/${people[key]}`,
          current_score: null,
          final_score: null,
        });
        enrollments[key] = json.id;
      }
    });

    test('12: nobody cannot be enrolled', async () => {
      const { status, json } = await send('admin', 'POST', `${course}/enrollments`, {
        enrollment: { type: 'StudentEnrollment' },
      });
      expect([status, json]).toEqual([
        400,
        {
          message:
            "Can't create an enrollment without a user. Include enrollment[user_id] to create an enrollment",
        },
      ]);
    });

    test('13: the teacher lists the students, with user and grades', async () => {
      const { json } = await send(
        'teacher',
        'GET',
        `${course}/enrollments?type[]=StudentEnrollment&state[]=active`,
      );
      expect(json).toHaveLength(3);
      for (const enrollment of json) {
        expect(enrollment).toMatchObject({ user: { id: enrollment.user_id }, grades: expect.any(Object) });
      }
    });

    test('14: an unpublished course is not in the list of its students', async () => {
      expect(await send('s1', 'GET', 'courses')).toMatchObject({ status: 200, json: [] });
    });
  });

  describe('groups, assignments, the feature and the quiz (15–31)', () => {
    test('15: two assignment groups with weights', async () => {
      for (const [key, body] of [
        ['quizzes', { name: 'Quizzes', group_weight: 60, position: 1 }],
        ['homework', { name: 'Homework', group_weight: 40 }],
      ] as const) {
        const { status, json } = await send('teacher', 'POST', `${course}/assignment_groups`, body);
        expect(status).toBe(200);
        expect(json).toMatchObject({ name: body.name, group_weight: body.group_weight, rules: {} });
        groups[key] = json.id;
      }
    });

    test('16–18: three assignments, points, pass or fail, and letters', async () => {
      for (const [key, body] of [
        ['essay', { name: 'Essay', points_possible: 20, grading_type: 'points' }],
        ['participation', { name: 'Participation', points_possible: 10, grading_type: 'pass_fail' }],
        ['reflection', { name: 'Reflection', points_possible: 10, grading_type: 'letter_grade' }],
      ] as const) {
        const { status, json } = await send('teacher', 'POST', `${course}/assignments`, {
          assignment: {
            ...body,
            submission_types: ['on_paper'],
            assignment_group_id: groups.homework,
            published: true,
          },
        });
        expect(status).toBe(201);
        expect(json).toMatchObject({ ...body, published: true, assignment_group_id: groups.homework });
        assignments[key] = json.id;
      }
    });

    test('19: grades of the reflection are posted by hand', async () => {
      const data = await graphql(
        'teacher',
        'mutation($a:ID!){setAssignmentPostPolicy(input:{assignmentId:$a,postManually:true}){postPolicy{postManually}}}',
        { a: String(assignments.reflection) },
      );
      expect(data).toEqual({ setAssignmentPostPolicy: { postPolicy: { postManually: true } } });
      const { json } = await send('teacher', 'GET', `${course}/assignments/${assignments.reflection}`);
      expect(json.post_manually).toBe(true);
    });

    test('20–21: the teacher turns the quiz log on', async () => {
      const flag = await send('teacher', 'PUT', `${course}/features/flags/quiz_log_auditing`, {
        state: 'on',
      });
      expect(flag).toMatchObject({ status: 200, json: { state: 'on', context_type: 'Course' } });
      const enabled = await send('teacher', 'GET', `${course}/features/enabled`);
      expect(enabled.json).toContain('quiz_log_auditing');
    });

    test('22: a quiz, not yet published, with its assignment', async () => {
      const { status, json } = await send('teacher', 'POST', `${course}/quizzes`, {
        quiz: {
          title: 'Cells',
          quiz_type: 'assignment',
          assignment_group_id: groups.quizzes,
          time_limit: 30,
          allowed_attempts: 2,
          scoring_policy: 'keep_highest',
          shuffle_answers: false,
        },
      });
      expect(status).toBe(200);
      expect(json).toMatchObject({
        title: 'Cells',
        published: false,
        time_limit: 30,
        allowed_attempts: 2,
        scoring_policy: 'keep_highest',
        assignment_group_id: groups.quizzes,
        assignment_id: expect.any(Number),
      });
      quiz = `${course}/quizzes/${json.id}`;
      assignments.quiz = json.assignment_id;
    });

    test('23–26: four questions', async () => {
      for (const question of [
        {
          question_name: 'mc',
          question_text: 'Powerhouse?',
          question_type: 'multiple_choice_question',
          points_possible: 2,
          answers: [
            { answer_text: 'Mitochondrion', answer_weight: 100 },
            { answer_text: 'Nucleus', answer_weight: 0 },
          ],
        },
        {
          question_name: 'sa',
          question_text: 'What holds the plan?',
          question_type: 'short_answer_question',
          points_possible: 1,
          answers: [{ answer_text: 'DNA' }],
        },
        {
          question_name: 'num',
          question_text: 'How many chromosomes?',
          question_type: 'numerical_question',
          points_possible: 2,
          answers: [{ numerical_answer_type: 'exact_answer', answer_exact: 46, answer_error_margin: 0 }],
        },
        {
          question_name: 'essay',
          question_text: 'Say why.',
          question_type: 'essay_question',
          points_possible: 5,
        },
      ]) {
        const { status, json } = await send('teacher', 'POST', `${quiz}/questions`, { question });
        expect(status).toBe(200);
        questions[question.question_name] = json;
      }
      expect(questions.mc.answers).toMatchObject([
        { id: expect.any(Number), text: 'Mitochondrion', weight: 100 },
        { id: expect.any(Number), text: 'Nucleus', weight: 0 },
      ]);
      expect(questions.sa.answers).toMatchObject([{ text: 'DNA', weight: 100 }]);
      expect(questions.num.answers).toMatchObject([{ exact: 46, margin: 0 }]);
      expect(questions.essay.answers).toEqual([]);
    });

    test('27–28: a pool of two, of which one is drawn', async () => {
      const { status, json } = await send('teacher', 'POST', `${quiz}/groups`, {
        quiz_groups: [{ name: 'Pool', pick_count: 1, question_points: 2 }],
      });
      expect(status).toBe(201);
      questionGroup = json.quiz_groups[0].id;
      for (const name of ['tf1', 'tf2']) {
        const made = await send('teacher', 'POST', `${quiz}/questions`, {
          question: {
            question_name: name,
            question_text: `True or false? (${name})`,
            question_type: 'true_false_question',
            quiz_group_id: questionGroup,
            answers: [
              { answer_text: 'True', answer_weight: 100 },
              { answer_text: 'False', answer_weight: 0 },
            ],
          },
        });
        expect(made).toMatchObject({ status: 200, json: { quiz_group_id: questionGroup } });
      }
    });

    test('29–30: quiz and course are published', async () => {
      const published = await send('teacher', 'PUT', quiz, { quiz: { published: true } });
      expect(published).toMatchObject({
        status: 200,
        json: { published: true, points_possible: 12, question_count: 5 },
      });
      const offered = await send('teacher', 'PUT', course, { course: { event: 'offer' } });
      expect(offered).toMatchObject({ status: 200, json: { workflow_state: 'available' } });
    });

    test('31: a student sees the quiz and may take it', async () => {
      const { status, json } = await send('s1', 'GET', quiz);
      expect(status).toBe(200);
      expect(json).toMatchObject({ locked_for_user: false, permissions: { submit: true, update: false } });
      expect(json).not.toHaveProperty('access_code');
    });
  });

  describe('taking the quiz (32–44)', () => {
    test('32: the attempt begins, for thirty minutes', async () => {
      const begun = await begin('s1');
      expect(begun).toMatchObject({
        user_id: people.s1,
        attempt: 1,
        workflow_state: 'untaken',
        started_at: '2026-09-01T09:00:00Z',
        end_at: '2026-09-01T09:30:00Z',
        validation_token: expect.stringMatching(/^[0-9a-f]{64}$/),
      });
      events = `${quiz}/submissions/${begun.id}/events`;
    });

    test('33: an attempt in progress is not begun again', async () => {
      const { status, json } = await send('s1', 'POST', `${quiz}/submissions`, {});
      expect([status, json]).toEqual([
        409,
        { status: 'conflict', message: 'a quiz submission already exists' },
      ]);
    });

    test('34: five questions, and nothing that tells the right answers', async () => {
      const { status, json } = await send('s1', 'GET', `quiz_submissions/${attempts.s1.id}/questions`);
      expect(status).toBe(200);
      expect(json.quiz_submission_questions).toHaveLength(5);
      expect(JSON.stringify(json)).not.toMatch(/"weight"|"exact"|"comments"|DNA/);
    });

    test('35: the page reports that it began and what is in view', async () => {
      passSeconds(15);
      const { status } = await send('s1', 'POST', events, {
        quiz_submission_events: [
          {
            event_type: 'session_started',
            event_data: { user_agent: 'story/1' },
            client_timestamp: '2024-01-01T00:00:00Z',
          },
          { event_type: 'question_viewed', event_data: [String(questions.mc.id)] },
        ],
      });
      expect(status).toBe(204);
    });

    test('36: two answers, of which the answer tells', async () => {
      passSeconds(15);
      const { status, json } = await answer('s1', 1, [
        [questions.mc.id, answerId('mc', 'Mitochondrion')],
        [questions.sa.id, 'DNA'],
      ]);
      expect(status).toBe(200);
      expect(json.quiz_submission_questions).toMatchObject([
        { id: questions.mc.id, answer: String(answerId('mc', 'Mitochondrion')), flagged: false },
        { id: questions.sa.id, answer: 'dna', flagged: false },
      ]);
    });

    test('37: one question is flagged', async () => {
      passSeconds(15);
      const path = `quiz_submissions/${attempts.s1.id}/questions/${questions.num.id}/flag`;
      const { status, json } = await send('s1', 'PUT', path, {
        attempt: 1,
        validation_token: attempts.s1.token,
      });
      expect(status).toBe(200);
      expect(json.quiz_submission_questions).toMatchObject([{ id: questions.num.id, flagged: true }]);
    });

    test('38: the page loses focus and has it again', async () => {
      passSeconds(15);
      const { status } = await send('s1', 'POST', `${quiz}/submissions/self/events`, {
        quiz_submission_events: [{ event_type: 'page_blurred' }, { event_type: 'page_focused' }],
      });
      expect(status).toBe(204);
    });

    test('39: the other answers', async () => {
      passSeconds(15);
      const right = await drawn('s1', 'True');
      const { status } = await answer('s1', 1, [
        [questions.num.id, 46],
        [questions.essay.id, '<p>text</p>'],
        [right.id, right.answer],
      ]);
      expect(status).toBe(200);
    });

    test('40: time is running', async () => {
      const { json } = await send('s1', 'GET', events.replace('/events', '/time'));
      expect(json).toEqual({ end_at: '2026-09-01T09:30:00Z', time_left: 1725 });
    });

    test('41: handed in, with an essay that waits for a reader', async () => {
      passSeconds(15);
      expect(await handIn('s1', 1)).toMatchObject({
        workflow_state: 'pending_review',
        score: 7,
        kept_score: 7,
        finished_at: '2026-09-01T09:01:30Z',
        time_spent: 90,
        attempts_left: 1,
      });
    });

    test('42: the student does not read the log', async () => {
      expect(await send('s1', 'GET', events)).toMatchObject({ status: 403, json: notPermittedBody });
    });

    test('43: another student, with two answers wrong', async () => {
      await begin('s2');
      const wrong = await drawn('s2', 'False');
      const { status } = await answer('s2', 1, [
        [questions.mc.id, answerId('mc', 'Nucleus')],
        [questions.sa.id, 'DNA'],
        [questions.num.id, 46],
        [wrong.id, wrong.answer],
        [questions.essay.id, 'because'],
      ]);
      expect(status).toBe(200);
      passSeconds(60);
      expect(await handIn('s2', 1)).toMatchObject({ workflow_state: 'pending_review', score: 3 });
    });
  });

  describe('grading (44–53)', () => {
    test('45: two attempts wait for the teacher', async () => {
      const { json } = await send('teacher', 'GET', `${quiz}/submissions`);
      expect(json.quiz_submissions).toHaveLength(2);
      for (const row of json.quiz_submissions) expect(row.workflow_state).toBe('pending_review');
    });

    test('46: the teacher reads the log, oldest first', async () => {
      const { status, json } = await send('teacher', 'GET', `${events}?per_page=50`);
      expect(status).toBe(200);
      const log = json.quiz_submission_events as Json[];
      for (const { id } of log) expect(id).toMatch(/^\d+$/);
      expect(log.map(({ event_type, created_at }) => [event_type, created_at])).toEqual([
        ['submission_created', '2026-09-01T09:00:00Z'],
        ['session_started', '2026-09-01T09:00:15Z'],
        ['question_viewed', '2026-09-01T09:00:15Z'],
        ['question_answered', '2026-09-01T09:00:30Z'],
        ['question_answered', '2026-09-01T09:00:45Z'],
        ['page_blurred', '2026-09-01T09:01:00Z'],
        ['page_focused', '2026-09-01T09:01:00Z'],
        ['question_answered', '2026-09-01T09:01:15Z'],
      ]);
      const [created, , viewed, answered, flagged] = log;
      expect(created.event_data).toMatchObject({ quiz_version: expect.any(Number) });
      expect(created.event_data.quiz_data).toHaveLength(5);
      expect(viewed.event_data).toEqual([String(questions.mc.id)]);
      expect(answered.event_data).toEqual([
        { quiz_question_id: String(questions.mc.id), answer: String(answerId('mc', 'Mitochondrion')) },
        { quiz_question_id: String(questions.sa.id), answer: 'dna' },
      ]);
      expect(flagged.event_data).toEqual([{ quiz_question_id: String(questions.num.id), answer: null }]);
    });

    test('47: points and a comment', async () => {
      const { status, json } = await send('teacher', 'PUT', submissionPath('essay', 's1'), {
        submission: { posted_grade: '18' },
        comment: { text_comment: 'Good' },
      });
      expect(status).toBe(200);
      expect(json).toMatchObject({
        score: 18,
        grade: '18',
        workflow_state: 'graded',
        submission_comments: [{ comment: 'Good', author_id: people.teacher }],
        all_submissions: [{ user_id: people.s1, score: 18 }],
      });
    });

    test('48: many at once, with a progress to ask after', async () => {
      const { status, json } = await send('teacher', 'POST', `${course}/submissions/update_grades`, {
        grade_data: {
          [assignments.participation]: {
            [people.s1]: { posted_grade: 'complete' },
            [people.s2]: { posted_grade: 'incomplete' },
          },
          [assignments.essay]: { [people.s2]: { posted_grade: '75%' } },
        },
      });
      expect([status, json.tag]).toEqual([200, 'submissions_update']);
      const progress = await send('teacher', 'GET', `progress/${json.id}`);
      expect(progress.json).toMatchObject({ workflow_state: 'completed', completion: 100 });
    });

    test('44: work that waits for review is left out of the current score', async () => {
      expect(await grades('teacher', 's1')).toMatchObject({ current_score: 93.33, final_score: 63 });
    });

    test('49: a student is excused', async () => {
      const { json } = await send('teacher', 'PUT', submissionPath('essay', 's3'), {
        submission: { excuse: true },
      });
      expect(json).toMatchObject({ excused: true, score: null, grade: null });
    });

    test('50–51: a letter that is not yet posted', async () => {
      const { json } = await send('teacher', 'PUT', submissionPath('reflection', 's1'), {
        submission: { posted_grade: 'B+' },
      });
      expect(json).toMatchObject({ score: 8.9, grade: 'B+', posted_at: null });
      const own = await send('s1', 'GET', submissionPath('reflection', 's1'));
      expect(own.status).toBe(200);
      for (const key of ['score', 'grade', 'entered_score', 'entered_grade']) {
        expect(own.json).not.toHaveProperty(key);
      }
    });

    test('52: the teacher reads the essays', async () => {
      for (const [who, score, total] of [
        ['s1', 4, 11],
        ['s2', 3, 6],
      ] as const) {
        const { status, json } = await send('teacher', 'PUT', `${quiz}/submissions/${attempts[who].id}`, {
          quiz_submissions: [{ attempt: 1, questions: { [questions.essay.id]: { score, comment: 'ok' } } }],
        });
        expect(status).toBe(200);
        expect(json.quiz_submissions).toMatchObject([
          { score: total, kept_score: total, workflow_state: 'complete' },
        ]);
      }
    });

    test('53: the gradebook has the score of the quiz, and who gave it', async () => {
      const { json } = await send('teacher', 'GET', submissionPath('quiz', 's1'));
      expect(json).toMatchObject({
        score: 11,
        grade: '11',
        submission_type: 'online_quiz',
        grader_id: people.teacher,
        workflow_state: 'graded',
      });
    });
  });

  describe('course scores (54–57)', () => {
    test('each student has four', async () => {
      const { json } = await send('teacher', 'GET', `${course}/enrollments?type[]=StudentEnrollment`);
      const scores = Object.fromEntries(
        json.map(({ user_id, grades: of }: Json) => [
          user_id,
          [of.current_score, of.final_score, of.unposted_current_score, of.unposted_final_score],
        ]),
      );
      expect(scores).toEqual({
        [people.s1]: [92.33, 83, 91.9, 91.9],
        [people.s2]: [50, 45, 50, 45],
        [people.s3]: [null, 0, null, 0],
      });
      for (const { grades: of } of json) expect([of.current_grade, of.final_grade]).toEqual([null, null]);
    });

    test('and reads their own in the list of courses', async () => {
      const { json } = await send('s1', 'GET', 'courses?include[]=total_scores');
      expect(json[0].enrollments).toMatchObject([
        { type: 'student', computed_current_score: 92.33, computed_final_score: 83 },
      ]);
    });

    test('and the teacher reads all of them with the submissions', async () => {
      const { json } = await send(
        'teacher',
        'GET',
        `${course}/students/submissions?student_ids[]=all&grouped=1&include[]=total_scores`,
      );
      const s1 = json.find(({ user_id }: Json) => user_id === people.s1);
      expect(s1).toMatchObject({ computed_current_score: 92.33, computed_final_score: 83 });
      expect(s1.submissions).toHaveLength(4);
    });

    test('54: posting the letters', async () => {
      const data = await graphql(
        'teacher',
        'mutation($a:ID!){postAssignmentGrades(input:{assignmentId:$a}){progress{_id state} errors{message}}}',
        { a: String(assignments.reflection) },
      );
      expect(data.postAssignmentGrades).toMatchObject({
        progress: { _id: expect.any(String) },
        errors: null,
      });
      expect(await grades('teacher', 's1')).toMatchObject({ current_score: 91.9, final_score: 91.9 });
      expect((await send('s1', 'GET', submissionPath('reflection', 's1'))).json.grade).toBe('B+');
    });

    test('55: without weights, and with them again', async () => {
      for (const [isWeighted, score] of [
        [false, 92.12],
        [true, 91.9],
      ] as const) {
        const { status } = await send('teacher', 'PUT', course, {
          course: { apply_assignment_group_weights: isWeighted },
        });
        expect(status).toBe(200);
        expect(await grades('teacher', 's1')).toMatchObject({ current_score: score });
      }
    });

    test('56–57: the lowest score is dropped, and counts again', async () => {
      const path = `${course}/assignment_groups/${groups.homework}`;
      const dropped = await send('teacher', 'PUT', path, { rules: { drop_lowest: 1 } });
      expect(dropped).toMatchObject({ status: 200, json: { rules: { drop_lowest: 1 } } });
      expect(await grades('teacher', 's2')).toMatchObject({ current_score: 60, final_score: 50 });
      const kept = await send('teacher', 'PUT', path, { rules: {} });
      expect(kept).toMatchObject({ status: 200, json: { rules: {} } });
      expect(await grades('teacher', 's2')).toMatchObject({ current_score: 50, final_score: 45 });
    });
  });

  describe('override (58–63)', () => {
    const override = () =>
      send('teacher', 'PUT', `${course}/update_final_grade_overrides`, {
        override_scores: [{ student_id: people.s2, override_score: 88.8 }],
      });

    test('58: not before the course allows it', async () => {
      expect(await override()).toMatchObject({ status: 403, json: notPermittedBody });
    });

    test('59: the course allows it', async () => {
      const flag = await send('teacher', 'PUT', `${course}/features/flags/final_grades_override`, {
        state: 'on',
      });
      expect(flag.status).toBe(200);
      const settings = await send('teacher', 'PUT', `${course}/settings`, {
        allow_final_grade_override: true,
      });
      expect(settings).toMatchObject({ status: 200, json: { allow_final_grade_override: true } });
    });

    test('60–62: the teacher sees both scores, the student one', async () => {
      expect(await override()).toMatchObject({ status: 200, json: { tag: 'override_grade_update' } });
      const seen = await grades('teacher', 's2');
      expect(seen).toMatchObject({ current_score: 50, override_score: 88.8 });
      expect(seen).not.toHaveProperty('override_grade');
      const { json } = await send('s2', 'GET', 'users/self/enrollments');
      expect(json[0].grades).toMatchObject({ current_score: 88.8, final_score: 88.8 });
      expect(json[0].grades).not.toHaveProperty('override_score');
    });

    test('63: and takes it back', async () => {
      const data = await graphql(
        'teacher',
        'mutation($e:ID!){setOverrideScore(input:{enrollmentId:$e,overrideScore:null}){grades{overrideScore}}}',
        { e: String(enrollments.s2) },
      );
      expect(data).toEqual({ setOverrideScore: { grades: { overrideScore: null } } });
      const { json } = await send('s2', 'GET', 'users/self/enrollments');
      expect(json[0].grades).toMatchObject({ current_score: 50, final_score: 45 });
    });
  });

  describe('tokens and scopes (64–71)', () => {
    test('64–66: a token is shown once, and works', async () => {
      const { status, json } = await send('admin', 'POST', 'users/self/tokens', {
        token: { purpose: 'story' },
      });
      expect(status).toBe(200);
      expect(json).toMatchObject({ workflow_state: 'active', purpose: 'story' });
      expect(json.token).toMatch(/^[A-Za-z0-9]{64}$/);
      expect(json.visible_token).toBe(json.token);
      storyToken = json;
      expect((await sendAs(storyToken.token, 'GET', 'users/self')).json.id).toBe(1);
      const shown = await send('admin', 'GET', `users/self/tokens/${storyToken.id}`);
      expect(shown.json.visible_token).toBe(`${storyToken.token.slice(0, 5)}...`);
      expect(JSON.stringify(shown.json)).not.toContain(storyToken.token);
    });

    test('67: a token for somebody else waits for its owner', async () => {
      const { json } = await send('admin', 'POST', `users/${people.s1}/tokens`, { token: { purpose: 's1' } });
      expect(json.workflow_state).toBe('pending');
      const used = await sendAs(json.token, 'GET', 'users/self');
      expect([used.status, used.json]).toEqual([401, invalidTokenBody]);
      expect(used.headers['www-authenticate']).toBe(bearer);
    });

    test('68: a token has a purpose', async () => {
      const nothing = await send('admin', 'POST', 'users/self/tokens', { token: {} });
      expect([nothing.status, nothing.json]).toEqual([400, { errors: [{ message: 'token is missing' }] }]);
      const purposeless = await send('admin', 'POST', 'users/self/tokens', { token: { expires_at: null } });
      expect([purposeless.status, purposeless.json]).toEqual([
        400,
        [{ message: 'token[purpose] is missing' }],
      ]);
    });

    test('69: a scoped token does what its scopes say', async () => {
      const { json } = await send('admin', 'POST', 'users/self/tokens', {
        token: { purpose: 'reads logs', scopes: [eventsScope] },
      });
      expect((await sendAs(json.token, 'GET', events)).status).toBe(200);
      const beyond = await sendAs(json.token, 'GET', 'courses');
      expect([beyond.status, beyond.json]).toEqual([401, insufficientScopesBody]);
      expect(beyond.headers).not.toHaveProperty('www-authenticate');
    });

    test('70: a deleted token is dead at once', async () => {
      const { json } = await send('admin', 'DELETE', `users/self/tokens/${storyToken.id}`);
      expect(json.workflow_state).toBe('deleted');
      const used = await sendAs(storyToken.token, 'GET', 'users/self');
      expect([used.status, used.json]).toEqual([401, revokedTokenBody]);
    });

    test('71: without a login there is no course', async () => {
      const reply = await server.call('GET', `/api/v1/${course}`, { token: null });
      expect([reply.status, reply.json]).toEqual([401, unauthenticatedBody]);
      expect(reply.headers.get('www-authenticate')).toBe(bearer);
    });
  });

  describe('a second attempt, regressions, and the end (72–78)', () => {
    test('72: the better attempt is kept', async () => {
      expect(await begin('s2')).toMatchObject({ attempt: 2, kept_score: 6, score: null });
      const right = await drawn('s2', 'True');
      await answer('s2', 2, [
        [questions.mc.id, answerId('mc', 'Mitochondrion')],
        [questions.sa.id, 'DNA'],
        [questions.num.id, 46],
        [right.id, right.answer],
        [questions.essay.id, 'because, and better'],
      ]);
      passSeconds(60);
      expect(await handIn('s2', 2)).toMatchObject({ workflow_state: 'pending_review', score: 7 });
      const { json } = await send('teacher', 'PUT', `${quiz}/submissions/${attempts.s2.id}`, {
        quiz_submissions: [{ attempt: 2, questions: { [questions.essay.id]: { score: 5 } } }],
      });
      expect(json.quiz_submissions).toMatchObject([
        { score: 12, kept_score: 12, workflow_state: 'complete' },
      ]);
      expect((await send('teacher', 'GET', submissionPath('quiz', 's2'))).json.score).toBe(12);
    });

    test('73: every attempt has its own log', async () => {
      const path = `${quiz}/submissions/${attempts.s2.id}/events`;
      const logs: Json[] = [];
      for (const attempt of [1, 2]) {
        const { json } = await send('teacher', 'GET', `${path}?attempt=${attempt}`);
        expect(json.quiz_submission_events[0].event_type).toBe('submission_created');
        logs.push(...json.quiz_submission_events);
      }
      expect(new Set(logs.map(({ id }) => id)).size).toBe(logs.length);
      expect((await send('teacher', 'GET', `${path}?attempt=3`)).status).toBe(404);
    });

    test('74: a quiz that students have taken stays published', async () => {
      const { status, json } = await send('teacher', 'PUT', quiz, { quiz: { published: false } });
      expect(status).toBe(400);
      expect(json.errors.published).toMatchObject([
        { message: "Can't unpublish if there are student submissions" },
      ]);
    });

    test('75: with the feature off nobody reads the log, yet it is written', async () => {
      const flag = await send('teacher', 'PUT', `${course}/features/flags/quiz_log_auditing`, {
        state: 'off',
      });
      expect(flag.status).toBe(200);
      const log = await send('teacher', 'GET', events);
      expect([log.status, log.json]).toEqual([
        400,
        { status: 'bad_request', message: 'quiz log auditing must be enabled' },
      ]);
      const posted = await send('s1', 'POST', events, {
        quiz_submission_events: [{ event_type: 'page_blurred' }],
      });
      expect(posted.status).toBe(204);
    });

    test('77: an enrollment is concluded', async () => {
      const { status, json } = await send('admin', 'DELETE', `${course}/enrollments/${enrollments.s3}`, {
        task: 'conclude',
      });
      expect(status).toBe(200);
      expect(json).toMatchObject({ id: enrollments.s3, enrollment_state: 'completed' });
    });

    test('78: of a concluded course students read, and take nothing more', async () => {
      const { status, json } = await send('admin', 'DELETE', course, { event: 'conclude' });
      expect([status, json]).toEqual([200, { conclude: true }]);
      expect((await send('s1', 'GET', quiz)).status).toBe(200);
      const posted = await send('s1', 'POST', events, { quiz_submission_events: [] });
      expect([posted.status, posted.json]).toEqual([403, notPermittedBody]);
      const begun = await send('s3', 'POST', `${quiz}/submissions`, {});
      expect([begun.status, begun.json]).toEqual([
        403,
        { status: 'forbidden', message: 'you are not allowed to participate in this quiz' },
      ]);
    });
  });
});
