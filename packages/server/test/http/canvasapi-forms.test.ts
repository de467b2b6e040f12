// The requests that the Python client `canvasapi` sends to make a course and to read the log of an attempt: part 1 of the
// story; the rest of it is in canvasapi-story.test.ts. Sources: core reference §21 and §22.10.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CanvasapiClient, canvasapiClient, formOf } from '../support/canvasapi-client.ts';
import { courseFixture } from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import { notPermittedBody } from '../support/refusal-bodies.ts';
import { type Reply, startTestServer, type TestServer, testStartMs } from '../support/server.ts';

type Json = Reply['json'];

eachDatabase((database) => {
  let server: TestServer;
  let canvas: CanvasapiClient;
  beforeAll(async () => {
    server = await startTestServer(database);
    canvas = canvasapiClient(server.url, server.adminToken);
  });
  afterAll(() => server[Symbol.asyncDispose]());

  describe('from an empty server to the log of an attempt', () => {
    const ids = { teacher: 0, student: 0, course: 0, section: 0, quiz: 0, quizSubmission: 0 };

    test('account.create_user', async () => {
      for (const [key, name] of [
        ['teacher', 'Tea Cher'],
        ['student', 'Ada Lovelace'],
      ] as const) {
        const address = `${key}+1@example.edu`;
        const { status, json } = await canvas.request('POST', 'accounts/1/users', {
          pseudonym: { unique_id: address, sis_user_id: key, send_confirmation: false },
          user: { name, skip_registration: true },
          communication_channel: { type: 'email', address, skip_confirmation: true },
        });
        expect(status).toBe(200);
        expect(json).toMatchObject({ name, login_id: address, sis_user_id: key });
        ids[key] = json.id;
      }
      expect((await canvas.request('GET', `users/${ids.student}/profile`)).json.primary_email).toBe(
        'student+1@example.edu',
      );
    });

    test('account.get_users', async () => {
      const found = await canvas.paginated('accounts/1/users', { search_term: '+1@example' });
      expect(found.map(({ id }) => id).sort()).toEqual([ids.teacher, ids.student].sort());
      const onePerPage = await canvas.paginated('accounts/1/users', {
        search_term: '+1@example',
        per_page: 1,
      });
      expect(onePerPage).toEqual(found);
    });

    test('account.create_course, whose body repeats the id of the account', async () => {
      const { status, json } = await canvas.request('POST', 'accounts/1/courses', {
        account_id: 1,
        course: { name: 'Biology 101', sis_course_id: 'BIO-1', apply_assignment_group_weights: true },
        offer: false,
      });
      expect(status).toBe(200);
      expect(json).toMatchObject({
        name: 'Biology 101',
        sis_course_id: 'BIO-1',
        apply_assignment_group_weights: true,
        workflow_state: 'unpublished',
      });
      ids.course = json.id;
    });

    test('course.create_course_section', async () => {
      const { status, json } = await canvas.request('POST', `courses/${ids.course}/sections`, {
        course_section: { name: 'Section A', sis_section_id: 'BIO-1-A' },
      });
      expect([status, json.name, json.course_id]).toEqual([200, 'Section A', ids.course]);
      ids.section = json.id;
    });

    test('course.enroll_user and section.enroll_user, with the id of the user beside', async () => {
      const teacher = await canvas.request('POST', `courses/${ids.course}/enrollments`, {
        enrollment: { type: 'TeacherEnrollment', enrollment_state: 'active' },
        'enrollment[user_id]': ids.teacher,
      });
      expect(teacher).toMatchObject({
        status: 200,
        json: { user_id: ids.teacher, type: 'TeacherEnrollment', enrollment_state: 'active' },
      });
      const student = await canvas.request('POST', `sections/${ids.section}/enrollments`, {
        enrollment: { type: 'StudentEnrollment', enrollment_state: 'active', notify: false },
        'enrollment[user_id]': ids.student,
      });
      expect(student).toMatchObject({
        status: 200,
        json: { user_id: ids.student, course_section_id: ids.section, enrollment_state: 'active' },
      });
    });

    test('course.get_enrollments', async () => {
      const listed = await canvas.paginated(`courses/${ids.course}/enrollments`, {
        type: ['StudentEnrollment', 'TeacherEnrollment'],
        state: ['active'],
        as_user_id: ids.teacher,
      });
      expect(listed.map(({ user }) => user.id)).toEqual([ids.student, ids.teacher]);
    });

    test('FeatureFlag.set_feature_flag', async () => {
      const features = await canvas.paginated(`courses/${ids.course}/features`, { as_user_id: ids.teacher });
      const { name } = features.find(({ feature }) => feature === 'quiz_log_auditing');
      const { status, json } = await canvas.request('PUT', `courses/${ids.course}/features/flags/${name}`, {
        state: 'on',
        as_user_id: ids.teacher,
      });
      expect([status, json.state]).toEqual([200, 'on']);
    });

    test('course.create_quiz', async () => {
      const { status, json } = await canvas.request('POST', `courses/${ids.course}/quizzes`, {
        quiz: {
          title: 'Cells & more',
          quiz_type: 'assignment',
          time_limit: 30,
          allowed_attempts: 2,
          scoring_policy: 'keep_latest',
          shuffle_answers: false,
          due_at: '2026-12-01T10:00:00',
        },
        as_user_id: ids.teacher,
      });
      expect(status).toBe(200);
      expect(json).toMatchObject({
        title: 'Cells & more',
        time_limit: 30,
        allowed_attempts: 2,
        scoring_policy: 'keep_latest',
        shuffle_answers: false,
        due_at: '2026-12-01T10:00:00Z',
        published: false,
      });
      ids.quiz = json.id;
    });

    test('quiz.edit and course.update', async () => {
      const edited = await canvas.request('PUT', `courses/${ids.course}/quizzes/${ids.quiz}`, {
        quiz: { published: true },
        as_user_id: ids.teacher,
      });
      expect(edited).toMatchObject({ status: 200, json: { published: true, title: 'Cells & more' } });
      const updated = await canvas.request('PUT', `courses/${ids.course}`, {
        course: { event: 'offer' },
        as_user_id: ids.teacher,
      });
      expect(updated).toMatchObject({ status: 200, json: { workflow_state: 'available' } });
    });

    test("quiz.create_submission with the student's own token sends no body at all", async () => {
      const made = await canvas.request('POST', `users/${ids.student}/tokens`, {
        token: { purpose: 'take the quiz', active: true },
      });
      const student = canvasapiClient(server.url, made.json.token);
      const begun = await student.request('POST', `courses/${ids.course}/quizzes/${ids.quiz}/submissions`);
      expect(begun).toMatchObject({
        status: 200,
        json: { quiz_submissions: [{ attempt: 1, workflow_state: 'untaken', user_id: ids.student }] },
      });
      ids.quizSubmission = begun.json.quiz_submissions[0].id;
      const again = await canvas.request('POST', `courses/${ids.course}/quizzes/${ids.quiz}/submissions`, {
        as_user_id: ids.student,
      });
      expect([again.status, again.json.status]).toEqual([409, 'conflict']);
    });

    test('quiz.get_submissions and quiz.get_quiz_submission', async () => {
      const path = `courses/${ids.course}/quizzes/${ids.quiz}/submissions`;
      const listed = await canvas.paginated(path, { as_user_id: ids.teacher }, 'quiz_submissions');
      expect(listed.map(({ id }) => id)).toEqual([ids.quizSubmission]);
      const { json } = await canvas.request('GET', `${path}/${ids.quizSubmission}`, {
        include: ['user', 'quiz'],
      });
      expect(json).toMatchObject({
        quiz_submissions: listed,
        users: [{ id: ids.student }],
        quizzes: [{ id: ids.quiz }],
        meta: { primaryCollection: 'quiz_submissions' },
      });
    });

    test('events posted raw as a form, and QuizSubmission.get_submission_events over several pages', async () => {
      const path = `courses/${ids.course}/quizzes/${ids.quiz}/submissions/${ids.quizSubmission}/events`;
      server.clock.nowMs += 1000;
      for (let batch = 0; batch < 2; batch++) {
        const events = Array.from({ length: 75 }, (_, index) => ({
          event_type: `type_${batch * 75 + index}`,
          event_data: { flagged: true, questionId: index },
        }));
        const posted = await canvas.request('POST', path, {
          quiz_submission_events: events,
          as_user_id: ids.student,
        });
        expect([posted.status, posted.json]).toEqual([204, undefined]);
      }
      const read = await canvas.paginated(path, { as_user_id: ids.teacher }, 'quiz_submission_events');
      const types = Array.from({ length: 150 }, (_, index) => `type_${index}`);
      expect(read.map(({ event_type }) => event_type)).toEqual(['submission_created', ...types]);
      // A form knows texts only.
      expect(read[75].event_data).toEqual({ flagged: 'true', questionId: '74' });
      const refused = await canvas.request('GET', path, { as_user_id: ids.student, per_page: 100 });
      expect([refused.status, refused.json]).toEqual([403, notPermittedBody]);
    });

    test('course.conclude', async () => {
      const { json } = await canvas.request('DELETE', `courses/${ids.course}`, { event: 'conclude' });
      expect(json).toEqual({ conclude: true });
    });
  });

  test('QuizSubmission.submit_events sends the texts of objects, which are kept as types of events', async () => {
    const course = await courseFixture(database, { quizSubmission: {} });
    await using other = await startTestServer(database, { databaseUrl: course.databaseUrl });
    other.clock.nowMs = testStartMs + 1000;
    const path = `/api/v1/courses/${course.courseId}/quizzes/${course.quizId}/submissions/self/events`;
    const posted = await other.call('POST', path, {
      token: course.people.student.token,
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: formOf({ quiz_submission_events: ['page_blurred', 'page_focused'] }),
    });
    expect(posted.status).toBe(204);
    const { json } = await other.call('GET', path.replace('self', String(course.quizSubmissionId)), {
      token: course.people.teacher.token,
    });
    expect(json.quiz_submission_events.map(({ event_type }: Json) => event_type)).toEqual([
      'page_blurred',
      'page_focused',
    ]);
  });

  test('quiz.set_extensions and course.add_grading_standards send lists of dicts, whose keys may differ', async () => {
    const { databaseUrl, courseId, quizId, people } = await courseFixture(database);
    await using other = await startTestServer(database, { databaseUrl });
    const teacher = canvasapiClient(other.url, people.teacher.token);
    const extended = await teacher.request('POST', `courses/${courseId}/quizzes/${quizId}/extensions`, {
      quiz_extensions: [
        { user_id: people.student.id, extra_attempts: 1, manually_unlocked: true },
        { user_id: people.otherStudent.id, extra_time: 20 },
      ],
    });
    expect([extended.status, extended.json.quiz_extensions]).toEqual([
      200,
      [
        {
          quiz_id: quizId,
          user_id: people.student.id,
          extra_attempts: 1,
          extra_time: null,
          manually_unlocked: true,
          end_at: null,
        },
        {
          quiz_id: quizId,
          user_id: people.otherStudent.id,
          extra_attempts: null,
          extra_time: 20,
          manually_unlocked: false,
          end_at: null,
        },
      ],
    ]);
    const standard = await teacher.request('POST', `courses/${courseId}/grading_standards`, {
      title: 'Pass or fail',
      grading_scheme_entry: [
        { name: 'Pass', value: 50 },
        { name: 'Fail', value: 0 },
      ],
    });
    expect([standard.status, standard.json.grading_scheme]).toEqual([
      200,
      [
        { name: 'Pass', value: 0.5 },
        { name: 'Fail', value: 0 },
      ],
    ]);
  });
});

test('the encoding is that of requests', () => {
  expect(formOf({ user: { name: 'Ada Lovelace' }, pseudonym: { unique_id: 'ada@example.edu' } })).toBe(
    'user%5Bname%5D=Ada+Lovelace&pseudonym%5Bunique_id%5D=ada%40example.edu',
  );
  expect(
    formOf({
      list: [
        { id: 1, on: true },
        { id: 2, off: null },
      ],
      none: [],
      nothing: {},
    }),
  ).toBe('list%5B%5D%5Bid%5D=1&list%5B%5D%5Bon%5D=true&list%5B%5D%5Bid%5D=2');
  expect(formOf({ pairs: [{ answer: [{ a: 1, b: "(2)*~'!" }, { a: 3 }] }] })).toBe(
    'pairs%5B%5D%5Banswer%5D%5B%5D%5Ba%5D=1&pairs%5B%5D%5Banswer%5D%5B%5D%5Bb%5D=%282%29%2A~%27%21' +
      '&pairs%5B%5D%5Banswer%5D%5B%5D%5Ba%5D=3',
  );
});
