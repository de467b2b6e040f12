// The live view in a real browser: it fills and moves by itself, stays still otherwise, extends attempts, and is only for who
// may do that.

import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, startChromium } from '../../capture/test/support/chromium.ts';
import { type Exam, type Person, startExam } from './support/exam.ts';
import { axeFindings, complaintsOf, signedIn } from './support/people.ts';

describe.skipIf(chromiumPath === undefined)('the live view', () => {
  let browser: Browser;
  let exam: Exam;
  let ada: Person;
  let grace: Person;
  beforeAll(async () => {
    [browser, exam] = await Promise.all([
      startChromium(),
      startExam({ time_limit: 30, allowed_attempts: 2 }),
    ]);
    ada = await exam.student('Ada Lovelace');
    grace = await exam.student('<b>Grace</b> Hopper');
  });
  afterAll(async () => {
    await browser.close();
    await exam[Symbol.asyncDispose]();
  });

  async function opened(person: Person, options: BrowserContextOptions = {}, query = ''): Promise<Page> {
    const context = await signedIn(browser, exam.server.url, person.token, options);
    const page = await context.newPage();
    await page.goto(`${exam.path}/live${query}`);
    return page;
  }

  interface Begun {
    id: number;
    attempt: number;
    validation_token: string;
  }
  const begin = async ({ token }: Person): Promise<Begun> => {
    const { quiz_submissions } = await exam.call('POST', `${exam.path}/submissions`, {}, token);
    return quiz_submissions[0];
  };
  const report = async ({ token }: Person, { id }: Begun, events: object[]): Promise<void> => {
    const body = { quiz_submission_events: events };
    await exam.call('POST', `${exam.path}/submissions/${id}/events`, body, token);
  };
  const rowOf = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name });

  test('fills as students begin, follows them, extends an attempt, and tells of its end', async () => {
    const page = await opened(exam.teacher);
    const complaints = complaintsOf(page);
    await page.getByText('Nobody has begun this quiz yet.').waitFor();
    expect(await axeFindings(page)).toEqual([]);

    const attempt = await begin(ada);
    await begin(grace);
    const row = rowOf(page, 'Ada Lovelace');
    await row.getByText(/^(30:00|29:\d\d) left$/).waitFor();
    await rowOf(page, '<b>Grace</b> Hopper').waitFor();
    await expect
      .poll(() => page.locator('dl').textContent())
      .toBe('At work2Away0Quiet0Finished0To be graded0');

    await report(ada, attempt, [{ event_type: 'page_blurred', event_data: null }]);
    await row.getByText('Away for under a minute').waitFor();
    await report(ada, attempt, [{ event_type: 'page_focused', event_data: null }]);
    await row.getByText('In view').waitFor();
    expect(await axeFindings(page)).toEqual([]);

    // By keyboard alone.
    await row.getByRole('button', { name: 'Extend… Ada Lovelace' }).focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Extend Ada Lovelace' });
    await dialog.getByLabel('Minutes to add').fill('45');
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.getByText('Ada Lovelace: the attempt ends 45 minutes later.').waitFor();
    await row.getByText(/^1:1\d:\d\d left$/).waitFor();
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Extend… Ada Lovelace');

    await exam.call('POST', `${exam.path}/submissions/${attempt.id}/complete`, attempt, ada.token);
    await row.getByText('Finished').waitFor();
    const log = row.getByRole('link', { name: 'Log of Ada Lovelace' });
    expect(await log.getAttribute('href')).toBe(`${exam.path}/submissions/${attempt.id}/log?attempt=1`);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('is sorted, searched and narrowed down by its address', async () => {
    const page = await opened(exam.teacher, { colorScheme: 'dark' });
    await rowOf(page, 'Ada Lovelace').waitFor();
    const names = () => page.getByRole('rowheader').allInnerTexts();
    expect(await names()).toEqual(['<b>Grace</b> Hopper', 'Ada Lovelace']);
    await page.getByRole('button', { name: 'Student' }).click();
    expect(await names()).toEqual(['<b>Grace</b> Hopper', 'Ada Lovelace'].toReversed());
    await page.getByLabel('Show').selectOption('At work');
    await expect.poll(names).toEqual(['<b>Grace</b> Hopper']);
    await page.getByLabel('Show').selectOption('Everybody');
    await page.getByLabel('Student', { exact: true }).fill('love');
    await expect.poll(names).toEqual(['Ada Lovelace']);
    const query = new URL(page.url()).searchParams;
    expect(Object.fromEntries(query)).toEqual({ sort: 'name', order: 'desc', search: 'love' });
    await page.reload();
    await rowOf(page, 'Ada Lovelace').waitFor();
    expect(await names()).toEqual(['Ada Lovelace']);
    expect(await axeFindings(page)).toEqual([]);
    await page.context().close();
  });

  test('fits a phone: nothing but the table is wider than the screen', async () => {
    const page = await opened(exam.teacher, { viewport: { width: 320, height: 640 } });
    await rowOf(page, 'Ada Lovelace').waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
    await page.context().close();
  });

  test('leads to the sign-in page when it is refused because the session has ended', async () => {
    const context = await signedIn(browser, exam.server.url, exam.teacher.token);
    const page = await context.newPage();
    await page.route(`**/api/v1${exam.path}/live`, async (route) => {
      await context.clearCookies();
      await route.continue();
    });
    await page.goto(`${exam.path}/live`);
    await page.waitForURL(/\/login\?return_to=/);
    await context.close();
  });

  test('is for nobody who may not extend attempts', async () => {
    const page = await opened(ada);
    await page.getByRole('heading', { name: 'You may not see this' }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.context().close();
  });
});
