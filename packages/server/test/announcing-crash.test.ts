// A server that is killed while grades change has announced every change that it kept, and none that it did not.
import { expect, test } from 'vitest';
import { insertAssignmentGroup } from '../src/store/assignment-groups.ts';
import { insertPlaceholders } from '../src/store/submissions.ts';
import { courseFixture } from './support/course-fixture.ts';
import { eachDatabase } from './support/databases.ts';
import { insertAssignmentRow } from './support/gradebook-fixture.ts';
import { disagreements, gradeUntilKilled, recover, type Storm } from './support/grading-storm.ts';
import { insertStudents } from './support/many-attempts.ts';
import { randomFrom } from './support/random-from.ts';
import { testStartMs } from './support/server.ts';

const rounds = 20;

eachDatabase((database) => {
  test('grades and events agree after each of 20 crashes in the midst of grading', {
    timeout: 240_000,
  }, async () => {
    const seed = Date.now() % 1_000_000;
    const storm = await makeStorm(seed);
    let answered = 0;
    for (let round = 1; round <= rounds; round++) {
      answered += await gradeUntilKilled(storm);
      await recover(storm.databaseUrl);
      expect(await disagreements(storm.databaseUrl), `round ${round} of seed ${seed}`).toEqual([]);
    }
    expect(answered).toBeGreaterThan(rounds);
  });

  async function makeStorm(seed: number): Promise<Storm> {
    const assignmentIds: number[] = [];
    const studentIds: number[] = [];
    const { databaseUrl, courseId, people } = await courseFixture(database, {
      more: async (query, fixture) => {
        const students = await insertStudents(query, fixture, 12);
        studentIds.push(...students.map(({ id }) => id));
        const group = await insertAssignmentGroup(query, {
          courseId: fixture.courseId,
          name: 'Assignments',
          position: 1,
          groupWeight: 0,
          dropLowest: null,
          dropHighest: null,
          neverDrop: '[]',
          sisSourceId: null,
          integrationData: '{}',
          workflowState: 'available',
          createdAtMs: testStartMs,
          updatedAtMs: testStartMs,
        });
        for (const name of ['Essay', 'Report', 'Talk']) {
          const fields = { courseId: fixture.courseId, assignmentGroupId: group.id, name };
          assignmentIds.push(await insertAssignmentRow(query, fields));
        }
        await insertPlaceholders(query, assignmentIds, studentIds, testStartMs);
      },
    });
    const { token } = people.teacher;
    return { databaseUrl, courseId, assignmentIds, studentIds, token, random: randomFrom(seed) };
  }
});
