// Events that never arrive: the log says which they are, when something else of the page tells of them; and where nothing can,
// that a page was not left properly.

import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { chromiumPath } from '../../capture/test/support/chromium.ts';
import { startExam } from './support/exam.ts';
import { quizSubmissionId, readGaps } from './support/log.ts';
import { delivered, storedSequences } from './support/stored-sequences.ts';
import { flagOf, openBrowser, signInTo, startQuiz } from './support/student-browser.ts';

async function handIn(page: Page): Promise<void> {
  await page
    .getByRole('button', { name: /^Hand in/ })
    .last()
    .click();
  await page.getByRole('dialog').getByRole('button', { name: 'Hand in', exact: true }).click();
  await page.waitForURL(/\/results/);
}

describe.skipIf(chromiumPath === undefined)('events that never arrive', () => {
  test('because something in the browser keeps them back are missing by number', async () => {
    await using exam = await startExam();
    const student = await exam.student('Stu Dent');
    await using browser = await openBrowser();
    const page = await browser.newTab();
    await signInTo(page, exam, student);
    await startQuiz(page);
    await flagOf(page, 1).click();
    await delivered(page);
    // As an extension does that takes the log for an advertisement.
    await page.route('**/events', (route) => route.abort());
    for (const id of [2, 3, 4]) await flagOf(page, id).click();
    await expect.poll(() => storedSequences(page).then(({ length }) => length)).toBeGreaterThanOrEqual(3);
    const kept = await storedSequences(page);
    // A page that is left records no more, and tells how far it came.
    await handIn(page);

    const [session] = await readGaps(exam, await quizSubmissionId(exam, student));
    const [from, to] = [kept.at(0), kept.at(-1)];
    expect(session).toMatchObject({ missing: [{ from, to }], missing_count: kept.length, received: from });
    expect(session?.recorded).toBe((to ?? 0) + 1);
  });

  test('because the network is gone for good leave a page without an end, and nothing after it is lost', async () => {
    await using exam = await startExam();
    const student = await exam.student('Stu Dent');
    {
      await using browser = await openBrowser();
      const page = await browser.newTab();
      await signInTo(page, exam, student);
      await startQuiz(page);
      await flagOf(page, 1).click();
      await delivered(page);
      await browser.context.setOffline(true);
      for (const id of [2, 3]) await flagOf(page, id).click();
      await expect.poll(() => storedSequences(page).then(({ length }) => length)).toBeGreaterThanOrEqual(2);
      // And never comes back: the device goes overboard.
    }
    await using browser = await openBrowser();
    const page = await browser.newTab();
    await signInTo(page, exam, student);
    await page.getByRole('link', { name: 'Go on' }).click();
    await page.getByRole('heading', { name: /^Question 1\b/ }).waitFor();
    await flagOf(page, 5).click();
    await delivered(page);
    await handIn(page);
    const id = await quizSubmissionId(exam, student);
    await expect
      .poll(() => readGaps(exam, id), { timeout: 30_000 })
      .toMatchObject([
        { ended: false, missing: [], missing_count: 0 },
        { ended: true, missing: [], missing_count: 0 },
      ]);
  });
});
