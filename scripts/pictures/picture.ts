// What all pictures have in common: who looks, in which window, where they are kept, and that they stay small.

import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';

export const folder = resolve(import.meta.dirname, '../../docs/pictures');

/** What a reader of the docs waits for. */
const bytesMax = 120_000;

export const desk = { viewport: { width: 1100, height: 720 } };

/** In a browser in which somebody of the demo is signed in. */
export async function signedInAs(
  browser: Browser,
  baseURL: string,
  role: string,
  options: BrowserContextOptions = desk,
): Promise<BrowserContext> {
  const context = await browser.newContext({ baseURL, locale: 'en-US', timezoneId: 'UTC', ...options });
  const { people } = await (await context.request.get('/login/demo')).json();
  const person = people.find((known: { role: string }) => known.role === role);
  await context.request.post('/login/demo', { data: { user_id: person.id } });
  return context;
}

/** Of what is in view. The page is not needed after it. */
export async function savePicture(page: Page, name: string): Promise<void> {
  // What has come into view is drawn a little later.
  await sleep(500);
  const path = resolve(folder, `${name}.png`);
  await page.screenshot({ path, animations: 'disabled' });
  const { size } = await stat(path);
  console.log(`${name}.png ${size} bytes`);
  await page.context().close();
  if (size > bytesMax) throw new Error(`${name}.png is larger than ${bytesMax} bytes`);
}
