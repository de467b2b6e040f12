// The Quizzes API. Source: core reference §14, story steps 22, 29, 31 and 74.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CourseFixture, courseFixture, type Role } from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import { notFoundBody, notPermittedBody, unauthenticatedBody } from '../support/refusal-bodies.ts';
import { type Reply, startTestServer, type TestServer } from '../support/server.ts';

const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
const jsonApi = { Accept: 'application/vnd.api+json' };

const everyRight = {
  read: true,
  create: true,
  manage: true,
  update: true,
  submit: true,
  preview: true,
  delete: true,
  read_statistics: true,
  grade: true,
  review_grades: true,
  view_answer_audits: false,
  manage_assign_to: true,
};

/** What a student may do with a quiz they may take. */
const studentRights = {
  ...Object.fromEntries(Object.keys(everyRight).map((right) => [right, false])),
  read: true,
  submit: true,
};

/** The quiz of the fixture as everybody in the course sees it. */
function shownToAll(course: CourseFixture, url: string, quizId = course.quizId): Record<string, unknown> {
  const page = `${url}/courses/${course.courseId}/quizzes/${quizId}`;
  const api = `${url}/api/v1/courses/${course.courseId}/quizzes/${quizId}`;
  return {
    id: quizId,
    title: 'Cells',
    html_url: page,
    mobile_url: `${page}?force_user=1&persist_headless=1`,
    description: '<p>On cells.</p>',
    quiz_type: 'assignment',
    time_limit: 30,
    timer_autosubmit_disabled: false,
    shuffle_answers: false,
    show_correct_answers: true,
    scoring_policy: 'keep_highest',
    allowed_attempts: 1,
    one_question_at_a_time: false,
    question_count: 0,
    points_possible: null,
    cant_go_back: false,
    ip_filter: null,
    due_at: null,
    lock_at: null,
    unlock_at: null,
    published: true,
    locked_for_user: false,
    hide_results: null,
    show_correct_answers_at: null,
    hide_correct_answers_at: null,
    all_dates: [{ due_at: null, unlock_at: null, lock_at: null, base: true }],
    require_lockdown_browser: false,
    require_lockdown_browser_for_results: false,
    require_lockdown_browser_monitor: false,
    lockdown_browser_monitor_data: null,
    quiz_reports_url: `${api}/reports`,
    quiz_statistics_url: `${api}/statistics`,
    important_dates: false,
    quiz_submission_versions_html_url: `${page}/submission_versions`,
    assignment_id: null,
    one_time_results: false,
    visible_to_everyone: true,
    assignment_group_id: null,
    show_correct_answers_last_attempt: false,
    version_number: 1,
    has_access_code: false,
    post_to_sis: null,
    migration_id: null,
    in_paced_course: false,
  };
}

function shownToEditors(): Record<string, unknown> {
  return { access_code: null, unpublishable: true, can_unpublish: true, can_update: true };
}

function shownToGraders(course: CourseFixture, url: string, quizId = course.quizId): Record<string, unknown> {
  return {
    access_code: null,
    section_count: 1,
    speed_grader_url: null,
    message_students_url: `${url}/api/v1/courses/${course.courseId}/quizzes/${quizId}/submission_users/message`,
    only_visible_to_overrides: false,
  };
}

function faults(reply: Reply): unknown {
  return { status: reply.status, ...reply.json };
}

