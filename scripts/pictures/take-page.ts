// Pictures of the page on which a quiz is taken: half answered, as people meet it.

import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { desk, savePicture, signedInAs } from './picture.ts';

const phone = { viewport: { width: 390, height: 780 } };

/** In a browser in which the student of the demo is signed in, at the quiz that has a question of every type. */
async function openQuiz(browser: Browser, baseURL: string, options: BrowserContextOptions): Promise<Page> {
  const context = await signedInAs(browser, baseURL, 'student', options);
  const page = await context.newPage();
  await page.clock.install();
  await page.goto('/courses');
  await page.getByRole('link', { name: 'Cells, genes and inheritance' }).click();
  await page
    .getByRole('button', { name: 'Start the quiz' })
    .or(page.getByRole('link', { name: 'Go on' }))
    .click();
  await page.getByRole('heading', { name: /^Question 1\b/ }).waitFor();
  return page;
}

const question = (page: Page, number: number) =>
  page.getByRole('region', { name: new RegExp(`^Question ${number}\\b`) });

/** Some answered, some partly, one flagged. */
async function answerHalf(page: Page): Promise<void> {
  await question(page, 1).getByLabel('In the mitochondria').check();
  await question(page, 2).getByLabel('False').check();
  await question(page, 3).getByLabel('Mitochondrion').check();
  await question(page, 4).getByRole('textbox').fill('Osmosis');
  await question(page, 5).getByLabel('Ribosome').selectOption({ label: 'Builds proteins' });
  await question(page, 6).getByRole('textbox').first().fill('RNA');
  await question(page, 6).getByRole('button', { name: 'Flag' }).click();
  await question(page, 8).getByRole('textbox').fill('23');
  await saved(page);
}

const saved = (page: Page) => page.getByText(/^Saved at /).waitFor();

/** Later in the attempt, by more than the half minute between two saves; also in what the server says of the time from now on. */
async function goForward(page: Page, seconds: number): Promise<void> {
  await page.route('**/submissions/backup', async (route) => {
    const response = await route.fetch();
    const answer = await response.json();
    await route.fulfill({ response, json: { ...answer, time_left: answer.time_left - seconds } });
  });
  const answered = page.waitForResponse('**/submissions/backup');
  await page.clock.fastForward(seconds * 1000);
  await answered;
}

/** With the question below the bar. The page is not needed after it. */
async function takePicture(page: Page, name: string, number: number): Promise<void> {
  await page.mouse.move(0, 0);
  await question(page, number).evaluate((element) => element.scrollIntoView({ block: 'start' }));
  await savePicture(page, name);
}

export async function takePageOfQuiz(browser: Browser, baseURL: string): Promise<void> {
  const first = await openQuiz(browser, baseURL, desk);
  await answerHalf(first);
  await goForward(first, 8 * 60 + 19);
  await takePicture(first, 'take-desktop', 3);

  const dark = await openQuiz(browser, baseURL, { ...desk, colorScheme: 'dark' });
  await goForward(dark, 8 * 60 + 42);
  await takePicture(dark, 'take-dark', 5);

  const small = await openQuiz(browser, baseURL, phone);
  await goForward(small, 9 * 60 + 4);
  await takePicture(small, 'take-phone', 1);

  const late = await openQuiz(browser, baseURL, desk);
  await goForward(late, 20 * 60);
  await late.getByText('10 minutes left.').first().waitFor();
  await takePicture(late, 'take-timer-warning', 6);

  const offline = await openQuiz(browser, baseURL, desk);
  await goForward(offline, 9 * 60 + 37);
  await offline.context().setOffline(true);
  // What we change on its way would still get through.
  await offline.route('**/submissions/backup', (route) => route.abort());
  await question(offline, 9).getByRole('textbox').fill('3584');
  await offline.getByText('You are not connected.').first().waitFor();
  await takePicture(offline, 'take-offline', 8);
}
