// A browser that belongs to one student: its profile outlives tabs that are killed.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Locator, Page } from 'playwright-core';
import { startChromiumOn } from '../../../capture/test/support/chromium.ts';
import type { Exam, Person } from './exam.ts';
import { pressOn, typeInto } from './keyboard.ts';

/** What a page may take for one step on a machine that has other work. */
const patienceMs = 20_000;

export interface StudentBrowser extends AsyncDisposable {
  context: BrowserContext;
  /** A tab, in front of the others. */
  newTab(): Promise<Page>;
}

export async function openBrowser(): Promise<StudentBrowser> {
  const folder = await mkdtemp(join(tmpdir(), 'quizwire-browser-'));
  const context = await startChromiumOn(folder);
  context.setDefaultTimeout(patienceMs);
  return {
    context,
    async newTab() {
      const page = await context.newPage();
      await page.bringToFront();
      return page;
    },
    async [Symbol.asyncDispose]() {
      await context.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** From now on, until it shows another page, the tab loses the focus when another one has it, as tabs of people do. */
export async function losesFocus(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setFocusEmulationEnabled', { enabled: false });
}

/** Opens the quiz, is sent to sign in, and comes back to it. By keyboard. */
export async function signInTo(page: Page, exam: Exam, { token }: Person): Promise<void> {
  await page.goto(`${exam.server.url}${exam.path}`);
  await page.waitForURL(/\/login\?/);
  await typeInto(page, page.getByLabel('Access token'), token);
  await page.keyboard.press('Enter');
  await page.waitForURL(`${exam.server.url}${exam.path}`);
}

/** From the page of the quiz to the first question. By keyboard. */
export async function startQuiz(page: Page): Promise<void> {
  await pressOn(page, page.getByRole('button', { name: 'Start the quiz' }));
  await page.waitForURL(/\/take$/);
  await page.getByRole('heading', { name: /^Question 1\b/ }).waitFor();
}

/** On the take page. */
export const flagOf = (page: Page, questionId: number): Locator =>
  page.locator(`section[data-question-id="${questionId}"]`).getByRole('button', { name: /^Flag/ });

/** As the system does it when memory is short. */
export async function killTab(page: Page): Promise<void> {
  const crashed = page.waitForEvent('crash');
  const session = await page.context().newCDPSession(page);
  // Nobody is there any more to answer that.
  session.send('Page.crash').catch(() => {});
  await crashed;
  await page.close();
}
