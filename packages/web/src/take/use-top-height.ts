// How high what stands at the top of the window is, told to the style sheets: what is scrolled to must not lie behind it.

import { useEffect } from 'react';

/** As `--take-top` of the page, in pixels. */
export function useTopHeight(top: HTMLElement | null): void {
  useEffect(() => {
    if (top === null) return;
    const { style } = document.documentElement;
    const observer = new ResizeObserver(() => style.setProperty('--take-top', `${top.offsetHeight}px`));
    observer.observe(top);
    return () => observer.disconnect();
  }, [top]);
}
