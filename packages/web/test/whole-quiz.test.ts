// A student takes a quiz with a question of each type by keyboard alone, while all happens to them that happens to people; and
// the log tells it whole, once and in order.

import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { chromiumPath } from '../../capture/test/support/chromium.ts';
import { startExam } from './support/exam.ts';
import { choose, pressOn, tabTo, typeInto } from './support/keyboard.ts';
import { type LoggedEvent, readGaps, readLog } from './support/log.ts';
import { killTab, losesFocus, openBrowser, signInTo, startQuiz } from './support/student-browser.ts';

/** How long the network is away. */
const offlineMs = 60_000;

/** By how much an event may be off, in milliseconds: the issue's own bound. */
const clockToleranceMs = 1_000;

/** What the test did, and between which moments. */
interface Deed {
  event: string;
  data: unknown;
  fromMs: number;
  untilMs: number;
}

describe.skipIf(chromiumPath === undefined)('a whole quiz', () => {
  test('by keyboard, through a lost network, a reload and a killed tab, is in the log once and in order', {
    timeout: 300_000,
  }, async () => {
    await using exam = await startExam({ time_limit: 60 });
    const student = await exam.student('Stu Dent');
    await using browser = await openBrowser();
    const deeds: Deed[] = [];

    async function deed(event: string, data: unknown, work: () => Promise<unknown>): Promise<void> {
      const fromMs = Date.now();
      await work();
      deeds.push({ event, data, fromMs, untilMs: Date.now() });
    }

    let page = await browser.newTab();
    await signInTo(page, exam, student);
    await startQuiz(page);

    // On the first page: half of the answers, a flag, a look at another window.
    await pressOn(page, radio(page, 1, 'The mitochondrion'), 'Space');
    await pressOn(page, radio(page, 2, 'True'), 'Space');
    await typeInto(page, question(page, 3).getByRole('textbox'), 'DNA');
    await deed('question_flagged', 3, () => pressOn(page, flag(page, 3)));
    await typeInto(page, question(page, 4).getByRole('textbox').nth(0), 'green');
    await typeInto(page, question(page, 4).getByRole('textbox').nth(1), 'blue');
    await saved(page);
    let other = page;
    await losesFocus(page);
    // A browser without a screen hides no tab; that one hidden is told apart, the tests of the client show.
    await deed('page_blurred', { hidden: false }, async () => {
      other = await browser.newTab();
      await page.waitForFunction(() => !document.hasFocus(), null, { polling: 50 });
    });
    await deed('page_focused', undefined, async () => {
      await page.bringToFront();
      await page.waitForFunction(() => document.hasFocus(), null, { polling: 50 });
    });
    await other.close();

    // The network goes for a minute, while work goes on.
    await deed('connection_lost', undefined, () => browser.context.setOffline(true));
    const backAtMs = Date.now() + offlineMs;
    await pressOn(page, box(page, 5, 'Ribosome'), 'Space');
    await pressOn(page, box(page, 5, 'Vacuole'), 'Space');
    await choose(page, question(page, 6).getByRole('combobox').nth(0), 'water');
    await choose(page, question(page, 6).getByRole('combobox').nth(1), 'soil');
    await deed('question_flagged', 6, () => pressOn(page, flag(page, 6)));
    await page.getByText('Not saved').first().waitFor();
    await page.waitForTimeout(Math.max(0, backAtMs - Date.now()));
    await deed('connection_regained', undefined, () => browser.context.setOffline(false));
    await saved(page);

    // A reload, and the next answers.
    await page.reload();
    await page.getByRole('heading', { name: /^Question 1\b/ }).waitFor();
    expect(await radio(page, 1, 'The mitochondrion').isChecked()).toBe(true);
    await choose(page, question(page, 7).getByRole('combobox').nth(0), 'dog');
    await choose(page, question(page, 7).getByRole('combobox').nth(1), 'cat');
    await typeInto(page, question(page, 8).getByRole('textbox'), '46');
    await deed('question_flagged', 8, () => pressOn(page, flag(page, 8)));
    await saved(page);

    // The tab is killed, and another one opened.
    await deed('question_flagged', 2, () => pressOn(page, flag(page, 2)));
    await isKept(page, '"questionId":"2"');
    await killTab(page);
    page = await browser.newTab();
    await page.goto(`${exam.server.url}${exam.path}`);
    await pressOn(page, page.getByRole('link', { name: 'Go on' }));
    await page.getByRole('heading', { name: /^Question 1\b/ }).waitFor();
    await typeInto(page, question(page, 9).getByRole('textbox'), '5');
    await tabTo(page, question(page, 10).getByRole('textbox', { name: /answer/i }));
    await page.keyboard.type('Because the tree ');
    await page.keyboard.press('Control+b');
    await page.keyboard.type('lets them');
    const chooser = page.waitForEvent('filechooser');
    await pressOn(page, question(page, 11).locator('input[type=file]'));
    const drawing = { name: 'cell.png', mimeType: 'image/png', buffer: Buffer.from('not really a picture') };
    await (await chooser).setFiles(drawing);
    await question(page, 11).getByText('cell.png').waitFor();
    await page.locator('section.question').last().scrollIntoViewIfNeeded();
    await saved(page);
    await pressOn(page, page.getByRole('button', { name: /^Hand in/ }).last());
    const dialog = page.getByRole('dialog');
    await dialog.getByText('You have answered every question.').waitFor();
    await pressOn(page, dialog.getByRole('button', { name: 'Hand in', exact: true }));
    await page.waitForURL(/\/results/);

    const { quiz_submissions } = await exam.call('GET', `${exam.path}/submission`, undefined, student.token);
    const [{ id, workflow_state, score }] = quiz_submissions;
    // All but the essay and the drawing, which wait for the teacher.
    expect([workflow_state, score]).toEqual(['pending_review', 14]);

    await expect
      .poll(async () => (await readGaps(exam, id)).map(({ ended }) => ended), { timeout: 30_000 })
      .toEqual([true, expect.any(Boolean), true]);
    const sessions = await readGaps(exam, id);
    expect(sessions.map(({ missing }) => missing)).toEqual([[], [], []]);
    expect(sessions.every(({ recorded, received }) => recorded === received && recorded > 0)).toBe(true);
    const log = await readLog(exam, id);
    const reported = log.filter(({ source }) => source === 'page');
    expect(reported).toHaveLength(sessions.reduce((sum, { received }) => sum + received, 0));
    expect(new Set(reported.map(({ session, sequence }) => `${session} ${sequence}`)).size).toBe(
      reported.length,
    );
    // In order: one page after the other, and each event after the one before it.
    const inOrder = sessions.flatMap((session) =>
      Array.from({ length: session.recorded }, (_, sequence) => [session.id, sequence]),
    );
    expect(reported.map(({ session, sequence }) => [session, sequence])).toEqual(inOrder);
    expectDeeds(reported, deeds);
    const viewed = new Set(
      reported.flatMap((event) =>
        event.event_type === 'question_viewed' ? (event.event_data as string[]) : [],
      ),
    );
    expect([...viewed].map(Number).sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    const starts = reported.filter(({ event_type }) => event_type === 'session_started');
    expect(starts).toHaveLength(3);
  });
});

/** Each deed once, in their order, at their time. */
function expectDeeds(reported: readonly LoggedEvent[], deeds: readonly Deed[]): void {
  const done = reported.filter(({ event_type }) => deeds.some(({ event }) => event === event_type));
  expect(done.map(({ event_type }) => event_type)).toEqual(deeds.map(({ event }) => event));
  for (const [index, { event, data, fromMs, untilMs }] of deeds.entries()) {
    const logged = done[index];
    const occurredAtMs = Date.parse(logged?.occurred_at ?? '');
    expect(occurredAtMs, event).toBeGreaterThan(fromMs - clockToleranceMs);
    expect(occurredAtMs, event).toBeLessThan(untilMs + clockToleranceMs);
    if (event === 'question_flagged')
      expect(logged?.event_data).toEqual({ flagged: true, questionId: String(data) });
    else if (data !== undefined) expect(logged?.event_data).toEqual(data);
  }
}

/** As numbered on the page; questions of the exam have the same ids. */
const question = (page: Page, id: number) => page.locator(`section[data-question-id="${id}"]`);
const radio = (page: Page, id: number, name: string) => question(page, id).getByRole('radio', { name });
const box = (page: Page, id: number, name: string) => question(page, id).getByRole('checkbox', { name });
const flag = (page: Page, id: number) => question(page, id).getByRole('button', { name: 'Flag' });

async function saved(page: Page): Promise<void> {
  await page.getByText(/^Saved at /).waitFor({ timeout: 30_000 });
}

/** Waits until an event with this in it is in the browser's store: what happened some milliseconds ago, a kill takes along. */
async function isKept(page: Page, part: string): Promise<void> {
  const storeHas = (wanted: string) =>
    new Promise<boolean>((resolve, reject) => {
      const opening = indexedDB.open('quizwire-capture');
      opening.onerror = reject;
      opening.onsuccess = () => {
        const listing = opening.result.transaction('events').objectStore('events').getAll();
        listing.onsuccess = () => resolve(JSON.stringify(listing.result).includes(wanted));
        listing.onerror = reject;
      };
    });
  await expect.poll(() => page.evaluate(storeHas, part), { timeout: 20_000 }).toBe(true);
}
