// The client against a real Quizwire: what the log holds afterwards.

import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { courseFixture } from '../../server/test/support/course-fixture.ts';
import { onSqlite } from '../../server/test/support/databases.ts';
import type {} from '../../server/test/support/global-setup.ts';
import { startTestServer } from '../../server/test/support/server.ts';
import { buildBundles } from '../build.ts';
import type { RecordOptions } from '../src/record-options.ts';
import { chromiumPath, startChromium } from './support/chromium.ts';
import { flush, type PageGlobals, shortQuestions } from './support/quiz-page.ts';

/** A page on the server's own origin, as a site would have it. */
async function servePage(page: Page, url: string): Promise<void> {
  const { 'capture.js': script } = await buildBundles();
  await page.route(`${url}/test-page`, (route) =>
    route.fulfill({ contentType: 'text/html', body: `${shortQuestions}<script>${script}</script>` }),
  );
  await page.goto(`${url}/test-page`);
}

async function startRecording(page: Page, options: RecordOptions): Promise<void> {
  await page.evaluate((given) => {
    const { Quizwire } = globalThis as unknown as {
      Quizwire: {
        record(options: RecordOptions): PageGlobals['recorder'];
        csrfHeaders(): Record<string, string>;
      };
    };
    const headers = given.token === undefined ? { headers: Quizwire.csrfHeaders } : {};
    Object.assign(globalThis, { recorder: Quizwire.record({ ...given, ...headers }) });
  }, options);
}

describe.skipIf(chromiumPath === undefined)('against Quizwire', () => {
  let browser: Awaited<ReturnType<typeof startChromium>>;
  beforeAll(async () => {
    browser = await startChromium();
  });
  afterAll(() => browser?.close());

  onSqlite((database) => {
    for (const by of ['an access token', 'a session cookie']) {
      test(`with ${by}, a batch whose answer was lost is stored once, in order`, async () => {
        const course = await courseFixture(database, { quizSubmission: {} });
        await using server = await startTestServer(database, { databaseUrl: course.databaseUrl });
        const { student, teacher } = course.people;
        const path = `/api/v1/courses/${course.courseId}/quizzes/${course.quizId}/submissions/${course.quizSubmissionId}/events`;
        const page = await browser.newPage();
        await servePage(page, server.url);
        const token = by === 'an access token' ? { token: student.token } : {};
        if (token.token === undefined)
          await page.evaluate(async (value) => {
            const headers = { 'Content-Type': 'application/json', Authorization: `Bearer ${value}` };
            await fetch('/login/session', { method: 'POST', headers, body: '{}' });
          }, student.token);

        let isFirst = true;
        await page.route(`${server.url}${path}`, async (route) => {
          const response = await route.fetch();
          expect(response.status()).toBe(204);
          if (!isFirst) return route.fulfill({ response });
          isFirst = false;
          await route.abort();
        });
        const options = { eventsUrl: path, userKey: String(student.id), attempt: 1, questions: '.question' };
        await startRecording(page, { ...options, ...token });
        await expect.poll(() => isFirst, { timeout: 20_000 }).toBe(false);
        await page.evaluate(() => {
          const { recorder } = globalThis as unknown as PageGlobals;
          for (const number of [1, 2, 3]) recorder.mark('marked', { number });
        });
        await expect
          .poll(
            async () => {
              await flush(page);
              const { json } = await server.call('GET', `${path}?include[]=details&per_page=100`, {
                token: teacher.token,
              });
              return json.quiz_submission_events.map((event: Record<string, unknown>) => event.event_type);
            },
            { timeout: 20_000 },
          )
          .toContain('marked');

        const { json } = await server.call('GET', `${path}?include[]=details&per_page=100`, {
          token: teacher.token,
        });
        const events = json.quiz_submission_events;
        expect(events.map((event: { sequence: number }) => event.sequence)).toEqual([0, 1, 2, 3, 4]);
        expect(events[0]).toMatchObject({ event_type: 'session_started', source: 'page' });
        expect(new Set(events.map((event: { event_type: string }) => event.event_type))).toEqual(
          new Set(['session_started', 'question_viewed', 'marked']),
        );
        await page.close();
      });
    }
  });
});
