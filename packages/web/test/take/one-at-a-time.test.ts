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

  test('a file goes on being sent while another question is looked at', async () => {
    await using exam = await startExam({ one_question_at_a_time: true });
    await using taken = await openTakePage(browser, exam);
    const { page, question } = taken;
    let arrive = (): void => {};
    const isLetThrough = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    await page.route('**/files_api/**', async (route) => {
      await isLetThrough;
      await route.continue();
    });
    await page.getByRole('link', { name: /^Question 11/ }).click();
    const file = { name: 'cell.png', mimeType: 'image/png', buffer: Buffer.from('a picture') };
    await question(11).locator('input[type=file]').setInputFiles(file);
    await question(11).getByRole('progressbar').waitFor();
    await page.getByRole('button', { name: 'Previous' }).click();
    await question(10).waitFor();
    arrive();
    await page.getByRole('link', { name: 'Question 11, answered' }).waitFor();
    await page.getByText(/^Saved at /).waitFor();
    await page.reload();
    await page.getByRole('link', { name: /^Question 11/ }).click();
    await question(11).getByRole('link', { name: 'cell.png' }).waitFor();
  });

  test('where nobody can go back, a file that is being sent is not given up without asking', async () => {
    const upload = { question_type: 'file_upload_question', question_text: 'Draw.', points_possible: 1 };
    await using exam = await startExam({ one_question_at_a_time: true, cant_go_back: true }, [
      upload,
      upload,
    ]);
    await using taken = await openTakePage(browser, exam);
    const { page, question } = taken;
    const files = ['first.png', 'second.png'].map((name) => ({
      name,
      mimeType: 'image/png',
      buffer: Buffer.from('a picture'),
    }));
    await question(1).locator('input[type=file]').setInputFiles(files.slice(0, 1));
    await question(1).getByRole('link', { name: 'first.png' }).waitFor();
    await page.route('**/files_api/**', (route) => route.abort());
    await question(1).locator('input[type=file]').setInputFiles(files.slice(1));
    await question(1).getByText('Not sent.').waitFor();
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByRole('dialog', { name: 'Go on without a file?' }).waitFor();
    await page.getByRole('button', { name: 'Go on' }).click();
    await question(2).waitFor();
    await page.getByRole('button', { name: 'Hand in…' }).first().click();
    const dialog = page.getByRole('dialog', { name: 'Hand in this quiz?' });
    await dialog.getByRole('heading', { name: 'Not answered (1)' }).waitFor();
    expect(await dialog.getByText('Files not sent yet').count()).toBe(0);
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
