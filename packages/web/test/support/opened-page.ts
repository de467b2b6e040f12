// A page of staff that somebody has opened, when it shows what it loads.

import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Exam } from './exam.ts';
import { signedIn } from './people.ts';

/** Of the first account admin of an exam. */
export const adminToken = 'admin-token-of-the-test';

/** Close its context when done. */
export async function opened(
  browser: Browser,
  exam: Exam,
  path: string,
  token = adminToken,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const context = await signedIn(browser, exam.server.url, token, options);
  const page = await context.newPage();
  await page.goto(path);
  await isThere(page);
  return page;
}

export async function isThere(page: Page): Promise<void> {
  // While the page loads there is another one, for who does not see it.
  await page.locator('h1:not(.visually-hidden)').waitFor();
  await expect.poll(() => page.locator('.spinner').count()).toBe(0);
}

/** Waits until the page tells so, to those too who do not see it. */
export async function said(page: Page, text: string): Promise<void> {
  await page.getByRole('status').filter({ hasText: text }).waitFor();
}
