// A whole-attempt export has bounded memory: a million events must not grow the server by more than 50 MB. Its heap is kept
// small, for otherwise V8 lets garbage lie on a machine that is busy; an export that holds on to its rows would end the server.

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { courseFixture } from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import { insertManyEvents } from '../support/many-events.ts';
import { startServerProcess } from '../support/process.ts';
import { testStartMs } from '../support/server.ts';

const events = 1_000_000;
const growthBytesMax = 50_000_000;

/** In MB; a third of the text of the events. */
const heap = '--max-old-space-size=64';

function residentBytes(pid: number): number {
  const kilobytes = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes) * 1024;
}

eachDatabase((database) => {
  describe.skipIf(process.platform !== 'linux')('exporting a million events', () => {
    test('streams them all, in both orders, within 50 MB', { timeout: 240_000 }, async () => {
      const course = await courseFixture(database, { quizSubmission: {} });
      const { courseId, quizId, quizSubmissionId = 0, people } = course;
      await insertManyEvents(course.databaseUrl, quizSubmissionId, events, testStartMs);
      const server = await startServerProcess({
        QUIZWIRE_DATABASE_URL: course.databaseUrl,
        NODE_OPTIONS: heap,
      });
      const path = `${server.url}/api/v1/courses/${courseId}/quizzes/${quizId}/submissions/${quizSubmissionId}/events`;

      /** Lines read, and how much more memory the server held meanwhile than before. */
      async function read(query: string, accept: string): Promise<{ lines: number; grownBytes: number }> {
        const before = residentBytes(server.pid);
        const headers = { Authorization: `Bearer ${people.teacher.token}`, Accept: accept };
        const response = await fetch(path + query, { headers });
        expect(response.status).toBe(200);
        let lines = 0;
        let peakBytes = 0;
        let chunks = 0;
        for await (const chunk of response.body ?? []) {
          for (const byte of chunk as Uint8Array) if (byte === 10) lines++;
          if (chunks++ % 50 === 0) peakBytes = Math.max(peakBytes, residentBytes(server.pid));
        }
        return { lines, grownBytes: Math.max(peakBytes, residentBytes(server.pid)) - before };
      }

      // What any first export loads and compiles, and the heap that it works in, is not growth.
      await read('?until=2026-09-01T09:01:40.000Z', 'application/x-ndjson');
      const inOrder = await read('', 'application/x-ndjson');
      const byOccurrence = await read('?order=occurred_at', 'text/csv');
      await server.kill('SIGTERM');
      expect([inOrder.lines, byOccurrence.lines]).toEqual([events, events + 1]);
      expect(inOrder.grownBytes).toBeLessThan(growthBytesMax);
      expect(byOccurrence.grownBytes).toBeLessThan(growthBytesMax);
    });
  });
});
