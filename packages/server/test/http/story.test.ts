// One complete run, step by step, through an unmodified client from npm. Source: core reference §22, whose numbers the
// steps keep; what is not there yet (questions, grading, scores) is left out. The tests build on one another, in order.

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
  let quiz = '';
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

  describe('the feature and the quiz (20–22, 29–31)', () => {
    test('20–21: the teacher turns the quiz log on', async () => {
      const flag = await send('teacher', 'PUT', `${course}/features/flags/quiz_log_auditing`, {
        state: 'on',
      });
      expect(flag).toMatchObject({ status: 200, json: { state: 'on', context_type: 'Course' } });
      const enabled = await send('teacher', 'GET', `${course}/features/enabled`);
      expect(enabled.json).toContain('quiz_log_auditing');
    });

    test('22: a quiz, not yet published', async () => {
      const { status, json } = await send('teacher', 'POST', `${course}/quizzes`, {
        quiz: {
          title: 'Cells',
          quiz_type: 'assignment',
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
      });
      expect(json).toHaveProperty('assignment_id');
      quiz = `${course}/quizzes/${json.id}`;
    });

    test('29–30: quiz and course are published', async () => {
      const published = await send('teacher', 'PUT', quiz, { quiz: { published: true } });
      expect(published).toMatchObject({ status: 200, json: { published: true } });
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

  describe('taking the quiz (32–46)', () => {
    test('32: the attempt begins, for thirty minutes', async () => {
      const { status, json } = await send('s1', 'POST', `${quiz}/submissions`, {});
      expect(status).toBe(200);
      expect(json.quiz_submissions).toHaveLength(1);
      const [begun] = json.quiz_submissions;
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

    test('35: the page reports that it began and what is in view', async () => {
      passSeconds(15);
      const { status } = await send('s1', 'POST', events, {
        quiz_submission_events: [
          {
            event_type: 'session_started',
            event_data: { user_agent: 'story/1' },
            client_timestamp: '2024-01-01T00:00:00Z',
          },
          { event_type: 'question_viewed', event_data: ['1'] },
        ],
      });
      expect(status).toBe(204);
    });

    test('38: the page loses focus and has it again', async () => {
      passSeconds(15);
      const { status } = await send('s1', 'POST', `${quiz}/submissions/self/events`, {
        quiz_submission_events: [{ event_type: 'page_blurred' }, { event_type: 'page_focused' }],
      });
      expect(status).toBe(204);
    });

    test('40: half a minute is gone', async () => {
      const { json } = await send('s1', 'GET', events.replace('/events', '/time'));
      expect(json).toEqual({ end_at: '2026-09-01T09:30:00Z', time_left: 1770 });
    });

    test('42: the student does not read the log', async () => {
      expect(await send('s1', 'GET', events)).toMatchObject({ status: 403, json: notPermittedBody });
    });

    test('46: the teacher reads it, oldest first', async () => {
      const { status, json } = await send('teacher', 'GET', `${events}?per_page=50`);
      const id = expect.stringMatching(/^\d+$/);
      expect(status).toBe(200);
      expect(json).toEqual({
        quiz_submission_events: [
          {
            id,
            event_type: 'session_started',
            event_data: { user_agent: 'story/1' },
            created_at: '2026-09-01T09:00:15Z',
          },
          { id, event_type: 'question_viewed', event_data: ['1'], created_at: '2026-09-01T09:00:15Z' },
          { id, event_type: 'page_blurred', event_data: null, created_at: '2026-09-01T09:00:30Z' },
          { id, event_type: 'page_focused', event_data: null, created_at: '2026-09-01T09:00:30Z' },
        ],
      });
    });

    test('46: of an attempt that reported nothing the log is empty', async () => {
      const { json } = await send('s2', 'POST', `${quiz}/submissions`, {});
      const [begun] = json.quiz_submissions;
      const log = await send('teacher', 'GET', `${quiz}/submissions/${begun.id}/events?per_page=50`);
      expect([log.status, log.json]).toEqual([200, { quiz_submission_events: [] }]);
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

  describe('regressions, and the end (73–78)', () => {
    test('73: every attempt has its own log', async () => {
      const first = await send('teacher', 'GET', `${events}?attempt=1`);
      expect(first.json.quiz_submission_events).toHaveLength(4);
      expect((await send('teacher', 'GET', `${events}?attempt=2`)).status).toBe(404);
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
