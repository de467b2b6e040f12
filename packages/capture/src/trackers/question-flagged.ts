// Canvas: `question_flagged`, after a click on what flags a question.

import type { Tracking } from '../tracking.ts';

export function trackFlags({ record, on, soon, questionAt }: Tracking, flags: string): void {
  on(document, 'click', ({ target }) => {
    const flag = target instanceof Element ? target.closest(flags) : null;
    if (flag === null) return;
    // Known before the page answers the click, which may take the element away.
    const found = questionAt(flag);
    soon(() => {
      if (found === undefined) return;
      const pressed = flag.getAttribute('aria-pressed');
      const flagged = pressed === null ? found.question.classList.contains('marked') : pressed === 'true';
      record('question_flagged', { flagged, questionId: found.questionId });
    });
  });
}
