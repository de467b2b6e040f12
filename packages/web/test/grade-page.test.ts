// Grading an attempt in a real browser: the answers beside the points, saving, and who is next.

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, startChromium } from '../../capture/test/support/chromium.ts';
import type { TakenQuestion } from '../src/api/taking.ts';
import { type Exam, type Person, startExam } from './support/exam.ts';
import { axeFindings, complaintsOf, signedIn } from './support/people.ts';

describe.skipIf(chromiumPath === undefined)('grading an attempt', () => {
  let browser: Browser;
  let exam: Exam;
  let ada: Person;
  let grace: Person;
  /** The quiz submission of each, by user id. */
  const submissionOf = new Map<number, number>();

  beforeAll(async () => {
    browser = await startChromium();
    exam = await startExam({ allowed_attempts: 2 });
    ada = await exam.student('Ada Lovelace');
    grace = await exam.student('Grace Hopper');
    const hostile =
      '<p style="position:fixed;inset:0;z-index:99">Over <em>everything</em></p><img src="x" alt="" onerror="alert(1)">';
    await take(ada, `<p>They are <strong>tired</strong>.</p>${hostile}`);
    await take(grace, '<p>Frost.</p>');
    const { quiz_submissions } = await exam.call('GET', `${exam.path}/submissions`);
    for (const { id, user_id } of quiz_submissions) submissionOf.set(user_id, id);
  });
  afterAll(async () => {
    await exam[Symbol.asyncDispose]();
    await browser.close();
  });

  async function take({ token }: Person, essay: string): Promise<void> {
    const { attempt } = await exam.call('POST', `${exam.path}/taking`, {}, token);
    const shown: TakenQuestion[] = attempt.shown;
    const fields: Record<string, unknown> = {};
    for (const { id, question_type, answers } of shown) {
      if (question_type === 'essay_question') fields[`question_${id}`] = essay;
      if (question_type === 'multiple_choice_question') fields[`question_${id}`] = answers[0]?.id;
    }
    const { validation_token } = attempt;
    const handedIn = await fetch(`${exam.server.url}${exam.path}/submissions`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ attempt: attempt.attempt, validation_token, ...fields }),
      redirect: 'manual',
    });
    expect(handedIn.status).toBe(302);
  }
  const pathOf = ({ id }: Person) => `${exam.path}/submissions/${submissionOf.get(id)}/grade`;
  async function open(student: Person, options: object = {}, person = exam.teacher): Promise<Page> {
    const context = await signedIn(browser, exam.server.url, person.token, options);
    const page = await context.newPage();
    await page.goto(pathOf(student));
    await page.getByRole('heading', { level: 1 }).waitFor();
    return page;
  }
  const question = (page: Page, number: number) =>
    page.getByRole('article', { name: `Question ${number}`, exact: true });
  const attemptOf = async ({ id }: Person) => {
    const { quiz_submissions } = await exam.call('GET', `${exam.path}/submissions/${submissionOf.get(id)}`);
    return quiz_submissions[0];
  };

  test('shows each answer beside its points, whatever was written in it', async () => {
    const page = await open(ada);
    const complaints = complaintsOf(page);
    const choice = question(page, 1);
    await choice.waitFor();
    expect(await page.getByRole('article').count()).toBe(11);
    expect(await choice.getByText("Student's answer").isVisible()).toBe(true);
    expect(await choice.getByLabel('Points, of 2').inputValue()).toBe('2');
    const essay = question(page, 10);
    expect(await essay.locator('strong').textContent()).toBe('tired');
    expect(await essay.locator('[onerror]').count()).toBe(0);
    // What wants to lie over the page stays in its box, and the points can be reached.
    const points = essay.getByLabel('Points, of 5');
    await points.click();
    await points.fill('4');
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('is done by keyboard, changes the score, and goes on to who waits', async () => {
    const page = await open(ada);
    await page.getByRole('link', { name: 'Question 10', exact: true }).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.closest('article')?.textContent))
      .toContain('Why do leaves fall?');
    await question(page, 10).getByLabel('Points, of 5').focus();
    await page.keyboard.type('3,5');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Good.\n<i>More</i> on hormones?');
    await page.getByText('Not saved yet').waitFor();
    expect(await page.locator('.grade-sum').textContent()).toBe('2 → 5.5 / 22');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Saved. 1 other student to grade').waitFor();
    expect(await page.locator('.grade-sum').textContent()).toBe('5.5 / 22');
    expect(await attemptOf(ada)).toMatchObject({ score: 5.5, workflow_state: 'pending_review' });
    await question(page, 11).getByLabel('Points, of 3').fill('1');
    await page.getByLabel('Points beside the questions').fill('0.5');
    await page.getByRole('button', { name: 'Save, next to grade' }).click();
    await page.waitForURL(new RegExp(`${pathOf(grace)}$`));
    await page.getByRole('heading', { level: 1, name: 'Grace Hopper' }).waitFor();
    await page.getByText('Nobody else waits').waitFor();
    expect(await attemptOf(ada)).toMatchObject({ score: 7, fudge_points: 0.5, workflow_state: 'complete' });
    await page.getByRole('link', { name: 'Next student' }).click();
    await page.getByRole('heading', { level: 1, name: 'Ada Lovelace' }).waitFor();
    expect(await question(page, 10).getByLabel('Comment').inputValue()).toBe(
      'Good.\n<i>More</i> on hormones?',
    );
    await page.context().close();
  });

  test('takes no nonsense, and keeps what was put down when the server cannot be reached', async () => {
    const page = await open(grace);
    const points = question(page, 10).getByLabel('Points, of 5');
    await points.fill('a lot');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('alert').getByText('no number of points').waitFor();
    expect(await points.evaluate((element) => element === document.activeElement)).toBe(true);
    await points.fill('2');
    await page.context().setOffline(true);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('alert').getByText('could not be reached').waitFor();
    expect(await points.inputValue()).toBe('2');
    await page.context().setOffline(false);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Saved.').waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
    expect((await attemptOf(grace)).score).toBe(4);
    await page.context().close();
  });

  test('shows each attempt at an address of its own, and one under way as such', async () => {
    await exam.call('POST', `${exam.path}/taking`, {}, grace.token);
    const page = await open(grace);
    await page.getByText('This attempt is still under way').waitFor();
    await page.getByRole('link', { name: /^Attempt 1/ }).click();
    await question(page, 10).waitFor();
    expect(page.url()).toContain('attempt=1');
    expect(await question(page, 10).getByText('Frost.').isVisible()).toBe(true);
    expect(await page.getByRole('link', { name: 'Log', exact: true }).getAttribute('href')).toMatch(
      /\/log\?attempt=1$/,
    );
    await page.context().close();
  });

  test.each([
    ['on a desk', {}],
    ['in the dark', { colorScheme: 'dark' }],
    ['on a phone', { viewport: { width: 360, height: 740 } }],
    ['at 320 pixels', { viewport: { width: 320, height: 640 } }],
  ])('%s has nothing that axe finds, and never scrolls sideways', async (_, options) => {
    const page = await open(ada, options);
    await question(page, 11).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
    await page.context().close();
  });

  test('is not for students', async () => {
    const page = await open(ada, {}, ada);
    await page.getByRole('heading', { name: 'You may not see this' }).waitFor();
    await page.context().close();
  });
});
