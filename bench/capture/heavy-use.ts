// Somebody who never rests on a page: scrolls, chooses, types and leaves for another window, over and over.

import type { CDPSession, Page } from 'playwright-core';

const scrollPx = 260;
const words = 'The cell wall keeps its shape, ';

/** Goes on until `untilMs` by `performance.now()`. `told` is called after each round with the milliseconds it took. */
export async function useHeavily(page: Page, untilMs: number, told: (ms: number) => void): Promise<void> {
  const session = await page.context().newCDPSession(page);
  // Else a page of Playwright's never loses the focus.
  await session.send('Emulation.setFocusEmulationEnabled', { enabled: false });
  let direction = 1;
  for (let round = 0; performance.now() < untilMs; round++) {
    const startedMs = performance.now();
    for (let step = 0; step < 12; step++) {
      await page.mouse.move(200, 300);
      await page.mouse.wheel(0, direction * scrollPx);
      await page.waitForTimeout(60);
    }
    await inView(page, 'input[type=radio]', 'click');
    await inView(page, 'button', 'click');
    await inView(page, 'textarea', 'focus');
    await page.keyboard.type(words, { delay: 30 });
    if (round % 6 === 5) await away(page, session);
    if (round % 8 === 7) direction = -direction;
    told(performance.now() - startedMs);
  }
}

/** As text, for it runs in the page. */
async function inView(page: Page, selector: string, act: 'click' | 'focus'): Promise<void> {
  await page.evaluate(`[...document.querySelectorAll('${selector}')]
    .find((element) => element.getBoundingClientRect().top > innerHeight / 4)?.${act}()`);
}

/** To another tab and back. */
async function away(page: Page, session: CDPSession): Promise<void> {
  const other = await page.context().newPage();
  await other.bringToFront();
  await other.waitForTimeout(300);
  await other.close();
  await session.send('Page.bringToFront');
}
