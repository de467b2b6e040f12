// A server that is killed while grades change has announced every change that it kept, and none that it did not.
import { expect, test } from 'vitest';
import { courseFixture } from './support/course-fixture.ts';
import { eachDatabase } from './support/databases.ts';
import { disagreements, gradeUntilKilled, type Storm, serveAgain } from './support/grading-storm.ts';
import { insertStudents } from './support/many-attempts.ts';
import { randomFrom } from './support/random-from.ts';
import { insertUngradedWork } from './support/ungraded-work.ts';

const rounds = 20;

eachDatabase((database) => {
  test('grades and events agree after each of 20 crashes in the midst of grading', {
    timeout: 600_000,
  }, async () => {
    const seed = Date.now() % 1_000_000;
    const storm = await makeStorm(seed);
    let answered = 0;
    let server = await serveAgain(storm.databaseUrl);
    try {
      for (let round = 1; round <= rounds; round++) {
        answered += await gradeUntilKilled(server, storm);
        server = await serveAgain(storm.databaseUrl);
        expect(await disagreements(storm.databaseUrl), `round ${round} of seed ${seed}`).toEqual([]);
      }
    } finally {
      await server.kill('SIGKILL');
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
        const work = { Essay: {}, Report: {}, Talk: {} };
        assignmentIds.push(...Object.values(await insertUngradedWork(query, fixture, work, studentIds)));
      },
    });
    const { token } = people.teacher;
    return { databaseUrl, courseId, assignmentIds, studentIds, token, random: randomFrom(seed) };
  }
});
