// The class in a real browser: every attempt of a quiz as a row, sorted, searched, compared and taken home as a file.

import { readFile } from 'node:fs/promises';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, startChromium } from '../../capture/test/support/chromium.ts';
import { type Exam, examQuestions, type Person, startExam } from './support/exam.ts';
import { axeFindings, complaintsOf, signedIn } from './support/people.ts';

const formula = '=HYPERLINK("http://x","Bobby")<img src=x onerror=alert(1)>';

describe.skipIf(chromiumPath === undefined)('the attempts of a class', () => {
  let browser: Browser;
  let exam: Exam;
  let asTeacher: BrowserContext;
  let ada: Person;
  beforeAll(async () => {
    browser = await startChromium();
    exam = await startExam({}, examQuestions.slice(0, 3));
    asTeacher = await signedIn(browser, exam.server.url, exam.teacher.token);
  });
  afterAll(async () => {
    await browser.close();
    await exam[Symbol.asyncDispose]();
  });

  /** Begins the quiz and tells of it: away so long, in milliseconds, some events of which never arrive. */
  async function takes(name: string, awayMs: number, lost: number): Promise<Person> {
    const student = await exam.student(name);
    const begun = await exam.call('POST', `${exam.path}/submissions`, {}, student.token);
    const [{ id }] = begun.quiz_submissions;
    const told = (sequence: number, elapsed_ms: number, event_type: string, event_data?: unknown) => ({
      ...{ event_type, event_data, sequence, elapsed_ms, session: 'tab' },
    });
    await exam.call(
      'POST',
      `${exam.path}/submissions/${id}/events`,
      {
        page_session: { id: 'tab', elapsed_ms: 0, clock_since_ms: 0, sequence: 3 + lost },
        quiz_submission_events: [
          told(0, 0, 'session_started', { user_agent: '=1+1' }),
          told(1, 0, 'page_blurred', { hidden: true }),
          told(2, awayMs, 'page_focused', { away_ms: awayMs, hidden_ms: awayMs }),
          told(3, awayMs, 'question_flagged', { flagged: true, questionId: '1' }),
        ],
      },
      student.token,
    );
    return student;
  }

  const open = async (query = '', context = asTeacher): Promise<Page> => {
    const page = await context.newPage();
    await page.goto(`${exam.path}/attempts${query}`);
    return page;
  };
  const namesIn = (page: Page) => page.locator('tbody th').allInnerTexts();

  test('say so when nobody has begun', async () => {
    const page = await open();
    await page.getByText('Nobody has begun this quiz yet.').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.close();
  });

  describe('that has begun', () => {
    beforeAll(async () => {
      ada = await takes('Ada Lovelace', 0, 0);
      await takes('Grace Hopper', 0, 2);
      await takes(formula, 0, 1);
    });

    test.each(['light', 'dark'] as const)(
      'are one row each, readable by everybody, %s',
      async (colorScheme) => {
        const context = await signedIn(browser, exam.server.url, exam.teacher.token, { colorScheme });
        const page = await context.newPage();
        const complaints = complaintsOf(page);
        await page.goto(`${exam.path}/attempts`);
        await page.getByRole('link', { name: 'Ada Lovelace' }).waitFor();
        expect(await page.title()).toBe('Attempts · Quizwire');
        expect((await namesIn(page)).toSorted()).toEqual(
          [formula, 'Ada Lovelace', 'Grace Hopper'].toSorted(),
        );
        expect(await page.getByText('3 attempts · 3 students · 3 at work').count()).toBe(1);
        expect(await axeFindings(page)).toEqual([]);
        expect(complaints).toEqual([]);
        await context.close();
      },
    );

    test('are sorted and searched by keyboard, and the address says how', async () => {
      const page = await open();
      const head = page.getByRole('button', { name: /^Events missing/ });
      await head.focus();
      await page.keyboard.press('Enter');
      await page.keyboard.press('Enter');
      await expect.poll(() => namesIn(page)).toEqual(['Grace Hopper', formula, 'Ada Lovelace']);
      await page.getByLabel('Student').fill('e');
      await page.getByLabel('Student').pressSequentially(' hop');
      await expect.poll(() => namesIn(page)).toEqual(['Grace Hopper']);
      const { search } = new URL(page.url());
      expect(Object.fromEntries(new URLSearchParams(search))).toEqual({
        ...{ sort: 'missing', order: 'desc', search: 'e hop' },
      });
      const again = await open(search);
      await again.getByRole('link', { name: 'Grace Hopper' }).waitFor();
      expect(await namesIn(again)).toEqual(['Grace Hopper']);
      await again.getByLabel('Student').fill('nobody');
      await again.getByText('No attempt fits.').waitFor();
      await Promise.all([page.close(), again.close()]);
    });

    test('have the median below the heads, and show the time on one question', async () => {
      const page = await open();
      await page.getByRole('columnheader', { name: /^Events missing.*median 1$/ }).waitFor();
      await page.getByLabel('Time on').selectOption({ label: 'Q2 · True or false' });
      await page.getByRole('columnheader', { name: /^Time on Q2/ }).waitFor();
      expect(new URL(page.url()).searchParams.get('question')).toMatch(/^\d+$/);
      await page.close();
    });

    test('lead to their logs', async () => {
      const page = await open();
      await page.getByRole('link', { name: 'Ada Lovelace' }).click();
      await page.waitForURL(/\/submissions\/\d+\/log\?attempt=1$/);
      await page.close();
    });

    test('are downloaded as one file, in which nothing runs', async () => {
      const page = await open();
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'Download CSV' }).click(),
      ]);
      expect(file.suggestedFilename()).toBe('Biology - Cells - all events.csv');
      const text = await readFile(await file.path(), 'utf8');
      // Of each the beginning, and the four events of the page.
      expect(text.split('\r\n')).toHaveLength(1 + 3 * 5 + 1);
      expect(text).toContain(`"'=HYPERLINK(""http://x"",""Bobby"")`);
      await page.getByText('The CSV file is in your downloads.').waitFor();
      await page.close();
    });

    test('are not downloaded when somebody stops it', async () => {
      const page = await open();
      let arrived = () => {};
      const asked = new Promise<void>((resolve) => {
        arrived = resolve;
      });
      // It never answers.
      await page.route(`**/api/v1${exam.path}/events`, () => arrived());
      await page.getByRole('button', { name: 'Download NDJSON' }).click();
      await asked;
      await page.getByRole('progressbar', { name: 'Downloading NDJSON' }).waitFor();
      await page.getByRole('button', { name: 'Cancel' }).click();
      await page.getByRole('progressbar').waitFor({ state: 'detached' });
      expect(await page.getByRole('button', { name: 'Download NDJSON' }).isEnabled()).toBe(true);
      expect(await page.getByRole('alert').count()).toBe(0);
      await page.close();
    });

    test('stay when they cannot be read again', async () => {
      const page = await open();
      await page.getByRole('link', { name: 'Ada Lovelace' }).waitFor();
      await page.route(`**/api/v1${exam.path}/attempts?*`, (route) => route.abort());
      await page.getByRole('button', { name: 'Reload' }).click();
      await page.getByRole('alert').getByText('could not be read again').waitFor();
      expect(await namesIn(page)).toHaveLength(3);
      await page.unroute(`**/api/v1${exam.path}/attempts?*`);
      await page.getByRole('button', { name: 'Reload' }).click();
      await page.getByRole('alert').waitFor({ state: 'detached' });
      await page.close();
    });

    test('are said to have broken off when what comes is no answer of ours, and are there when it is again', async () => {
      const page = await open();
      await page.locator('tbody th').first().waitFor();
      // As of a network that asks for a password first.
      await page.route(`**/api/v1${exam.path}/attempts?*`, (route) =>
        route.fulfill({ contentType: 'text/html', body: '<p>Please sign in to the network</p>' }),
      );
      await page.reload();
      await page.getByRole('heading', { name: 'This page broke off' }).waitFor();
      expect(await axeFindings(page)).toEqual([]);
      await page.unroute(`**/api/v1${exam.path}/attempts?*`);
      await page.getByRole('button', { name: 'Load it again' }).click();
      await page.locator('tbody th').first().waitFor();
      await page.close();
    });

    test('fit a phone: nothing but the table is wider than the screen', async () => {
      const context = await signedIn(browser, exam.server.url, exam.teacher.token, {
        viewport: { width: 320, height: 640 },
      });
      const page = await open('', context);
      await page.getByRole('link', { name: 'Ada Lovelace' }).waitFor();
      const wide = await page.evaluate('document.documentElement.scrollWidth');
      expect(wide).toBe(320);
      await context.close();
    });

    test('are not for students, and not there when the course has the log turned off', async () => {
      const asStudent = await signedIn(browser, exam.server.url, ada.token);
      const refused = await open('', asStudent);
      await refused.getByRole('heading', { name: 'You may not see this' }).waitFor();
      const flag = `/courses/${exam.courseId}/features/flags/quiz_log_auditing`;
      await exam.call('PUT', flag, { state: 'off' });
      const page = await open();
      await page.getByRole('heading', { name: 'The log is turned off' }).waitFor();
      expect(await axeFindings(page)).toEqual([]);
      await exam.call('PUT', flag, { state: 'on' });
      await page.getByRole('button', { name: 'Try again' }).click();
      await page.getByRole('link', { name: 'Ada Lovelace' }).waitFor();
      await asStudent.close();
      await page.close();
    });
  });
});
