// Pictures of what staff look at: the class of the demo, one attempt of it, an exam under way, the gradebook, deliveries.

import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { desk, savePicture, signedInAs } from './picture.ts';

const wide = { viewport: { width: 1200, height: 720 } };

/** The whole timeline, and how what happened begins. */
const tall = { viewport: { width: 1100, height: 860 } };

/** Whose screen reader often takes the focus for less than a second. */
const student = 'Kateryna Bondar';

export async function staffPages(browser: Browser, baseURL: string): Promise<void> {
  const open = async (role: string, path: string, options: BrowserContextOptions = wide): Promise<Page> => {
    const page = await (await signedInAs(browser, baseURL, role, options)).newPage();
    await page.goto(path);
    return page;
  };

  const attempts = await openQuizPage(await open('teacher', '/courses'), 'Attempts');
  await attempts.getByText('32 attempts').waitFor();
  await savePicture(attempts, 'attempts');

  for (const [name, options] of [
    ['log', tall],
    ['log-dark', { ...desk, colorScheme: 'dark' as const }],
  ] as const) {
    const log = await openQuizPage(await open('teacher', '/courses', options), 'Attempts');
    await log.getByRole('link', { name: student }).click();
    await log.locator('canvas').first().waitFor();
    await savePicture(log, name);
  }

  const gradebook = await open('teacher', '/courses');
  await gradebook.getByRole('link', { name: 'Gradebook' }).click();
  await gradebook.getByText('31 students').waitFor();
  await savePicture(gradebook, 'gradebook');

  const live = await open('teacher', '/courses');
  await live
    .getByRole('listitem')
    .filter({ hasText: 'Microscopy practical' })
    .getByRole('link', { name: 'Live' })
    .click();
  await live.getByRole('row').nth(8).waitFor();
  await savePicture(live, 'live');

  const console_ = await open('administrator', '/console');
  await console_.getByRole('link', { name: 'Learning records' }).click();
  await console_.getByRole('row').nth(8).waitFor();
  await savePicture(console_, 'console');
}

async function openQuizPage(page: Page, name: string): Promise<Page> {
  await page
    .getByRole('listitem')
    .filter({ hasText: 'Cells, genes and inheritance' })
    .getByRole('link', { name })
    .click();
  return page;
}
