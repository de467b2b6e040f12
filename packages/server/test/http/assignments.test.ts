// The Assignments API: one assignment made, read, changed and deleted. Source: core reference §9, story steps 16–18.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CourseFixture, courseFixture, type Role } from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import { notFoundBody, notPermittedBody, unauthenticatedBody } from '../support/refusal-bodies.ts';
import { type Reply, startTestServer, type TestServer } from '../support/server.ts';

const form = { 'Content-Type': 'application/x-www-form-urlencoded' };

/** An assignment of the first group as everybody in the course sees it; what differs is given. */
function shownToAll(course: CourseFixture, url: string, id: number, given: object): Record<string, unknown> {
  const page = `${url}/courses/${course.courseId}/assignments/${id}`;
  return {
    id,
    name: 'Assignment',
    description: null,
    course_id: course.courseId,
    assignment_group_id: expect.any(Number),
    position: expect.any(Number),
    points_possible: 0,
    grading_type: 'points',
    grading_standard_id: null,
    due_at: null,
    unlock_at: null,
    lock_at: null,
    created_at: '2026-09-01T09:00:00Z',
    updated_at: '2026-09-01T09:00:00Z',
    published: false,
    workflow_state: 'unpublished',
    submission_types: ['none'],
    has_submitted_submissions: false,
    graded_submissions_exist: false,
    html_url: page,
    submissions_download_url: `${page}/submissions?zip=1`,
    muted: true,
    post_manually: false,
    omit_from_final_grade: false,
    hide_in_gradebook: false,
    allowed_attempts: -1,
    is_quiz_assignment: false,
    only_visible_to_overrides: false,
    visible_to_everyone: true,
    peer_reviews: false,
    anonymous_peer_reviews: false,
    automatic_peer_reviews: false,
    intra_group_peer_reviews: false,
    group_category_id: null,
    grade_group_students_individually: false,
    anonymous_grading: false,
    anonymize_students: false,
    anonymous_instructor_annotations: false,
    moderated_grading: false,
    grader_count: 0,
    final_grader_id: null,
    graders_anonymous_to_graders: false,
    grader_comments_visible_to_graders: true,
    grader_names_visible_to_final_grader: true,
    post_to_sis: false,
    locked_for_user: false,
    due_date_required: false,
    max_name_length: 255,
    can_duplicate: true,
    original_course_id: null,
    original_assignment_id: null,
    original_lti_resource_link_id: null,
    original_assignment_name: null,
    original_quiz_id: null,
    important_dates: false,
    lti_context_id: null,
    secure_params: null,
    annotatable_attachment_id: null,
    suppress_assignment: false,
    require_lockdown_browser: false,
    restrict_quantitative_data: false,
    in_closed_grading_period: false,
    new_quizzes_anonymous_participants: false,
    ...given,
  };
}

const forEditors = { unpublishable: true, has_overrides: false };
const forGraders = { ...forEditors, needs_grading_count: 0 };
const sisOfNone = { sis_assignment_id: null, integration_id: null, integration_data: {} };

