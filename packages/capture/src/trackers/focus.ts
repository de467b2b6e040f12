// Canvas: `page_blurred` and `page_focused`, here always in pairs. Canvas sends no data with them. Ours says whether the page
// was hidden (another tab, minimised, locked) or merely without focus (another window, the address bar), and how long.

import type { Tracking } from '../tracking.ts';

/** How often to look whether somebody left who was inside an iframe: the window hears nothing of that. */
const lookEveryMs = 1000;

export function trackFocus({ record, on, soon, every }: Tracking): void {
  let awaySinceMs: number | undefined;
  let hiddenSinceMs: number | undefined;
  let hiddenMs = 0;

  /** What changed, as far as it changed anything. */
  function settle(isAway: boolean): void {
    const nowMs = performance.now();
    if (hiddenSinceMs !== undefined) hiddenMs += nowMs - hiddenSinceMs;
    hiddenSinceMs = document.hidden ? nowMs : undefined;
    if (isAway && awaySinceMs === undefined) {
      awaySinceMs = nowMs;
      record('page_blurred', { hidden: document.hidden });
    } else if (!isAway && awaySinceMs !== undefined) {
      const [away_ms, hidden_ms] = [nowMs - awaySinceMs, hiddenMs].map(Math.round);
      awaySinceMs = undefined;
      hiddenMs = 0;
      record('page_focused', { away_ms, hidden_ms });
    }
  }

  /** A page that shows may still be without focus; and a focus that was lost may be back. */
  const look = (): void => settle(document.hidden || !document.hasFocus());
  /** Canvas: rich text editors are iframes; going into one is not leaving. */
  const isInFrame = (): boolean => document.activeElement?.tagName === 'IFRAME';

  on(window, 'blur', () => soon(() => isInFrame() || look()));
  on(window, 'focus', () => settle(false));
  on(document, 'visibilitychange', look);
  every(lookEveryMs, () => isInFrame() && look());
  // Who leaves for good does not look elsewhere: no event, unless the page is taken out of the history again.
  on(window, 'pagehide', () => {
    awaySinceMs ??= performance.now();
  });
}
