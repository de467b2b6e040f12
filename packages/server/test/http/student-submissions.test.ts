// Submissions of many students on many assignments. Source: core reference §10.1, story §22.6.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CourseFixture, courseFixture, type Role } from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import { type Gradebook, gradeRow, insertGradebook } from '../support/gradebook-fixture.ts';
import { notFoundBody, notPermittedBody } from '../support/refusal-bodies.ts';
import { startTestServer, type TestServer, testStartMs } from '../support/server.ts';

interface Row {
  id: number;
  user_id: number;
  assignment_id: number;
}

eachDatabase((database) => {
  let server: TestServer;
  let course: CourseFixture;
  let gradebook: Gradebook;
  beforeAll(async () => {
    course = await courseFixture(database, {
      course: { applyAssignmentGroupWeights: 1 },
      more: async (query, fixture) => {
        gradebook = await insertGradebook(query, fixture);
        const { assignments } = gradebook;
        const { student, otherStudent } = fixture.people;
        await gradeRow(query, assignments.essay, student.id, {
          gradedAtMs: testStartMs - 10_000,
          submittedAtMs: testStartMs - 40_000,
          submissionType: 'online_url',
        });
        await gradeRow(query, assignments.essay, otherStudent.id, { gradedAtMs: testStartMs - 20_000 });
        await query
          .updateTable('pseudonyms')
          .set({ sisUserId: 'S-1' })
          .where('userId', '=', student.id)
          .execute();
      },
    });
    server = await startTestServer(database, { databaseUrl: course.databaseUrl });
  });
  afterAll(() => server[Symbol.asyncDispose]());

  const get = (query: string, who: Role = 'teacher', place = `courses/${course.courseId}`) =>
    server.call('GET', `/api/v1/${place}/students/submissions?per_page=100&${query}`, {
      token: course.people[who].token,
    });
  const pairs = (json: Row[]) => json.map((row) => [row.user_id, row.assignment_id]);
  const named = (...roles: Role[]) =>
    roles.map((role) => `student_ids[]=${course.people[role].id}`).join('&');

  describe('one after the other', () => {
    test('all of them, by id', async () => {
      const { status, json, headers } = await get('student_ids[]=all');
      expect(status).toBe(200);
      expect(json).toHaveLength(12);
      const ids = json.map(({ id }: Row) => id);
      expect(ids).toEqual([...ids].sort((a: number, b: number) => a - b));
      expect(headers.get('link')).toContain('rel="last"');
    });

    test('those of students and assignments that are named', async () => {
      const { assignments } = gradebook;
      const { json } = await get(
        `${named('student', 'otherStudent')}&assignment_ids[]=${assignments.essay}&assignment_ids[]=${assignments.cells}`,
      );
      const { student, otherStudent } = course.people;
      expect(pairs(json).sort()).toEqual(
        [
          [student.id, assignments.cells],
          [student.id, assignments.essay],
          [otherStudent.id, assignments.cells],
          [otherStudent.id, assignments.essay],
        ].sort(),
      );
      const bySis = await get(`student_ids[]=sis_user_id:S-1&assignment_ids[]=${assignments.essay}`);
      expect(pairs(bySis.json)).toEqual([[student.id, assignments.essay]]);
    });

    test('by when they were graded, what is not graded last', async () => {
      const essay = `student_ids[]=all&assignment_ids[]=${gradebook.assignments.essay}&order=graded_at`;
      const { student, otherStudent } = course.people;
      const users = (json: Row[]) => json.map(({ user_id }) => user_id);
      expect(users((await get(essay)).json)).toEqual([gradebook.third.id, otherStudent.id, student.id]);
      expect(users((await get(`${essay}&order_direction=descending`)).json)).toEqual([
        student.id,
        otherStudent.id,
        gradebook.third.id,
      ]);
      const reflection = `student_ids[]=all&assignment_ids[]=${gradebook.assignments.reflection}&order=graded_at`;
      for (const direction of ['ascending', 'descending']) {
        const { json } = await get(`${reflection}&order_direction=${direction}`);
        expect(users(json)[0]).toBe(student.id);
      }
    });

    test.each([
      ['workflow_state=graded', 8],
      ['workflow_state=unsubmitted', 4],
      ['workflow_state=pending_review', 0],
      ['workflow_state=nonsense', 0],
      ['graded_since=2026-09-01T08:59:45Z', 1],
      ['graded_since=2026-09-01T08:59:30Z', 2],
      ['submitted_since=2026-09-01T08:59:00Z', 1],
      ['submitted_since=2026-09-01T08:59:30Z', 0],
      ['enrollment_state=active', 12],
      ['enrollment_state=concluded', 0],
    ])('%s leaves %d', async (filter, count) => {
      const { status, json } = await get(`student_ids[]=all&${filter}`);
      expect(status).toBe(200);
      expect(json).toHaveLength(count);
    });

    test('without students named it is about the caller, who must be one', async () => {
      expect((await get('', 'student')).json).toHaveLength(4);
      expect((await get('', 'teacher')).status).toBe(403);
    });

    test('a student sees their own and nobody else, an observer whom they observe', async () => {
      const { student, observer } = course.people;
      for (const query of ['student_ids[]=all', named('student')]) {
        for (const who of ['student', 'observer'] as const) {
          const { json } = await get(query, who);
          expect(new Set(json.map(({ user_id }: Row) => user_id))).toEqual(new Set([student.id]));
        }
      }
      for (const who of ['student', 'observer'] as const) {
        const reply = await get(named('student', 'otherStudent'), who);
        expect(reply.status).toBe(403);
        expect(reply.json).toEqual(notPermittedBody);
      }
      expect((await get(`student_ids[]=${observer.id}`, 'observer')).status).toBe(403);
    });

    test('what a student must not know yet is left out', async () => {
      const { json } = await get(`assignment_ids[]=${gradebook.assignments.reflection}`, 'student');
      expect(json[0]).not.toHaveProperty('score');
      const graders = await get(`${named('student')}&assignment_ids[]=${gradebook.assignments.reflection}`);
      expect(graders.json[0].score).toBe(8.9);
    });

    test.each(['designer', 'outsider'] as const)('%s sees nothing', async (who) => {
      expect((await get('student_ids[]=all', who)).status).toBe(403);
    });

    test('refuses what cannot be', async () => {
      const many = Array.from({ length: 101 }, (_, at) => `student_ids[]=${at + 1}`).join('&');
      const tooMany = await get(many);
      expect([tooMany.status, tooMany.json]).toEqual([400, { error: 'too many students' }]);
      const state = await get('student_ids[]=all&enrollment_state=happy');
      expect([state.status, state.json]).toEqual([400, { error: 'invalid enrollment_state' }]);
      for (const query of ['student_ids[]=99999999', 'student_ids[]=x', `student_ids[]=${'9'.repeat(30)}`]) {
        expect((await get(query)).status).toBe(403);
      }
      for (const id of ['99999999', '0', '9'.repeat(30)]) {
        expect((await get(`student_ids[]=all&assignment_ids[]=${id}`)).status).toBe(403);
      }
      for (const query of ['graded_since=soon', 'submitted_since=x', 'order[]=id']) {
        const reply = await get(`student_ids[]=all&${query}`);
        expect(reply.status).toBe(400);
        expect(reply.json.errors[0].error_code).toBe('bad_request');
      }
      expect((await get('student_ids[]=all&page=0')).json).toEqual(notFoundBody);
    });
  });

  describe('grouped', () => {
    test('a student has all of theirs, with total scores and SIS ids for graders', async () => {
      const { json } = await get('student_ids[]=all&grouped=1&include[]=total_scores');
      const { student, otherStudent } = course.people;
      const [s1, s2, s3] = json;
      expect(s1).toEqual({
        user_id: student.id,
        section_id: course.courseSectionId,
        sis_user_id: 'S-1',
        integration_id: null,
        submissions: expect.any(Array),
        computed_current_score: 92.33,
        computed_final_score: 83,
        unposted_current_score: 91.9,
        unposted_final_score: 91.9,
      });
      expect(s1.submissions).toHaveLength(4);
      expect(s2).toMatchObject({
        user_id: otherStudent.id,
        computed_current_score: 50,
        computed_final_score: 45,
      });
      expect(s3).toMatchObject({
        user_id: gradebook.third.id,
        computed_current_score: null,
        computed_final_score: 0,
      });
    });

    test('a student has what they may see', async () => {
      const { json } = await get('grouped=true&include[]=total_scores', 'otherStudent');
      expect(json).toEqual([
        {
          user_id: course.people.otherStudent.id,
          section_id: course.courseSectionId,
          submissions: expect.any(Array),
          computed_current_score: 50,
          computed_final_score: 45,
        },
      ]);
    });

    test('filters leave students without submissions; pages are of students', async () => {
      const { json } = await get('student_ids[]=all&grouped=1&graded_since=2026-09-01T08:59:45Z');
      expect(json.map(({ submissions }: { submissions: Row[] }) => submissions.length)).toEqual([1, 0, 0]);
      expect(json[0]).not.toHaveProperty('computed_final_score');
      const path = `/api/v1/courses/${course.courseId}/students/submissions?student_ids[]=all&grouped=1`;
      const page = await server.call('GET', `${path}&per_page=2&page=2`);
      expect(page.json.map(({ user_id }: Row) => user_id)).toEqual([gradebook.third.id]);
    });
  });

  test('a section has its own', async () => {
    const { json } = await get('student_ids[]=all', 'teacher', `sections/${course.courseSectionId}`);
    expect(json).toHaveLength(12);
    expect((await get('student_ids[]=all', 'teacher', 'sections/99999999')).status).toBe(404);
  });

  test('concluded students are asked for by state', async () => {
    const path = `/api/v1/courses/${course.courseId}/enrollments/${gradebook.enrollments.s3}?task=conclude`;
    await server.call('DELETE', path);
    const users = async (state: string) => {
      const { json } = await get(`student_ids[]=all&grouped=1&enrollment_state=${state}`);
      return json.map(({ user_id }: Row) => user_id);
    };
    const { student, otherStudent } = course.people;
    expect(await users('concluded')).toEqual([gradebook.third.id]);
    expect(await users('active')).toEqual([student.id, otherStudent.id]);
  });
});
