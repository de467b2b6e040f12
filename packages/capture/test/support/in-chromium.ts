// Tests in a real Chromium: one browser for a file, a context and a quiz page for each test.

import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { reportMissing } from '../../../server/test/support/requirements.ts';
import { chromiumPath, startChromium } from './chromium.ts';
import { type QuizPage, startQuizPage } from './quiz-page.ts';

export interface Scene {
  context: BrowserContext;
  /** A tab that shows nothing yet. */
  page: Page;
  quiz: QuizPage;
}

/** Registers the tests that `define` makes with the function it is given; skips them, and says so, without Chromium. */
export function describeInChromium(
  name: string,
  define: (testInPage: (name: string, run: (scene: Scene) => Promise<void>) => void) => void,
): void {
  if (chromiumPath === undefined) reportMissing('chromium', name, 'Chromium is not installed');
  describe.skipIf(chromiumPath === undefined)(name, () => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await startChromium();
    });
    afterAll(() => browser?.close());

    define((testName, run) => {
      test(testName, async () => {
        await using quiz = await startQuizPage();
        const context = await browser.newContext();
        try {
          await run({ context, page: await context.newPage(), quiz });
        } finally {
          await context.close();
        }
      });
    });
  });
}
