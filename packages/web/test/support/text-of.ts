// What stands on a page, as it is read.

import type { Locator } from 'playwright-core';

/** In one line. */
export async function textOf(locator: Locator): Promise<string> {
  return (await locator.allInnerTexts()).join(' ').replaceAll(/\s+/g, ' ').trim();
}