function fault(field: string, type: string, message = type): Record<string, unknown> {
  return { status: 400, errors: { [field]: [{ attribute: field, type, message }] } };
}

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

  /** As the teacher; returns the quiz. */
  async function made(quiz: Record<string, unknown>): Promise<Record<string, unknown>> {
    const reply = await as('teacher', 'POST', base, { quiz });
    expect(reply.status, reply.text).toBe(200);
    return reply.json;
  }

  describe('a quiz', () => {
    test.each(['teacher', 'ta'] as const)(
      'is shown to a %s with what graders and editors see',
      async (role) => {
        const reply = await as(role, 'GET', `${base}/${course.quizId}`);
        expect(reply.status).toBe(200);
        expect(reply.json).toEqual({
          ...shownToAll(course, server.url),
          ...shownToEditors(),
          ...shownToGraders(course, server.url),
          permissions: everyRight,
          question_types: [],
        });
      },
    );

    test('is shown to a designer without what only graders see', async () => {
      const reply = await as('designer', 'GET', `${base}/${course.quizId}`);
      expect(reply.json).toEqual({
        ...shownToAll(course, server.url),
        ...shownToEditors(),
        permissions: { ...everyRight, grade: false, review_grades: false, read_statistics: false },
        question_types: [],
      });
    });

    test('is shown to a student without its access code', async () => {
      const reply = await as('student', 'GET', `${base}/${course.quizId}`);
      expect(reply.json).toEqual({
        ...shownToAll(course, server.url),
        can_update: false,
        permissions: studentRights,
        question_types: [],
      });
    });

    test('is shown to an observer, who may not take it', async () => {
      const reply = await as('observer', 'GET', `${base}/${course.quizId}`);
      expect(reply.json).toMatchObject({ title: 'Cells', permissions: { ...studentRights, submit: false } });
      expect(reply.json).not.toHaveProperty('access_code');
    });

    test('is shown to an admin, who may also audit answers', async () => {
      const reply = await as('admin', 'GET', `${base}/${course.quizId}`);
      expect(reply.json.permissions).toEqual({ ...everyRight, view_answer_audits: true });
    });

    test("is nobody else's business", async () => {
      const outsider = await as('outsider', 'GET', `${base}/${course.quizId}`);
      expect([outsider.status, outsider.json]).toEqual([403, notPermittedBody]);
      const nobody = await server.call('GET', `${base}/${course.quizId}`, { token: null });
      expect([nobody.status, nobody.json]).toEqual([401, unauthenticatedBody]);
    });

    test.each([
      ['of another course', '/api/v1/courses/9999/quizzes/1'],
      ['that there is not', 'quizzes/9999'],
      ['that is no number', 'quizzes/first'],
      ['beyond every id', 'quizzes/99999999999999999999'],
    ])('%s is not found', async (_, path) => {
      const url = path.startsWith('/') ? path : `/api/v1/courses/${course.courseId}/${path}`;
      const reply = await as('teacher', 'GET', url);
      expect([reply.status, reply.json]).toEqual([404, notFoundBody]);
    });

    test('has ids as text when asked for', async () => {
      const accept = { Accept: 'application/json+canvas-string-ids' };
      const reply = await as('teacher', 'GET', `${base}/${course.quizId}`, undefined, accept);
      expect(reply.json).toMatchObject({ id: String(course.quizId), assignment_id: null });
    });

    test('is a list of one in the form of vnd.api+json, with further links', async () => {
      const reply = await as('teacher', 'GET', `${base}/${course.quizId}`, undefined, jsonApi);
      const page = `${server.url}/courses/${course.courseId}/quizzes/${course.quizId}`;
      expect(reply.json).toEqual({
        quizzes: [
          {
            ...shownToAll(course, server.url),
            ...shownToEditors(),
            ...shownToGraders(course, server.url),
            permissions: everyRight,
            question_types: [],
            deleted: false,
            preview_url: `${page}/take?preview=1`,
            moderate_url: `${page}/moderate`,
            take_quiz_url: `${page}/take?user_id=${course.people.teacher.id}`,
            quiz_submission_html_url: `${page}/submission_html`,
            quiz_extensions_url: `${server.url}/api/v1/courses/${course.courseId}/quizzes/${course.quizId}/extensions`,
          },
        ],
      });
      const { quizzes } = (await as('student', 'GET', `${base}/${course.quizId}`, undefined, jsonApi)).json;
      expect(quizzes[0]).toHaveProperty('take_quiz_url');
      for (const key of ['deleted', 'preview_url', 'moderate_url', 'quiz_extensions_url']) {
        expect(quizzes[0]).not.toHaveProperty(key);
      }
    });

    test.each([
      [
        'has yet to open',
        { unlock_at: '2026-09-02T10:30:00Z' },
        { unlock_at: '2026-09-02T10:30:00Z' },
        'is locked until Sep 2 at 10:30am',
      ],
      [
        'has closed',
        { lock_at: '2025-12-31T23:00:00Z' },
        { lock_at: '2025-12-31T23:00:00Z', can_view: true },
        'was locked Dec 31, 2025 at 11pm',
      ],
      ['is locked by hand', { locked: true }, { can_view: true }, 'is currently locked'],
    ])('that %s says so and keeps its description from students', async (_, settings, info, words) => {
      const { id } = await made({ title: 'Locked', description: 'Secret', published: true, ...settings });
      const lock = {
        locked_for_user: true,
        lock_info: { asset_string: `quizzes:quiz_${id}`, ...info },
        lock_explanation: `This quiz ${words}.`,
      };
      const student = await as('student', 'GET', `${base}/${id}`);
      expect(student.json).toMatchObject({ ...lock, description: '' });
      const teacher = await as('teacher', 'GET', `${base}/${id}`);
      expect(teacher.json).toMatchObject({ ...lock, description: 'Secret' });
    });

    test('that is not published or not assigned is kept from students', async () => {
      const draft = await made({ title: 'Draft' });
      const forSome = await made({ title: 'For some', published: true, only_visible_to_overrides: true });
      for (const role of ['student', 'observer'] as const) {
        for (const { id } of [draft, forSome]) {
          const reply = await as(role, 'GET', `${base}/${id}`);
          expect([reply.status, reply.json]).toEqual([403, notPermittedBody]);
        }
      }
      const designer = await as('designer', 'GET', `${base}/${draft.id}`);
      expect(designer.json).toMatchObject({ published: false });
      const teacher = await as('teacher', 'GET', `${base}/${forSome.id}`);
      expect(teacher.json).toMatchObject({ visible_to_everyone: false, only_visible_to_overrides: true });
    });
  });

  describe('creating', () => {
    test('with a title alone answers every default', async () => {
      const quiz = await made({ title: 'Fresh' });
      expect(quiz).toEqual({
        ...shownToAll(course, server.url, quiz.id as number),
        ...shownToEditors(),
        ...shownToGraders(course, server.url, quiz.id as number),
        assignment_id: expect.any(Number),
        assignment_group_id: expect.any(Number),
        title: 'Fresh',
        description: null,
        time_limit: null,
        points_possible: 0,
        published: false,
        permissions: everyRight,
        question_types: [],
      });
    });

    test('as the story has it (step 22)', async () => {
      const quiz = await made({
        title: 'Cells',
        quiz_type: 'assignment',
        assignment_group_id: 12_345,
        time_limit: 30,
        allowed_attempts: 2,
        scoring_policy: 'keep_highest',
        shuffle_answers: false,
      });
      expect(quiz).toMatchObject({
        published: false,
        time_limit: 30,
        allowed_attempts: 2,
        scoring_policy: 'keep_highest',
      });
    });

    test('takes every setting from JSON', async () => {
      const quiz = await made({
        title: 'Full',
        description: '<p onclick="x()">Hello<script>x()</script></p>',
        quiz_type: 'graded_survey',
        time_limit: 45,
        disable_timer_autosubmission: true,
        shuffle_answers: true,
        hide_results: null,
        show_correct_answers: true,
        show_correct_answers_last_attempt: true,
        show_correct_answers_at: '2026-10-01T08:00:00Z',
        hide_correct_answers_at: '2026-10-02T08:00:00+02:00',
        one_time_results: true,
        allowed_attempts: 3,
        scoring_policy: 'keep_average',
        one_question_at_a_time: true,
        cant_go_back: true,
        access_code: 'sesame',
        ip_filter: '10.0.0.0/8, 2001:db8::/32',
        due_at: '2026-09-20',
        lock_at: '2026-09-21',
        unlock_at: '2026-09-10',
        points_possible: 12.5,
        anonymous_submissions: true,
        require_lockdown_browser: true,
        published: true,
      });
      expect(quiz).toMatchObject({
        description: '<p>Hello</p>',
        quiz_type: 'graded_survey',
        time_limit: 45,
        timer_autosubmit_disabled: true,
        shuffle_answers: true,
        hide_results: null,
        show_correct_answers: true,
        show_correct_answers_last_attempt: true,
        show_correct_answers_at: '2026-10-01T08:00:00Z',
        hide_correct_answers_at: '2026-10-02T06:00:00Z',
        one_time_results: true,
        allowed_attempts: 3,
        scoring_policy: 'keep_average',
        one_question_at_a_time: true,
        cant_go_back: true,
        access_code: 'sesame',
        has_access_code: true,
        ip_filter: '10.0.0.0/8, 2001:db8::/32',
        due_at: '2026-09-20T23:59:59Z',
        lock_at: '2026-09-21T23:59:59Z',
        unlock_at: '2026-09-10T00:00:00Z',
        all_dates: [
          {
            due_at: '2026-09-20T23:59:59Z',
            unlock_at: '2026-09-10T00:00:00Z',
            lock_at: '2026-09-21T23:59:59Z',
            base: true,
          },
        ],
        points_possible: 12.5,
        anonymous_submissions: true,
        require_lockdown_browser: true,
        published: true,
      });
    });

    test('takes a form, where everything is text', async () => {
      const body = new URLSearchParams({
        'quiz[title]': 'Form',
        'quiz[time_limit]': '20',
        'quiz[allowed_attempts]': '-1',
        'quiz[shuffle_answers]': 'true',
        'quiz[published]': '1',
        'quiz[due_at]': '2026-09-20T10:00Z',
        'quiz[access_code]': '',
        'quiz[hide_results][last_attempt]': '0',
      }).toString();
      const reply = await as('teacher', 'POST', base, body, form);
      expect(reply.json).toMatchObject({
        title: 'Form',
        time_limit: 20,
        allowed_attempts: -1,
        shuffle_answers: true,
        published: true,
        due_at: '2026-09-20T10:00:00Z',
        access_code: null,
        hide_results: 'always',
      });
    });

    test.each([
      [{ last_attempt: '1' }, 'until_after_last_attempt'],
      [{ never: '1' }, null],
      [{}, 'always'],
      ['', null],
    ])('reads hide_results %j as %s', async (hide_results, kept) => {
      expect(await made({ allowed_attempts: 2, hide_results })).toMatchObject({ hide_results: kept });
    });

    test('names a quiz that has no name, and shows surveys as such', async () => {
      const quiz = await made({ title: ' ', quiz_type: 'survey' });
      expect(quiz).toMatchObject({ title: 'Unnamed Quiz', anonymous_submissions: false, points_possible: 0 });
    });

    test.each([
      [{ title: 'x'.repeat(256) }, fault('title', 'too_long', 'is too long (maximum is 255 characters)')],
      [{ quiz_type: 'exam' }, fault('invalid_quiz_type', 'Quiz type is not valid')],
      [{ time_limit: 0 }, fault('invalid_time_limit', 'Time Limit is not valid')],
      [{ hide_results: 'sometimes' }, fault('invalid_hide_results', 'Hide results is not valid')],
      [{ ip_filter: '10.0.0.300' }, fault('invalid_ip_filter', 'IP filter is not valid')],
      [
        { show_correct_answers_at: '2026-10-02T08:00:00Z', hide_correct_answers_at: '2026-10-02T08:00:00Z' },
        fault('show_correct_answers', 'bad_range'),
      ],
    ])('refuses %j and keeps nothing', async (quiz, expected) => {
      const before = (await as('teacher', 'GET', `${base}?per_page=100`)).json.length;
      expect(faults(await as('teacher', 'POST', base, { quiz: { title: 'Wrong', ...quiz } }))).toEqual(
        expected,
      );
      expect((await as('teacher', 'GET', `${base}?per_page=100`)).json).toHaveLength(before);
    });

    test.each([
      [{ quiz: { time_limit: 'long' } }, 'quiz[time_limit] must be an integer'],
      [{ quiz: { published: 'perhaps' } }, 'quiz[published] must be true or false'],
      [{ quiz: { due_at: 'tomorrow' } }, 'quiz[due_at] must be an ISO 8601 time'],
      [{ quiz: { title: ['a'] } }, 'quiz[title] must be a string'],
      [{ quiz: 'Cells' }, 'quiz must be object'],
    ])('refuses %j as malformed', async (body, message) => {
      const reply = await as('teacher', 'POST', base, body);
      expect([reply.status, reply.json]).toEqual([400, { errors: [{ message, error_code: 'bad_request' }] }]);
    });

    test('without a quiz says what is missing', async () => {
      const reply = await as('teacher', 'POST', base, {});
      expect([reply.status, reply.json]).toEqual([400, { errors: [{ message: 'quiz is missing' }] }]);
    });

    test('with vnd.api+json takes and answers a list', async () => {
      const reply = await as('teacher', 'POST', base, { quizzes: [{ title: 'Listed' }] }, jsonApi);
      expect(reply.status).toBe(200);
      expect(reply.json.quizzes).toEqual([expect.objectContaining({ title: 'Listed', question_types: [] })]);
    });

    test.each([
      ['admin', 200],
      ['teacher', 200],
      ['ta', 200],
      ['designer', 200],
      ['student', 403],
      ['observer', 403],
      ['outsider', 403],
    ] as const)('as %s answers %i, whatever is wrong with it', async (role, status) => {
      const reply = await as(role, 'POST', base, { quiz: { title: 'By role' } });
      expect(reply.status).toBe(status);
      if (status === 403) {
        expect((await as(role, 'POST', base, {})).json).toEqual(notPermittedBody);
      }
    });

    test('needs a login and a course', async () => {
      const nobody = await server.call('POST', base, { token: null, body: { quiz: {} } });
      expect([nobody.status, nobody.json]).toEqual([401, unauthenticatedBody]);
      expect((await as('teacher', 'POST', '/api/v1/courses/9999/quizzes', { quiz: {} })).status).toBe(404);
    });
  });

  describe('editing', () => {
    test('changes what is given, counts up the version and keeps the rest', async () => {
      const quiz = await made({ title: 'Before', time_limit: 10, due_at: '2026-09-20T10:00:00Z' });
      const reply = await as('ta', 'PUT', `${base}/${quiz.id}`, { quiz: { title: 'After', due_at: '' } });
      expect(reply.status).toBe(200);
      expect(reply.json).toEqual({
        ...quiz,
        title: 'After',
        due_at: null,
        all_dates: [{ due_at: null, unlock_at: null, lock_at: null, base: true }],
        version_number: 2,
      });
    });

    test('publishes and takes it back as long as no student has taken it (steps 29 and 74)', async () => {
      const quiz = await made({ title: 'To publish' });
      const put = (published: unknown) => as('teacher', 'PUT', `${base}/${quiz.id}`, { quiz: { published } });
      expect((await put(true)).json).toMatchObject({ published: true, unpublishable: true });
      expect((await put('')).json).toMatchObject({ published: true });
      expect((await put(false)).json).toMatchObject({ published: false });
      expect((await put(true)).json).toMatchObject({ published: true });
      expect((await as('teacher', 'POST', `${base}/${quiz.id}/submissions`, { preview: true })).status).toBe(
        200,
      );
      expect((await put(false)).json).toMatchObject({ published: false });
      expect((await put(true)).json).toMatchObject({ published: true });
      expect((await as('student', 'POST', `${base}/${quiz.id}/submissions`, {})).status).toBe(200);
      const message = "Can't unpublish if there are student submissions";
      expect(faults(await put(false))).toEqual(fault('published', message));
      const after = await as('teacher', 'GET', `${base}/${quiz.id}`);
      expect(after.json).toMatchObject({ published: true, unpublishable: false, can_unpublish: false });
    });

    test('without a quiz changes nothing', async () => {
      const quiz = await made({ title: 'Same' });
      const reply = await as('teacher', 'PUT', `${base}/${quiz.id}`, {});
      expect([reply.status, reply.json]).toEqual([200, quiz]);
    });

    test('refuses what is not valid and changes nothing', async () => {
      const quiz = await made({ title: 'Kept' });
      const reply = await as('teacher', 'PUT', `${base}/${quiz.id}`, {
        quiz: { title: 'Lost', time_limit: 0 },
      });
      expect(faults(reply)).toEqual(fault('invalid_time_limit', 'Time Limit is not valid'));
      expect((await as('teacher', 'GET', `${base}/${quiz.id}`)).json).toEqual(quiz);
    });

    test('with vnd.api+json answers nothing', async () => {
      const quiz = await made({ title: 'Quiet' });
      const reply = await as(
        'teacher',
        'PUT',
        `${base}/${quiz.id}`,
        { quizzes: [{ title: 'Quieter' }] },
        jsonApi,
      );
      expect([reply.status, reply.text]).toEqual([204, '']);
      expect((await as('teacher', 'GET', `${base}/${quiz.id}`)).json).toMatchObject({ title: 'Quieter' });
    });

    test('is for editors', async () => {
      for (const role of ['student', 'observer', 'outsider'] as const) {
        const reply = await as(role, 'PUT', `${base}/${course.quizId}`, { quiz: { title: 'Mine' } });
        expect([reply.status, reply.json]).toEqual([403, notPermittedBody]);
      }
      expect((await as('teacher', 'PUT', `${base}/9999`, { quiz: {} })).json).toEqual(notFoundBody);
      expect((await server.call('PUT', `${base}/${course.quizId}`, { token: null, body: {} })).status).toBe(
        401,
      );
    });

    test('twenty times at once loses no save', async () => {
      const quiz = await made({ title: 'Busy' });
      const replies = await Promise.all(
        Array.from({ length: 20 }, (_, i) =>
          as('teacher', 'PUT', `${base}/${quiz.id}`, { quiz: { title: `Busy ${i}` } }),
        ),
      );
      expect(replies.map((reply) => reply.status)).toEqual(new Array(20).fill(200));
      expect(replies.map((reply) => reply.json.version_number).sort((a, b) => a - b)).toEqual(
        Array.from({ length: 20 }, (_, i) => i + 2),
      );
    });
  });

  describe('deleting', () => {
    test('answers the quiz once; then there is none', async () => {
      const quiz = await made({ title: 'Gone', published: true });
      const reply = await as('teacher', 'DELETE', `${base}/${quiz.id}`);
      expect([reply.status, reply.json]).toEqual([
        200,
        { ...quiz, published: false, speed_grader_url: null, permissions: everyRight },
      ]);
      for (const [method, path] of [
        ['DELETE', ''],
        ['GET', ''],
        ['PUT', ''],
        ['POST', '/submissions'],
        ['POST', '/reorder'],
        ['POST', '/validate_access_code'],
      ] as const) {
        const body = method === 'GET' ? undefined : {};
        expect((await as('teacher', method, `${base}/${quiz.id}${path}`, body)).json).toEqual(notFoundBody);
      }
      const list = await as('teacher', 'GET', `${base}?search_term=Gone`);
      expect(list.json).toEqual([]);
    });

    test('with vnd.api+json answers nothing', async () => {
      const quiz = await made({ title: 'Gone quietly' });
      const reply = await as('teacher', 'DELETE', `${base}/${quiz.id}`, undefined, jsonApi);
      expect([reply.status, reply.text]).toEqual([204, '']);
    });

    test('is for editors', async () => {
      for (const role of ['student', 'observer', 'outsider'] as const) {
        expect((await as(role, 'DELETE', `${base}/${course.quizId}`)).json).toEqual(notPermittedBody);
      }
    });
  });

  describe('the access code', () => {
    test('is checked without being told', async () => {
      const { id } = await made({ title: 'Code', access_code: 'sesame', published: true });
      const check = (body: unknown) => as('student', 'POST', `${base}/${id}/validate_access_code`, body);
      const right = await check({ access_code: 'sesame' });
      expect([right.status, right.text]).toEqual([200, 'true']);
      expect((await check({ access_code: 'Sesame' })).text).toBe('false');
      expect((await check({})).text).toBe('false');
      const none = await as('student', 'POST', `${base}/${course.quizId}/validate_access_code`, {
        access_code: '',
      });
      expect([none.status, none.text]).toEqual([200, 'false']);
    });

    test('is no business of who may not read the quiz', async () => {
      const { id } = await made({ title: 'Code', access_code: 'sesame' });
      const reply = await as('student', 'POST', `${base}/${id}/validate_access_code`, {
        access_code: 'sesame',
      });
      expect([reply.status, reply.json]).toEqual([403, notPermittedBody]);
    });
  });
});
