// Files pass through the server in pieces: several of the largest at once, both ways, must not grow it by what they have.
// What PostgreSQL gives comes as text and leaves garbage of its own; operations/files/receive-file.test.ts holds both to pieces.

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { attachmentBytesMax } from '../../src/model/file-limits.ts';
import { courseFixture } from '../support/course-fixture.ts';
import { onSqlite } from '../support/databases.ts';
import { insertUploadQuiz, sendFile } from '../support/file-upload.ts';
import { startServerProcess } from '../support/process.ts';

const filesAtOnce = 3;

onSqlite((database) => {
  describe.skipIf(process.platform !== 'linux')('the largest files', () => {
    test('are taken and given in bounded memory', async () => {
      let quizId = 0;
      const course = await courseFixture(database, {
        async more(query, fixture) {
          quizId = await insertUploadQuiz(query, fixture, {}, { endAtMs: null });
        },
      });
      const { student } = course.people;
      const server = await startServerProcess({ QUIZWIRE_DATABASE_URL: course.databaseUrl });
      const residentBytes = () =>
        Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))?.[1]) * 1024;
      const bytes = new Uint8Array(attachmentBytesMax).fill(7);
      const many = (work: () => Promise<void>) => Promise.all(Array.from({ length: filesAtOnce }, work));

      // The heap that it works in, and what a first transfer loads and compiles, is not growth.
      const first = await uploadOne(bytes.subarray(0, attachmentBytesMax / 5));
      await downloadOne(first);
      const before = residentBytes();
      let peak = before;
      const watch = setInterval(() => {
        peak = Math.max(peak, residentBytes());
      }, 5);
      const urls: string[] = [];
      await many(async () => void urls.push(await uploadOne(bytes)));
      const read: number[] = [];
      await many(async () => void read.push(await downloadOne(urls.pop() ?? '')));
      clearInterval(watch);
      await server.kill('SIGTERM');
      expect(read).toEqual(Array(filesAtOnce).fill(attachmentBytesMax));
      // Were they held whole, they would be there twice: as they came and put together. Garbage comes to half of them at most.
      expect(peak - before).toBeLessThan(filesAtOnce * attachmentBytesMax);

      async function uploadOne(content: Uint8Array): Promise<string> {
        const path = `/api/v1/courses/${course.courseId}/quizzes/${quizId}/submissions/self/files`;
        const response = await fetch(server.url + path, {
          method: 'POST',
          headers: { Authorization: `Bearer ${student.token}`, 'Content-Type': 'application/json' },
          body: JSON.stringify({ name: 'large.bin', size: content.length }),
        });
        const reply = await sendFile(await response.json(), content);
        expect(reply.status).toBe(201);
        return reply.json.url;
      }

      async function downloadOne(url: string): Promise<number> {
        const response = await fetch(url, { headers: { Authorization: `Bearer ${student.token}` } });
        let length = 0;
        for await (const chunk of response.body ?? []) length += (chunk as Uint8Array).length;
        return length;
      }
    });
  });
});
