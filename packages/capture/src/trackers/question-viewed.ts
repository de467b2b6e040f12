// Canvas: `question_viewed`, an array of question ids, each once for each page load. A question counts as viewed when all of
// it is in the window or, as tall ones never are, when it lies across the middle of the window.

import type { RecordOptions } from '../record-options.ts';
import type { Tracking } from '../tracking.ts';

/** Nearly all of it: fractions of pixels make the whole unreachable. */
const whole = 0.99;

export function trackViews(
  { record, questionAt, soon, signal }: Tracking,
  { questions = '' }: RecordOptions,
): void {
  const viewed = new Set<string>();
  let fresh: string[] = [];

  function see(question: Element): void {
    const { questionId } = questionAt(question);
    if (questionId === undefined || viewed.has(questionId)) return;
    viewed.add(questionId);
    // One event for all that came into view in one frame.
    if (fresh.push(questionId) === 1)
      soon(() => {
        record('question_viewed', fresh);
        fresh = [];
      });
  }

  const observe = (ratioMin: number, options: IntersectionObserverInit): IntersectionObserver =>
    new IntersectionObserver((entries) => {
      for (const { isIntersecting, intersectionRatio, target } of entries)
        if (isIntersecting && intersectionRatio >= ratioMin) see(target);
    }, options);
  const observers = [observe(whole, { threshold: whole }), observe(0, { rootMargin: '-50% 0px' })];

  /** Observing twice is observing once. */
  function look(place: ParentNode): void {
    for (const question of place.querySelectorAll(questions))
      for (const observer of observers) observer.observe(question);
  }

  const changes = new MutationObserver((mutations) => {
    // Only where something changed: an editor changes all the time.
    for (const place of new Set(mutations.map(({ target }) => target))) look(place as Element);
  });

  look(document);
  changes.observe(document, { childList: true, subtree: true });
  signal.addEventListener('abort', () => {
    for (const observer of [...observers, changes]) observer.disconnect();
  });
}
