// A file is announced, uploaded, looked at and downloaded, as Canvas's clients do it. Source: Canvas's documentation of File
// Uploads, Quiz Submission Files and Files.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { attachmentChunkBytes } from '../../src/model/file-limits.ts';
import { type CourseFixture, courseFixture, type Person, type Role } from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import { insertUploadQuiz, type Uploading, uploading } from '../support/file-upload.ts';
import { answer } from '../support/first-attempt.ts';
import { notFoundBody, notPermittedBody, unauthenticatedBody } from '../support/refusal-bodies.ts';
import { startTestServer, type TestServer, testStartMs } from '../support/server.ts';

/** Every value of a byte, in an order that a piece does not repeat. */
function patterned(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, at) => (at * 31 + (at >> 8)) % 256);
}

eachDatabase((database) => {
  describe('a file', () => {
    let course: CourseFixture;
    let server: TestServer;
    let files: Uploading;
    let quizId: number;
    let student: Person;

    beforeAll(async () => {
      course = await courseFixture(database, {
        async more(query, fixture) {
          const { student: first, otherStudent } = fixture.people;
          quizId = await insertUploadQuiz(query, fixture, {}, {}, [first, otherStudent]);
        },
      });
      server = await startTestServer(database, { databaseUrl: course.databaseUrl });
      files = uploading(server, course.courseId);
      student = course.people.student;
    });
    afterAll(() => server[Symbol.asyncDispose]());

    const download = async (id: number, { token }: Person = student) => {
      const headers = { Authorization: `Bearer ${token}` };
      return fetch(`${server.url}/files/${id}/download?download_frd=1`, { headers });
    };

    test('is announced, and the answer says where to and with what', async () => {
      const body = { name: 'photo 1.jpg', size: 3, content_type: 'image/jpeg', on_duplicate: 'rename' };
      expect(answer(await files.announce(quizId, student, body))).toEqual([
        200,
        {
          file_param: 'file',
          progress: null,
          upload_url: expect.stringMatching(`^${server.url}/files_api/[A-Za-z0-9]{64}$`),
          upload_params: { filename: 'photo 1.jpg', content_type: 'image/jpeg' },
        },
      ]);
    });

    test('is announced by a form too', async () => {
      const path = `/api/v1/courses/${course.courseId}/quizzes/${quizId}/submissions/self/files`;
      const { status, json } = await server.call('POST', path, {
        token: student.token,
        body: 'name=a+b.pdf&size=12',
        headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      });
      expect([status, json.upload_params]).toEqual([
        200,
        { filename: 'a b.pdf', content_type: 'application/pdf' },
      ]);
    });

    test('is uploaded without a login, and answered as Canvas describes files', async () => {
      const body = { name: 'photo 1.jpg', size: 3, content_type: 'image/jpeg' };
      const { json: announced } = await files.announce(quizId, student, body);
      server.clock.nowMs = testStartMs + 5_000;
      const reply = await files.send(announced, Uint8Array.of(1, 2, 3), '../other name.exe');
      server.clock.nowMs = testStartMs;
      const { id } = reply.json;
      const file = {
        id: expect.any(Number),
        uuid: expect.stringMatching(/^[A-Za-z0-9]{40}$/),
        folder_id: null,
        display_name: 'photo 1.jpg',
        filename: 'photo+1.jpg',
        upload_status: 'success',
        'content-type': 'image/jpeg',
        url: `${server.url}/files/${id}/download?download_frd=1`,
        size: 3,
        created_at: '2026-09-01T09:00:00Z',
        updated_at: '2026-09-01T09:00:05Z',
        modified_at: '2026-09-01T09:00:05Z',
        unlock_at: null,
        lock_at: null,
        locked: false,
        hidden: false,
        hidden_for_user: false,
        locked_for_user: false,
        thumbnail_url: null,
        mime_class: 'image',
        media_entry_id: null,
        category: 'uncategorized',
        visibility_level: 'inherit',
        preview_url: null,
      };
      expect(answer(reply)).toEqual([201, file]);
      expect(reply.headers.get('location')).toBe(`${server.url}/api/v1/files/${id}`);
      expect(answer(await server.call('GET', `/api/v1/files/${id}`, { token: student.token }))).toEqual([
        200,
        reply.json,
      ]);
    });

    test.each([
      ['nothing', 0],
      ['one byte', 1],
      ['a piece to the byte', attachmentChunkBytes],
      ['a byte more than a piece', attachmentChunkBytes + 1],
      ['many pieces', 5 * attachmentChunkBytes - 1],
    ])('of %s comes back as it was', async (_, length) => {
      const bytes = patterned(length);
      const { id, size } = await files.upload(quizId, student, 'bytes.bin', bytes);
      expect(size).toBe(length);
      const response = await download(id);
      expect([response.status, response.headers.get('content-length')]).toEqual([200, String(length)]);
      expect(Buffer.from(await response.arrayBuffer()).equals(bytes)).toBe(true);
    });

    test('need not say how large it will be', async () => {
      const { json: announced } = await files.announce(quizId, student, { name: 'a.txt' });
      const reply = await files.send(announced, patterned(100));
      expect([reply.status, reply.json.size]).toEqual([201, 100]);
    });

    test.each([
      ['text/html', 'page.html', '<script>alert(1)</script>'],
      ['image/svg+xml', 'drawing.svg', '<svg onload="alert(1)"/>'],
      ['application/pdf', 'Lösung "1".pdf', '%PDF-1.7'],
      ['application/octet-stream', 'unknown', '\u0000'],
      ['application/x-msdownload', 'tool.exe', 'MZ'],
    ])('of type %s is sent to be saved, and nothing of it can run here', async (type, name, text) => {
      const bytes = new TextEncoder().encode(text);
      const body = { name, size: bytes.length, content_type: type };
      const { json: announced } = await files.announce(quizId, student, body);
      const { json: file } = await files.send(announced, bytes);
      expect([file.display_name, file['content-type']]).toEqual([name, type]);
      const response = await download(file.id);
      expect(await response.text()).toBe(text);
      const { headers } = response;
      expect(headers.get('content-type')).toBe(type);
      expect(headers.get('content-disposition')).toMatch(
        /^attachment; filename="[ -~]+"; filename\*=UTF-8''/,
      );
      expect(headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
      expect(headers.get('cache-control')).toBe('private, no-store');
    });

    test.each([
      ['text/javascript', 'a.js'],
      ['text/css', 'a.css'],
    ])('of type %s is no part of a page of this server', async (type, name) => {
      const { json: announced } = await files.announce(quizId, student, { name, content_type: type });
      const { json: file } = await files.send(announced, Uint8Array.of(10));
      expect(file['content-type']).toBe(type);
      const { headers } = await download(file.id);
      expect(headers.get('content-type')).toBe('application/octet-stream');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    });

    test.each([
      ['../../etc/passwd', 'passwd'],
      ['..\\..\\boot.ini', 'boot.ini'],
      ['a\r\nX-Evil: 1.txt', 'aX-Evil: 1.txt'],
      ['cod\u202egnp.exe', 'codgnp.exe'],
      ["'; drop table attachments; --", "'; drop table attachments; --"],
      ['<img src=x onerror=alert(1)>.png', '<img src=x onerror=alert(1)>.png'],
      ['x'.repeat(255), 'x'.repeat(255)],
    ])('named %j is called %j', async (name, shown) => {
      const file = await files.upload(quizId, student, name, Uint8Array.of(7));
      expect(file.display_name).toBe(shown);
      const response = await download(file.id);
      expect(await response.bytes()).toEqual(Uint8Array.of(7));
      expect(response.headers.get('x-evil')).toBeNull();
      expect(response.headers.get('content-disposition')).toContain(`filename*=UTF-8''`);
    });

    describe('is there', () => {
      let id: number;
      beforeAll(async () => {
        ({ id } = await files.upload(quizId, student, 'mine.txt', Uint8Array.of(1)));
      });

      test.each<[Role]>([['student'], ['teacher'], ['ta'], ['admin']])('for the %s', async (role) => {
        const { token } = course.people[role];
        expect((await server.call('GET', `/api/v1/files/${id}`, { token })).status).toBe(200);
        expect(await (await download(id, course.people[role])).bytes()).toEqual(Uint8Array.of(1));
      });

      test.each<[Role]>([['otherStudent'], ['observer'], ['designer'], ['outsider']])(
        'not for the %s',
        async (role) => {
          const { token } = course.people[role];
          for (const path of [`/api/v1/files/${id}`, `/files/${id}/download`]) {
            expect(answer(await server.call('GET', path, { token }))).toEqual([403, notPermittedBody]);
          }
        },
      );

      test('not without a login', async () => {
        for (const path of [`/api/v1/files/${id}`, `/files/${id}/download`]) {
          const reply = await server.call('GET', path, { token: null });
          expect(answer(reply)).toEqual([401, unauthenticatedBody]);
        }
      });

      test('to a token whose scopes name the route of its JSON; downloads need one without scopes', async () => {
        const scopes = ['url:GET|/api/v1/files/:id'];
        const { json } = await server.call('POST', `/api/v1/users/self/tokens`, {
          token: student.token,
          body: { token: { purpose: 'files', scopes, expires_at: '2026-10-01' } },
        });
        const token = json.visible_token;
        expect((await server.call('GET', `/api/v1/files/${id}`, { token })).status).toBe(200);
        expect((await server.call('GET', `/files/${id}/download`, { token })).status).toBe(401);
      });

      test('to the cookie of a session', async () => {
        const { token } = student;
        const login = await server.call('POST', '/login/session', { token, body: {} });
        const cookie = login.headers
          .getSetCookie()
          .map((line) => line.split(';')[0])
          .join('; ');
        const headers = { Cookie: cookie };
        const reply = await server.call('GET', `/files/${id}/download`, { token: null, headers });
        expect([reply.status, reply.text]).toEqual([200, '\u0001']);
      });

      test('under no other id', async () => {
        const { json: announced } = await files.announce(quizId, student, { name: 'not yet.txt' });
        expect(announced.file_param).toBe('file');
        for (const other of [id + 1, 0, -1, 'x', '99999999999999999999', `${2 ** 53}`, 'x1']) {
          for (const path of [`/api/v1/files/${other}`, `/files/${other}/download`]) {
            const reply = await server.call('GET', path, { token: student.token });
            expect(answer(reply)).toEqual([404, notFoundBody]);
          }
        }
      });
    });

    test('is in the preview of an editor, and there alone when it was asked for', async () => {
      const { teacher } = course.people;
      const body = { name: 'trial.txt', size: 1, preview: true };
      const quizzes = `/api/v1/courses/${course.courseId}/quizzes`;
      const { json: quiz } = await server.call('POST', quizzes, { body: { quiz: { title: 'Trial' } } });
      await server.call('POST', `${quizzes}/${quiz.id}/questions`, {
        body: { question: { question_type: 'file_upload_question', question_text: 'Show it.' } },
      });
      expect(answer(await files.announce(quiz.id, teacher, body))).toEqual([404, notFoundBody]);
      const start = `${quizzes}/${quiz.id}/submissions`;
      await server.call('POST', start, { token: teacher.token, body: { preview: true } });
      const { json: announced } = await files.announce(quiz.id, teacher, body);
      expect((await files.send(announced, Uint8Array.of(1))).status).toBe(201);
      expect((await files.announce(quiz.id, teacher, { name: 'trial.txt' })).status).toBe(404);
    });
  });
});
