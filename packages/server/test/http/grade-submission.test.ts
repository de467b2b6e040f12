// Grading one student's work. Source: core reference §10.1 to §10.4, §20; story §22.5.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CourseFixture, courseFixture, type Role } from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import { notFoundBody, notPermittedBody, unauthenticatedBody } from '../support/refusal-bodies.ts';
import { startTestServer, type TestServer, testStartMs } from '../support/server.ts';
import { runSql } from '../support/sql.ts';
import { insertUngradedWork } from '../support/ungraded-work.ts';

const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
const hourMs = 3_600_000;

const wanted = {
  essay: { pointsPossible: 20 },
  participation: { gradingType: 'pass_fail' },
  reflection: { gradingType: 'letter_grade', postManually: 1 },
  percent: { gradingType: 'percent', pointsPossible: 40 },
  gpa: { gradingType: 'gpa_scale' },
  notGraded: { gradingType: 'not_graded' },
  noPoints: { pointsPossible: null, gradingType: 'percent' },
  online: { submissionTypes: 'online_text_entry', dueAtMs: testStartMs - 26 * hourMs },
  repeated: {},
  cleared: {},
  excused: {},
  excusedManually: { postManually: 1 },
  commented: {},
  commentedManually: { postManually: 1 },
  hidden: {},
  invalid: {},
  statuses: { dueAtMs: testStartMs - hourMs },
  draft: { workflowState: 'unpublished' },
  someOnly: { onlyVisibleToOverrides: 1 },
} as const;

