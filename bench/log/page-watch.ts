// What a page says of its own speed: when the log had arrived, when the timeline was first drawn, and its long tasks.

import type { Page } from 'playwright-core';

/** Before the page is opened. As text, for it runs in the page. */
export async function addWatch(page: Page): Promise<void> {
  await page.addInitScript(`
    window.longTasks = [];
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) window.longTasks.push(duration);
    }).observe({ type: 'longtask', buffered: true });
    window.drawn = new Promise((resolve) => {
      const look = () => {
        if (document.querySelector('main canvas') === null) return;
        watch.disconnect();
        // The frame after the one that is being made has it on the screen.
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now())));
      };
      const watch = new MutationObserver(look);
      watch.observe(document, { childList: true, subtree: true });
    });`);
}

/** In milliseconds since the page was asked for. */
export async function pictureAt(page: Page): Promise<{ dataMs: number; drawnMs: number }> {
  const drawnMs = (await page.evaluate('window.drawn')) as number;
  const dataMs = (await page.evaluate(`Math.max(...performance.getEntriesByType('resource')
    .filter(({ name, responseEnd }) => name.includes('/api/') && responseEnd <= ${drawnMs})
    .map(({ responseEnd }) => responseEnd))`)) as number;
  return { dataMs, drawnMs };
}

/** Of those since the last question, in milliseconds; 0 where none took 50. */
export async function longestTask(page: Page): Promise<number> {
  // They are reported a little later.
  await page.waitForTimeout(500);
  return (await page.evaluate('Math.max(0, ...window.longTasks.splice(0))')) as number;
}
