// Canvas: `question_viewed`, an array of question ids, each once for each page load. A question counts as viewed when all of
// it is in the window or, as tall ones never are, when it lies across the middle of the window.

import type { Tracking } from '../tracking.ts';

/** How long after the page has changed to look for new questions; typing changes it all the time. */
const lookAfterMs = 200;

export function trackViews({ record, questionIdOf, soon, onStop }: Tracking, questions: string): void {
  const viewed = new Set<string>();
  let fresh: string[] = [];

  function see(question: Element): void {
    const id = questionIdOf(question);
    if (id === undefined || viewed.has(id)) return;
    viewed.add(id);
    // Both observers report in one frame: one event.
    if (fresh.push(id) === 1)
      soon(() => {
        record('question_viewed', fresh);
        fresh = [];
      });
  }

  const observers = [
    new IntersectionObserver(
      (entries) => {
        for (const { intersectionRatio, target } of entries) if (intersectionRatio >= 0.99) see(target);
      },
      { threshold: 0.99 },
    ),
    new IntersectionObserver(
      (entries) => {
        for (const { isIntersecting, target } of entries) if (isIntersecting) see(target);
      },
      { rootMargin: '-50% 0px' },
    ),
  ];

  /** Those that are observed already are not observed twice. */
  function look(): void {
    for (const question of document.querySelectorAll(questions))
      for (const observer of observers) observer.observe(question);
  }

  let isLooking = false;
  const changes = new MutationObserver((records) => {
    if (isLooking || !records.some(({ addedNodes }) => addedNodes.length > 0)) return;
    isLooking = true;
    setTimeout(() => {
      isLooking = false;
      look();
    }, lookAfterMs);
  });

  look();
  changes.observe(document, { childList: true, subtree: true });
  onStop(() => {
    for (const observer of [...observers, changes]) observer.disconnect();
  });
}
