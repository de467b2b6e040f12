// The report of an attempt in a real browser: what is in it, how it prints, and who may read it.

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, startChromium } from '../../capture/test/support/chromium.ts';
import { type Exam, type Person, startExam } from './support/exam.ts';
import { type LoggedAttempt, takeAndLog } from './support/logged-attempt.ts';
import { axeFindings, complaintsOf, signedIn } from './support/people.ts';
import { textOf } from './support/text-of.ts';

describe.skipIf(chromiumPath === undefined)('the report of an attempt', () => {
  let browser: Browser;
  let exam: Exam;
  let student: Person;
  let logged: LoggedAttempt;
  beforeAll(async () => {
    browser = await startChromium();
    exam = await startExam();
    student = await exam.student('Ada Lovelace');
    logged = await takeAndLog(exam, student);
  });
  afterAll(async () => {
    await exam[Symbol.asyncDispose]();
    await browser.close();
  });

  async function open({ token }: Person, options: object = {}): Promise<Page> {
    const context = await signedIn(browser, exam.server.url, token, { timezoneId: 'Asia/Tokyo', ...options });
    const page = await context.newPage();
    await page.goto(`${exam.path}/submissions/${logged.quizSubmissionId}/report?attempt=1`);
    return page;
  }

  test('has its parts, with times in the zone and UTC', async () => {
    const page = await open(exam.teacher);
    const complaints = complaintsOf(page);
    await page.getByRole('heading', { name: 'Ada Lovelace', level: 1 }).waitFor();
    expect(await page.title()).toBe('Report - Ada Lovelace - Cells - attempt 1');
    expect(await page.getByRole('heading', { level: 2 }).allInnerTexts()).toEqual([
      'To know before reading',
      'What this record can and cannot prove',
      'Absences',
      'Page loads and gaps',
      'Devices and addresses',
      'Answers over time',
      'All actions',
      'What each line can and cannot mean',
    ]);
    const actions = page.getByRole('region', { name: 'All actions' }).getByRole('table');
    expect(await actions.getByRole('columnheader').allInnerTexts()).toEqual([
      'Since start',
      'Time in Asia/Tokyo',
      'UTC',
      'What happened',
      'Source',
    ]);
    expect(await textOf(actions.getByRole('row').filter({ hasText: 'The attempt began' }))).toContain(
      'Server saw',
    );
    const gaps = page.getByRole('region', { name: 'Page loads' });
    expect(await gaps.getByRole('cell', { name: '2 (numbers 5–6)' }).count()).toBe(1);
    const absences = page.getByRole('region', { name: 'Absences' });
    expect(await textOf(absences)).toContain('nothing tells of the return');
    expect(await page.getByText(/can also be a screen that locked itself/).count()).toBe(1);
    expect(await page.getByText('Last answer: The mitochondrion').count()).toBe(1);
    expect(complaints).toEqual([]);
    expect(await axeFindings(page)).toEqual([]);

    await page.getByLabel('Times in').selectOption('UTC');
    await expect.poll(() => actions.getByRole('columnheader').count()).toBe(4);
    await page.context().close();
  });

  test('prints without what is around it, and without half a line', async () => {
    const page = await open(exam.teacher);
    await page.getByRole('heading', { name: 'All actions' }).waitFor();
    await page.emulateMedia({ media: 'print' });
    for (const name of ['banner', 'navigation', 'button', 'combobox'] as const) {
      for (const one of await page.getByRole(name).all()) expect(await one.isVisible()).toBe(false);
    }
    const styles = await page
      .locator('.report-table')
      .last()
      .evaluate((table) => ({
        head: getComputedStyle(table.querySelector('thead') ?? table).display,
        row: getComputedStyle(table.querySelector('tbody tr') ?? table).breakInside,
      }));
    expect(styles).toEqual({ head: 'table-header-group', row: 'avoid' });
    // The pages of a PDF: few for a short attempt, and more than one, so that it was not cut off.
    const pdf = (await page.pdf({ format: 'A4' })).toString('latin1');
    expect(pdf.match(/\/Type\s*\/Page\b/g)?.length).toBeGreaterThan(1);
    await page.context().close();
  });

  test('is not for its student unless the course allows it', async () => {
    const page = await open(student);
    await page.getByRole('heading', { name: 'This report is not open to you' }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.context().close();
  });

  test('is for its student where the course allows it', async () => {
    const allow = (allowed: boolean) =>
      exam.call('PUT', `/courses/${exam.courseId}/settings`, { students_can_read_own_attempt_log: allowed });
    await allow(true);
    const page = await open(student);
    await page.goto(`${exam.path}/results?attempt=1`);
    await page.getByRole('link', { name: 'What was recorded of this attempt' }).click();
    await page.getByRole('heading', { name: 'Ada Lovelace', level: 1 }).waitFor();
    await page.getByRole('heading', { name: 'All actions' }).waitFor();
    // Nothing that leads to pages of staff.
    expect(await page.getByRole('link', { name: /timeline|attempts|gradebook/i }).count()).toBe(0);
    expect(await page.getByText('Last answer: The mitochondrion').count()).toBe(1);
    await page.context().close();
    await allow(false);
  });

  test('says so when the course has the log turned off', async () => {
    const flag = `/courses/${exam.courseId}/features/flags/quiz_log_auditing`;
    await exam.call('PUT', flag, { state: 'off' });
    const page = await open(exam.teacher);
    await page.getByRole('heading', { name: 'The log is turned off' }).waitFor();
    await exam.call('PUT', flag, { state: 'on' });
    await page.context().close();
  });

  test.each([{ colorScheme: 'dark', viewport: { width: 320, height: 700 } }])('fits %o', async (options) => {
    const page = await open(exam.teacher, options);
    await page.getByRole('heading', { name: 'All actions' }).waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
    expect(await axeFindings(page)).toEqual([]);
    await page.context().close();
  });
});
