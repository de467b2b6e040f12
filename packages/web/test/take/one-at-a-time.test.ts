// Quizzes that show one question at a time, in a real browser with a real server.

import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, startChromium } from '../../../capture/test/support/chromium.ts';
import { startExam } from '../support/exam.ts';
import { axeFindings } from '../support/people.ts';
import { openTakePage } from '../support/take-page.ts';

describe.skipIf(chromiumPath === undefined)('one question at a time', () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await startChromium();
  });

  afterAll(async () => {
    await browser?.close();
  });

  test('goes forward and back, saves on the way, and comes back to the same question after a reload', async () => {
    await using exam = await startExam({ one_question_at_a_time: true });
    await using taken = await openTakePage(browser, exam);
    const { page, question } = taken;
    await question(1).getByLabel('The mitochondrion').check();
    await page.getByRole('button', { name: 'Next' }).click();
    await question(2).waitFor();
    expect(await page.evaluate(() => document.activeElement?.textContent)).toMatch(/^Question 2/);
    expect(await question(1).count()).toBe(0);
    await page.getByRole('button', { name: 'Previous' }).click();
    await question(1).waitFor();
    expect(await question(1).getByLabel('The mitochondrion').isChecked()).toBe(true);
    await page.getByRole('link', { name: /^Question 7/ }).click();
    await question(7).waitFor();
    await page.reload();
    await question(7).waitFor();
    await page.getByRole('link', { name: 'Question 1, answered' }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
  });

  test('where nobody can go back, what is left behind is closed, also without a connection', async () => {
    await using exam = await startExam({ one_question_at_a_time: true, cant_go_back: true });
    await using taken = await openTakePage(browser, exam);
    const { page, context, question, student } = taken;
    expect(await page.getByRole('button', { name: 'Previous' }).count()).toBe(0);
    await question(1).getByLabel('The nucleus').check();
    await page.getByRole('button', { name: 'Next' }).click();
    await question(2).waitFor();
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByRole('dialog', { name: 'Go on without an answer?' }).waitFor();
    await page.keyboard.press('Escape');
    await question(2).getByLabel('True').check();
    await context.setOffline(true);
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByText('Waiting for the connection').waitFor();
    expect(await question(2).getByLabel('False').isDisabled()).toBe(true);
    await context.setOffline(false);
    await question(3).waitFor();
    await page.reload();
    await question(3).waitFor();
    await page.goto(`${exam.path}/take#question-1`);
    await question(3).waitFor();
    expect(await page.getByRole('link', { name: /^Question/ }).count()).toBe(0);
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Hand in…' }).first().click();
    await page.getByRole('button', { name: 'Hand in', exact: true }).click();
    await page.waitForURL(/\/results/);
    const { past_attempts } = await exam.call('GET', `${exam.path}/taking`, undefined, student.token);
    // The second question is right, the first is not.
    expect(past_attempts[0].score).toBe(1);
  });
});
