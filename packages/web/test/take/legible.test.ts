// Questions that people wrote without thinking of us, and readers who see the page in another way than most.

import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, startChromium } from '../../../capture/test/support/chromium.ts';
import { type Exam, examQuestions, startExam } from '../support/exam.ts';
import { axeFindings } from '../support/people.ts';
import { openTakePage } from '../support/take-page.ts';

const wide = Array.from({ length: 30 }, (_, index) => `<td>column${index}</td>`).join('');

const questions = [
  {
    question_type: 'multiple_choice_question',
    question_text: '<p>מהו האיבר שבו נוצרת רוב האנרגיה (ATP)?</p>',
    answers: [
      { answer_text: 'המיטוכונדריה.', answer_weight: 100 },
      { answer_text: 'The nucleus.', answer_weight: 0 },
    ],
  },
  {
    question_type: 'short_answer_question',
    question_text: `<table><tr>${wide}</tr></table><table><tr><td>narrow</td></tr></table>`,
    answers: [{ answer_text: 'yes', answer_weight: 100 }],
  },
  {
    question_type: 'short_answer_question',
    question_text: '<p style="color: #000000">Black on what is white elsewhere</p>',
    answers: [{ answer_text: 'yes', answer_weight: 100 }],
  },
  ...examQuestions,
];

describe.skipIf(chromiumPath === undefined)('a question', () => {
  let exam: Exam;
  let browser: Browser;

  beforeAll(async () => {
    exam = await startExam({ description: '<p>Use a <b>pencil</b>.</p>', time_limit: 30 }, questions);
    browser = await startChromium();
  });

  afterAll(async () => {
    await browser?.close();
    await exam?.[Symbol.asyncDispose]();
  });

  test('reads in the direction of its script, each choice in its own', async () => {
    await using taken = await openTakePage(browser, exam);
    const directions = taken
      .question(1)
      .locator('.question-text, .choice-text')
      .evaluateAll((elements) => elements.map((element) => getComputedStyle(element).direction));
    expect([...(await directions)].sort()).toEqual(['ltr', 'rtl', 'rtl']);
  });

  test('that is wider than the page is scrolled by keyboard, and one that is not is no stop', async () => {
    await using taken = await openTakePage(browser, exam);
    const { page, question } = taken;
    await page.setViewportSize({ width: 390, height: 800 });
    await question(2).scrollIntoViewIfNeeded();
    await question(2).locator('table[tabindex="0"]').waitFor();
    expect(await question(2).locator('table[tabindex]').count()).toBe(1);
    expect(await axeFindings(page)).toEqual([]);
  });

  test('that its author coloured stays legible in the dark', async () => {
    await using taken = await openTakePage(browser, exam);
    const { page, question } = taken;
    await page.emulateMedia({ colorScheme: 'dark' });
    await question(3).scrollIntoViewIfNeeded();
    const colors = question(3)
      .locator('.question-text')
      .evaluate((element) => getComputedStyle(element).backgroundColor);
    expect(await colors).toBe('rgb(255, 255, 255)');
    expect(await axeFindings(page)).toEqual([]);
  });

  test('can be told answered from open also where the system draws its own colours', async () => {
    await using taken = await openTakePage(browser, exam);
    const { page, question } = taken;
    await page.emulateMedia({ forcedColors: 'active' });
    const fill = (name: string) =>
      page.getByRole('link', { name }).evaluate((element) => getComputedStyle(element).backgroundColor);
    await question(1).getByLabel('The nucleus.').check();
    await page.getByRole('link', { name: 'Question 1, answered' }).waitFor();
    expect(await fill('Question 1, answered')).not.toBe(await fill('Question 2, not answered'));
  });

  test('is read with wider letters and lines on the smallest phone without scrolling sideways', async () => {
    await using taken = await openTakePage(browser, exam);
    const { page } = taken;
    await page.setViewportSize({ width: 320, height: 640 });
    // As WCAG 1.4.12 has it.
    await page.evaluate(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(
        '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }' +
          'p { margin-block-end: 2em !important }',
      );
      document.adoptedStyleSheets = [sheet];
    });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  });

  test('that is gone to lies below what stands at the top, however much that is', async () => {
    await using taken = await openTakePage(browser, exam);
    const { page, question } = taken;
    await page.setViewportSize({ width: 320, height: 700 });
    await page.route('**/submissions/backup', (route) => route.abort());
    await question(2).getByRole('textbox').fill('yes');
    await page.getByRole('region', { name: 'Saving' }).waitFor();
    await page.getByRole('button', { name: 'Questions', exact: true }).click();
    await page.getByRole('dialog').getByRole('link', { name: 'Question 8,' }).click();
    const heading = question(8).getByRole('heading');
    await page.waitForFunction(() => document.activeElement?.textContent?.startsWith('Question 8'));
    const [top, barBottom] = await Promise.all([
      heading.evaluate((element) => element.getBoundingClientRect().top),
      page.locator('.take-top').evaluate((element) => element.getBoundingClientRect().bottom),
    ]);
    expect(top).toBeGreaterThanOrEqual(barBottom);
  });

  test('comes with the instructions of the quiz, and is printed with nothing over it', async () => {
    await using taken = await openTakePage(browser, exam);
    const { page, question } = taken;
    await page.getByText('Instructions').click();
    await page.getByText('Use a pencil.').waitFor();
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('button', { name: 'Hand in…' }).count()).toBe(0);
    // Also what has never been in view.
    await expect.poll(() => question(14).getByText('Hand in your drawing').isVisible()).toBe(true);
  });
});
