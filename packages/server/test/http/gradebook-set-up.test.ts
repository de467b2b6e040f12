// What becomes of grades and scores when assignments and groups change, and of a student's rows when they come and go.
// Source: core reference §7.2, §9, §12.1, §12.2 (rows 18 to 22).

import { beforeEach, describe, expect, test } from 'vitest';
import { type CourseFixture, courseFixture, type Role } from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import { type Reply, startTestServer, type TestServer } from '../support/server.ts';
import { runSql } from '../support/sql.ts';

eachDatabase((database) => {
  describe('the gradebook', () => {
    let server: TestServer;
    let course: CourseFixture;
    let api: string;
    let first: number;
    let second: number;

    /** `student` has 2 of 5 and 4 of 5. */
    beforeEach(async () => {
      course = await courseFixture(database);
      server = await startTestServer(database, course);
      api = `/api/v1/courses/${course.courseId}`;
      first = await add({});
      second = await add({});
      await grade(first, '2');
      await grade(second, '4');
      return () => server[Symbol.asyncDispose]();
    });

    const as = (role: Role, method: string, to: string, body?: unknown): Promise<Reply> =>
      server.call(method, to, {
        token: course.people[role].token,
        ...(body === undefined ? {} : { body }),
      });

    const add = async (assignment: object): Promise<number> => {
      const body = { assignment: { published: true, points_possible: 5, ...assignment } };
      return (await as('teacher', 'POST', `${api}/assignments`, body)).json.id;
    };

    const change = async (id: number, assignment: object): Promise<void> => {
      const { status } = await as('teacher', 'PUT', `${api}/assignments/${id}`, { assignment });
      expect(status).toBe(200);
    };

    const submission = (id: number, role: Role = 'student') =>
      `${api}/assignments/${id}/submissions/${course.people[role].id}`;

    const grade = (id: number, postedGrade: string) =>
      as('teacher', 'PUT', submission(id), { submission: { posted_grade: postedGrade } });

    const scores = async (role: Role = 'student') => {
      const to = `${api}/enrollments?user_id=${course.people[role].id}&state[]=active&state[]=completed&state[]=inactive`;
      const { current_score, final_score } = (await as('teacher', 'GET', to)).json[0].grades;
      return [current_score, final_score];
    };

    const shown = async (id: number) => {
      const { score, grade, workflow_state } = (await as('teacher', 'GET', submission(id))).json;
      return { score, grade, workflow_state };
    };

    test('counts what is published, kept and meant to count', async () => {
      expect(await scores()).toEqual([60, 60]);
      await change(second, { omit_from_final_grade: true });
      expect(await scores()).toEqual([40, 40]);
      await change(second, { omit_from_final_grade: false, only_visible_to_overrides: true });
      expect(await scores()).toEqual([40, 40]);
      await change(second, { only_visible_to_overrides: false, published: false });
      expect(await scores()).toEqual([40, 40]);
      await change(second, { published: true });
      expect(await scores()).toEqual([60, 60]);
      await change(second, { submission_types: ['wiki_page'] });
      expect(await scores()).toEqual([40, 40]);
      await change(second, { submission_types: ['on_paper'] });
      expect(await scores()).toEqual([60, 60]);
      await as('teacher', 'DELETE', `${api}/assignments/${second}`);
      expect(await scores()).toEqual([40, 40]);
    });

    test('counts new assignments as soon as they are published', async () => {
      const third = await add({ published: false, points_possible: 10 });
      expect(await scores()).toEqual([60, 60]);
      await change(third, { published: true });
      expect(await scores()).toEqual([60, 30]);
      await add({ points_possible: 20 });
      expect(await scores()).toEqual([60, 15]);
    });

    test('follows assignments from group to group', async () => {
      const group = async (weight: number): Promise<number> =>
        (await as('teacher', 'POST', `${api}/assignment_groups`, { group_weight: weight })).json.id;
      const [heavy, light] = [await group(80), await group(20)];
      await as('teacher', 'PUT', api, { course: { apply_assignment_group_weights: true } });
      await change(first, { points_possible: 10, assignment_group_id: heavy });
      await change(second, { points_possible: 10, assignment_group_id: light });
      await grade(first, '0');
      await grade(second, '10');
      expect(await scores()).toEqual([20, 20]);
      await change(second, { assignment_group_id: heavy });
      expect(await scores()).toEqual([50, 50]);
      await as('teacher', 'PUT', `${api}/assignment_groups/${heavy}`, { rules: { drop_lowest: 1 } });
      expect(await scores()).toEqual([100, 100]);
      await as('teacher', 'PUT', `${api}/assignment_groups/${heavy}`, {
        rules: { drop_lowest: 1, never_drop: [first] },
      });
      expect(await scores()).toEqual([50, 50]);
      await as('teacher', 'DELETE', `${api}/assignment_groups/${heavy}`, { move_assignments_to: light });
      expect(await scores()).toEqual([50, 50]);
      await as('teacher', 'DELETE', `${api}/assignment_groups/${light}`);
      expect(await scores()).toEqual([null, null]);
    });

    describe('derives grades again', () => {
      test('from new points', async () => {
        await change(first, { grading_type: 'percent' });
        expect(await shown(first)).toEqual({ score: 2, grade: '40%', workflow_state: 'graded' });
        await change(first, { points_possible: 8 });
        expect(await shown(first)).toEqual({ score: 2, grade: '25%', workflow_state: 'graded' });
        expect(await scores()).toEqual([46.15, 46.15]);
      });

      test('of complete work, which has all the points there are', async () => {
        const third = await add({ grading_type: 'pass_fail' });
        const fourth = await add({ grading_type: 'pass_fail' });
        await grade(third, 'complete');
        await grade(fourth, 'incomplete');
        await change(third, { points_possible: 30 });
        await change(fourth, { points_possible: 30 });
        expect(await shown(third)).toMatchObject({ score: 30, grade: 'complete' });
        expect(await shown(fourth)).toMatchObject({ score: 0, grade: 'incomplete' });
        expect(await scores()).toEqual([51.43, 51.43]);
      });

      test('from another way of grading', async () => {
        await change(first, { grading_type: 'letter_grade' });
        expect(await shown(first)).toMatchObject({ score: 2, grade: 'F' });
        await change(first, { grading_type: 'pass_fail' });
        expect(await shown(first)).toMatchObject({ score: 2, grade: 'complete' });
        await change(first, { grading_type: 'not_graded' });
        expect(await shown(first)).toMatchObject({ score: 2, grade: 'complete' });
        expect(await scores()).toEqual([80, 80]);
        await change(first, { grading_type: 'points', submission_types: ['none'] });
        expect(await shown(first)).toMatchObject({ score: 2, grade: '2' });
        expect(await scores()).toEqual([60, 60]);
      });

      test('keeps what nobody graded and what is excused', async () => {
        await as('teacher', 'PUT', submission(second), { submission: { excuse: true } });
        const third = await add({});
        for (const id of [second, third]) {
          const before = await shown(id);
          await change(id, { points_possible: 50, grading_type: 'percent' });
          expect(await shown(id)).toEqual(before);
        }
      });

      test('notes who did it: nobody', async () => {
        await change(first, { grading_type: 'percent' });
        const changes = await runSql<Record<string, unknown>>(
          course.databaseUrl,
          `select c.grader_id, c.grade_before, c.grade_after from grade_changes c
           where c.assignment_id = ${first} order by c.id`,
        );
        expect(
          changes.map(({ grader_id, grade_before, grade_after }) => [grader_id, grade_before, grade_after]),
        ).toEqual([
          [course.people.teacher.id, null, '2'],
          [null, '2', '40%'],
        ]);
      });
    });

    describe('has for a student', () => {
      const rows = (userId: number) =>
        runSql<{ assignment_id: number; workflow_state: string }>(
          course.databaseUrl,
          `select assignment_id, workflow_state from submissions where user_id = ${userId} order by assignment_id`,
        );

      const enroll = async (role: Role, enrollment: object): Promise<number> => {
        const body = { enrollment: { user_id: course.people[role].id, ...enrollment } };
        return (await as('teacher', 'POST', `${api}/enrollments`, body)).json.id;
      };

      const end = (id: number, task: string) =>
        as('teacher', 'DELETE', `${api}/enrollments/${id}?task=${task}`);

      test('an empty submission on every assignment, and scores, from the day they come', async () => {
        const draft = await add({ published: false });
        await as('teacher', 'DELETE', `${api}/assignments/${second}`);
        await enroll('outsider', { type: 'StudentEnrollment', enrollment_state: 'invited' });
        expect(await rows(course.people.outsider.id)).toEqual([
          { assignment_id: first, workflow_state: 'unsubmitted' },
          { assignment_id: draft, workflow_state: 'unsubmitted' },
        ]);
        const { json } = await as(
          'teacher',
          'GET',
          `${api}/enrollments?user_id=${course.people.outsider.id}`,
        );
        expect(json[0].grades).toMatchObject({ current_score: null, final_score: 0 });
      });

      test('nothing as long as they are no student', async () => {
        for (const type of ['TeacherEnrollment', 'ObserverEnrollment'])
          await enroll('outsider', { type, enrollment_state: 'active' });
        expect(await rows(course.people.outsider.id)).toEqual([]);
      });

      test('what they had when they leave, and what they missed when they come back', async () => {
        const id = await enroll('outsider', { type: 'StudentEnrollment', enrollment_state: 'active' });
        const { id: userId } = course.people.outsider;
        await as('teacher', 'PUT', submission(first, 'outsider'), { submission: { posted_grade: '5' } });
        expect(await scores('outsider')).toEqual([100, 50]);
        await end(id, 'conclude');
        // What nobody had graded is over now.
        expect(await scores('outsider')).toEqual([100, 100]);
        const later = await add({});
        await change(first, { points_possible: 50 });
        expect((await rows(userId)).map(({ assignment_id }) => assignment_id)).toEqual([first, second]);
        expect(await scores('outsider')).toEqual([100, 100]);
        await end(id, 'inactivate');
        await as('teacher', 'PUT', `${api}/enrollments/${id}/reactivate`);
        expect((await rows(userId)).map(({ assignment_id }) => assignment_id)).toEqual([
          first,
          second,
          later,
        ]);
        expect(await scores('outsider')).toEqual([10, 8.33]);
      });
    });
  });
});