eachDatabase((database) => {
  let server: TestServer;
  let course: CourseFixture;
  let ids: Record<keyof typeof wanted, number>;
  beforeAll(async () => {
    course = await courseFixture(database, {
      more: async (query, fixture) => {
        ids = await insertUngradedWork(query, fixture, wanted);
        await query
          .insertInto('latePolicies')
          .values({
            courseId: fixture.courseId,
            missingSubmissionDeductionEnabled: 1,
            missingSubmissionDeduction: 75,
            lateSubmissionDeductionEnabled: 1,
            lateSubmissionDeduction: 10,
            lateSubmissionInterval: 'day',
            lateSubmissionMinimumPercentEnabled: 1,
            lateSubmissionMinimumPercent: 40,
            createdAtMs: testStartMs,
            updatedAtMs: testStartMs,
          })
          .execute();
      },
    });
    server = await startTestServer(database, { databaseUrl: course.databaseUrl });
  });
  afterAll(() => server[Symbol.asyncDispose]());

  const pathOf = (work: keyof typeof wanted | number, student: Role | number | string = 'student') => {
    const user =
      typeof student === 'string' && student in course.people ? course.people[student as Role].id : student;
    const assignment = typeof work === 'number' ? work : ids[work];
    return `/api/v1/courses/${course.courseId}/assignments/${assignment}/submissions/${user}`;
  };
  const put = (path: string, body: unknown, role: Role = 'teacher', headers = {}) =>
    server.call('PUT', path, { body, token: course.people[role].token, headers });
  const grade = (work: keyof typeof wanted, posted_grade: unknown, student: Role = 'student') =>
    put(pathOf(work, student), { submission: { posted_grade } });
  const changesOf = async (work: keyof typeof wanted, role: Role = 'student') =>
    runSql(
      course.databaseUrl,
      `select score_before, score_after, grade_before, grade_after, excused_before, excused_after, grader_id
       from grade_changes where assignment_id = ${ids[work]} and user_id = ${course.people[role].id} order by id`,
    );

  test('a first grade is answered key by key, with the comment (story step 47)', async () => {
    const reply = await put(pathOf('essay'), {
      submission: { posted_grade: '18' },
      comment: { text_comment: ' Good ' },
    });
    expect(reply.status).toBe(200);
    const { student, teacher } = course.people;
    const submission = {
      id: expect.any(Number),
      user_id: student.id,
      assignment_id: ids.essay,
      score: 18,
      grade: '18',
      entered_score: 18,
      entered_grade: '18',
      excused: false,
      attempt: null,
      submission_type: null,
      submitted_at: null,
      body: null,
      url: null,
      graded_at: '2026-09-01T09:00:00Z',
      grade_matches_current_submission: true,
      grader_id: teacher.id,
      workflow_state: 'graded',
      late: false,
      missing: false,
      seconds_late: 0,
      late_policy_status: null,
      points_deducted: null,
      grading_period_id: null,
      cached_due_date: null,
      extra_attempts: null,
      posted_at: '2026-09-01T09:00:00Z',
      redo_request: false,
      sticker: null,
      custom_grade_status_id: null,
      preview_url: `${server.url}/courses/${course.courseId}/assignments/${ids.essay}/submissions/${student.id}?preview=1&version=0`,
    };
    expect(reply.json).toEqual({
      ...submission,
      submission_comments: [
        {
          id: expect.any(Number),
          author_id: teacher.id,
          author_name: 'Tea Cher',
          author: {
            id: teacher.id,
            anonymous_id: teacher.id.toString(36),
            display_name: 'Tea Cher',
            avatar_image_url: null,
            html_url: `${server.url}/courses/${course.courseId}/users/${teacher.id}`,
            pronouns: null,
          },
          comment: 'Good',
          created_at: '2026-09-01T09:00:00Z',
          edited_at: null,
          avatar_path: null,
          attempt: null,
        },
      ],
      all_submissions: [submission],
    });
    const read = await server.call('GET', pathOf('essay'), { token: student.token });
    expect(read.json).toEqual(submission);
  });

  test('the course scores follow within the request', async () => {
    await grade('essay', '15', 'otherStudent');
    const [scores] = await runSql<{ current_score: number }>(
      course.databaseUrl,
      `select current_score from course_scores where user_id = ${course.people.otherStudent.id}`,
    );
    expect(scores?.current_score).toBe(75);
  });

  describe('forms of a grade', () => {
    test.each([
      ['essay', '12.5', 12.5, '12.5'],
      ['essay', 12, 12, '12'],
      ['essay', '25', 25, '25'],
      ['essay', '-2', -2, '-2'],
      ['essay', '75%', 15, '15'],
      ['essay', 'pass', 20, '20'],
      ['essay', 'incomplete', 0, '0'],
      ['participation', 'complete', 10, 'complete'],
      ['participation', '0', 0, 'incomplete'],
      ['reflection', 'B+', 8.9, 'B+'],
      ['reflection', 'b+', 8.9, 'B+'],
      ['reflection', '92%', 9.2, 'A-'],
      ['percent', '30', 30, '75%'],
      ['percent', '12.5%', 5, '12.5%'],
      ['gpa', 'C', 7.6, 'C'],
      ['noPoints', '7', 7, '7%'],
    ] as const)('%s: %s is %s points, written %s', async (work, text, score, written) => {
      const { json } = await grade(work, text);
      expect(json).toMatchObject({ score, grade: written, workflow_state: 'graded' });
    });

    test('what is no grade is kept as a text and counts as nothing', async () => {
      await grade('essay', '18');
      const { json } = await grade('essay', 'very good');
      expect(json).toMatchObject({ score: null, grade: 'very good', workflow_state: 'unsubmitted' });
    });

    test('work that is complete or not takes only all points or none', async () => {
      const { json } = await grade('participation', '5');
      expect(json).toMatchObject({ score: null, workflow_state: 'unsubmitted' });
    });

    test('brackets are read as JSON is', async () => {
      const { json } = await put(
        pathOf('essay'),
        'submission[posted_grade]=90%25&comment[text_comment]=Yes',
        'teacher',
        form,
      );
      expect(json).toMatchObject({ score: 18, grade: '18' });
      expect(json.submission_comments.at(-1).comment).toBe('Yes');
    });

    test('a number can be meant as points although a letter is named so', async () => {
      const standard = {
        title: 'Numbers',
        grading_scheme_entry: [
          { name: '5', value: 50 },
          { name: '1', value: 0 },
        ],
      };
      const made = await server.call('POST', `/api/v1/courses/${course.courseId}/grading_standards`, {
        body: standard,
      });
      const put5 = async (more: object) =>
        (await put(pathOf('gpa', 'otherStudent'), { submission: { posted_grade: '5' }, ...more })).json.score;
      await runSql(
        course.databaseUrl,
        `update assignments set grading_standard_id = ${made.json.id} where id = ${ids.gpa} returning id`,
      );
      expect(await put5({})).toBe(10);
      expect(await put5({ prefer_points_over_scheme: true })).toBe(5);
    });
  });

  test('repeating a grade adds nothing to its history; each change goes on from the one before', async () => {
    await grade('repeated', '7');
    await grade('repeated', '7');
    await put(pathOf('repeated'), { submission: { posted_grade: '9' } }, 'ta');
    await grade('repeated', '');
    const { teacher, ta } = course.people;
    expect(await changesOf('repeated')).toEqual([
      change(null, 7, null, '7', teacher.id),
      change(7, 9, '7', '9', ta.id),
      change(9, null, '9', null, teacher.id),
    ]);
  });

  test('empty text clears, null and nothing change nothing', async () => {
    await grade('cleared', '7');
    for (const untouched of [{ posted_grade: null }, {}, { posted_grade: false }, { excuse: false }]) {
      expect((await put(pathOf('cleared'), { submission: untouched })).json).toMatchObject({ score: 7 });
    }
    expect((await grade('cleared', '')).json).toMatchObject({
      score: null,
      grade: null,
      entered_score: null,
      graded_at: null,
      workflow_state: 'unsubmitted',
      grader_id: course.people.teacher.id,
    });
  });

  describe('an excuse', () => {
    test('takes the grade away and is posted like one (story step 49)', async () => {
      await grade('excused', '7');
      const { json } = await put(pathOf('excused'), { submission: { excuse: true } });
      expect(json).toMatchObject({
        excused: true,
        score: null,
        grade: null,
        workflow_state: 'graded',
        posted_at: '2026-09-01T09:00:00Z',
      });
      const waiting = await put(pathOf('excusedManually'), { submission: { excuse: '1' } });
      expect(waiting.json).toMatchObject({ excused: true, posted_at: null });
      expect(await changesOf('excused')).toEqual([
        change(null, 7, null, '7', course.people.teacher.id),
        { ...change(7, null, '7', null, course.people.teacher.id), excused_after: 1 },
      ]);
    });

    test('ends with a grade, with a status and with the text false, but not with JSON false', async () => {
      const path = pathOf('excused', 'otherStudent');
      const excuse = () => put(path, { submission: { excuse: true } });
      await excuse();
      expect((await put(path, { submission: { excuse: false } })).json.excused).toBe(true);
      expect((await put(path, { submission: { posted_grade: '4' } })).json).toMatchObject({
        excused: false,
        score: 4,
      });
      expect((await put(path, { submission: { excuse: 'false' } })).json).toMatchObject({
        excused: false,
        score: null,
        grade: null,
        workflow_state: 'unsubmitted',
      });
      await excuse();
      expect((await put(path, { submission: { late_policy_status: 'none' } })).json).toMatchObject({
        excused: false,
        late_policy_status: 'none',
        workflow_state: 'unsubmitted',
      });
      await excuse();
      expect((await put(path, 'submission[excuse]=false', 'teacher', form)).json.excused).toBe(false);
    });

    test('takes a status away', async () => {
      const path = pathOf('statuses', 'otherStudent');
      await put(path, { submission: { late_policy_status: 'late', seconds_late_override: 60 } });
      expect((await put(path, { submission: { excuse: true } })).json).toMatchObject({
        late_policy_status: null,
        late: false,
      });
    });
  });

  describe('late and missing work', () => {
    test('handed in late loses points for each day begun; what was entered stays to be seen', async () => {
      await server.call('POST', pathOf('online').replace(/\/\d+$/, ''), {
        body: { submission: { submission_type: 'online_text_entry', body: '<p>Late</p>' } },
        token: course.people.student.token,
      });
      const { json } = await grade('online', '9');
      // 26 hours are two days begun: 20 % of 10 points.
      expect(json).toMatchObject({
        score: 7,
        grade: '7',
        entered_score: 9,
        entered_grade: '9',
        points_deducted: 2,
        late: true,
        seconds_late: 26 * 3600,
        cached_due_date: '2026-08-31T07:00:00Z',
      });
      const inTime = await put(pathOf('online'), { submission: { late_policy_status: 'none' } });
      expect(inTime.json).toMatchObject({ score: 9, grade: '9', points_deducted: null, late: false });
      const later = await put(pathOf('online'), {
        submission: { late_policy_status: 'late', seconds_late_override: 100 * 86_400 },
      });
      // Nothing takes it under 40 %.
      expect(later.json).toMatchObject({ score: 4, entered_score: 9, points_deducted: 5 });
      const cleared = await put(pathOf('online'), { submission: { late_policy_status: null } });
      expect(cleared.json).toMatchObject({ score: 7, late_policy_status: null });
    });

    test('missing by the word of a teacher has the score of the policy', async () => {
      const { json } = await put(pathOf('statuses'), { submission: { late_policy_status: 'missing' } });
      expect(json).toMatchObject({
        missing: true,
        score: 2.5,
        grade: '2.5',
        workflow_state: 'graded',
        late_policy_status: 'missing',
        posted_at: '2026-09-01T09:00:00Z',
      });
    });

    test('seconds count with the status late alone', async () => {
      const path = pathOf('invalid');
      const without = await put(path, { submission: { seconds_late_override: 60 } });
      expect(without.json.seconds_late).toBe(0);
      const late = await put(path, { submission: { late_policy_status: 'late', seconds_late_override: 60 } });
      expect(late.json).toMatchObject({ seconds_late: 60, late: true });
      const none = await put(path, { submission: { late_policy_status: '' } });
      expect(none.json).toMatchObject({ seconds_late: 0, late: false, late_policy_status: null });
    });

    test.each([
      [{ late_policy_status: 'tardy' }, 'late_policy_status', 'inclusion', 'is not included in the list'],
      [
        { late_policy_status: 'late', seconds_late_override: -1 },
        'seconds_late_override',
        'greater_than_or_equal_to',
        'must be greater than or equal to 0',
      ],
    ])('%j is refused', async (submission, attribute, type, message) => {
      const reply = await put(pathOf('invalid'), { submission });
      expect(reply.status).toBe(400);
      expect(reply.json).toEqual({ errors: { [attribute]: [{ attribute, type, message }] } });
    });
  });

  describe('posting', () => {
    test('grades that are posted by hand wait, and the student does not see them (story steps 50, 51)', async () => {
      const { json } = await grade('reflection', 'B+');
      expect(json).toMatchObject({ score: 8.9, grade: 'B+', posted_at: null });
      const own = await server.call('GET', pathOf('reflection'), { token: course.people.student.token });
      for (const key of ['score', 'grade', 'entered_score', 'entered_grade'])
        expect(own.json).not.toHaveProperty(key);
      const grader = await server.call('GET', pathOf('reflection'), { token: course.people.ta.token });
      expect(grader.json.score).toBe(8.9);
    });

    test('a comment of a grader posts, unless that is done by hand; one of the student does not', async () => {
      const say = (work: keyof typeof wanted, role: Role) =>
        put(pathOf(work), { comment: { text_comment: `From the ${role}` } }, role);
      expect((await say('commented', 'student')).json.posted_at).toBeNull();
      expect((await say('commented', 'teacher')).json.posted_at).toBe('2026-09-01T09:00:00Z');
      expect((await say('commentedManually', 'teacher')).json.posted_at).toBeNull();
      const seen = async (role: Role) => {
        const path = `${pathOf('commentedManually')}?include[]=submission_comments`;
        const { json } = await server.call('GET', path, { token: course.people[role].token });
        return json.submission_comments.map(({ comment }: { comment: string }) => comment);
      };
      await say('commentedManually', 'student');
      expect(await seen('teacher')).toEqual(['From the teacher', 'From the student']);
      expect(await seen('student')).toEqual(['From the student']);
      expect(await seen('observer')).toEqual(['From the student']);
    });

    test('a grade that is hidden again hides what graders wrote', async () => {
      const { student, teacher } = course.people;
      await put(pathOf('hidden'), {
        submission: { posted_grade: '3' },
        comment: { text_comment: 'You have 3 of 10' },
      });
      const query = `mutation { hideAssignmentGrades(input: { assignmentId: ${ids.hidden} }) { errors { message } } }`;
      await server.call('POST', '/api/graphql', { token: teacher.token, body: { query } });
      const path = `${pathOf('hidden')}?include[]=submission_comments`;
      const own = await server.call('GET', path, { token: student.token });
      expect(own.json).not.toHaveProperty('score');
      expect(own.json.submission_comments).toEqual([]);
      const graders = await server.call('GET', path, { token: teacher.token });
      expect(graders.json.submission_comments).toHaveLength(1);
    });

    test('what was posted stays posted at the time it was', async () => {
      server.clock.nowMs += 60_000;
      const { json } = await grade('essay', '3');
      expect(json).toMatchObject({ posted_at: '2026-09-01T09:00:00Z', graded_at: '2026-09-01T09:01:00Z' });
      server.clock.nowMs = testStartMs;
    });
  });

  describe('comments', () => {
    test('blank ones are none; an attempt that is not there is refused', async () => {
      const blank = await put(pathOf('invalid', 'otherStudent'), { comment: { text_comment: '  ' } });
      expect(blank.json.submission_comments).toEqual([]);
      const reply = await put(pathOf('invalid'), { comment: { text_comment: 'x', attempt: 2 } });
      const message = 'attempt must not be larger than number of submission attempts';
      expect(reply.status).toBe(400);
      expect(reply.json).toEqual({
        errors: { attempt: [{ attribute: 'attempt', type: message, message }] },
      });
    });
  });

  describe('who may', () => {
    test.each([
      ['admin', 200],
      ['teacher', 200],
      ['ta', 200],
      ['designer', 403],
      ['student', 403],
      ['otherStudent', 403],
      ['observer', 403],
      ['outsider', 403],
    ] as const)('%s grading: %d', async (role, status) => {
      const reply = await put(pathOf('notGraded'), { submission: { posted_grade: '' } }, role);
      expect(reply.status).toBe(status);
      if (status === 403) expect(reply.json).toEqual(notPermittedBody);
    });

    test.each([
      ['teacher', 200],
      ['ta', 200],
      ['student', 200],
      ['designer', 403],
      ['otherStudent', 403],
      ['observer', 403],
      ['outsider', 403],
    ] as const)('%s commenting: %d', async (role, status) => {
      expect((await put(pathOf('notGraded'), { comment: { text_comment: 'x' } }, role)).status).toBe(status);
    });

    test('even an empty submission or a rubric needs the right to grade', async () => {
      for (const body of [{ submission: {} }, { rubric_assessment: { a: {} } }]) {
        expect((await put(pathOf('notGraded'), body, 'student')).status).toBe(403);
        expect((await put(pathOf('notGraded'), body, 'teacher')).status).toBe(200);
      }
    });

    test('nobody without a login', async () => {
      const reply = await server.call('PUT', pathOf('essay'), { body: {}, token: null });
      expect(reply.status).toBe(401);
      expect(reply.json).toEqual(unauthenticatedBody);
    });
  });

  describe('refusals', () => {
    test.each(['draft', 'someOnly'] as const)(
      'what is not there for the student is not graded: %s',
      async (work) => {
        const reply = await grade(work, '5');
        expect(reply.status).toBe(403);
        expect(reply.json).toEqual(notPermittedBody);
        expect((await put(pathOf(work), { comment: { text_comment: 'x' } })).status).toBe(403);
      },
    );

    test.each([
      ['an unknown assignment', () => pathOf(99_999_999)],
      ['an assignment with a giant id', () => pathOf(Number.MAX_SAFE_INTEGER)],
      ['an unknown student', () => pathOf('essay', 99_999_999)],
      ['a giant id of a student', () => pathOf('essay', '9'.repeat(40))],
      ['somebody who is no student there', () => pathOf('essay', 'teacher')],
      ['a text', () => pathOf('essay', 'nobody')],
    ])('%s is not found', async (_what, path) => {
      const reply = await put(path(), { submission: { posted_grade: '5' } });
      expect(reply.status).toBe(404);
      expect(reply.json).toEqual(notFoundBody);
    });

    test('a grade and an excuse together', async () => {
      const reply = await put(pathOf('essay'), { submission: { posted_grade: '5', excuse: true } });
      expect(reply.status).toBe(400);
      expect(reply.json).toEqual({ error: 'Cannot simultaneously grade and excuse an assignment' });
    });

    test('a student who has left the course', async () => {
      const { people, courseId } = course;
      const where = `course_id = ${courseId} and user_id = ${people.otherStudent.id} returning id`;
      await runSql(course.databaseUrl, `update enrollments set workflow_state = 'completed' where ${where}`);
      const reply = await grade('essay', '5', 'otherStudent');
      await runSql(course.databaseUrl, `update enrollments set workflow_state = 'inactive' where ${where}`);
      const inactive = await grade('essay', '5', 'otherStudent');
      await runSql(course.databaseUrl, `update enrollments set workflow_state = 'active' where ${where}`);
      expect(reply.status).toBe(400);
      expect(reply.json).toEqual({
        error: 'Student must be enrolled in the course as a student to be graded',
      });
      expect(inactive.status).toBe(200);
    });

    test.each([
      [{ submission: 'x' }, 'submission must be an object'],
      [{ submission: [] }, 'submission must be an object'],
      [{ submission: { posted_grade: {} } }, 'submission[posted_grade] must be a string'],
      [
        { submission: { posted_grade: '1'.repeat(256) } },
        'submission[posted_grade] must have at most 255 characters',
      ],
      [{ submission: { excuse: 'perhaps' } }, 'submission[excuse] must be true or false'],
      [
        { submission: { seconds_late_override: 'x' } },
        'submission[seconds_late_override] must be an integer',
      ],
      [{ comment: 'x' }, 'comment must be an object'],
      [{ comment: { text_comment: ['x'] } }, 'comment[text_comment] must be a string'],
      [{ comment: { text_comment: 'x', attempt: 'y' } }, 'comment[attempt] must be an integer'],
    ])('%j cannot be read', async (body, message) => {
      const reply = await put(pathOf('essay'), body);
      expect(reply.status).toBe(400);
      expect(reply.json).toEqual({ errors: [{ message, error_code: 'bad_request' }] });
    });

    test('a giant number of points is no grade', async () => {
      expect((await grade('essay', '9'.repeat(255))).json.score).toBeNull();
    });
  });
});

function change(
  score_before: number | null,
  score_after: number | null,
  grade_before: string | null,
  grade_after: string | null,
  grader_id: number,
) {
  return {
    score_before,
    score_after,
    grade_before,
    grade_after,
    excused_before: 0,
    excused_after: 0,
    grader_id,
  };
}
