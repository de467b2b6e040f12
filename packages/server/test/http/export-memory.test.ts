// A whole-attempt export has bounded memory: a million events within 50 MB. The server runs with a heap that has that much
// room over what it needs itself, so one that holds an export is ended by V8. How much memory the process takes says little of
// that: when the machine has other work V8 lets a hundred megabytes of garbage lie, and keeps the pages for later. It only
// shows that nothing of the like lies outside the heap, where it would be more than the text of an export.

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { courseFixture } from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import { insertManyEvents } from '../support/many-events.ts';
import { startServerProcess } from '../support/process.ts';
import { testStartMs } from '../support/server.ts';

const events = 1_000_000;

/** Of which a server at rest takes about 50. */
const heapMegabytes = 100;
const residentGrowthBytesMax = 150_000_000;

const ndjson = { query: '', accept: 'application/x-ndjson', lines: events };
const sortedCsv = { query: '?order=occurred_at', accept: 'text/csv', lines: events + 1 };
const firstThousand = {
  query: '?until=2026-09-01T09:00:01.124Z',
  accept: 'application/x-ndjson',
  lines: 1000,
};

function residentBytes(pid: number): number {
  const kilobytes = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes) * 1024;
}

eachDatabase((database) => {
  describe.skipIf(process.platform !== 'linux')('exporting a million events', () => {
    test('streams them all, in a heap with 50 MB to spare', { timeout: 240_000 }, async () => {
      const course = await courseFixture(database, { quizSubmission: {} });
      const { courseId, quizId, quizSubmissionId = 0, people } = course;
      await insertManyEvents(course.databaseUrl, quizSubmissionId, events, testStartMs);
      const server = await startServerProcess({
        QUIZWIRE_DATABASE_URL: course.databaseUrl,
        NODE_OPTIONS: `--max-old-space-size=${heapMegabytes}`,
      });
      const path = `${server.url}/api/v1/courses/${courseId}/quizzes/${quizId}/submissions/${quizSubmissionId}/events`;

      const begin = ({ query, accept }: typeof ndjson): Promise<Response> =>
        fetch(path + query, {
          headers: { Authorization: `Bearer ${people.teacher.token}`, Accept: accept },
        });

      /** How much more memory the server held meanwhile than before. */
      async function grownBytes(wanted: typeof ndjson): Promise<number> {
        const before = residentBytes(server.pid);
        const response = await begin(wanted);
        expect(response.status).toBe(200);
        let read = 0;
        let peakBytes = 0;
        let chunks = 0;
        for await (const chunk of response.body ?? []) {
          for (const byte of chunk as Uint8Array) if (byte === 10) read++;
          if (chunks++ % 50 === 0) peakBytes = Math.max(peakBytes, residentBytes(server.pid));
        }
        expect(read).toBe(wanted.lines);
        return Math.max(peakBytes, residentBytes(server.pid)) - before;
      }

      try {
        // What any first export loads and compiles is not growth.
        await grownBytes(firstThousand);
        // Whoever takes nothing any more is given nothing any more, while others take all.
        const stalled = await begin(ndjson);
        // In the order that is harder: PostgreSQL sorts in its own memory, SQLite in that of the server.
        const harder = database.kind === 'sqlite' ? sortedCsv : ndjson;
        expect(await grownBytes(harder)).toBeLessThan(residentGrowthBytesMax);
        // Where all that took a minute, it is closed by now.
        await stalled.body?.cancel().catch(() => {});
      } catch (error) {
        throw new Error(`It wrote:\n${server.output()}`, { cause: error });
      } finally {
        await server.kill('SIGTERM');
      }
    });
  });
});
