// What was answered in an attempt, in a real browser: question by question, save by save, at a moment, and in files.

import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, startChromium } from '../../capture/test/support/chromium.ts';
import { type Exam, startExam } from './support/exam.ts';
import { type LoggedAttempt, takeAndLog } from './support/logged-attempt.ts';
import { axeFindings, complaintsOf, signedIn } from './support/people.ts';
import { textOf } from './support/text-of.ts';

/** What a page might send in place of an essay: none of it may run, load or lead anywhere. */
const hostile =
  '<img src=x onerror="window.pwned=1"><a href="javascript:window.pwned=1">here</a><script>window.pwned=1</script>' +
  '<svg onload="window.pwned=1"></svg><p style="position:fixed;inset:0">over</p><h1>Leaves</h1>';

describe.skipIf(chromiumPath === undefined)('the answers of an attempt', () => {
  let browser: Browser;
  let exam: Exam;
  let logged: LoggedAttempt;
  beforeAll(async () => {
    browser = await startChromium();
    exam = await startExam();
    const student = await exam.student('Ada Lovelace');
    logged = await takeAndLog(exam, student);
    // In a shape that the server keeps as it is.
    const claim = {
      event_type: 'question_answered',
      event_data: { quiz_question_id: logged.questionIds.essay_question, answer: hostile },
    };
    const path = `${exam.path}/submissions/${logged.quizSubmissionId}/events`;
    await exam.call('POST', path, { quiz_submission_events: [claim] }, student.token);
  });
  afterAll(async () => {
    await exam[Symbol.asyncDispose]();
    await browser.close();
  });

  async function open(view: string, options: object = {}): Promise<Page> {
    const context = await signedIn(browser, exam.server.url, exam.teacher.token, options);
    const page = await context.newPage();
    await page.goto(logged.path + view);
    await page.getByRole('navigation', { name: 'Views of this attempt' }).waitFor();
    return page;
  }

  test('are read by every type of question', async () => {
    const page = await open('/questions');
    const answers = page.getByRole('region', { name: 'Answers over time' });
    for (const [type, text] of [
      ['multiple_choice_question', 'The mitochondrion (chosen)'],
      ['true_false_question', 'True (chosen)'],
      ['short_answer_question', 'rna'],
      ['fill_in_multiple_blanks_question', 'sky: <b>gray</b>'],
      ['multiple_answers_question', 'Spoon (chosen)'],
      ['multiple_dropdowns_question', 'what: light where: nothing'],
      ['matching_question', 'dog'],
      ['numerical_question', '46'],
      ['calculated_question', '6'],
      ['file_upload_question', 'The log has no answer to this question.'],
    ] as const) {
      await page.locator(`a[href*="/questions/${logged.questionIds[type]}"]`).first().click();
      await expect.poll(() => textOf(answers)).toContain(text);
    }
    await page.context().close();
  });

  test('are inert whoever claims them, and can be read as they were written', async () => {
    const page = await open(`/questions/${logged.questionIds.essay_question}`);
    const complaints = complaintsOf(page);
    const steps = page.getByRole('region', { name: 'Answers over time' }).getByRole('listitem');
    const claim = steps.filter({ hasText: 'Page says' });
    expect(await textOf(claim)).toContain('[picture]here [link: javascript:window.pwned=1] over Leaves');
    expect(await claim.locator('.written :is(img, a, script, svg, h1, [style])').count()).toBe(0);
    await claim.getByRole('button', { name: 'HTML source of the answer' }).click();
    expect(await claim.locator('pre').textContent()).toBe(hostile);
    // What the server saw stays the last answer.
    expect(await textOf(steps.filter({ hasText: 'Last answer' }))).toContain('They are tired of it.');
    expect(await page.evaluate(() => 'pwned' in window)).toBe(false);
    expect(complaints).toEqual([]);
    expect(await axeFindings(page)).toEqual([]);
    await page.context().close();
  });

  test('are found from the list of questions, and the way back keeps the event', async () => {
    const page = await open('/questions');
    await page.getByText('Choose a question').waitFor();
    await page.getByRole('link', { name: 'Question 1 Multiple choice, 2 answers' }).press('Enter');
    await page.getByRole('heading', { name: 'Question 1' }).waitFor();
    expect(page.url()).toContain(`/log/questions/${logged.questionIds.multiple_choice_question}`);
    const link = page.getByRole('link', { name: 'In the timeline' }).first();
    const eventId = new URL((await link.getAttribute('href')) ?? '', page.url()).searchParams.get('event');
    await page.goto(`${page.url()}?event=${eventId}`);
    const selected = page.getByRole('listitem').filter({ hasText: 'Selected event' });
    await expect.poll(() => textOf(selected)).toContain('The nucleus (chosen)');
    await page.context().close();
  });

  test('stand in a table that opens its rows, shortens texts and turns round', async () => {
    const page = await open('/answer_matrix');
    const table = page.getByRole('table', { name: 'Answers, event by event' });
    await table.waitFor();
    expect(await textOf(table.getByRole('columnheader').first())).toBe('Saved');
    const first = table.getByRole('row').nth(1);
    expect(await textOf(first)).toContain('The nucleus');
    expect(await textOf(table.getByRole('row').filter({ hasText: 'The mitochondrion' }))).toContain(
      'Last answer',
    );

    await page.getByLabel('Shorten texts').uncheck();
    await first.getByRole('button', { name: /^Whole answers/ }).press('Enter');
    expect(await textOf(first)).toContain('The mitochondrion ● The nucleus (chosen)');
    expect(await axeFindings(page)).toEqual([]);

    await page.getByLabel('Questions as rows').check();
    expect(await textOf(table.getByRole('columnheader').first())).toBe('Question');
    expect(await textOf(table.getByRole('row').nth(1))).toContain('Question 1');
    await page.getByLabel('Expand all').check();
    expect(new URL(page.url()).search).toBe('?truncate=0&invert=1&expanded=all');
    await page.context().close();
  });

  test('are rebuilt as of any moment', async () => {
    const page = await open('/answers');
    const then = page.getByRole('region', { name: 'Answers then' });
    const row = (name: string) =>
      then.getByRole('row').filter({ has: page.getByRole('rowheader', { name }) });
    await expect.poll(() => textOf(row('Question 10'))).toContain('tired');
    expect(await axeFindings(page)).toEqual([]);

    const slider = page.getByRole('slider', { name: /^Answers at/ });
    const moment = () => new URL(page.url()).searchParams.get('at');
    await slider.press('Home');
    await expect.poll(() => textOf(row('Question 1').first())).toContain('Nothing saved yet');
    await expect.poll(moment).not.toBeNull();
    const beginning = moment();
    await page.getByRole('button', { name: 'Next save' }).click();
    await expect.poll(() => textOf(row('Question 1').first())).toContain('The nucleus');
    expect(await textOf(row('Question 2'))).toContain('Nothing saved yet');
    // Whoever is given this address sees the same.
    await expect.poll(moment).not.toBe(beginning);
    await page.reload();
    await expect.poll(() => textOf(row('Question 1').first())).toContain('The nucleus');
    // Dragging moves it more often than a browser takes changes of the address.
    const changes = await slider.evaluate((element: HTMLInputElement) => {
      let count = 0;
      const replaceState = history.replaceState.bind(history);
      history.replaceState = (...given) => {
        count += 1;
        replaceState(...given);
      };
      const { set } = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value') ?? {};
      for (let move = 1; move <= 100; move++) {
        set?.call(element, String(move % 2));
        element.dispatchEvent(new Event('input', { bubbles: true }));
      }
      return count;
    });
    expect(changes).toBeLessThan(10);
    await page.getByRole('button', { name: 'End', exact: true }).click();
    await expect.poll(() => textOf(row('Question 10'))).toContain('tired');
    await page.context().close();
  });

  test('can be taken away in files with whole names', async () => {
    const page = await open('/questions', { viewport: { width: 390, height: 800 } });
    await page.getByText('Export', { exact: true }).click();
    expect((await page.getByRole('button', { name: 'CSV' }).boundingBox())?.x).toBeGreaterThan(0);
    expect(await axeFindings(page)).toEqual([]);
    for (const [name, extension] of [
      ['CSV for spreadsheets', 'csv'],
      ['JSON one document', 'json'],
      ['NDJSON one event a line', 'ndjson'],
    ] as const) {
      const coming = page.waitForEvent('download');
      await page.getByRole('button', { name }).click();
      const file = await coming;
      expect(file.suggestedFilename()).toBe(`Biology - Cells - Ada Lovelace - attempt 1.${extension}`);
      const text = await readFile(await file.path(), 'utf8');
      expect(text).toContain('submission_created');
      if (extension === 'json') expect(JSON.parse(text).page_sessions[0].missing_count).toBe(2);
    }
    await page.keyboard.press('Escape');
    expect(await page.getByRole('button', { name: 'CSV' }).count()).toBe(0);
    await page.context().close();
  });

  test.each([{ colorScheme: 'light' }, { colorScheme: 'dark' }])(
    'come with a help, in %o',
    async (options) => {
      const page = await open('/answer_matrix?help=1', { ...options, viewport: { width: 320, height: 700 } });
      const help = page.getByRole('dialog', { name: 'What the log can and cannot mean' });
      await help.waitFor();
      expect(await textOf(help)).toContain('Left the page, came back');
      expect(await axeFindings(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await help.waitFor({ state: 'detached' });
      expect(new URL(page.url()).search).toBe('');
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
      await page.context().close();
    },
  );
});
