// Devices are shared: what a page of one student does when another one signs in in the same browser, or the attempt ends elsewhere.

import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, startChromium } from '../../../capture/test/support/chromium.ts';
import { type Exam, startExam } from '../support/exam.ts';
import { axeFindings } from '../support/people.ts';
import { openTakePage, saved } from '../support/take-page.ts';

describe.skipIf(chromiumPath === undefined)('the page of an attempt', () => {
  let exam: Exam;
  let browser: Browser;

  beforeAll(async () => {
    exam = await startExam({ time_limit: 30 });
    browser = await startChromium();
  });

  afterAll(async () => {
    await browser?.close();
    await exam?.[Symbol.asyncDispose]();
  });

  test('when somebody else signs in says so, ends nothing, and saves when the student is back', async () => {
    await using taken = await openTakePage(browser, exam);
    const { page, context, question, answers, student } = taken;
    const other = await exam.student('Some Body');
    const signIn = (token: string) =>
      context.request.post('/login/session', { data: { access_token: token } });
    await signIn(other.token);
    await question(3).getByRole('textbox').fill('DNA');
    const notice = page.getByRole('region', { name: 'Saving' });
    await notice.getByText('Somebody else is signed in on this browser now').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Hand in…' }).first().click();
    await page.getByRole('button', { name: 'Hand in', exact: true }).click();
    await page.getByRole('dialog').getByText('Not handed in yet. Somebody else is signed in').waitFor();
    await page.getByRole('button', { name: 'Back to the quiz' }).click();
    expect(await page.getByRole('timer').count()).toBe(1);
    expect(await question(3).getByRole('textbox').isEnabled()).toBe(true);
    await signIn(student.token);
    await page.evaluate(() => window.dispatchEvent(new Event('focus')));
    await saved(page);
    expect((await answers())[2]).toBe('DNA');
    await notice.waitFor({ state: 'detached' });
    // What was recorded meanwhile is sent as well.
    await page.getByRole('button', { name: 'See what is recorded' }).click();
    const entries = page.getByRole('dialog').locator('.recorded-entry');
    await entries.getByText('sent').first().waitFor();
    await expect.poll(() => entries.getByText('waiting').count(), { timeout: 20_000 }).toBe(0);
  });

  test('that was handed in elsewhere says so in view, and offers nothing that it cannot do', async () => {
    await using taken = await openTakePage(browser, exam);
    const { page, question, student } = taken;
    const { attempt } = await exam.call('GET', `${exam.path}/taking`, undefined, student.token);
    const { quiz_submission_id, validation_token } = attempt;
    const path = `${exam.path}/submissions/${quiz_submission_id}/complete`;
    await exam.call('POST', path, { attempt: 1, validation_token }, student.token);
    await question(9).getByRole('textbox').fill('1');
    const notice = page.getByText('This attempt is over.');
    await notice.waitFor();
    const top = await notice.evaluate((element) => element.getBoundingClientRect().top);
    expect(top).toBeGreaterThanOrEqual(0);
    expect(await page.getByRole('button', { name: 'Hand in…' }).count()).toBe(0);
    expect(await page.getByRole('region', { name: 'Saving' }).count()).toBe(0);
    expect(await page.getByRole('timer').count()).toBe(0);
    expect(await axeFindings(page)).toEqual([]);
  });
});
