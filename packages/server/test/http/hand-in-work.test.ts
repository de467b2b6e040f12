// Handing in work on ordinary assignments. Source: core reference §10.1.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CourseFixture, courseFixture, type Role } from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import { notFoundBody, notPermittedBody } from '../support/refusal-bodies.ts';
import { startTestServer, type TestServer, testStartMs } from '../support/server.ts';
import { insertUngradedWork } from '../support/ungraded-work.ts';

const online = { submissionTypes: 'online_text_entry,online_url,online_upload,media_recording' };
const wanted = {
  text: online,
  url: online,
  twice: { ...online, allowedAttempts: 2 },
  graded: online,
  late: { ...online, dueAtMs: testStartMs - 120_000 },
  behalf: online,
  missing: { ...online, dueAtMs: testStartMs - 120_000 },
  comment: { ...online, postManually: 1 },
  paper: {},
  quiz: { submissionTypes: 'online_quiz' },
  draft: { ...online, workflowState: 'unpublished' },
  someOnly: { ...online, onlyVisibleToOverrides: 1 },
  early: { ...online, unlockAtMs: testStartMs + 1 },
  over: { ...online, lockAtMs: testStartMs },
} as const;

eachDatabase((database) => {
  let server: TestServer;
  let course: CourseFixture;
  let ids: Record<keyof typeof wanted, number>;
  beforeAll(async () => {
    course = await courseFixture(database, {
      more: async (query, fixture) => {
        ids = await insertUngradedWork(query, fixture, wanted);
      },
    });
    server = await startTestServer(database, { databaseUrl: course.databaseUrl });
  });
  afterAll(() => server[Symbol.asyncDispose]());

  const pathOf = (work: keyof typeof wanted) =>
    `/api/v1/courses/${course.courseId}/assignments/${ids[work]}/submissions`;
  const handIn = (work: keyof typeof wanted, body: unknown, role: Role = 'student', headers = {}) =>
    server.call('POST', pathOf(work), { body, token: course.people[role].token, headers });
  const entry = (body: unknown) => ({ submission: { submission_type: 'online_text_entry', body } });

  test('text is answered with 201, where it is, and the submission, its HTML made safe', async () => {
    const reply = await handIn('text', entry('<p>My <b>work</b></p><script>x()</script>'));
    const { student } = course.people;
    expect(reply.status).toBe(201);
    expect(reply.headers.get('location')).toBe(`${server.url}${pathOf('text')}/${student.id}`);
    expect(reply.json).toMatchObject({
      user_id: student.id,
      assignment_id: ids.text,
      submission_type: 'online_text_entry',
      body: '<p>My <b>work</b></p>',
      url: null,
      attempt: 1,
      submitted_at: '2026-09-01T09:00:00Z',
      workflow_state: 'submitted',
      grade_matches_current_submission: true,
      score: null,
      late: false,
      missing: false,
      submission_comments: [],
    });
    const { json } = await server.call('GET', `${pathOf('text')}/self`, { token: student.token });
    const { submission_comments: _, ...handedIn } = reply.json;
    expect(json).toEqual(handedIn);
  });

  test.each([
    ['https://example.edu/a?b=c', 'https://example.edu/a?b=c'],
    ['www.example.edu/a', 'http://www.example.edu/a'],
  ])('an address: %s', async (given, kept) => {
    const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
    const body = `submission[submission_type]=online_url&submission[url]=${encodeURIComponent(given)}`;
    const reply = await handIn('url', body, 'student', form);
    expect(reply.json).toMatchObject({ submission_type: 'online_url', url: kept, body: null });
  });

  test('a second attempt takes the place of the first; a third is one too many', async () => {
    await handIn('twice', entry('one'));
    expect((await handIn('twice', entry('two'))).json).toMatchObject({ attempt: 2, body: 'two' });
    const reply = await handIn('twice', entry('three'));
    const message = 'you have reached the maximum number of allowed attempts for this assignment';
    expect(reply.status).toBe(400);
    expect(reply.json).toEqual({ errors: { attempt: [{ attribute: 'attempt', type: message, message }] } });
  });

  test('handed in after it was graded, the grade stays and is of older work', async () => {
    const path = `${pathOf('graded')}/${course.people.student.id}`;
    await server.call('PUT', path, { body: { submission: { posted_grade: '7' } } });
    const again = await handIn('graded', entry('better'));
    expect(again.json).toMatchObject({
      score: 7,
      grade: '7',
      workflow_state: 'submitted',
      grade_matches_current_submission: false,
    });
    const regraded = await server.call('PUT', path, { body: { submission: { posted_grade: '7' } } });
    expect(regraded.json).toMatchObject({
      workflow_state: 'graded',
      grade_matches_current_submission: true,
    });
  });

  test('late work says how late it is', async () => {
    const { json } = await handIn('late', entry('at last'));
    expect(json).toMatchObject({ late: true, seconds_late: 120, missing: false, points_deducted: 0 });
  });

  test('what a teacher said of the attempt before is not said of this one', async () => {
    const path = `${pathOf('missing')}/${course.people.student.id}`;
    const marked = await server.call('PUT', path, {
      body: { submission: { late_policy_status: 'missing' } },
    });
    expect(marked.json.missing).toBe(true);
    const { json } = await handIn('missing', entry('here'));
    expect(json).toMatchObject({ missing: false, late_policy_status: null, late: true });
  });

  test('a comment comes with it', async () => {
    const { json } = await handIn('comment', { ...entry('x'), comment: { text_comment: 'Please read' } });
    expect(json.posted_at).toBeNull();
    expect(json.submission_comments).toEqual([
      expect.objectContaining({ comment: 'Please read', attempt: 1, author_id: course.people.student.id }),
    ]);
  });

  test('graders hand in for a student, at a time they say; others do not', async () => {
    const { student } = course.people;
    const submission = {
      ...entry('for you').submission,
      user_id: student.id,
      submitted_at: '2026-08-30T10:00:00Z',
    };
    const reply = await handIn('behalf', { submission }, 'teacher');
    expect(reply.status).toBe(201);
    expect(reply.json).toMatchObject({ user_id: student.id, submitted_at: '2026-08-30T10:00:00Z' });
    for (const role of ['student', 'otherStudent', 'designer', 'observer'] as const) {
      expect((await handIn('behalf', { submission }, role)).status).toBe(403);
    }
    const { user_id: _, ...onlyTime } = submission;
    expect((await handIn('behalf', { submission: onlyTime }, 'student')).status).toBe(403);
    const unknown = await handIn('behalf', { submission: { ...submission, user_id: 99_999_999 } }, 'teacher');
    expect([unknown.status, unknown.json]).toEqual([404, notFoundBody]);
  });

  describe('refused', () => {
    const invalidType = { message: 'Invalid submission[submission_type] given' };

    test.each([
      ['paper', entry('x'), invalidType],
      ['quiz', entry('x'), invalidType],
      ['quiz', { submission: { submission_type: 'online_quiz' } }, invalidType],
      ['text', { submission: { submission_type: 'discussion_topic' } }, invalidType],
      ['text', { submission: { submission_type: 'media_recording' } }, invalidType],
      ['text', {}, invalidType],
      [
        'text',
        { submission: { submission_type: 'online_text_entry' } },
        { message: 'Invalid parameters for submission_type online_text_entry. Required: submission[body]' },
      ],
      [
        'text',
        { submission: { submission_type: 'online_url', body: 'x' } },
        { message: 'Invalid parameters for submission_type online_url. Required: submission[url]' },
      ],
      [
        'text',
        { submission: { submission_type: 'online_upload', file_ids: [1] } },
        { message: 'No valid file ids given' },
      ],
      ['text', entry('<p> </p>'), invalid('body', 'Text entry submission cannot be empty')],
      ['text', entry(null), invalid('body', 'Text entry submission cannot be empty')],
      ['url', address(''), invalid('url', 'is not a valid URL')],
      ['url', address('ftp://example.edu'), invalid('url', 'is not a valid URL')],
      ['url', address('javascript:alert(1)'), invalid('url', 'is not a valid URL')],
      ['url', address('http://a b'), invalid('url', 'is not a valid URL')],
    ] as const)('on %s: %j', async (work, body, answer) => {
      const reply = await handIn(work, body);
      expect(reply.status).toBe(400);
      expect(reply.json).toEqual(answer);
    });

    test.each(['draft', 'someOnly', 'early', 'over'] as const)(
      'what is not open to students: %s',
      async (work) => {
        const reply = await handIn(work, entry('x'));
        expect(reply.status).toBe(403);
        expect(reply.json).toEqual(notPermittedBody);
      },
    );

    test.each([
      ['teacher', 404],
      ['admin', 404],
      ['observer', 404],
      ['designer', 404],
      ['outsider', 403],
    ] as const)('somebody who is no student: %s', async (role, status) => {
      expect((await handIn('text', entry('x'), role)).status).toBe(status);
    });

    test('what cannot be read', async () => {
      for (const body of [{ submission: 'x' }, { submission: { submission_type: [] } }, entry({})]) {
        const reply = await handIn('text', body);
        expect(reply.status).toBe(400);
        expect(reply.json.errors[0].error_code).toBe('bad_request');
      }
    });
  });

  test('the same path of a section works', async () => {
    const path = `/api/v1/sections/${course.courseSectionId}/assignments/${ids.text}/submissions`;
    const reply = await server.call('POST', path, {
      body: entry('x'),
      token: course.people.otherStudent.token,
    });
    expect(reply.status).toBe(201);
  });
});

function address(url: string) {
  return { submission: { submission_type: 'online_url', url } };
}

function invalid(attribute: string, message: string) {
  return { errors: { [attribute]: [{ attribute, type: message, message }] } };
}
