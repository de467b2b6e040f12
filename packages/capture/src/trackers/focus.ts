// Canvas: `page_blurred` and `page_focused`, always in pairs. Canvas sends no data with them. Ours says whether the page was
// hidden (another tab, minimised, locked) or merely without focus (another window, the address bar), and for how long.

import type { Tracking } from '../tracking.ts';

/** How often to look whether somebody left who was inside an iframe: then the window hears nothing. */
const lookEveryMs = 1000;

export function trackFocus({ record, on, soon, every }: Tracking): void {
  let awaySinceMs: number | undefined;
  let hiddenSinceMs: number | undefined;
  let hiddenMs = 0;
  let isEnding = false;

  function leave(): void {
    const nowMs = performance.now();
    if (document.hidden) hiddenSinceMs ??= nowMs;
    if (awaySinceMs !== undefined || isEnding) return;
    awaySinceMs = nowMs;
    record('page_blurred', { hidden: document.hidden }, true);
  }

  function comeBack(): void {
    countHidden();
    if (awaySinceMs === undefined) return;
    const awayMs = performance.now() - awaySinceMs;
    record('page_focused', { away_ms: Math.round(awayMs), hidden_ms: Math.round(hiddenMs) });
    awaySinceMs = undefined;
    hiddenMs = 0;
  }

  function countHidden(): void {
    if (hiddenSinceMs !== undefined) hiddenMs += performance.now() - hiddenSinceMs;
    hiddenSinceMs = undefined;
  }

  /** Canvas: rich text editors are iframes; going into one is not leaving. */
  const isInFrame = (): boolean => document.activeElement?.tagName === 'IFRAME';

  on(window, 'blur', () => soon(() => !isInFrame() && leave()));
  on(window, 'focus', () => comeBack());
  on(document, 'visibilitychange', () => {
    if (document.hidden) leave();
    // The page shows again, but another window may have the focus.
    else if (document.hasFocus()) comeBack();
    else countHidden();
  });
  every(lookEveryMs, () => {
    if (isInFrame()) document.hasFocus() ? comeBack() : leave();
  });
  // Who leaves for good does not look elsewhere.
  on(window, 'pagehide', () => {
    isEnding = true;
  });
  on(window, 'pageshow', () => {
    isEnding = false;
  });
}
