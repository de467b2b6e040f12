// What a browser still had when an attempt ended elsewhere arrives when its student opens another page of the quiz: all of it,
// once, as it was.

import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { chromiumPath } from '../../capture/test/support/chromium.ts';
import { type Exam, type Person, startExam } from './support/exam.ts';
import { quizSubmissionId, readGaps, readLog } from './support/log.ts';
import { delivered, storedSequences } from './support/stored-sequences.ts';
import {
  flagOf,
  killTab,
  openBrowser,
  type StudentBrowser,
  signInTo,
  startQuiz,
} from './support/student-browser.ts';

/** Begins the quiz, whose page reports at once that it has. */
async function begin(page: Page): Promise<void> {
  await startQuiz(page);
  await expect.poll(() => storedSequences(page)).not.toContain(0);
}

/** Begins the quiz; then the network goes, two questions are flagged, and the tab is killed. Returns what is left of it. */
async function leaveEvents({ context, newTab }: StudentBrowser, page: Page): Promise<number[]> {
  await begin(page);
  await context.setOffline(true);
  for (const id of [2, 3]) await flagOf(page, id).click();
  await expect.poll(() => storedSequences(page).then(({ length }) => length)).toBeGreaterThanOrEqual(3);
  await killTab(page);
  await context.setOffline(false);
  const other = await newTab();
  // Of the same origin, and none of the quiz.
  await other.goto(new URL('/courses', page.url()).href);
  const left = await storedSequences(other);
  await other.close();
  return left;
}

/** As from another device. */
async function handInElsewhere(exam: Exam, { token }: Person): Promise<void> {
  const { attempt } = await exam.call('GET', `${exam.path}/taking`, undefined, token);
  const { quiz_submission_id: id, attempt: number, validation_token } = attempt;
  const body = { attempt: number, validation_token };
  await exam.call('POST', `${exam.path}/submissions/${id}/complete`, body, token);
}

/** The questions that were flagged on pages, by the log of the first attempt. */
async function flagged(exam: Exam, id: number): Promise<unknown[]> {
  const log = await readLog(exam, id);
  return log.flatMap(({ event_type, event_data, source }) =>
    event_type === 'question_flagged' && source === 'page'
      ? (event_data as { questionId: string }).questionId
      : [],
  );
}

/** One page session recorded it, and all of it is there, once and in order. */
async function expectWhole(exam: Exam, id: number, sequenceMin: number): Promise<void> {
  const reported = (await readLog(exam, id)).filter(({ source }) => source === 'page');
  expect(reported.map(({ sequence }) => sequence)).toEqual(reported.map((_, sequence) => sequence));
  expect(reported.length).toBeGreaterThan(sequenceMin);
  expect(await readGaps(exam, id)).toMatchObject([
    { recorded: reported.length, received: reported.length, missing: [], missing_count: 0 },
  ]);
  expect(await flagged(exam, id)).toEqual(['2', '3']);
}

describe.skipIf(chromiumPath === undefined)('events that are left in a browser', () => {
  test.each([
    ['the page of the quiz', ''],
    ['that of the results', '/results?attempt=1'],
  ])('arrive when %s is opened, under their attempt while the next is under way', async (_, path) => {
    await using exam = await startExam({ allowed_attempts: 2 });
    const student = await exam.student('Stu Dent');
    await using browser = await openBrowser();
    const first = await browser.newTab();
    await signInTo(first, exam, student);
    const left = await leaveEvents(browser, first);
    const id = await quizSubmissionId(exam, student);
    expect(await flagged(exam, id)).toEqual([]);
    await handInElsewhere(exam, student);
    await exam.call('POST', `${exam.path}/taking`, {}, student.token);

    const page = await browser.newTab();
    await page.goto(`${exam.server.url}${exam.path}${path}`);
    await delivered(page);
    await expectWhole(exam, id, left.at(-1) ?? Number.NaN);
    expect(await readGaps(exam, id, 2)).toEqual([]);
    expect((await readLog(exam, id, 2)).filter(({ source }) => source === 'page')).toEqual([]);
  });

  test('wait for their own student while another one uses the browser', async () => {
    await using exam = await startExam();
    const [one, other] = [await exam.student('Stu Dent'), await exam.student('Ada Lovelace')];
    await using browser = await openBrowser();
    let page = await browser.newTab();
    await signInTo(page, exam, one);
    const left = await leaveEvents(browser, page);
    const id = await quizSubmissionId(exam, one);
    await handInElsewhere(exam, one);

    await browser.context.clearCookies();
    page = await browser.newTab();
    await signInTo(page, exam, other);
    await leaveEvents(browser, page);
    const otherId = await quizSubmissionId(exam, other);
    page = await browser.newTab();
    await page.goto(`${exam.server.url}${exam.path}`);
    await expect.poll(() => storedSequences(page), { timeout: 50_000 }).toEqual(left);
    expect(await flagged(exam, otherId)).toEqual(['2', '3']);
    expect(await readGaps(exam, otherId)).toHaveLength(1);
    expect(await flagged(exam, id)).toEqual([]);

    await browser.context.clearCookies();
    await signInTo(page, exam, one);
    await delivered(page);
    await expectWhole(exam, id, left.at(-1) ?? Number.NaN);
  });

  test('on a page whose attempt ended meanwhile arrive from there', { timeout: 120_000 }, async () => {
    await using exam = await startExam();
    const student = await exam.student('Stu Dent');
    await using browser = await openBrowser();
    const page = await browser.newTab();
    await signInTo(page, exam, student);
    await begin(page);
    await handInElsewhere(exam, student);
    await page.route('**/events', (route) => route.abort());
    for (const id of [2, 3]) await flagOf(page, id).click();
    await page.getByText('This attempt is over').waitFor();
    const left = await storedSequences(page);
    expect(left.length).toBeGreaterThanOrEqual(2);
    await page.unroute('**/events');
    await delivered(page);
    await expectWhole(exam, await quizSubmissionId(exam, student), left.at(-1) ?? Number.NaN);
  });

  test('that the server will not take are offered once by each page, and kept', async () => {
    await using exam = await startExam();
    const student = await exam.student('Stu Dent');
    await using browser = await openBrowser();
    const first = await browser.newTab();
    await signInTo(first, exam, student);
    const left = await leaveEvents(browser, first);
    await handInElsewhere(exam, student);
    await exam.call('PUT', `/courses/${exam.courseId}`, { course: { event: 'conclude' } });

    const page = await browser.newTab();
    const answers: number[] = [];
    page.on('response', (response) => {
      if (response.url().endsWith('/events')) answers.push(response.status());
    });
    await page.clock.install();
    await page.goto(`${exam.server.url}${exam.path}`);
    await expect.poll(() => answers).toHaveLength(1);
    await page.clock.runFor(600_000);
    expect(answers).toEqual([403]);
    expect(await storedSequences(page)).toEqual(left);

    await exam.call('PUT', `/courses/${exam.courseId}`, { course: { event: 'offer' } });
    await page.reload();
    await delivered(page);
    await expectWhole(exam, await quizSubmissionId(exam, student), left.at(-1) ?? Number.NaN);
  });
});
