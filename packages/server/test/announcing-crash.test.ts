// A server that is killed while grades change has announced every change that it kept, and none that it did not; and what it
// has announced reaches everybody who subscribed.
import { expect, test } from 'vitest';
import { courseFixture } from './support/course-fixture.ts';
import { eachDatabase } from './support/databases.ts';
import { disagreements, gradeUntilKilled, type Storm, serveAgain } from './support/grading-storm.ts';
import { insertStudents } from './support/many-attempts.ts';
import { randomFrom } from './support/random-from.ts';
import { startReceiver } from './support/receiver.ts';
import { missing, subscribeThrice, subscriptionsIn } from './support/storm-subscribers.ts';
import { insertUngradedWork } from './support/ungraded-work.ts';

const rounds = 20;

eachDatabase((database) => {
  test('grades, events and what subscribers got agree after 20 crashes in the midst of grading and sending', {
    timeout: 600_000,
  }, async () => {
    const seed = Date.now() % 1_000_000;
    const random = randomFrom(seed);
    const storm = await makeStorm(random);
    // A subscriber that now and then fails, hangs up or takes its time.
    await using receiver = await startReceiver((request, response) => {
      const lot = random();
      if (lot < 0.02) request.socket.destroy();
      else if (lot < 0.05) response.writeHead(503).end();
      else setTimeout(() => response.writeHead(204).end(), lot < 0.2 ? 30 : 0);
    });
    let answered = 0;
    let server = await serveAgain(storm.databaseUrl);
    try {
      await subscribeThrice(server.url, receiver.port);
      for (let round = 1; round <= rounds; round++) {
        answered += await gradeUntilKilled(server, storm);
        server = await serveAgain(storm.databaseUrl);
        expect(await disagreements(storm.databaseUrl), `round ${round} of seed ${seed}`).toEqual([]);
      }
      expect(answered).toBeGreaterThan(rounds);
      const subscriptions = await subscriptionsIn(storm.databaseUrl);
      expect(subscriptions).toHaveLength(3);
      for (const deadlineMs = Date.now() + 120_000; ; ) {
        const faults = await missing(storm.databaseUrl, subscriptions, receiver.requests);
        if (faults.length === 0) break;
        if (Date.now() > deadlineMs) expect(faults, `seed ${seed}`).toEqual([]);
        await new Promise((resolve) => setTimeout(resolve, 250));
      }
    } finally {
      await server.kill('SIGKILL');
    }
  });

  async function makeStorm(random: () => number): Promise<Storm> {
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
    return { databaseUrl, courseId, assignmentIds, studentIds, token, random };
  }
});
