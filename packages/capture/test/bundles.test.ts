// The one-file builds: how large they are, and that a script tag is enough.

import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { buildBundles } from '../build.ts';
import { describeInChromium } from './support/in-chromium.ts';
import { flush, mark } from './support/quiz-page.ts';

test('each is under 5,000 bytes as it is served, and loads nothing else', async () => {
  for (const code of Object.values(await buildBundles())) {
    expect(gzipSync(code).length).toBeLessThan(5_000);
    expect(code).not.toMatch(/\bimport\b/);
  }
});

describeInChromium('a script tag', (testInPage) => {
  testInPage('that says where events go records by itself', async ({ page, quiz, context }) => {
    await context.addCookies([{ name: '_csrf_token', value: 'abc', url: quiz.url }]);
    await page.goto(`${quiz.url}/frame`);
    await page.setContent(`
      <div class="question" id="question_5"><input></div>
      <script src="${quiz.url}/capture.js" data-events-url="/tagged" data-user-key="mia" data-attempt="2"
        data-questions=".question" data-paste></script>`);
    await page.evaluate(() => {
      const input = document.querySelector('input');
      input?.dispatchEvent(new ClipboardEvent('paste', { bubbles: true }));
      Object.assign(globalThis, (globalThis as unknown as { Quizwire: object }).Quizwire);
    });
    await mark(page, 'by hand');
    await flush(page);
    await quiz.until(() => quiz.events('question_viewed').length === 1);
    expect(quiz.events('content_pasted')[0]?.event_data).toEqual({ questionId: '5', length: 0 });
    expect(quiz.events('by hand')).toHaveLength(1);
    expect(quiz.batches[0]).toMatchObject({
      url: '/tagged',
      headers: { 'x-csrf-token': 'abc' },
      body: { attempt: 2 },
    });
  });

  testInPage('without one waits for the page', async ({ page, quiz }) => {
    await page.goto(`${quiz.url}/frame`);
    await page.setContent(`<script src="${quiz.url}/capture.js"></script>`);
    const found = await page.evaluate(() => {
      const { Quizwire } = globalThis as unknown as { Quizwire: Record<string, unknown> };
      return Object.entries(Quizwire).map(([name, value]) => [name, typeof value]);
    });
    expect(found).toEqual([
      ['record', 'function'],
      ['csrfHeaders', 'function'],
      ['recorder', 'undefined'],
    ]);
    expect(quiz.batches).toEqual([]);
  });
});
