// The take page in a real browser, with a real server: what a student meets when all does not go as it should.

import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, startChromium } from '../../../capture/test/support/chromium.ts';
import { type Exam, startExam } from '../support/exam.ts';
import { tabTo } from '../support/keyboard.ts';
import { axeFindings } from '../support/people.ts';
import { openTakePage, saved } from '../support/take-page.ts';

describe.skipIf(chromiumPath === undefined)('the take page', () => {
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

  test('keeps what cannot be saved, also over a reload, and saves it when it can', async () => {
    await using taken = await openTakePage(browser, exam);
    const { page, context, student, question, answers } = taken;
    await page.route('**/submissions/backup', (route) => route.abort());
    await question(3).getByRole('textbox').fill('kept on the device');
    await page.getByText('Not saved: no connection. Kept on this device').waitFor();
    await page.getByText('You are not connected.', { exact: true }).waitFor();
    // What a page sends when it is left passes by the test; without the session it is refused.
    await context.clearCookies();
    await page.reload();
    await page.waitForURL(/\/login/);
    expect((await answers())[2]).toBe(null);
    await page.unroute('**/submissions/backup');
    await context.request.post('/login/session', { data: { access_token: student.token } });
    await page.goto(`${exam.path}/take`);
    await question(3).waitFor();
    expect(await question(3).getByRole('textbox').inputValue()).toBe('kept on the device');
    await saved(page);
    expect((await answers())[2]).toBe('kept on the device');
    expect(
      await page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('unsaved'))),
    ).toEqual([]);
  });

  test('says at once that a number does not read as one, and saves the others', async () => {
    await using taken = await openTakePage(browser, exam);
    const { page, question, answers } = taken;
    await question(8).getByRole('textbox').fill('4x');
    await question(8).getByText('This does not read as a number').waitFor();
    expect(await question(8).getByRole('textbox').getAttribute('aria-invalid')).toBe('true');
    await question(9).getByRole('textbox').fill('3,5');
    await saved(page);
    expect((await answers()).slice(7, 9)).toEqual([null, 3.5]);
  });

  test('a choice can be taken back', async () => {
    await using taken = await openTakePage(browser, exam);
    const { page, question, answers } = taken;
    await question(1).getByLabel('The nucleus').check();
    await question(1).getByRole('button', { name: 'Clear my choice' }).click();
    await saved(page);
    expect(await question(1).getByRole('radio', { checked: true }).count()).toBe(0);
    expect((await answers())[0]).toBe(null);
  });

  test('lists what is not answered before handing in, and leads there', async () => {
    await using taken = await openTakePage(browser, exam);
    const { page, question } = taken;
    await question(1).getByLabel('The nucleus').check();
    await question(4).getByRole('textbox').first().fill('green');
    await question(5).getByRole('button', { name: 'Flag' }).click();
    const list = page.getByRole('navigation', { name: /^Questions/ });
    await list.getByRole('link', { name: 'Question 4, partly answered' }).waitFor();
    await list.getByRole('link', { name: 'Question 5, not answered, flagged' }).waitFor();
    await page.getByRole('button', { name: 'Hand in…' }).first().click();
    const dialog = page.getByRole('dialog', { name: 'Hand in this quiz?' });
    await dialog.getByRole('heading', { name: 'Not answered (9)' }).waitFor();
    await dialog.getByRole('heading', { name: 'Partly answered (1)' }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Question 4' }).click();
    await page.waitForFunction(() => document.activeElement?.textContent?.startsWith('Question 4'));
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => (document.activeElement as HTMLInputElement).value)).toBe('green');
  });

  test('typing changes nothing but its own question, the list and the line that says it is saved', async () => {
    await using taken = await openTakePage(browser, exam);
    const { page, question } = taken;
    await question(3).getByRole('textbox').fill('D');
    await saved(page);
    await page.evaluate(() => {
      const changed = new Set<string>();
      Object.assign(window, { changed });
      new MutationObserver((records) => {
        for (const { target } of records) {
          const element = target instanceof Element ? target : target.parentElement;
          const card = element?.closest('[data-question-id]')?.getAttribute('data-question-id');
          if (card !== undefined && card !== null) changed.add(card);
        }
      }).observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
    });
    await question(3).getByRole('textbox').pressSequentially('NA');
    await page.getByText('Not saved yet').waitFor();
    await saved(page);
    expect(await question(3).getByRole('textbox').inputValue()).toBe('DNA');
    const id = await question(3).getAttribute('data-question-id');
    const changed = await page.evaluate(() => [...(window as unknown as { changed: Set<string> }).changed]);
    expect(changed.filter((other) => other !== id)).toEqual([]);
  });

  test('an essay is written by keyboard alone, with formatting, and Tab leaves it from within a list', async () => {
    await using taken = await openTakePage(browser, exam);
    const { page, question, answers } = taken;
    await question(10).scrollIntoViewIfNeeded();
    const area = question(10).getByRole('textbox');
    await tabTo(page, area);
    await page.keyboard.type('Because');
    await page.keyboard.press('Shift+Tab');
    for (let step = 0; step < 4; step += 1) await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    expect(
      await question(10).getByRole('button', { name: 'Bulleted list' }).getAttribute('aria-pressed'),
    ).toBe('true');
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await page.keyboard.type('light');
    await page.keyboard.press('Tab');
    expect(await area.evaluate((element) => element.contains(document.activeElement))).toBe(false);
    await saved(page);
    expect((await answers())[9]).toBe('<ul><li><p>Because</p></li><li><p>light</p></li></ul>');
  });

  test('an essay can be written without its editor', async () => {
    await using taken = await openTakePage(browser, exam, (page) =>
      page.route('**/rich-text-*.js', (route) => route.abort()),
    );
    const { page, question, answers } = taken;
    await question(10).scrollIntoViewIfNeeded();
    await question(10).getByText('The editor could not be loaded').waitFor();
    await question(10).getByRole('textbox').fill('a < b\nand more');
    await saved(page);
    expect((await answers())[9]).toBe('<p>a &lt; b</p><p>and more</p>');
  });

  test('nobody waits for the editor of an essay longer than for a while', async () => {
    await using taken = await openTakePage(browser, exam, async (page) => {
      await page.clock.install();
      await page.route('**/rich-text-*.js', () => {});
    });
    const { page, question } = taken;
    await question(10).scrollIntoViewIfNeeded();
    await question(10).getByText('The editor is being loaded').waitFor();
    await page.clock.fastForward('00:16');
    await question(10).getByText('The editor could not be loaded').waitFor();
  });

  test('a button of the editor gives the focus back at once, so that no key is lost', async () => {
    await using taken = await openTakePage(browser, exam);
    const { question } = taken;
    await question(10).scrollIntoViewIfNeeded();
    const button = question(10).getByRole('button', { name: 'Bold' });
    const focused = await button.evaluate((element: HTMLElement) => {
      element.focus();
      element.click();
      return document.activeElement?.getAttribute('role');
    });
    expect(focused).toBe('textbox');
  });

  test('files are sent, listed, and taken back; one that could not be sent says so', async () => {
    await using taken = await openTakePage(browser, exam);
    const { page, question, answers } = taken;
    const file = { name: 'cell.png', mimeType: 'image/png', buffer: Buffer.from('a picture') };
    await page.route('**/files_api/**', (route) => route.abort());
    await question(11).locator('input[type=file]').setInputFiles(file);
    await question(11).getByText('Not sent.').waitFor();
    await page.unroute('**/files_api/**');
    await question(11).getByRole('button', { name: 'Try again' }).click();
    await question(11).getByRole('link', { name: 'cell.png' }).waitFor();
    await saved(page);
    expect([(await answers())[10]].flat()).toEqual([expect.any(String)]);
    await page.reload();
    await question(11).getByRole('link', { name: 'cell.png' }).waitFor();
    await question(11).getByRole('button', { name: 'Remove cell.png' }).click();
    await saved(page);
    expect((await answers())[10]).toBe(null);
  });

  test('says before handing in that a file has not been sent yet, and hands in without it only then', async () => {
    await using taken = await openTakePage(browser, exam);
    const { page, question } = taken;
    let arrive = (): void => {};
    const isLetThrough = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    await page.route('**/files_api/**', async (route) => {
      await isLetThrough;
      await route.continue();
    });
    const file = { name: 'cell.png', mimeType: 'image/png', buffer: Buffer.from('a picture') };
    await question(11).locator('input[type=file]').setInputFiles(file);
    await question(11).getByRole('progressbar', { name: 'Sending cell.png' }).waitFor();
    await page.getByRole('button', { name: 'Hand in…' }).first().click();
    const dialog = page.getByRole('dialog', { name: 'Hand in this quiz?' });
    await dialog.getByRole('heading', { name: 'Files not sent yet (1)' }).waitFor();
    arrive();
    await dialog.getByRole('heading', { name: 'Files not sent yet' }).waitFor({ state: 'detached' });
    await dialog.getByRole('button', { name: 'Hand in', exact: true }).click();
    await page.waitForURL(/\/results\?attempt=1$/);
    await page.getByText('cell.png').waitFor();
  });

  test('tells what is recorded, and what it has recorded', async () => {
    await using taken = await openTakePage(browser, exam);
    const { page, question } = taken;
    await question(2).getByRole('button', { name: 'Flag' }).click();
    await page.getByRole('button', { name: 'See what is recorded' }).click();
    const dialog = page.getByRole('dialog', { name: 'What is recorded' });
    await dialog.getByText('your teacher can read').waitFor();
    await dialog.getByText('This page was opened').waitFor();
    await dialog.getByText('Flagged: question 2').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  });

  test('warns of the time without taking the focus, and hands in by itself at its end', async () => {
    await using taken = await openTakePage(browser, exam, (page) => page.clock.install());
    const { page, question, student } = taken;
    // Else the server would tell the page that its clock, which the test moves, is wrong.
    await page.route('**/submissions/backup', (route) => route.abort());
    const box = question(3).getByRole('textbox');
    await box.fill('DNA');
    await page.clock.fastForward('15:00');
    const message = page.getByRole('region', { name: 'Message' });
    await message.getByText('Half of the time is over: 15 minutes left.').waitFor();
    expect(await box.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.getByRole('button', { name: 'Hide the time left' }).click();
    await page.getByText('Time is hidden').waitFor();
    // It goes when it is not true any more.
    await page.clock.fastForward('01:01');
    await message.waitFor({ state: 'detached' });
    await page.clock.fastForward('03:59');
    await message.getByText('10 minutes left.').waitFor();
    await page.clock.fastForward('09:00');
    await page.getByText('1 minute left.').first().waitFor();
    await box.fill('dna');
    await page.clock.fastForward('01:00');
    await page.waitForURL(/\/results\?attempt=1$/);
    const { quiz_submissions } = await exam.call('GET', `${exam.path}/submission`, undefined, student.token);
    // The answer that could not be saved went along.
    expect([quiz_submissions[0].workflow_state, quiz_submissions[0].score]).toEqual(['pending_review', 1]);
  });

  test('says when the attempt was handed in elsewhere, and lets nothing be changed any more', async () => {
    await using taken = await openTakePage(browser, exam);
    const { page, question, student } = taken;
    const { attempt } = await exam.call('GET', `${exam.path}/taking`, undefined, student.token);
    const { quiz_submission_id, validation_token } = attempt;
    await exam.call(
      'POST',
      `${exam.path}/submissions/${quiz_submission_id}/complete`,
      { attempt: 1, validation_token },
      student.token,
    );
    await question(3).getByRole('textbox').fill('too late');
    await page.getByText('This attempt is over').waitFor();
    await page.getByText('came too late').waitFor();
    expect(await question(3).getByRole('textbox').isDisabled()).toBe(true);
  });

  test('says when one is signed out, keeps the answers, and saves them after signing in elsewhere', async () => {
    await using taken = await openTakePage(browser, exam);
    const { page, context, question, answers, student } = taken;
    await context.clearCookies();
    await question(3).getByRole('textbox').fill('DNA');
    await page.getByRole('link', { name: 'Sign in again in a new tab' }).waitFor();
    await context.request.post('/login/session', { data: { access_token: student.token } });
    await page.evaluate(() => window.dispatchEvent(new Event('focus')));
    await saved(page);
    expect((await answers())[2]).toBe('DNA');
  });

  test('on a phone, in the dark and in light: nothing overflows, and axe finds nothing', async () => {
    await using taken = await openTakePage(browser, exam);
    const { page, question, complaints } = taken;
    await question(10).scrollIntoViewIfNeeded();
    await question(10).getByRole('toolbar').waitFor();
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      for (const width of [1280, 390, 320]) {
        await page.setViewportSize({ width, height: 800 });
        expect(await axeFindings(page), `${colorScheme} ${width}`).toEqual([]);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        expect(wide, `${colorScheme} ${width}`).toBeLessThanOrEqual(width);
      }
    }
    await page.getByRole('button', { name: 'Questions', exact: true }).click();
    await page
      .getByRole('dialog')
      .getByRole('link', { name: /^Question 7/ })
      .click();
    await page.waitForFunction(() => document.activeElement?.textContent?.startsWith('Question 7'));
    expect(complaints).toEqual([]);
  });
});
