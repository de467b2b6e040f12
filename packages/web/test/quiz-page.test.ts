// The page of a quiz in a real browser: what it says before, between and after attempts.

import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, startChromium } from '../../capture/test/support/chromium.ts';
import { type Exam, examQuestions, startExam } from './support/exam.ts';
import { axeFindings, complaintsOf, signedIn } from './support/people.ts';

describe.skipIf(chromiumPath === undefined)('the page of a quiz', () => {
  let browser: Browser;
  let exam: Exam;
  let students = 0;
  beforeAll(async () => {
    browser = await startChromium();
    exam = await startExam({
      description: '<p>On <em>cells</em>.</p>',
      access_code: 'open sesame',
      time_limit: 90,
      allowed_attempts: 2,
      due_at: '2031-05-01T12:00:00Z',
    });
  });
  afterAll(async () => {
    await exam[Symbol.asyncDispose]();
    await browser.close();
  });
  const set = (quiz: object) => exam.call('PUT', exam.path, { quiz });

  async function open(token: string, options: BrowserContextOptions = {}): Promise<Page> {
    const context = await signedIn(browser, exam.server.url, token, options);
    const page = await context.newPage();
    await page.goto(exam.path);
    await page.getByRole('heading', { level: 1 }).waitFor();
    return page;
  }
  const newStudent = () => exam.student(`Student ${++students}`);

  /** An attempt from its beginning to its end, without a page. */
  async function takeIt(token: string): Promise<void> {
    const body = { access_code: 'open sesame' };
    const { attempt } = await exam.call('POST', `${exam.path}/taking`, body, token);
    const { quiz_submission_id: id, attempt: number, validation_token } = attempt;
    await exam.call(
      'POST',
      `${exam.path}/submissions/${id}/complete`,
      { ...body, attempt: number, validation_token },
      token,
    );
  }

  test('says what it is, and what is recorded, before anything begins', async () => {
    const page = await open((await newStudent()).token, { timezoneId: 'Europe/Berlin', locale: 'en-US' });
    const complaints = complaintsOf(page);
    await page.locator('.facts').waitFor();
    const facts = await page.locator('.facts > div').allInnerTexts();
    const points = examQuestions.reduce((sum, { points_possible = 0 }) => sum + points_possible, 0);
    expect(facts.map((fact) => fact.replaceAll(/\s+/g, ' '))).toEqual([
      `Questions ${examQuestions.length - 1}`,
      `Points ${points}`,
      'Time 1 hour 30 minutes',
      'Attempts 2',
      'Due May 1, 2031, 2:00 PM',
    ]);
    expect(await page.locator('.prose').innerHTML()).toBe('<p>On <em>cells</em>.</p>');
    await page.getByText('When you leave it for another window or tab').waitFor();
    await page.getByText('Times are in your time zone, Europe/Berlin.').waitFor();
    expect(await page.title()).toBe('Cells · Biology');
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('tells times as the reader is used to', async () => {
    const page = await open((await newStudent()).token, { timezoneId: 'Asia/Tokyo', locale: 'de-DE' });
    await page.getByText('May 1, 2031, 21:00').waitFor();
    await page.context().close();
  });

  test.each([
    ['on a desk', {}],
    ['in the dark', { colorScheme: 'dark' }],
    ['on a phone', { viewport: { width: 360, height: 740 } }],
  ] as const)('%s has nothing that axe finds, and never scrolls sideways', async (_, options) => {
    const { token } = await newStudent();
    await takeIt(token);
    const page = await open(token, options);
    await page.getByRole('heading', { name: 'Your attempts' }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
    await page.context().close();
  });

  test('asks for the access code until it is right, then begins', async () => {
    const page = await open((await newStudent()).token);
    const code = page.getByLabel('Access code');
    await code.fill('sesame');
    await page.getByRole('button', { name: 'Start the quiz' }).click();
    await page.getByRole('alert').filter({ hasText: 'This is not the access code.' }).waitFor();
    expect(await code.getAttribute('aria-invalid')).toBe('true');
    expect(await code.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(await axeFindings(page)).toEqual([]);
    await code.fill('open sesame');
    await page.keyboard.press('Enter');
    await page.waitForURL(`${exam.server.url}${exam.path}/take`);

    await page.goto(exam.path);
    await page.getByRole('heading', { name: 'You are taking this quiz' }).waitFor();
    expect(await page.getByRole('link', { name: 'Go on' }).getAttribute('href')).toBe(`${exam.path}/take`);
    await page.context().close();
  });

  test('counts attempts down, and shows those that are over, newest first', async () => {
    const { token } = await newStudent();
    await takeIt(token);
    const page = await open(token);
    await page.getByText('This is your last attempt.').waitFor();
    await page.getByRole('button', { name: 'Take the quiz again' }).waitFor();
    await takeIt(token);
    await page.reload();
    await page.getByText('2 attempts, none left').waitFor();
    expect(await page.locator('form').count()).toBe(0);
    expect(await page.getByRole('heading', { level: 3 }).allInnerTexts()).toEqual(['Attempt 2', 'Attempt 1']);
    const first = page.getByRole('link', { name: 'Results of attempt 1' });
    expect(await first.getAttribute('href')).toBe(`${exam.path}/results?attempt=1`);
    await page.context().close();
  });

  test('is a preview for who edits the quiz, without a code', async () => {
    const page = await open(exam.teacher.token);
    await page.getByRole('button', { name: 'Preview the quiz' }).click();
    await page.waitForURL(`${exam.server.url}${exam.path}/take?preview=true`);
    await page.context().close();
  });

  test('lets HTML of others neither run a script nor lie over the page', async () => {
    const context = await signedIn(browser, exam.server.url, (await newStudent()).token);
    const page = await context.newPage();
    const complaints = complaintsOf(page);
    await page.route(`**${exam.path}/taking`, async (route) => {
      const response = await route.fetch();
      const json = await response.json();
      json.quiz.description =
        '<img src="x:" onerror="document.title=\'run\'"><svg onload="document.title=\'run\'"></svg>' +
        '<p style="position:fixed;inset:0;z-index:99;background:red">over</p>';
      await route.fulfill({ response, json });
    });
    await page.goto(exam.path);
    await page.getByLabel('Access code').fill('open sesame');
    await page.getByRole('button', { name: 'Start the quiz' }).click({ trial: true });
    expect(complaints.filter((text) => text.includes('inline event handler')).length).toBeGreaterThan(0);
    expect(await page.title()).toBe('Cells · Biology');
    await context.close();
  });

  describe('that cannot be taken', () => {
    afterEach(() => set({ unlock_at: null, lock_at: null }));

    test.each([
      [{ unlock_at: '2031-01-01T08:00:00Z' }, 'It opens Jan 1, 2031, 8:00 AM.'],
      [{ lock_at: '2025-01-01T08:00:00Z' }, 'It closed Jan 1, 2025, 8:00 AM.'],
    ])('with %j says when', async (dates, words) => {
      await set(dates);
      const page = await open((await newStudent()).token, { timezoneId: 'UTC', locale: 'en-US' });
      await page.getByRole('status').filter({ hasText: words }).waitFor();
      expect(await page.locator('form').count()).toBe(0);
      await page.context().close();
    });
  });

  test('that there is not, or that is not for one, says so', async () => {
    const page = await open((await newStudent()).token);
    await page.goto(`${exam.path}99`);
    await page.getByRole('heading', { name: 'There is no such page' }).waitFor();
    const { id } = await exam.call('POST', '/accounts/self/courses', {
      course: { name: 'Other' },
      offer: true,
    });
    const quiz = await exam.call('POST', `/courses/${id}/quizzes`, { quiz: { title: 'Other' } });
    await page.goto(`/courses/${id}/quizzes/${quiz.id}`);
    await page.getByRole('heading', { name: 'You may not see this' }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.context().close();
  });

  test('without a connection says so, and tries again when asked', async () => {
    const context = await signedIn(browser, exam.server.url, (await newStudent()).token);
    const page = await context.newPage();
    await page.route('**/api/v1/**', (route) => route.abort());
    await page.goto(exam.path);
    await page.getByRole('heading', { name: 'No connection' }).waitFor();
    await page.unroute('**/api/v1/**');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('heading', { name: 'Cells', level: 1 }).waitFor();
    await context.close();
  });
});
