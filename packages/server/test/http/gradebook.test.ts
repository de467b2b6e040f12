// The gradebook as a grid reads it: who is in it, what changed since, and grading only what is still as it was seen. Ours;
// the numbers are of the story of core reference §22.6.

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
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
import { type Gradebook, insertGradebook, switchOverridesOn } from '../support/gradebook-fixture.ts';
import { notFoundBody, notPermittedBody, unauthenticatedBody } from '../support/refusal-bodies.ts';
import { startTestServer, type TestServer, testStartMs } from '../support/server.ts';

const minuteMs = 60_000;

eachDatabase((database) => {
  let server: TestServer;
  let course: CourseFixture;
  let gradebook: Gradebook;
  let sectionTeacher: Person;
  let otherSectionId: number;
  let path: string;

  beforeAll(async () => {
    course = await courseFixture(database, {
      course: { applyAssignmentGroupWeights: 1, settings: '{"allowFinalGradeOverride":true}' },
      more: async (query, fixture) => {
        const { courseId, people } = fixture;
        gradebook = await insertGradebook(query, fixture);
        await switchOverridesOn(query, courseId);
        const section = await insertSection(query, {
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
        otherSectionId = section.id;
        // Concluded there and active in the first one: once in the gradebook, as active.
        await insertEnrollment(query, {
          userId: people.student.id,
          courseId,
          courseSectionId: otherSectionId,
          type: 'StudentEnrollment',
          workflowState: 'completed',
        });
        sectionTeacher = await insertPerson(query, 'Section Teacher');
        await insertEnrollment(query, {
          userId: sectionTeacher.id,
          courseId,
          courseSectionId: otherSectionId,
          type: 'TeacherEnrollment',
          limitPrivilegesToCourseSection: 1,
        });
      },
    });
    server = await startTestServer(database, { databaseUrl: course.databaseUrl });
    path = `/api/v1/courses/${course.courseId}/gradebook/students`;
  });
  afterAll(() => server[Symbol.asyncDispose]());
  // Each test is later than the one before: what that one changed is not lately any more.
  beforeEach(() => {
    server.clock.nowMs += minuteMs;
  });

  const get = (query = '', role: Role = 'teacher') =>
    server.call('GET', `${path}${query}`, { token: course.people[role].token });
  const idsIn = (json: { students: { id: number }[] }) => json.students.map(({ id }) => id);
  const gradePath = (assignmentId: number, { id }: { id: number }) =>
    `/api/v1/courses/${course.courseId}/assignments/${assignmentId}/submissions/${id}`;
  const grade = (assignmentId: number, student: { id: number }, submission: object, role: Role = 'teacher') =>
    server.call('PUT', gradePath(assignmentId, student), {
      token: course.people[role].token,
      body: { submission },
    });
  const cellOf = async (assignmentId: number, { id }: { id: number }) => {
    const { json } = await get(`?student_ids[]=${id}`);
    const [student] = json.students;
    return student.submissions.find((one: { assignment_id: number }) => one.assignment_id === assignmentId);
  };

  test('a student has these keys and no others, and of a submission only what there is to say', async () => {
    const { student } = course.people;
    const { cells, essay, participation, reflection } = gradebook.assignments;
    const reply = await get(`?student_ids[]=${student.id}`);
    expect(reply.status).toBe(200);
    expect(reply.headers.get('cache-control')).toBe('no-store');
    const version = testStartMs - minuteMs;
    const graded = { version, workflow_state: 'graded' };
    expect(reply.json).toEqual({
      as_of: new Date(server.clock.nowMs - 10_000).toISOString(),
      students: [
        {
          id: student.id,
          name: 'Ada Lovelace',
          sortable_name: 'Lovelace, Ada',
          enrollment_id: gradebook.enrollments.s1,
          enrollment_state: 'active',
          section_id: course.courseSectionId,
          posted: { current_score: 92.33, current_grade: null, final_score: 83, final_grade: null },
          unposted: { current_score: 91.9, current_grade: null, final_score: 91.9, final_grade: null },
          override_score: null,
          override_grade: null,
          submissions: [
            { assignment_id: cells, ...graded, score: 11, grade: '11' },
            { assignment_id: essay, ...graded, score: 18, grade: '18' },
            { assignment_id: participation, ...graded, score: 10, grade: 'complete' },
            { assignment_id: reflection, ...graded, score: 8.9, grade: 'B+', hidden: true },
          ],
        },
      ],
    });
  });

  test('nothing and excused are told apart', async () => {
    const { third, assignments } = gradebook;
    const version = testStartMs - minuteMs;
    expect(await cellOf(assignments.cells, third)).toEqual({
      assignment_id: assignments.cells,
      version,
      workflow_state: 'unsubmitted',
      score: null,
      grade: null,
    });
    expect(await cellOf(assignments.essay, third)).toEqual({
      assignment_id: assignments.essay,
      version,
      workflow_state: 'graded',
      score: null,
      grade: null,
      excused: true,
    });
  });

  test('a status of lateness is told, and so is what lateness makes of it', async () => {
    const { third, assignments } = gradebook;
    await grade(assignments.cells, third, { late_policy_status: 'missing' });
    expect(await cellOf(assignments.cells, third)).toMatchObject({
      late_policy_status: 'missing',
      missing: true,
    });
    await grade(assignments.cells, third, { late_policy_status: 'none' });
    expect(await cellOf(assignments.cells, third)).not.toHaveProperty('missing');
  });

  test('everybody is in it once, by id, in pages', async () => {
    const { student, otherStudent } = course.people;
    const everybody = [student.id, otherStudent.id, gradebook.third.id].sort((a, b) => a - b);
    expect(idsIn((await get()).json)).toEqual(everybody);
    const first = await get('?per_page=2');
    expect(idsIn(first.json)).toEqual(everybody.slice(0, 2));
    expect(first.headers.get('link')).toContain('rel="next"');
    const second = await get('?per_page=2&page=2');
    expect(idsIn(second.json)).toEqual(everybody.slice(2));
    expect(second.headers.get('link')).not.toContain('rel="next"');
    expect((await get('?page=0')).status).toBe(404);
  });

  describe('with `changed_since`', () => {
    /** As somebody who asked at this moment, and what changed after it. */
    const since = (ms: number) => `?changed_since=${new Date(ms).toISOString()}`;

    test('nobody is told when nothing changed', async () => {
      expect((await get(since(server.clock.nowMs))).json.students).toEqual([]);
    });

    test('a grade brings the student, the submission alone, and the new scores', async () => {
      const { otherStudent } = course.people;
      const askedMs = server.clock.nowMs;
      server.clock.nowMs += 1;
      await grade(gradebook.assignments.reflection, otherStudent, { posted_grade: '7' });
      const { json } = await get(since(askedMs));
      expect(idsIn(json)).toEqual([otherStudent.id]);
      const [{ submissions, unposted }] = json.students;
      expect(submissions).toEqual([
        {
          assignment_id: gradebook.assignments.reflection,
          version: askedMs + 1,
          workflow_state: 'graded',
          score: 7,
          grade: 'C-',
          hidden: true,
        },
      ]);
      expect(unposted.current_score).toBe(52);
      expect((await get(since(askedMs + 1))).json.students).toEqual([]);
    });

    test('posting and hiding bring everybody whom they concern', async () => {
      const askedMs = server.clock.nowMs;
      server.clock.nowMs += 1;
      const query = `mutation { postAssignmentGrades(input: {assignmentId: "${gradebook.assignments.reflection}"})
        { errors { message } } }`;
      const posted = await server.call('POST', '/api/graphql', {
        token: course.people.teacher.token,
        body: { query },
      });
      expect(posted.json.data.postAssignmentGrades.errors).toBeNull();
      const { students } = (await get(since(askedMs))).json;
      expect(students).toHaveLength(3);
      for (const { submissions } of students) expect(submissions[0]).not.toHaveProperty('hidden');
    });

    test('an override brings the student without any submission', async () => {
      const { otherStudent, teacher } = course.people;
      const askedMs = server.clock.nowMs;
      server.clock.nowMs += 1;
      const reply = await server.call(
        'PUT',
        `/api/v1/courses/${course.courseId}/update_final_grade_overrides`,
        {
          token: teacher.token,
          body: { override_scores: [{ student_id: otherStudent.id, override_score: 77 }] },
        },
      );
      expect(reply.status).toBe(200);
      expect((await get(since(askedMs))).json.students).toEqual([
        expect.objectContaining({ id: otherStudent.id, override_score: 77, submissions: [] }),
      ]);
    });

    test('`as_of` leaves time for changes that are being made', async () => {
      const { as_of } = (await get()).json;
      // Begun before that answer, and ended after it.
      server.clock.nowMs -= 5_000;
      await grade(gradebook.assignments.cells, gradebook.third, { posted_grade: '3' });
      server.clock.nowMs += 5_000;
      expect(idsIn((await get(`?changed_since=${as_of}`)).json)).toEqual([gradebook.third.id]);
    });

    test.each(['yesterday', '[]=2026-09-01', '2026-13-01'])('%s is refused', async (value) => {
      const query = value.startsWith('[') ? `?changed_since${value}` : `?changed_since=${value}`;
      expect((await get(query)).status).toBe(400);
    });
  });

  describe('grading with `if_version`', () => {
    test('is done on what is as it was seen, from JSON and from a form', async () => {
      const { third, assignments } = gradebook;
      const { version } = await cellOf(assignments.cells, third);
      const reply = await grade(assignments.cells, third, { posted_grade: '4', if_version: version });
      expect([reply.status, reply.json.score]).toEqual([200, 4]);
      const after = await cellOf(assignments.cells, third);
      server.clock.nowMs += 1;
      const form = await server.call('PUT', gradePath(assignments.cells, third), {
        token: course.people.teacher.token,
        headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
        body: `submission[posted_grade]=5&submission[if_version]=${after.version}`,
      });
      expect([form.status, form.json.score]).toEqual([200, 5]);
    });

    test('is refused when somebody else was there first, and changes nothing', async () => {
      const { third, assignments } = gradebook;
      const { version } = await cellOf(assignments.cells, third);
      await grade(assignments.cells, third, { posted_grade: '6', if_version: version }, 'ta');
      server.clock.nowMs += 1;
      const reply = await grade(assignments.cells, third, { posted_grade: '9', if_version: version });
      expect([reply.status, reply.json]).toEqual([
        409,
        { status: 'conflict', message: 'the submission was changed meanwhile' },
      ]);
      expect(await cellOf(assignments.cells, third)).toMatchObject({ score: 6 });
    });

    test('lets one of two through who saw the same', async () => {
      const { third, assignments } = gradebook;
      const { version } = await cellOf(assignments.cells, third);
      const replies = await Promise.all(
        ['1', '2', '3'].map((posted_grade) =>
          grade(assignments.cells, third, { posted_grade, if_version: version }),
        ),
      );
      expect(replies.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    });

    test('must be a number', async () => {
      const { third, assignments } = gradebook;
      for (const if_version of ['soon', {}, [1]]) {
        const reply = await grade(assignments.cells, third, { posted_grade: '9', if_version });
        expect([if_version, reply.status]).toEqual([if_version, 400]);
      }
    });

    test('is answered like any other grade to who may not grade', async () => {
      const { student } = course.people;
      const reply = await grade(
        gradebook.assignments.cells,
        student,
        { posted_grade: '12', if_version: 1 },
        'student',
      );
      expect([reply.status, reply.json]).toEqual([403, notPermittedBody]);
    });
  });

  describe('is for graders', () => {
    test.each(['admin', 'teacher', 'ta'] as const)('%s reads it', async (role) => {
      expect((await get('', role)).json.students).toHaveLength(3);
    });

    test.each(['student', 'otherStudent', 'observer', 'designer', 'outsider'] as const)(
      '%s does not',
      async (role) => {
        const reply = await get(`?student_ids[]=${course.people.student.id}`, role);
        expect([reply.status, reply.json]).toEqual([403, notPermittedBody]);
      },
    );

    test('who is limited to a section sees its students alone', async () => {
      const { student, otherStudent } = course.people;
      const token = sectionTeacher.token;
      const { json } = await server.call('GET', path, { token });
      expect(idsIn(json)).toEqual([student.id]);
      const other = await server.call('GET', `${path}?student_ids[]=${otherStudent.id}`, { token });
      expect([other.status, other.json]).toEqual([403, notPermittedBody]);
    });

    test('nobody, and in no course', async () => {
      const nobody = await server.call('GET', path, { token: null });
      expect([nobody.status, nobody.json]).toEqual([401, unauthenticatedBody]);
      for (const id of ['0', '99999999999999999999', 'x']) {
        const reply = await server.call('GET', `/api/v1/courses/${id}/gradebook/students`);
        expect([id, reply.status, reply.json]).toEqual([id, 404, notFoundBody]);
      }
      expect((await get('?student_ids[]=99999999999999999999')).status).toBe(403);
    });
  });
});
