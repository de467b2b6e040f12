// Which question somebody is at: the one that has the focus, else the one in the upper part of the window.

import { useEffect, useState } from 'react';

/** Of the children of `root` with `data-question-id`. Null before anything is seen. */
export function useCurrentQuestion(root: HTMLElement | null): number | null {
  const [currentId, setCurrentId] = useState<number | null>(null);
  useEffect(() => {
    if (root === null) return;
    const observer = new IntersectionObserver(
      (entries) => {
        const seen = entries.find(({ isIntersecting }) => isIntersecting);
        if (seen !== undefined && !isFocusInView()) setCurrentId(idOf(seen.target));
      },
      // A line a quarter of the way down: one question at most lies on it.
      { rootMargin: '-25% 0px -75% 0px' },
    );
    const observe = (): void => {
      for (const card of root.querySelectorAll('[data-question-id]')) observer.observe(card);
    };
    observe();
    // The last of many come a little later.
    const arrivals = new MutationObserver(observe);
    arrivals.observe(root, { childList: true });
    const focused = (event: FocusEvent): void => {
      const card = event.target instanceof Element ? event.target.closest('[data-question-id]') : null;
      if (card !== null) setCurrentId(idOf(card));
    };
    root.addEventListener('focusin', focused);
    return () => {
      observer.disconnect();
      arrivals.disconnect();
      root.removeEventListener('focusin', focused);
    };
  }, [root]);
  return currentId;
}

/** Layout is done when observers are told, so this costs none. */
function isFocusInView(): boolean {
  const card = document.activeElement?.closest('[data-question-id]')?.getBoundingClientRect();
  return card !== undefined && card.bottom > 0 && card.top < innerHeight;
}

const idOf = (card: Element): number => Number(card.getAttribute('data-question-id'));
