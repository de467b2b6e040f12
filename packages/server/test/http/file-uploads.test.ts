// What can go wrong with an upload: tokens, sizes, bodies that are none, connections that are cut, servers that die. Whatever
// it is, nothing is left of it.

import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  attachmentBytesMax,
  attachmentChunkBytes,
  uploadAbandonedMs,
  uploadMs,
} from '../../src/model/file-limits.ts';
import { type CourseFixture, courseFixture, type Person } from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import { insertUploadQuiz, replyOf, type Uploading, uploading } from '../support/file-upload.ts';
import { answer } from '../support/first-attempt.ts';
import { notFoundBody } from '../support/refusal-bodies.ts';
import { type Reply, startTestServer, type TestServer, testStartMs } from '../support/server.ts';
import { runSql } from '../support/sql.ts';

const notWhole = { message: 'the body must be multipart/form-data with one file, and all of it' };
const boundary = 'bound';
const multipart = { 'Content-Type': `multipart/form-data; boundary=${boundary}` };

/** A part of a form, with the line that ends it. */
function part(head: string, content: string): string {
  return `--${boundary}\r\nContent-Disposition: form-data; ${head}\r\n\r\n${content}\r\n`;
}

const filePart = part('name="file"; filename="a"', 'abc');

eachDatabase((database) => {
  describe('an upload', () => {
    let course: CourseFixture;
    let server: TestServer;
    let files: Uploading;
    let quizId: number;
    let student: Person;

    beforeAll(async () => {
      course = await courseFixture(database, {
        async more(query, fixture) {
          quizId = await insertUploadQuiz(query, fixture);
        },
      });
      server = await startTestServer(database, { databaseUrl: course.databaseUrl });
      files = uploading(server, course.courseId);
      student = course.people.student;
    });
    afterAll(() => server[Symbol.asyncDispose]());

    const announced = async (size?: number): Promise<Reply['json']> =>
      (await files.announce(quizId, student, { name: 'a.bin', size })).json;

    const count = async (table: string, where = '1 = 1'): Promise<number> => {
      const [row] = await runSql<{ n: number }>(
        course.databaseUrl,
        `select count(*) as n from ${table} where ${where}`,
      );
      return row?.n ?? -1;
    };

    /** Files and pieces of files that there are. */
    const stored = async (): Promise<[number, number]> => [
      await count('attachments'),
      await count('attachment_chunks'),
    ];

    const post = async (url: string, body: string, headers: Record<string, string> = multipart) =>
      replyOf(await fetch(url, { method: 'POST', body, headers }));

    test('is good for one file, also when two come at once', async () => {
      const one = await announced(3);
      const replies = await Promise.all(
        [1, 2, 3].map((byte) => files.send(one, new Uint8Array(3).fill(byte))),
      );
      const statuses = replies.map(({ status }) => status).sort();
      expect(statuses).toEqual([201, 404, 404]);
      expect(answer(await files.send(one, new Uint8Array(3)))).toEqual([404, notFoundBody]);
      const won = replies.findIndex(({ status }) => status === 201);
      const { url } = replies[won]?.json ?? {};
      const headers = { Authorization: `Bearer ${student.token}` };
      expect(await (await fetch(url, { headers })).bytes()).toEqual(new Uint8Array(3).fill(won + 1));
    });

    test('is begun within ten minutes', async () => {
      const [first, second] = [await announced(1), await announced(1)];
      server.clock.nowMs = testStartMs + uploadMs;
      expect((await files.send(first, Uint8Array.of(1))).status).toBe(201);
      server.clock.nowMs += 1;
      expect(answer(await files.send(second, Uint8Array.of(1)))).toEqual([404, notFoundBody]);
      server.clock.nowMs = testStartMs;
    });

    test.each(['x', '0'.repeat(64), "' or 1=1 --", '%00', 'ü'])(
      'of the token %j is not there',
      async (token) => {
        const reply = await post(
          `${server.url}/files_api/${encodeURIComponent(token)}`,
          `${filePart}--${boundary}--`,
        );
        expect(answer(reply)).toEqual([404, notFoundBody]);
      },
    );

    test.each([
      ['fewer', 4, 3],
      ['more', 3, 4],
      ['none', 1, 0],
      ['any where none were announced', 0, 1],
      ['a whole piece fewer', 2 * attachmentChunkBytes, attachmentChunkBytes],
      ['whole pieces more', attachmentChunkBytes, 3 * attachmentChunkBytes],
    ])('with %s of its bytes answers 400 and leaves nothing', async (_, announcedBytes, sent) => {
      const before = await stored();
      const message = `the file does not have the ${announcedBytes} bytes that were announced`;
      const one = await announced(announcedBytes);
      expect(answer(await files.send(one, new Uint8Array(sent)))).toEqual([400, { message }]);
      expect(await stored()).toEqual(before);
      expect((await files.send(one, new Uint8Array(announcedBytes))).status).toBe(404);
    });

    test('of a byte more than a file may have answers 413 and leaves nothing', async () => {
      const before = await stored();
      const reply = await files.send(await announced(), new Uint8Array(attachmentBytesMax + 1));
      const message = `a file has at most ${attachmentBytesMax} bytes`;
      expect(answer(reply)).toEqual([413, { errors: [{ message, error_code: 'content_too_large' }] }]);
      expect(await stored()).toEqual(before);
    });

    test.each<[string, string, Record<string, string>]>([
      ['without an end', filePart, multipart],
      ['cut in the file', filePart.slice(0, -4), multipart],
      ['of two files', `${filePart}${filePart}--${boundary}--`, multipart],
      ['without a boundary', `${filePart}--${boundary}--`, { 'Content-Type': 'multipart/form-data' }],
      ['that is empty', '', multipart],
      ['of JSON', '{"file":"abc"}', { 'Content-Type': 'application/json' }],
      ['of a plain form', 'file=abc', { 'Content-Type': 'application/x-www-form-urlencoded' }],
      [
        'of a part named as no part may be',
        `${part('name="__proto__"; filename="a"', 'abc')}--${boundary}--`,
        multipart,
      ],
      ['of too many fields', `${part('name="a"', 'b').repeat(60)}${filePart}--${boundary}--`, multipart],
    ])('with a body %s answers 400 and leaves nothing', async (_, body, headers) => {
      const before = await stored();
      const reply = await post((await announced(3)).upload_url, body, headers);
      const noFile = { message: 'the body has no file' };
      expect(answer(reply)).toEqual([400, body === '' ? noFile : notWhole]);
      expect(await stored()).toEqual(before);
    });

    test('with a body without a file answers 400', async () => {
      const body = `${part('name="file"', 'abc')}--${boundary}--`;
      const reply = await post((await announced(3)).upload_url, body);
      expect(answer(reply)).toEqual([400, { message: 'the body has no file' }]);
    });

    test('of another media type answers 415, and the token is still good', async () => {
      const one = await announced(3);
      const reply = await post(one.upload_url, 'abc', { 'Content-Type': 'application/octet-stream' });
      expect(reply.status).toBe(415);
      expect((await files.send(one, new Uint8Array(3))).status).toBe(201);
    });

    test('takes the file whatever its part is called, and passes over what stands beside it', async () => {
      const body = `${part('name="key"', 'x')}${part('name="upload"; filename="b"', 'abc')}${part('name="z"', 'y')}--${boundary}--`;
      const reply = await post((await announced(3)).upload_url, body);
      expect([reply.status, reply.json.display_name, reply.json.size]).toEqual([201, 'a.bin', 3]);
    });

    test('to any other route answers 415', async () => {
      const path = `/api/v1/courses/${course.courseId}/quizzes/${quizId}/submissions/self/files`;
      const reply = await server.call('POST', path, {
        token: student.token,
        body: `${part('name="name"', 'a')}--${boundary}--`,
        headers: multipart,
      });
      expect(reply.status).toBe(415);
    });

    /** An upload of `length` bytes as far as its file's first `bytes`; the connection stays open. */
    async function begin(url: string, length: number, bytes: number): Promise<Socket> {
      const { hostname, port, pathname } = new URL(url);
      const socket = connect(Number(port), hostname);
      await once(socket, 'connect');
      const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n`;
      socket.write(
        `POST ${pathname} HTTP/1.1\r\nHost: ${hostname}\r\nContent-Type: ${multipart['Content-Type']}\r\n` +
          `Content-Length: ${length}\r\n\r\n${head}`,
      );
      socket.write(new Uint8Array(bytes));
      return socket;
    }

    test('cut off leaves nothing, however far it had come', async () => {
      const before = await stored();
      const size = 4 * attachmentChunkBytes;
      const socket = await begin(
        (await announced(size)).upload_url,
        size + 500,
        2 * attachmentChunkBytes + 1_000,
      );
      await expect.poll(() => count('attachment_chunks')).toBe(before[1] + 2);
      socket.destroy();
      await expect.poll(() => count('attachments')).toBe(before[0]);
      expect(await stored()).toEqual(before);
    });

    test('cut off before its first byte leaves nothing', async () => {
      const before = await stored();
      const socket = await begin((await announced(3)).upload_url, 500, 0);
      socket.destroySoon();
      await expect.poll(() => count('attachments')).toBe(before[0]);
    });

    test('is not there before its last byte, and other requests go on', async () => {
      const size = 2 * attachmentChunkBytes;
      const before = await stored();
      const socket = await begin(
        (await announced(size)).upload_url,
        size + 500,
        attachmentChunkBytes + 1_000,
      );
      await expect.poll(() => count('attachment_chunks')).toBe(before[1] + 1);
      const [row] = await runSql<{ id: number }>(
        course.databaseUrl,
        `select id from attachments where workflow_state = 'receiving'`,
      );
      const reply = await server.call('GET', `/api/v1/files/${row?.id}`, { token: student.token });
      expect(answer(reply)).toEqual([404, notFoundBody]);
      socket.destroy();
      await expect.poll(() => count('attachments')).toBe(before[0]);
    });

    test('that was abandoned, or whose server died, is forgotten by upkeep, and nothing else is', async () => {
      await announced(1);
      const fine = await files.upload(quizId, student, 'fine', Uint8Array.of(1));
      const dead = await announced(1);
      const [{ id } = { id: 0 }] = await runSql<{ id: number }>(
        course.databaseUrl,
        `update attachments set workflow_state = 'receiving' where id = (select max(id) from attachments) returning id`,
      );
      const bytes = database.kind === 'sqlite' ? "x'01'" : "'\\x01'::bytea";
      await runSql(course.databaseUrl, `insert into attachment_chunks values (${id}, 0, ${bytes})`);
      const unfinished = () => count('attachments', `workflow_state <> 'available'`);
      const there = await unfinished();
      server.clock.nowMs = testStartMs + uploadAbandonedMs;
      await server.upkeep();
      expect(await unfinished()).toBe(there);
      server.clock.nowMs += 1;
      await server.upkeep();
      expect([await unfinished(), await count('attachment_chunks', `attachment_id = ${id}`)]).toEqual([0, 0]);
      server.clock.nowMs = testStartMs;
      expect((await files.send(dead, Uint8Array.of(1))).status).toBe(404);
      expect((await server.call('GET', `/api/v1/files/${fine.id}`)).status).toBe(200);
    });
  });
});