eachDatabase((database) => {
  describe('assignments', () => {
    let server: TestServer;
    let course: CourseFixture;
    let path: string;

    beforeAll(async () => {
      course = await courseFixture(database);
      server = await startTestServer(database, course);
      path = `/api/v1/courses/${course.courseId}/assignments`;
    });

    afterAll(async () => {
      await server[Symbol.asyncDispose]();
    });

    const as = (role: Role, method: string, to: string, assignment?: unknown): Promise<Reply> =>
      server.call(method, to, {
        token: course.people[role].token,
        ...(assignment === undefined ? {} : { body: { assignment } }),
      });

    const create = async (assignment: object): Promise<number> => {
      const { status, json } = await as('teacher', 'POST', path, assignment);
      expect(status).toBe(201);
      return json.id;
    };

    const fieldFault = (field: string, message: string, type = message) => ({
      errors: { [field]: [{ attribute: field, type, message }] },
    });

    describe('creation', () => {
      test('answers 201 with every key that a teacher sees', async () => {
        const { status, json } = await as('teacher', 'POST', path, {
          name: 'Essay',
          points_possible: 20,
          grading_type: 'points',
          submission_types: ['on_paper'],
          published: true,
        });
        expect(status).toBe(201);
        expect(json).toEqual(
          shownToAll(course, server.url, json.id, {
            name: 'Essay',
            points_possible: 20,
            submission_types: ['on_paper'],
            published: true,
            workflow_state: 'published',
            ...forGraders,
            ...sisOfNone,
          }),
        );
      });

      test('of nothing said makes an unpublished one of no points at the end of the first group', async () => {
        const first = await create({ name: 'Before' });
        const { json } = await as('teacher', 'POST', path, {});
        const before = await as('teacher', 'GET', `${path}/${first}`);
        expect(json).toEqual(
          shownToAll(course, server.url, json.id, {
            assignment_group_id: before.json.assignment_group_id,
            position: before.json.position + 1,
            ...forGraders,
            ...sisOfNone,
          }),
        );
        const groups = await as('teacher', 'GET', `/api/v1/courses/${course.courseId}/assignment_groups`);
        expect(groups.json[0]).toMatchObject({ id: json.assignment_group_id, name: 'Assignments' });
      });

      test('takes everything in bracket form', async () => {
        const { status, json } = await server.call('POST', path, {
          headers: form,
          body: [
            'assignment[name]=Forms',
            'assignment[description]=<p onclick="x()">Hello<script>x()</script></p>',
            'assignment[submission_types][]=online_upload',
            'assignment[submission_types][]=online_url',
            'assignment[points_possible]=7.5',
            'assignment[grading_type]=percent',
            'assignment[published]=true',
            'assignment[due_at]=2026-10-01T10:00:00Z',
            'assignment[unlock_at]=2026-09-30T00:00:00Z',
            'assignment[lock_at]=2026-10-02T00:00:00%2B00:00',
            'assignment[omit_from_final_grade]=1',
            'assignment[hide_in_gradebook]=on',
            'assignment[allowed_attempts]=3',
            'assignment[position]=9',
            'assignment[sis_assignment_id]=S-FORM',
            'assignment[integration_id]=I-FORM',
            'assignment[integration_data]={"a":1}',
            'unknown=ignored',
          ].join('&'),
        });
        expect(status).toBe(201);
        expect(json).toMatchObject({
          name: 'Forms',
          description: '<p>Hello</p>',
          submission_types: ['online_upload', 'online_url'],
          points_possible: 7.5,
          grading_type: 'percent',
          published: true,
          due_at: '2026-10-01T10:00:00Z',
          // Midnight in the zone of the caller: only of due and lock times it is the end of the day.
          unlock_at: '2026-09-30T00:00:00Z',
          lock_at: '2026-10-02T23:59:59Z',
          omit_from_final_grade: true,
          hide_in_gradebook: true,
          allowed_attempts: 3,
          position: 9,
          sis_assignment_id: 'S-FORM',
          integration_id: 'I-FORM',
          integration_data: { a: 1 },
        });
      });

      test('takes null and empty points for none, negative ones as they are', async () => {
        const points = async (value: unknown) =>
          (await as('teacher', 'POST', path, { points_possible: value })).json.points_possible;
        expect(await points(null)).toBe(0);
        expect(await points('')).toBe(0);
        expect(await points(-5)).toBe(-5);
        expect(await points('12.25')).toBe(12.25);
      });

      test('makes what is not graded of that submission type', async () => {
        const { json } = await as('teacher', 'POST', path, { grading_type: 'not_graded' });
        expect(json).toMatchObject({ grading_type: 'not_graded', submission_types: ['not_graded'] });
      });

      test('posts anonymous grades by hand, others as the course does', async () => {
        const { json } = await as('teacher', 'POST', path, { anonymous_grading: true });
        expect(json).toMatchObject({
          anonymous_grading: true,
          post_manually: true,
          anonymize_students: true,
        });
      });

      test('passes over SIS ids from a teacher and a grading scheme that is not there', async () => {
        const { json } = await as('teacher', 'POST', path, {
          sis_assignment_id: 'T-1',
          integration_id: 'T-2',
          integration_data: { t: 3 },
          grading_standard_id: 4711,
        });
        expect(json).toMatchObject({ ...sisOfNone, grading_standard_id: null });
      });

      test('puts a group that is not there to the first one', async () => {
        const first = await create({});
        const { assignment_group_id: firstGroup } = (await as('teacher', 'GET', `${path}/${first}`)).json;
        for (const group of [999_999, '999999999999999999999999', '', null]) {
          const { json } = await as('teacher', 'POST', path, { assignment_group_id: group });
          expect(json.assignment_group_id).toBe(firstGroup);
        }
      });

      test.each([
        [
          { submission_types: ['on_paper', 'telepathy'] },
          'assignment[submission_types]',
          'Invalid submission types',
        ],
        [{ submission_types: 'telepathy' }, 'assignment[submission_types]', 'Invalid submission types'],
        [{ due_at: 'tomorrow' }, 'assignment[due_at]', 'Invalid datetime for due_at'],
        [{ due_at: '2026-10-01' }, 'assignment[due_at]', 'Invalid datetime for due_at'],
        [{ lock_at: 20261001 }, 'assignment[lock_at]', 'Invalid datetime for lock_at'],
        [{ unlock_at: ['2026'] }, 'assignment[unlock_at]', 'Invalid datetime for unlock_at'],
        [{ assignment_group_id: 0 }, 'assignment[assignment_group_id]', 'must be a positive number'],
        [{ assignment_group_id: -3 }, 'assignment[assignment_group_id]', 'must be a positive number'],
        [{ assignment_group_id: 'first' }, 'assignment[assignment_group_id]', 'must be a positive number'],
        [
          { due_at: '2026-10-01T10:00:00Z', lock_at: '2026-09-30T10:00:00Z' },
          'due_at',
          'must be between availability dates',
        ],
        [
          { due_at: '2026-10-01T10:00:00Z', unlock_at: '2026-10-02T10:00:00Z' },
          'due_at',
          'must be between availability dates',
        ],
        [{ allowed_attempts: 0 }, 'allowed_attempts', 'must be greater than 0'],
        [{ points_possible: 2_000_000_001 }, 'points_possible', 'must be less than or equal to 2000000000'],
      ])('refuses %o', async (assignment, field, message) => {
        const { status, json } = await as('teacher', 'POST', path, assignment);
        expect(status).toBe(400);
        expect(json).toEqual(fieldFault(field, message));
      });

      test('refuses words outside a closed set and names that are too long', async () => {
        expect((await as('teacher', 'POST', path, { grading_type: 'emoji' })).json).toEqual(
          fieldFault('grading_type', 'is not included in the list', 'inclusion'),
        );
        expect((await as('teacher', 'POST', path, { name: 'é'.repeat(256) })).json).toEqual(
          fieldFault('name', 'is too long (maximum is 255 characters)', 'too_long'),
        );
        expect((await as('teacher', 'POST', path, { name: 'é'.repeat(255) })).status).toBe(201);
      });

      test.each([['{'], ['[1]'], [`${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`]])(
        'refuses integration data that are no object, or nested too deeply: %.20s',
        async (integration_data) => {
          const { status, json } = await as('admin', 'POST', path, { integration_data });
          expect(status).toBe(400);
          expect(json).toEqual(fieldFault('integration_data', 'Invalid integration data'));
        },
      );

      test('refuses a body without an assignment', async () => {
        for (const body of [{}, { assignment: null }]) {
          const { token } = course.people.teacher;
          const { status, json } = await server.call('POST', path, { token, body });
          expect([status, json]).toEqual([400, { errors: [{ message: 'assignment is missing' }] }]);
        }
        expect((await as('teacher', 'POST', path, ['Essay'])).status).toBe(400);
      });

      test('refuses an SIS id that another assignment has, a deleted one too', async () => {
        const body = { message: 'Assignment with the given sis_source_id already exists' };
        const create = () => as('admin', 'POST', path, { sis_assignment_id: 'TWICE' });
        const { json } = await create();
        expect(json.sis_assignment_id).toBe('TWICE');
        const second = await create();
        expect([second.status, second.json]).toEqual([409, body]);
        await as('admin', 'DELETE', `${path}/${json.id}`);
        expect((await create()).status).toBe(409);
      });

      test('gives one of many at once the SIS id, and every other one 409', async () => {
        const replies = await Promise.all(
          Array.from({ length: 6 }, () => as('admin', 'POST', path, { sis_assignment_id: 'RACE' })),
        );
        expect(replies.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409]);
      });

      test.each([
        ['designer', 201],
        ['ta', 201],
        ['student', 403],
        ['observer', 403],
        ['outsider', 403],
      ] as const)('is answered %s with %i', async (role, status) => {
        const reply = await as(role, 'POST', path, {});
        expect(reply.status).toBe(status);
        if (status === 403) expect(reply.json).toEqual(notPermittedBody);
      });
    });

    describe('reading one', () => {
      test('shows a student what everybody sees and no more', async () => {
        const id = await create({ name: 'Open', published: true, points_possible: 3 });
        const { status, json } = await as('student', 'GET', `${path}/${id}`);
        expect(status).toBe(200);
        expect(json).toEqual(
          shownToAll(course, server.url, id, {
            name: 'Open',
            points_possible: 3,
            published: true,
            workflow_state: 'published',
          }),
        );
      });

      test('shows a designer no count of work to grade', async () => {
        const id = await create({});
        const { json } = await as('designer', 'GET', `${path}/${id}`);
        expect(json).toEqual(shownToAll(course, server.url, id, forEditors));
      });

      test.each(['student', 'observer'] as const)(
        'hides from a %s what is not published or not theirs',
        async (role) => {
          const draft = await create({});
          const theirs = await create({ published: true, only_visible_to_overrides: true });
          for (const id of [draft, theirs]) {
            const { status, json } = await as(role, 'GET', `${path}/${id}`);
            expect([status, json]).toEqual([403, notPermittedBody]);
          }
        },
      );

      test('finds it by its SIS id, and nothing that is not there', async () => {
        const { json } = await as('admin', 'POST', path, { sis_assignment_id: 'BY-SIS' });
        expect((await as('teacher', 'GET', `${path}/sis_assignment_id:BY-SIS`)).json.id).toBe(json.id);
        for (const id of [
          '0',
          '-1',
          'x',
          '99999999999999999999',
          'sis_assignment_id:NONE',
          'sis_assignment_id:%00',
        ]) {
          const reply = await as('teacher', 'GET', `${path}/${id}`);
          expect([id, reply.status, reply.json]).toEqual([id, 404, notFoundBody]);
        }
        const other = `/api/v1/courses/999999/assignments/${json.id}`;
        expect((await as('admin', 'GET', other)).status).toBe(404);
      });

      test('asks for a login', async () => {
        const id = await create({ published: true });
        const { status, json } = await server.call('GET', `${path}/${id}`, { token: null });
        expect([status, json]).toEqual([401, unauthenticatedBody]);
      });

      test('tells students why it is locked, and nothing of it before it opens', async () => {
        const description = '<p>Secret.</p>';
        const early = await create({ published: true, description, unlock_at: '2026-09-02T10:00:00Z' });
        const late = await create({ published: true, description, lock_at: '2026-08-31T10:30:00Z' });
        const toStudent = async (id: number) => (await as('student', 'GET', `${path}/${id}`)).json;
        expect(await toStudent(early)).toMatchObject({
          description: null,
          locked_for_user: true,
          lock_info: { asset_string: `assignment_${early}`, unlock_at: '2026-09-02T10:00:00Z' },
          lock_explanation: 'This assignment is locked until Sep 2 at 10am.',
        });
        expect(await toStudent(late)).toMatchObject({
          description,
          locked_for_user: true,
          lock_info: { asset_string: `assignment_${late}`, lock_at: '2026-08-31T10:30:00Z', can_view: true },
          lock_explanation: 'This assignment was locked Aug 31 at 10:30am.',
        });
        const toTeacher = (await as('teacher', 'GET', `${path}/${early}`)).json;
        expect(toTeacher).toMatchObject({ description, locked_for_user: false });
        expect(toTeacher).not.toHaveProperty('lock_info');
      });

      test('includes what is asked for', async () => {
        const id = await create({ published: true, due_at: '2026-10-01T10:00:00Z' });
        const include =
          'include[]=submission&include[]=all_dates&include[]=overrides&include[]=assignment_visibility&include[]=can_edit';
        const dates = { base: true, due_at: '2026-10-01T10:00:00Z', unlock_at: null, lock_at: null };
        const students = [course.people.student.id, course.people.otherStudent.id].map(String);
        const teacher = (await as('teacher', 'GET', `${path}/${id}?${include}`)).json;
        expect(teacher).toMatchObject({
          all_dates: [dates],
          overrides: [],
          assignment_visibility: students,
          can_edit: true,
        });
        expect(teacher).not.toHaveProperty('submission');
        const student = (await as('student', 'GET', `${path}/${id}?${include}`)).json;
        expect(student).toMatchObject({
          all_dates: [dates],
          can_edit: false,
          submission: { assignment_id: id, user_id: course.people.student.id, workflow_state: 'unsubmitted' },
        });
        expect(student).not.toHaveProperty('overrides');
        expect(student).not.toHaveProperty('assignment_visibility');
      });
    });

    describe('changes', () => {
      test('leave alone what is not said', async () => {
        const id = await create({ name: 'Kept', points_possible: 4, due_at: '2026-10-01T10:00:00Z' });
        server.clock.nowMs += 60_000;
        const before = (await as('teacher', 'GET', `${path}/${id}`)).json;
        const { status, json } = await as('teacher', 'PUT', `${path}/${id}`, { name: 'Renamed' });
        expect(status).toBe(200);
        expect(json).toEqual({ ...before, name: 'Renamed', updated_at: '2026-09-01T09:01:00Z' });
        expect((await as('teacher', 'GET', `${path}/${id}`)).json).toEqual(json);
        server.clock.nowMs -= 60_000;
      });

      test('clear what is empty', async () => {
        const id = await create({
          name: 'Full',
          description: 'x',
          due_at: '2026-10-01T10:00:00Z',
          allowed_attempts: 2,
          submission_types: ['on_paper'],
        });
        const { json } = await as('teacher', 'PUT', `${path}/${id}`, {
          name: '',
          description: null,
          due_at: '',
          allowed_attempts: -1,
          submission_types: [''],
        });
        expect(json).toMatchObject({
          name: 'Assignment',
          description: null,
          due_at: null,
          allowed_attempts: -1,
          submission_types: ['none'],
        });
      });

      test('take midnight in the zone of the caller', async () => {
        const id = await create({});
        const { token, id: userId } = course.people.teacher;
        const zone = (timeZone: string) =>
          server.call('PUT', `/api/v1/users/${userId}`, { token, body: { user: { time_zone: timeZone } } });
        await zone('America/Denver');
        const due = async (at: string) =>
          (await as('teacher', 'PUT', `${path}/${id}`, { due_at: at })).json.due_at;
        expect(await due('2026-10-01T06:00:00Z')).toBe('2026-10-02T05:59:59Z');
        expect(await due('2026-10-01T00:00:00Z')).toBe('2026-10-01T00:00:00Z');
        // The night in which clocks go back has 25 hours.
        expect(await due('2026-11-01T06:00:00Z')).toBe('2026-11-02T06:59:59Z');
        await zone('Etc/UTC');
      });

      test('publish, and take that back unless somebody has handed in', async () => {
        const id = await create({ submission_types: ['online_text_entry'], published: true });
        const set = (published: boolean) => as('teacher', 'PUT', `${path}/${id}`, { published });
        expect((await set(false)).json).toMatchObject({ published: false, workflow_state: 'unpublished' });
        expect((await set(true)).json).toMatchObject({ published: true, workflow_state: 'published' });
        await server.call('POST', `${path}/${id}/submissions`, {
          token: course.people.student.token,
          body: { submission: { submission_type: 'online_text_entry', body: 'Here.' } },
        });
        const { status, json } = await set(false);
        expect(status).toBe(400);
        expect(json).toEqual(fieldFault('published', "Can't unpublish if there are student submissions"));
        expect((await as('teacher', 'GET', `${path}/${id}`)).json).toMatchObject({
          published: true,
          unpublishable: false,
          has_submitted_submissions: true,
          needs_grading_count: 1,
        });
      });

      test('of points take the right to grade once there are grades', async () => {
        const id = await create({ points_possible: 10, published: true });
        const change = (role: Role, points: number) =>
          as(role, 'PUT', `${path}/${id}`, { points_possible: points });
        expect((await change('designer', 11)).status).toBe(200);
        await server.call('PUT', `${path}/${id}/submissions/${course.people.student.id}`, {
          token: course.people.teacher.token,
          body: { submission: { posted_grade: '5' } },
        });
        const refused = await change('designer', 12);
        expect([refused.status, refused.json]).toEqual([403, notPermittedBody]);
        expect((await as('designer', 'PUT', `${path}/${id}`, { name: 'Fine' })).status).toBe(200);
        expect((await change('teacher', 12)).json).toMatchObject({
          points_possible: 12,
          graded_submissions_exist: true,
        });
      });

      test('refuse an SIS id that is taken', async () => {
        await as('admin', 'POST', path, { sis_assignment_id: 'TAKEN' });
        const id = await create({});
        const { status, json } = await as('admin', 'PUT', `${path}/${id}`, { sis_assignment_id: 'TAKEN' });
        expect([status, json]).toEqual([
          409,
          { message: 'Assignment with the given sis_source_id already exists' },
        ]);
      });

      test('are answered 404 before 403, and 403 before what is wrong with them', async () => {
        expect((await as('student', 'PUT', `${path}/999999`, {})).status).toBe(404);
        const id = await create({});
        const { status, json } = await as('student', 'PUT', `${path}/${id}`, { due_at: 'tomorrow' });
        expect([status, json]).toEqual([403, notPermittedBody]);
        const { token } = course.people.teacher;
        const empty = await server.call('PUT', `${path}/${id}`, { token, body: {} });
        expect(empty.json).toEqual({ errors: [{ message: 'assignment is missing' }] });
      });
    });

    describe('deletion', () => {
      test('answers the assignment as it was, deleted, once', async () => {
        const id = await create({ name: 'Gone', published: true });
        const before = (await as('teacher', 'GET', `${path}/${id}`)).json;
        const { status, json } = await as('teacher', 'DELETE', `${path}/${id}`);
        expect(status).toBe(200);
        expect(json).toEqual({ ...before, published: false, workflow_state: 'deleted' });
        for (const method of ['GET', 'PUT', 'DELETE']) {
          expect(
            (await as('teacher', method, `${path}/${id}`, method === 'PUT' ? {} : undefined)).status,
          ).toBe(404);
        }
      });

      test('is not for students', async () => {
        const id = await create({ published: true });
        const { status, json } = await as('student', 'DELETE', `${path}/${id}`);
        expect([status, json]).toEqual([403, notPermittedBody]);
      });
    });

    describe("a quiz's own assignment", () => {
      const quizzes = () => `/api/v1/courses/${course.courseId}/quizzes`;

      const createQuiz = async () => {
        const { token } = course.people.teacher;
        const quiz = { title: 'Plants', quiz_type: 'assignment', due_at: '2026-10-01T10:00:00Z' };
        return (await server.call('POST', quizzes(), { token, body: { quiz } })).json;
      };

      test('has the keys of its quiz', async () => {
        const quiz = await createQuiz();
        const { json } = await as('teacher', 'GET', `${path}/${quiz.assignment_id}`);
        expect(json).toMatchObject({
          name: 'Plants',
          quiz_id: quiz.id,
          is_quiz_assignment: true,
          anonymous_submissions: false,
          can_duplicate: false,
          submission_types: ['online_quiz'],
          due_at: '2026-10-01T10:00:00Z',
          submissions_download_url: `${server.url}/courses/${course.courseId}/quizzes/${quiz.id}/submissions?zip=1`,
        });
      });

      test('keeps title, points, type and publication from it, and copies its dates and its group to it', async () => {
        const quiz = await createQuiz();
        const group = await server.call('POST', `/api/v1/courses/${course.courseId}/assignment_groups`, {
          body: { name: 'Quizzes' },
        });
        const { status, json } = await as('teacher', 'PUT', `${path}/${quiz.assignment_id}`, {
          name: 'Animals',
          points_possible: 99,
          submission_types: ['on_paper'],
          published: true,
          allowed_attempts: 7,
          assignment_group_id: group.json.id,
          due_at: '2026-10-05T10:00:00Z',
          unlock_at: '2026-09-30T10:00:00Z',
          lock_at: '2026-10-06T10:00:00Z',
          omit_from_final_grade: true,
        });
        expect(status).toBe(200);
        const dates = {
          due_at: '2026-10-05T10:00:00Z',
          unlock_at: '2026-09-30T10:00:00Z',
          lock_at: '2026-10-06T10:00:00Z',
        };
        expect(json).toMatchObject({
          name: 'Plants',
          points_possible: quiz.points_possible,
          submission_types: ['online_quiz'],
          published: false,
          allowed_attempts: -1,
          assignment_group_id: group.json.id,
          omit_from_final_grade: true,
          ...dates,
        });
        const after = (await as('teacher', 'GET', `${quizzes()}/${quiz.id}`)).json;
        expect(after).toMatchObject({
          title: 'Plants',
          assignment_group_id: group.json.id,
          version_number: quiz.version_number + 1,
          ...dates,
        });
      });

      test('leaves its quiz as it is when nothing that they share changes', async () => {
        const quiz = await createQuiz();
        await as('teacher', 'PUT', `${path}/${quiz.assignment_id}`, { omit_from_final_grade: true });
        expect((await as('teacher', 'GET', `${quizzes()}/${quiz.id}`)).json.version_number).toBe(
          quiz.version_number,
        );
      });

      test('takes its quiz along when it is deleted', async () => {
        const quiz = await createQuiz();
        await as('teacher', 'DELETE', `${path}/${quiz.assignment_id}`);
        expect((await as('teacher', 'GET', `${quizzes()}/${quiz.id}`)).status).toBe(404);
      });
    });
  });
});
