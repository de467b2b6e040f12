// Requests that meet on one student's scores, 100 rounds each: grades with grades, grades with changes of what they are
// computed from. Whatever came first, the scores that are kept are those of what is in the gradebook in the end.
// Source: core reference §12.1.

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type CourseFixture, courseFixture, insertPerson } from '../../support/course-fixture.ts';
import { eachDatabase } from '../../support/databases.ts';
import { type Reply, startTestServer, type TestServer } from '../../support/server.ts';
import { runSql } from '../../support/sql.ts';

const rounds = 100;
const newcomers = 20;

eachDatabase((database) => {
  describe('at once', () => {
    let server: TestServer;
    let course: CourseFixture;
    let api: string;
    let strangers: number[];
    let groups: [number, number];
    let assignments: [number, number];

    beforeAll(async () => {
      strangers = [];
      course = await courseFixture(database, {
        more: async (query) => {
          for (let i = 0; i < newcomers; i++) {
            strangers.push((await insertPerson(query, `New ${i}`)).id);
          }
        },
      });
      server = await startTestServer(database, course);
      api = `/api/v1/courses/${course.courseId}`;
    });

    afterAll(async () => {
      await server[Symbol.asyncDispose]();
    });

    /** Two groups that weigh the same, with an assignment of 10 and one of 40 points. */
    beforeEach(async () => {
      const old = (await teacher('GET', `${api}/assignment_groups?per_page=100`)).json;
      for (const { id } of old) await teacher('DELETE', `${api}/assignment_groups/${id}`);
      const group = async (position: number): Promise<number> =>
        (await teacher('POST', `${api}/assignment_groups`, { group_weight: 50, position })).json.id;
      const add = async (assignment_group_id: number, points_possible: number): Promise<number> => {
        const assignment = { published: true, assignment_group_id, points_possible };
        return (await teacher('POST', `${api}/assignments`, { assignment })).json.id;
      };
      groups = [await group(1), await group(2)];
      assignments = [await add(groups[0], 10), await add(groups[1], 40)];
      await teacher('PUT', api, { course: { apply_assignment_group_weights: false } });
    });

    const teacher = (method: string, to: string, body?: unknown): Promise<Reply> =>
      server.call(method, to, {
        token: course.people.teacher.token,
        ...(body === undefined ? {} : { body }),
      });

    const grade = (assignmentId: number, score: number) =>
      teacher('PUT', `${api}/assignments/${assignmentId}/submissions/${course.people.student.id}`, {
        submission: { posted_grade: String(score) },
      });

    const scores = async () => {
      const { json } = await teacher('GET', `${api}/enrollments?user_id=${course.people.student.id}`);
      const { current_score, final_score, unposted_current_score, unposted_final_score } = json[0].grades;
      return [current_score, final_score, unposted_current_score, unposted_final_score];
    };

    const percent = (score: number, possible: number) => Math.round((score / possible) * 10_000) / 100;

    const answered = async (replies: Promise<Reply>[]) => {
      expect((await Promise.all(replies)).map(({ status }) => status)).toEqual(replies.map(() => 200));
    };

    test('two grades of one student on two assignments both count', async () => {
      for (let round = 0; round < rounds; round++) {
        const [first, second] = [round % 11, (round * 7) % 41];
        await answered([grade(assignments[0], first), grade(assignments[1], second)]);
        expect([round, ...(await scores())]).toEqual([round, ...Array(4).fill(percent(first + second, 50))]);
      }
    });

    test('a grade counts by the weights that hold in the end', async () => {
      await grade(assignments[1], 20);
      for (let round = 0; round < rounds; round++) {
        const score = round % 11;
        const isWeighted = round % 2 === 0;
        await answered([
          grade(assignments[0], score),
          teacher('PUT', api, { course: { apply_assignment_group_weights: isWeighted } }),
        ]);
        const expected = isWeighted ? score * 5 + 25 : percent(score + 20, 50);
        expect([round, ...(await scores())]).toEqual([round, ...Array(4).fill(expected)]);
      }
    });

    test('a grade counts by the points that its assignment has in the end', async () => {
      await grade(assignments[1], 20);
      for (let round = 0; round < rounds; round++) {
        const score = round % 11;
        const points = 10 + (round % 3) * 5;
        await answered([
          grade(assignments[0], score),
          teacher('PUT', `${api}/assignments/${assignments[0]}`, { assignment: { points_possible: points } }),
        ]);
        const expected = percent(score + 20, points + 40);
        expect([round, ...(await scores())]).toEqual([round, ...Array(4).fill(expected)]);
      }
    });

    test('a complete assignment has the points it has in the end', async () => {
      const [only] = assignments;
      await teacher('PUT', `${api}/assignments/${only}`, { assignment: { grading_type: 'pass_fail' } });
      const to = `${api}/assignments/${only}/submissions/${course.people.student.id}`;
      for (let round = 0; round < rounds; round++) {
        const points = 10 + (round % 5);
        await answered([
          teacher('PUT', to, { submission: { posted_grade: round % 3 === 0 ? 'incomplete' : 'complete' } }),
          teacher('PUT', `${api}/assignments/${only}`, { assignment: { points_possible: points } }),
        ]);
        const { json } = await teacher('GET', to);
        const score = round % 3 === 0 ? 0 : points;
        expect([round, json.score]).toEqual([round, score]);
        expect((await scores())[1]).toBe(percent(score, points + 40));
      }
    });

    test('changes of two groups both count', async () => {
      await teacher('PUT', api, { course: { apply_assignment_group_weights: true } });
      await grade(assignments[0], 10);
      await grade(assignments[1], 20);
      for (let round = 0; round < rounds; round++) {
        const [first, second] = [100 + (round % 7), 100 + (round % 5)];
        await answered([
          teacher('PUT', `${api}/assignment_groups/${groups[0]}`, { group_weight: first }),
          teacher('PUT', `${api}/assignment_groups/${groups[1]}`, { group_weight: second }),
        ]);
        expect([round, ...(await scores())]).toEqual([round, ...Array(4).fill(first + second / 2)]);
      }
    });

    test('a student who comes back counts by the weights that hold in the end', async () => {
      await teacher('PUT', api, { course: { apply_assignment_group_weights: true } });
      await grade(assignments[0], 10);
      await grade(assignments[1], 20);
      const user_id = course.people.student.id;
      const [{ id }] = (await teacher('GET', `${api}/enrollments?user_id=${user_id}`)).json;
      for (let round = 0; round < rounds; round++) {
        const weight = 100 + (round % 7);
        await server.call('DELETE', `${api}/enrollments/${id}`, { body: { task: 'delete' } });
        await answered([
          server.call('POST', `${api}/enrollments`, {
            body: { enrollment: { user_id, type: 'StudentEnrollment', enrollment_state: 'active' } },
          }),
          teacher('PUT', `${api}/assignment_groups/${groups[0]}`, { group_weight: weight }),
        ]);
        expect([round, ...(await scores())]).toEqual([round, ...Array(4).fill(weight + 25)]);
      }
    });

    test('a student who comes for the first time counts by the weights that hold in the end', async () => {
      await teacher('PUT', api, { course: { apply_assignment_group_weights: true } });
      for (const user_id of strangers) {
        for (const id of groups) await teacher('PUT', `${api}/assignment_groups/${id}`, { group_weight: 0 });
        const [enrolled] = await Promise.all([
          server.call('POST', `${api}/enrollments`, {
            body: { enrollment: { user_id, type: 'StudentEnrollment', enrollment_state: 'active' } },
          }),
          teacher('PUT', `${api}/assignment_groups/${groups[0]}`, { group_weight: 50 }),
        ]);
        const { json } = await teacher('GET', `${api}/enrollments?user_id=${user_id}`);
        expect(json[0].grades.final_score).toBe(0);
        await server.call('DELETE', `${api}/enrollments/${enrolled.json.id}`, { body: { task: 'delete' } });
      }
    });

    test('a student and an assignment that come together find each other', async () => {
      for (const user_id of strangers) {
        const [enrolled, made] = await Promise.all([
          server.call('POST', `${api}/enrollments`, {
            body: { enrollment: { user_id, type: 'StudentEnrollment', enrollment_state: 'active' } },
          }),
          teacher('POST', `${api}/assignments`, { assignment: { published: true } }),
        ]);
        expect([enrolled.status, made.status]).toEqual([200, 201]);
        const rows = await runSql<{ workflow_state: string }>(
          course.databaseUrl,
          `select workflow_state from submissions where user_id = ${user_id} and assignment_id = ${made.json.id}`,
        );
        expect(rows.map(({ workflow_state }) => workflow_state)).toEqual(['unsubmitted']);
      }
    });
  });
});
