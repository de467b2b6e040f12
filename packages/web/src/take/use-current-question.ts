// Which question somebody is at: the one that has the focus, else the one in the upper part of the window.

import { useEffect, useState } from 'react';

/** Of the elements with `data-question-id` below `root`. Null before anything is seen. */
export function useCurrentQuestion(root: HTMLElement | null): number | null {
  const [currentId, setCurrentId] = useState<number | null>(null);
  useEffect(() => {
    if (root === null) return;
    const observer = new IntersectionObserver(
      (entries) => {
        const seen = entries.find(({ isIntersecting }) => isIntersecting);
        if (seen !== undefined) setCurrentId(idOf(seen.target));
      },
      // A line a quarter of the way down: one question at most lies on it.
      { rootMargin: '-25% 0px -75% 0px' },
    );
    for (const card of root.querySelectorAll('[data-question-id]')) observer.observe(card);
    const focused = (event: FocusEvent): void => {
      const card = event.target instanceof Element ? event.target.closest('[data-question-id]') : null;
      if (card !== null) setCurrentId(idOf(card));
    };
    root.addEventListener('focusin', focused);
    return () => {
      observer.disconnect();
      root.removeEventListener('focusin', focused);
    };
  }, [root]);
  return currentId;
}

const idOf = (card: Element): number => Number(card.getAttribute('data-question-id'));
