// Canvas: `question_flagged`, after a click on what flags a question.

import type { RecordOptions } from '../record-options.ts';
import type { Tracking } from '../tracking.ts';

export function trackFlags(
  { record, on, soon, questionAt }: Tracking,
  { flags = '.flag_question' }: RecordOptions,
): void {
  on(document, 'click', ({ target }) => {
    const flag = target instanceof Element && target.closest(flags);
    if (!flag) return;
    const { question, questionId } = questionAt(flag);
    soon(() => {
      const flagged = flag.getAttribute('aria-pressed') ?? question?.matches('.marked');
      if (questionId) record('question_flagged', { flagged: String(flagged) === 'true', questionId });
    });
  });
}
