// Who may announce a file, and how many and how large: every refusal with its status and body.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  attachmentBytesMax,
  attemptAttachmentBytesMax,
  attemptAttachmentsMax,
  takerAttachmentBytesMax,
  uploadMs,
} from '../../src/model/file-limits.ts';
import type { Query } from '../../src/store/database.ts';
import {
  type CourseFixture,
  courseFixture,
  insertQuizSubmission,
  type Role,
} from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import { insertUploadQuiz, type Uploading, uploading } from '../support/file-upload.ts';
import { answer } from '../support/first-attempt.ts';
import { notFoundBody, notPermittedBody, unauthenticatedBody } from '../support/refusal-bodies.ts';
import { startTestServer, type TestServer, testStartMs } from '../support/server.ts';
import { runSql } from '../support/sql.ts';
import { choiceQuestion, insertTakenQuiz } from '../support/taken-quiz.ts';

const minuteMs = 60_000;
const mebibyte = 1_048_576;

eachDatabase((database) => {
  describe('announcing a file', () => {
    let course: CourseFixture;
    let server: TestServer;
    let files: Uploading;
    const quizzes: Record<string, number> = {};

    beforeAll(async () => {
      course = await courseFixture(database, {
        async more(query: Query, fixture) {
          const { student } = fixture.people;
          for (const [name, quiz, row] of [
            ['open', {}, {}],
            ['counted', {}, {}],
            ['large', {}, {}],
            ['unsized', {}, {}],
            ['raced', {}, {}],
            ['again', { allowedAttempts: -1 }, { attempt: 7 }],
            ['complete', {}, { workflowState: 'complete', finishedAtMs: testStartMs }],
            ['settings', {}, { workflowState: 'settings_only' }],
            ['timed', {}, { endAtMs: testStartMs + minuteMs }],
            ['address', { ipFilter: '10.0.0.0/8' }, {}],
            ['unpublished', { workflowState: 'unpublished' }, {}],
            ['excused', {}, { excused: 1 }],
          ] as const) {
            quizzes[name] = await insertUploadQuiz(query, fixture, quiz, row);
          }
          const { quizId } = await insertTakenQuiz(query, fixture, {}, [choiceQuestion]);
          await insertQuizSubmission(query, { quizId, userId: student.id }, [choiceQuestion]);
          quizzes['without files'] = quizId;
        },
      });
      server = await startTestServer(database, { databaseUrl: course.databaseUrl });
      files = uploading(server, course.courseId);
    });
    afterAll(() => server[Symbol.asyncDispose]());

    const announce = (name: string, body: Record<string, unknown> = { name: 'a' }, role: Role = 'student') =>
      files.announce(quizzes[name] ?? 0, course.people[role], body);

    test.each<[string, number, unknown]>([
      ['complete', 400, { status: 'bad_request', message: 'quiz submission is already complete' }],
      ['address', 403, { status: 'forbidden', message: 'IP address denied' }],
      ['without files', 400, { status: 'bad_request', message: 'this attempt has no file upload question' }],
      ['settings', 404, notFoundBody],
      ['unpublished', 403, notPermittedBody],
      ['excused', 403, notPermittedBody],
      ['no such quiz', 404, notFoundBody],
    ])('in the attempt of the quiz "%s" answers %i', async (name, status, body) => {
      expect(answer(await announce(name))).toEqual([status, body]);
    });

    test.each<[Role]>([['otherStudent'], ['teacher'], ['observer'], ['outsider'], ['admin']])(
      'without an attempt of one’s own answers 404: %s',
      async (role) => {
        expect(answer(await announce('open', { name: 'a', preview: true }, role))).toEqual([
          404,
          notFoundBody,
        ]);
      },
    );

    test('without a login answers 401', async () => {
      const path = `/api/v1/courses/${course.courseId}/quizzes/${quizzes.open}/submissions/self/files`;
      const reply = await server.call('POST', path, { token: null, body: { name: 'a' } });
      expect(answer(reply)).toEqual([401, unauthenticatedBody]);
    });

    test('is taken for five minutes past the end, as answers are', async () => {
      server.clock.nowMs = testStartMs + 6 * minuteMs;
      expect((await announce('timed')).status).toBe(200);
      server.clock.nowMs += 1;
      const overdue = { status: 'bad_request', message: 'quiz submission is overdue' };
      expect(answer(await announce('timed'))).toEqual([400, overdue]);
      server.clock.nowMs = testStartMs;
    });

    test.each<[Record<string, unknown>, string]>([
      [{}, 'name must be the name of a file'],
      [{ name: '' }, 'name must be the name of a file'],
      [{ name: '..' }, 'name must be the name of a file'],
      [{ name: 'folder/' }, 'name must be the name of a file'],
      [{ name: 'a', size: -1 }, `size must be from 0 to ${attachmentBytesMax} bytes`],
      [{ name: 'a', size: attachmentBytesMax + 1 }, `size must be from 0 to ${attachmentBytesMax} bytes`],
    ])('%j answers 400', async (body, message) => {
      expect(answer(await announce('open', body))).toEqual([400, { message }]);
    });

    test.each<[Record<string, unknown>, string]>([
      [{ name: 'x'.repeat(256) }, 'name must have at most 255 characters'],
      [{ name: 'a\0b' }, 'name must not contain the character U+0000'],
      [{ name: ['a'] }, 'name must be a string'],
      [{ name: 'a', size: 'large' }, 'size must be an integer'],
      [{ name: 'a', size: 1.5 }, 'size must be an integer'],
      [{ name: 'a', size: '99999999999999999999' }, 'size must be an integer'],
      [{ name: 'a', content_type: 'x'.repeat(256) }, 'content_type must have at most 255 characters'],
      [{ name: 'a', content_type: {} }, 'content_type must be a string'],
    ])('%j is malformed', async (body, message) => {
      expect(answer(await announce('open', body))).toEqual([
        400,
        { errors: [{ message, error_code: 'bad_request' }] },
      ]);
    });

    /** Files that are there already, written straight into the database. */
    async function insertFiles(name: string, count: number, sizeBytes: number, attempt = 1): Promise<void> {
      await runSql(
        course.databaseUrl,
        `with recursive numbers (n) as (select 1 union all select n + 1 from numbers where n < ${count})
         insert into attachments (uuid, quiz_submission_id, attempt, user_id, display_name, content_type,
           announced_bytes, size_bytes, workflow_state, created_at_ms, updated_at_ms)
         select 'u', quiz_submissions.id, ${attempt}, user_id, 'f', 'text/plain', null, ${sizeBytes}, 'available', 0, 0
         from numbers, quiz_submissions where quiz_id = ${quizzes[name]}`,
      );
    }

    test('past the files of an attempt answers 400; one that never came counts as long as it may', async () => {
      await insertFiles('counted', attemptAttachmentsMax - 1, 1);
      expect((await announce('counted')).status).toBe(200);
      const full = { message: `an attempt has at most ${attemptAttachmentsMax} files` };
      expect(answer(await announce('counted'))).toEqual([400, full]);
      server.clock.nowMs = testStartMs + uploadMs;
      expect((await announce('counted')).status).toBe(400);
      server.clock.nowMs += 1;
      expect((await announce('counted')).status).toBe(200);
      server.clock.nowMs = testStartMs;
    });

    test('past the bytes of an attempt answers 400, to the byte', async () => {
      await insertFiles('large', 3, attachmentBytesMax);
      const room = attemptAttachmentBytesMax - 3 * attachmentBytesMax;
      const full = {
        message: `the files of an attempt have at most ${attemptAttachmentBytesMax} bytes together`,
      };
      expect(answer(await announce('large', { name: 'a', size: room - mebibyte + 1 }))[0]).toBe(200);
      expect(answer(await announce('large', { name: 'a', size: mebibyte }))).toEqual([400, full]);
      expect((await announce('large', { name: 'a', size: mebibyte - 1 })).status).toBe(200);
      expect(answer(await announce('large', { name: 'a', size: 1 }))).toEqual([400, full]);
      expect((await announce('large', { name: 'a', size: 0 })).status).toBe(200);
    });

    test('past the bytes of all attempts at the quiz answers 400, to the byte', async () => {
      for (let attempt = 1; attempt < 6; attempt++)
        await insertFiles('again', 4, attachmentBytesMax, attempt);
      await insertFiles('again', 1, takerAttachmentBytesMax - 20 * attachmentBytesMax - mebibyte, 6);
      const full = {
        message: `the files of all attempts have at most ${takerAttachmentBytesMax} bytes together`,
      };
      expect(answer(await announce('again', { name: 'a', size: mebibyte + 1 }))).toEqual([400, full]);
      expect(answer(await announce('again'))).toEqual([400, full]);
      expect((await announce('again', { name: 'a', size: mebibyte })).status).toBe(200);
      expect(answer(await announce('again', { name: 'a', size: 1 }))).toEqual([400, full]);
      expect((await announce('again', { name: 'a', size: 0 })).status).toBe(200);
    });

    test('a file that does not say its size counts as the largest there may be', async () => {
      await insertFiles('unsized', 3, attachmentBytesMax);
      expect((await announce('unsized')).status).toBe(200);
      expect((await announce('unsized', { name: 'a', size: 1 })).status).toBe(400);
    });

    test('of several announced at once as many are let in as there is room for', async () => {
      await insertFiles('raced', attemptAttachmentsMax - 2, 1);
      const replies = await Promise.all(Array.from({ length: 6 }, () => announce('raced')));
      const statuses = replies.map(({ status }) => status).sort();
      expect(statuses).toEqual([200, 200, 400, 400, 400, 400]);
    });
  });
});
