// A person without a mouse: what they reach, they reach by the Tab key, in the order of the page.

import type { Locator, Page } from 'playwright-core';

/** More than any page has. */
const stopsMax = 400;

/** Presses Tab, or Shift and Tab, until the element has the focus. Throws when it cannot be reached so. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let stop = 0; stop < stopsMax; stop++) {
    // Never round the end of the page: that is where the browser's own buttons are.
    const way = await target.evaluate((element) => {
      const focused = document.activeElement;
      if (focused === element) return null;
      const isBefore =
        focused !== null &&
        focused !== document.body &&
        (focused.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING) !== 0;
      return isBefore ? 'Shift+Tab' : 'Tab';
    });
    if (way === null) return;
    await page.keyboard.press(way);
  }
  throw new Error(`Tab does not lead to ${target}`);
}

/** Goes there and types. */
export async function typeInto(page: Page, target: Locator, text: string): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.type(text);
}

/** Goes there and presses a key: Enter on buttons and links, Space on boxes. */
export async function pressOn(page: Page, target: Locator, key: 'Enter' | 'Space' = 'Enter'): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press(key);
}

/** Chooses by the letters that an option begins with. */
export async function choose(page: Page, target: Locator, option: string): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.type(option);
}
