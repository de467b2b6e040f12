// The log of an attempt as its teacher reads it: the picture, the list, and that nothing a student wrote does anything.

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, startChromium } from '../../capture/test/support/chromium.ts';
import { type Exam, type Person, startExam } from './support/exam.ts';
import { type LoggedAttempt, takeAndLog } from './support/logged-attempt.ts';
import { axeFindings, complaintsOf, signedIn } from './support/people.ts';
import { textOf } from './support/text-of.ts';

describe.skipIf(chromiumPath === undefined)('the log of an attempt', () => {
  let browser: Browser;
  let exam: Exam;
  let student: Person;
  let logged: LoggedAttempt;
  beforeAll(async () => {
    browser = await startChromium();
    exam = await startExam({ allowed_attempts: 2, time_limit: 30 });
    student = await exam.student('<b>Ada</b> Lovelace');
    logged = await takeAndLog(exam, student);
    const told = (event_type: string, event_data: unknown) => ({ event_type, event_data });
    await exam.call(
      'POST',
      `${exam.path}/submissions/${logged.quizSubmissionId}/events`,
      {
        quiz_submission_events: [
          told('<img src=x onerror=alert(1)>', { note: '<script>alert(1)</script>' }),
          told('submission_created', {
            quiz_data: [{ id: 1, question_text: '<img src=x onerror=alert(1)>' }],
          }),
          told('question_answered', { answer: '42' }),
        ],
      },
      student.token,
    );
  });
  afterAll(async () => {
    await exam[Symbol.asyncDispose]();
    await browser.close();
  });

  async function open(query = '', options: object = {}, path = logged.path): Promise<Page> {
    const context = await signedIn(browser, exam.server.url, exam.teacher.token, {
      viewport: { width: 1440, height: 1000 },
      timezoneId: 'Europe/Berlin',
      ...options,
    });
    const page = await context.newPage();
    await page.goto(path + query);
    await page.getByRole('heading', { name: 'What happened' }).waitFor();
    return page;
  }
  const rows = (page: Page) => page.getByRole('table', { name: 'Events' }).locator('tbody tr');
  const status = (page: Page) => page.locator('.actions-count [role=status]');
  const close = (page: Page) => page.context().close();

  test('says whose it is, when, how it went and what is missing', async () => {
    const page = await open();
    const complaints = complaintsOf(page);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('<b>Ada</b> Lovelace');
    const facts = await textOf(page.locator('.log-facts'));
    expect(facts).toMatch(
      /^Attempt 1 Started \w+ \d+, \d{4}, .* Handed in .* Time up .* Score .* of 22, partly graded/,
    );
    expect(facts).toMatch(/Away 2 times.* Never arrived 2 events$/);
    const notes = await textOf(page.getByRole('list', { name: 'To know before reading' }));
    expect(notes).toContain('2 events were recorded on the page and never arrived here.');
    expect(notes).toContain('All events came from node, from the address 127.0.0.1.');
    expect(await page.title()).toBe('Log of <b>Ada</b> Lovelace · Cells · Quizwire');
    expect(complaints).toEqual([]);
    await close(page);
  });

  test('has a lane for each question and for what is around them', async () => {
    const page = await open();
    const names = await page.getByRole('list', { name: 'Lanes' }).getByRole('listitem').allInnerTexts();
    const lanes = names.map((name) => name.replaceAll(/\s+/g, ' ').trim());
    expect(lanes.slice(0, 7)).toEqual(['Page', 'Focus', 'Network', 'Server', 'Staff', 'Missing', 'Other']);
    expect(lanes.slice(7).map((name) => name.replace(/^Question /, ''))).toEqual([
      ...[
        '1 Multiple choice',
        '2 True or false',
        '3 Short answer',
        '4 Fill in multiple blanks',
        '5 Multiple answers',
      ],
      ...[
        '6 Multiple dropdowns',
        '7 Matching',
        '8 Numerical answer',
        '9 Formula',
        '10 Essay',
        '11 File upload',
      ],
      '– Text',
    ]);
    // Something is drawn: not all pixels are the same.
    const colours = await page.locator('.timeline-plot canvas').evaluate((canvas: HTMLCanvasElement) => {
      const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
      return new Set(new Uint32Array(new Uint8Array(pixels).buffer)).size;
    });
    expect(colours).toBeGreaterThan(10);
    await close(page);
  });

  test('lists what happened in its order, in words that link to the questions', async () => {
    const page = await open();
    // By its link: the text goes on with the time, and "#1" with one that begins with 0.
    const link = page.getByRole('link', { name: '#10', exact: true });
    const answered = rows(page).filter({ hasText: 'Saved an answer to', has: link });
    expect(await textOf(answered.first())).toMatch(
      /^0:\d\d Saved an answer to #10 \d\d:\d\d:\d\d\.\d{3} \d\d:\d\d:\d\d\.\d{3} Server saw exact$/,
    );
    expect(await textOf(rows(page).filter({ hasText: 'Left the page' }).first())).toMatch(
      /Left the page, which was out of sight, away for 0\.0 s · Can also be a screen that locked itself.* Page says ± /,
    );
    await answered.first().getByRole('link', { name: '#10' }).click();
    await page.waitForURL(new RegExp(`/log/questions/${logged.questionIds.essay_question}`));
    await page.goBack();
    await status(page).waitFor();
    await close(page);
  });

  test('shows the words of students and of unknown types as they are, and does nothing with them', async () => {
    const page = await open('?search=onerror');
    await expect.poll(() => textOf(status(page))).toMatch(/^2 of \d+ events$/);
    expect(await textOf(rows(page).last())).toMatch(/submission_created \{"quiz_data".*Page says/);
    await rows(page).first().getByRole('button').click();
    await page.getByText('Data as it came').click();
    expect(await page.locator('.event-data').textContent()).toContain('"note": "<script>alert(1)</script>"');
    expect(await page.locator('img').count()).toBe(0);
    await close(page);
  });

  test('is filtered by type, question, source and words, all of it in the address', async () => {
    const page = await open();
    await page.getByLabel('Source').selectOption({ label: 'Page says' });
    await page.getByLabel('Type').selectOption('page_blurred');
    await expect.poll(() => textOf(status(page))).toMatch(/^2 of \d+ events$/);
    expect(new URL(page.url()).search).toBe('?sources=page&types=page_blurred');
    await page.reload();
    await expect.poll(() => textOf(status(page))).toMatch(/^2 of \d+ events$/);
    await page.getByRole('button', { name: 'Show all' }).click();
    await page
      .getByLabel('Question', { exact: true })
      .selectOption(String(logged.questionIds.essay_question));
    await page.getByLabel('Search').fill('flagged');
    await expect.poll(() => rows(page).count()).toBe(1);
    expect(await textOf(rows(page))).toContain('Flagged #10');
    await page.getByLabel('Search').fill('nothing like this');
    await page.getByText('No event is like that.').waitFor();
    await close(page);
  });

  test('by keyboard goes from event to event, selects one, and keeps it in the address', async () => {
    const page = await open();
    const picture = page.getByRole('listbox', { name: /Events of the attempt in time/ });
    await picture.focus();
    await page.keyboard.press('Home');
    const marked = picture.getByRole('option');
    const first = await marked.getAttribute('aria-label');
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => marked.getAttribute('aria-label')).not.toBe(first);
    await page.keyboard.press('End');
    const last = await marked.getAttribute('aria-posinset');
    expect(last).toBe(await marked.getAttribute('aria-setsize'));
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await page.waitForURL(/event=\d+/);
    const eventId = new URL(page.url()).searchParams.get('event');
    const details = page.getByRole('complementary', { name: 'Selected event' });
    expect(await textOf(details)).toContain(`Id ${eventId}`);
    // In both: the line is in view, and marked.
    await page.locator('tr.action-selected').getByRole('button', { pressed: true }).waitFor();
    expect(await marked.getAttribute('aria-selected')).toBe('true');
    const shared = page.url();
    // In the list the arrow keys go from line to line, and pressing one again takes the selection away.
    await page.locator('tr.action-selected').getByRole('button').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.searchParams.get('event') !== eventId);
    await page.keyboard.press('Enter');
    await details.waitFor({ state: 'detached' });
    await page.goBack();
    await page.getByRole('button', { name: 'Close' }).click();
    await page.waitForURL((url) => !url.searchParams.has('event'));
    await page.goto(shared);
    await page.locator('tr.action-selected').waitFor();
    await close(page);
  });

  test('zooms by buttons, wheel and keys, and the list follows', async () => {
    const page = await open();
    const whole = page.getByRole('button', { name: 'Whole attempt' });
    expect(await whole.getAttribute('aria-disabled')).toBe('true');
    await page.getByRole('button', { name: 'Zoom in' }).click();
    const picture = page.getByRole('listbox');
    await picture.hover({ position: { x: 100, y: 100 } });
    await page.keyboard.down('Control');
    await page.mouse.wheel(0, -100);
    await page.keyboard.up('Control');
    await page.waitForURL(/from=.*to=/);
    await page.getByText('in the part shown above').waitFor();
    await whole.click();
    await page.waitForURL((url) => !url.searchParams.has('from'));
    await expect.poll(() => textOf(status(page))).toMatch(/^All \d+ events$/);
    await close(page);
  });

  test('of an attempt that there is not is that of the newest', async () => {
    const page = await open('?attempt=7');
    expect(await textOf(page.locator('.log-facts'))).toMatch(/^Attempt 1 /);
    await close(page);
  });

  test.each([
    ['on a desk', {}],
    ['in the dark', { colorScheme: 'dark' }],
    ['on a phone', { viewport: { width: 320, height: 640 } }],
  ])('%s has nothing that axe finds, and never scrolls sideways', async (_, options) => {
    const page = await open('', options);
    await rows(page).first().getByRole('button').click();
    await page.getByRole('complementary', { name: 'Selected event' }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
    await close(page);
  });

  test('is for nobody without the right, and says so where the course has it off', async () => {
    const other = await signedIn(browser, exam.server.url, student.token);
    const theirs = await other.newPage();
    await theirs.goto(logged.path);
    await theirs.getByRole('heading', { name: 'You may not see this' }).waitFor();
    expect(await axeFindings(theirs)).toEqual([]);
    await other.close();

    const flag = `/courses/${exam.courseId}/features/flags/quiz_log_auditing`;
    await exam.call('PUT', flag, { state: 'off' });
    const context = await signedIn(browser, exam.server.url, exam.teacher.token);
    const page = await context.newPage();
    await page.goto(logged.path);
    await page.getByRole('heading', { name: 'The log is turned off' }).waitFor();
    await exam.call('PUT', flag, { state: 'on' });
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('heading', { name: 'What happened' }).waitFor();
    await context.close();
  });
});
