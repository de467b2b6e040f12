// Final grade overrides over REST. Source: core reference §13, story §22.7.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { insertSection } from '../../src/store/course-sections.ts';
import {
  type CourseFixture,
  courseFixture,
  insertEnrollment,
  insertPerson,
  type Person,
  type Role,
} from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import { insertGradebook } from '../support/gradebook-fixture.ts';
import { notFoundBody, notPermittedBody, unauthenticatedBody } from '../support/refusal-bodies.ts';
import { startTestServer, type TestServer, testStartMs } from '../support/server.ts';

const form = { 'Content-Type': 'application/x-www-form-urlencoded' };

eachDatabase((database) => {
  let server: TestServer;
  let course: CourseFixture;
  let path: string;
  let sectionTeacher: Person;
  let concluded: Person;

  beforeAll(async () => {
    course = await courseFixture(database, {
      course: { applyAssignmentGroupWeights: 1 },
      more: async (query, fixture) => {
        const { courseId } = fixture;
        await insertGradebook(query, fixture);
        const { id: otherSectionId } = await insertSection(query, {
          courseId,
          name: 'Section B',
          sisSectionId: null,
          integrationId: null,
          defaultSection: 0,
          startAtMs: null,
          endAtMs: null,
          restrictEnrollmentsToSectionDates: 0,
          createdAtMs: testStartMs,
          updatedAtMs: testStartMs,
        });
        // s1 is in both sections; who teaches section B sees nobody else.
        await insertEnrollment(query, {
          userId: fixture.people.student.id,
          courseId,
          courseSectionId: otherSectionId,
          type: 'StudentEnrollment',
        });
        sectionTeacher = await insertPerson(query, 'Section Teacher');
        await insertEnrollment(query, {
          userId: sectionTeacher.id,
          courseId,
          courseSectionId: otherSectionId,
          type: 'TeacherEnrollment',
          limitPrivilegesToCourseSection: 1,
        });
        concluded = await insertPerson(query, 'Con Cluded');
        await insertEnrollment(query, {
          userId: concluded.id,
          courseId,
          courseSectionId: fixture.courseSectionId,
          type: 'StudentEnrollment',
          workflowState: 'completed',
        });
      },
    });
    server = await startTestServer(database, { databaseUrl: course.databaseUrl });
    path = `/api/v1/courses/${course.courseId}`;
  });
  afterAll(() => server[Symbol.asyncDispose]());

  const put = (body: unknown, token: string = course.people.teacher.token, headers = {}) =>
    server.call('PUT', `${path}/update_final_grade_overrides`, { body, token, headers });
  const set = (student_id: unknown, override_score: unknown) =>
    put({ override_scores: [{ student_id, override_score }] });
  async function overrides(token: string = course.people.teacher.token) {
    const { status, json } = await server.call('GET', `${path}/gradebook/final_grade_overrides`, { token });
    return status === 200 ? json.final_grade_overrides : status;
  }
  const grade = (percentage: number) => ({ course_grade: { percentage, custom_grade_status_id: null } });

  test('is forbidden until feature and setting are both on (story steps 58, 59)', async () => {
    const { s2 } = { s2: course.people.otherStudent };
    const refused = async () => {
      const reply = await set(s2.id, 88.8);
      return [reply.status, reply.json];
    };
    expect(await refused()).toEqual([403, notPermittedBody]);
    await server.call('PUT', `${path}/features/flags/final_grades_override`, {
      body: { state: 'on' },
      token: course.people.teacher.token,
    });
    expect(await refused()).toEqual([403, notPermittedBody]);
    const { json } = await server.call('PUT', `${path}/settings`, {
      body: { allow_final_grade_override: true },
      token: course.people.teacher.token,
    });
    expect(json.allow_final_grade_override).toBe(true);
    expect((await set(s2.id, 88.8)).status).toBe(200);
  });

  describe('once it is switched on', () => {
    test('answers a finished Progress, key by key (story step 60)', async () => {
      const { otherStudent, teacher } = course.people;
      const { status, json } = await set(otherStudent.id, 88.8);
      expect(status).toBe(200);
      expect(json).toEqual({
        id: expect.any(Number),
        context_id: course.courseId,
        context_type: 'Course',
        user_id: teacher.id,
        tag: 'override_grade_update',
        completion: 100,
        workflow_state: 'completed',
        created_at: '2026-09-01T09:00:00Z',
        updated_at: '2026-09-01T09:00:00Z',
        message: null,
        results: { errors: [] },
        url: `${server.url}/api/v1/progress/${json.id}`,
      });
      const polled = await server.call('GET', `/api/v1/progress/${json.id}`, { token: teacher.token });
      expect(polled.json).toEqual(json);
    });

    test('the list has who has one, and nobody else', async () => {
      const { otherStudent } = course.people;
      const { json } = await server.call('GET', `${path}/gradebook/final_grade_overrides`, {
        token: course.people.ta.token,
      });
      expect(json).toEqual({ final_grade_overrides: { [otherStudent.id]: grade(88.8) } });
    });

    test('the page of Canvas itself takes access tokens too', async () => {
      const web = `/courses/${course.courseId}/gradebook/final_grade_overrides`;
      const reply = await server.call('GET', web, { token: course.people.teacher.token });
      expect(reply.json.final_grade_overrides).toEqual(await overrides());
      expect((await server.call('GET', web, { token: null })).status).toBe(401);
    });

    test.each([
      ['a number past 100', 112.5, 112.5],
      ['zero', 0, 0],
      ['a number below zero', -1.25, -1.25],
      ['a text', ' 70.5 ', 70.5],
      ['scientific notation', '1e2', 100],
    ])('%s is taken', async (_name, given, expected) => {
      const { student } = course.people;
      expect((await set(student.id, given)).json.results).toEqual({ errors: [] });
      expect(await overrides()).toMatchObject({ [student.id]: grade(expected) });
    });

    test.each([
      ['null', null],
      ['empty text', ''],
      ['blanks', '  '],
    ])('%s takes it away', async (_name, given) => {
      const { student } = course.people;
      await set(student.id, 12);
      expect((await set(student.id, given)).json.results).toEqual({ errors: [] });
      expect(await overrides()).not.toHaveProperty(String(student.id));
    });

    test.each([
      ['a word', 'asdf'],
      ['true', true],
      ['a list', [1]],
      ['an object', { a: 1 }],
      ['what no number can hold', '1e999'],
    ])('%s fails for that line alone', async (_name, given) => {
      const { student, otherStudent } = course.people;
      await set(student.id, 61);
      const { json } = await put({
        override_scores: [
          { student_id: student.id, override_score: given },
          { student_id: otherStudent.id, override_score: 62 },
        ],
      });
      expect(json.workflow_state).toBe('completed');
      expect(json.results.errors).toEqual([{ student_id: student.id, error: 'failed_to_update' }]);
      expect(await overrides()).toMatchObject({ [student.id]: grade(61), [otherStudent.id]: grade(62) });
    });

    test.each([
      ['a word', 'fred'],
      ['nothing', null],
      ['zero', 0],
      ['a number below zero', -5],
      ['a number past 2^63', '99999999999999999999'],
    ])('%s is no student', async (_name, student_id) => {
      const { json } = await set(student_id, 90);
      expect(json.results.errors).toEqual([{ student_id, error: 'invalid_student_id' }]);
    });

    test('people who are not (any more) students of the course are passed over', async () => {
      const before = await overrides();
      const { teacher, outsider } = course.people;
      for (const id of [teacher.id, outsider.id, concluded.id, 987_654_321]) {
        expect((await set(id, 90)).json.results).toEqual({ errors: [] });
      }
      expect(await overrides()).toEqual(before);
    });

    test('a line without a score leaves the override', async () => {
      const { student } = course.people;
      await set(student.id, 77);
      const { json } = await put({ override_scores: [{ student_id: student.id, override_status_id: 3 }] });
      expect(json.results).toEqual({ errors: [] });
      expect(await overrides()).toMatchObject({ [student.id]: grade(77) });
    });

    test('the last line about a student holds', async () => {
      const { student } = course.people;
      await put({
        override_scores: [
          { student_id: student.id, override_score: 1 },
          { student_id: `${student.id}`, override_score: 2 },
        ],
      });
      expect(await overrides()).toMatchObject({ [student.id]: grade(2) });
    });

    test('every enrollment of the student gets it', async () => {
      const { student } = course.people;
      await set(student.id, 55);
      const { json } = await server.call('GET', `${path}/enrollments?user_id=${student.id}`, {
        token: course.people.teacher.token,
      });
      expect(json.map((one: { grades: { override_score: number } }) => one.grades.override_score)).toEqual([
        55, 55,
      ]);
    });

    test('computed scores stay as they are', async () => {
      const { otherStudent, teacher } = course.people;
      await set(otherStudent.id, 88.8);
      const { json } = await server.call('GET', `${path}/enrollments?user_id=${otherStudent.id}`, {
        token: teacher.token,
      });
      expect(json[0].grades).toMatchObject({
        current_score: 50,
        final_score: 45,
        unposted_current_score: 50,
        unposted_final_score: 45,
        override_score: 88.8,
      });
      expect(json[0].grades).not.toHaveProperty('override_grade');
    });

    test('a form says the same', async () => {
      const { student, otherStudent } = course.people;
      const body =
        `override_scores[][student_id]=${student.id}&override_scores[][override_score]=81.5` +
        `&override_scores[][student_id]=${otherStudent.id}&override_scores[][override_score]=`;
      expect((await put(body, undefined, form)).json.results).toEqual({ errors: [] });
      const found = await overrides();
      expect(found).toMatchObject({ [student.id]: grade(81.5) });
      expect(found).not.toHaveProperty(String(otherStudent.id));
    });

    test('who is limited to a section overrides and sees only its students', async () => {
      const { student, otherStudent } = course.people;
      await set(otherStudent.id, 40);
      const { json } = await put(
        {
          override_scores: [
            { student_id: student.id, override_score: 93 },
            { student_id: otherStudent.id, override_score: 94 },
          ],
        },
        sectionTeacher.token,
      );
      expect(json.results).toEqual({ errors: [] });
      expect(await overrides(sectionTeacher.token)).toEqual({ [student.id]: grade(93) });
      expect(await overrides()).toEqual({ [student.id]: grade(93), [otherStudent.id]: grade(40) });
    });
  });

  describe('is refused', () => {
    test.each<[Role, number, number]>([
      ['admin', 200, 200],
      ['teacher', 200, 200],
      ['ta', 200, 200],
      ['designer', 403, 403],
      ['student', 403, 403],
      ['observer', 403, 403],
      ['outsider', 403, 403],
    ])('or not, by role: %s', async (role, writing, reading) => {
      const { token } = course.people[role];
      const { student } = course.people;
      const reply = await put({ override_scores: [{ student_id: student.id, override_score: 9 }] }, token);
      expect(reply.status).toBe(writing);
      const list = await server.call('GET', `${path}/gradebook/final_grade_overrides`, { token });
      expect(list.status).toBe(reading);
      if (writing === 403) expect([reply.json, list.json]).toEqual([notPermittedBody, notPermittedBody]);
    });

    test('without a login', async () => {
      const reply = await server.call('PUT', `${path}/update_final_grade_overrides`, { token: null });
      expect([reply.status, reply.json]).toEqual([401, unauthenticatedBody]);
    });

    test('in an unknown course', async () => {
      for (const [method, rest] of [
        ['PUT', 'update_final_grade_overrides'],
        ['GET', 'gradebook/final_grade_overrides'],
      ] as const) {
        const reply = await server.call(method, `/api/v1/courses/99999999999999999999/${rest}`);
        expect([reply.status, reply.json]).toEqual([404, notFoundBody]);
      }
    });

    test.each([
      ['nothing', {}],
      ['null', { override_scores: null }],
      ['an empty list', { override_scores: [] }],
      ['empty text', { override_scores: '' }],
    ])('with %s to set', async (_name, body) => {
      const reply = await put(body);
      expect([reply.status, reply.json]).toEqual([
        400,
        { errors: [{ message: 'override_scores is missing' }] },
      ]);
    });

    test.each([
      ['text', { override_scores: 'x' }],
      ['an object', { override_scores: { student_id: 1 } }],
      ['a list of numbers', { override_scores: [1] }],
      ['a list of nothing', { override_scores: [null] }],
    ])('with %s instead of a list of lines', async (_name, body) => {
      expect((await put(body)).status).toBe(400);
    });

    test('for a grading period, because there is none', async () => {
      const { student } = course.people;
      const reply = await put({
        grading_period_id: '1',
        override_scores: [{ student_id: student.id, override_score: 1 }],
      });
      expect([reply.status, reply.json]).toEqual([400, { error: 'invalid_grading_period' }]);
    });

    test('with more lines than a course has students', async () => {
      const lines = Array.from({ length: 5001 }, () => ({ student_id: 1 }));
      expect((await put({ override_scores: lines })).status).toBe(413);
    });
  });

  test('nothing is left behind when it is switched off, and all comes back', async () => {
    const { student, teacher } = course.people;
    const settings = (on: boolean) =>
      server.call('PUT', `${path}/settings`, {
        body: { allow_final_grade_override: on },
        token: teacher.token,
      });
    await set(student.id, 66);
    await settings(false);
    const grades = async () => {
      const { json } = await server.call('GET', `${path}/enrollments?user_id=${student.id}`, {
        token: teacher.token,
      });
      return json[0].grades;
    };
    expect(await grades()).not.toHaveProperty('override_score');
    expect((await set(student.id, 67)).status).toBe(403);
    await settings(true);
    expect(await grades()).toMatchObject({ override_score: 66 });
  });
});
