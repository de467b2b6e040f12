// What must hold for every body there is: data comes back byte for byte, and nonsense neither breaks nor stores.

import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CourseFixture, courseFixture } from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import { jsonText } from '../support/json-text.ts';
import { startTestServer, type TestServer, testStartMs } from '../support/server.ts';
import { countStoredEvents } from '../support/stored-events.ts';

eachDatabase((database) => {
  describe('for every body', () => {
    let course: CourseFixture;
    let server: TestServer;
    let path: string;

    beforeAll(async () => {
      course = await courseFixture(database, { quizSubmission: {} });
      server = await startTestServer(database, { databaseUrl: course.databaseUrl });
      server.clock.nowMs = testStartMs + 1;
      path = `/api/v1/courses/${course.courseId}/quizzes/${course.quizId}/submissions/${course.quizSubmissionId}/events`;
    });
    afterAll(() => server[Symbol.asyncDispose]());

    const post = (body: string | Uint8Array<ArrayBuffer>, contentType: string) =>
      fetch(server.url + path, {
        method: 'POST',
        headers: { Authorization: `Bearer ${course.people.student.token}`, 'Content-Type': contentType },
        body,
      });

    test('event_data comes back byte for byte', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(jsonText(), { minLength: 1, maxLength: 20 }), async (texts) => {
          server.clock.nowMs += 1_000;
          const items = texts.map((text) => `{"event_type":"x","event_data":${text}}`);
          const posted = await post(`{"quiz_submission_events":[${items.join(',')}]}`, 'application/json');
          expect(posted.status).toBe(204);
          const since = new Date(server.clock.nowMs).toISOString();
          const got = await server.call('GET', `${path}?per_page=100&since=${since}`, {
            token: course.people.teacher.token,
          });
          const ids = got.json.quiz_submission_events.map((event: { id: string }) => event.id);
          const shown = texts.map(
            (text, index) =>
              `{"id":"${ids[index]}","event_type":"x","event_data":${text},"created_at":"${since.slice(0, 19)}Z"}`,
          );
          expect(got.text).toBe(`{"quiz_submission_events":[${shown.join(',')}]}`);
        }),
        { numRuns: 150 },
      );
    });

    test("a malformed body is a caller's mistake, and nothing of it is stored", async () => {
      const before = await countStoredEvents(course.databaseUrl);
      const malformedJson = fc.oneof(
        fc.string().filter((text) => !isAcceptable(text)),
        jsonText()
          .map((text) => `${text.slice(0, -1)}`)
          .filter((text) => !isAcceptable(text)),
        fc
          .jsonValue()
          .map((value) => JSON.stringify({ quiz_submission_events: value }))
          .filter((text) => !isAcceptable(text)),
        fc
          .array(fc.jsonValue(), { minLength: 1 })
          .map((list) => JSON.stringify({ quiz_submission_events: [...list, 0] })),
      );
      await fc.assert(
        fc.asyncProperty(malformedJson, async (body) => {
          const { status } = await post(body, 'application/json');
          expect([400, 413]).toContain(status);
        }),
        { numRuns: 200 },
      );
      await fc.assert(
        fc.asyncProperty(
          fc.uint8Array({ minLength: 1, maxLength: 200 }),
          fc.constantFrom(
            'application/json',
            'application/x-www-form-urlencoded',
            'text/html',
            'multipart/form-data',
            'x',
            '',
          ),
          async (bytes, contentType) => {
            const { status } = await post(Uint8Array.from(bytes), contentType);
            expect(status).toBeLessThan(500);
          },
        ),
        { numRuns: 200 },
      );
      expect(await countStoredEvents(course.databaseUrl)).toBe(before);
    });
  });
});

/** Whether Canvas would take the text for a batch, even an empty one. */
function isAcceptable(text: string): boolean {
  if (text.trim() === '') return true;
  try {
    const body: unknown = JSON.parse(text);
    if (body === null) return true;
    if (typeof body !== 'object' || Array.isArray(body)) return false;
    const list = (body as Record<string, unknown>).quiz_submission_events;
    if (list === undefined || list === null) return true;
    return Array.isArray(list) && list.every((item) => typeof item === 'string' || isPlainEvent(item));
  } catch {
    return false;
  }
}

function isPlainEvent(item: unknown): boolean {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) return false;
  const type = (item as Record<string, unknown>).event_type ?? null;
  return typeof type !== 'object' || type === null;
}
