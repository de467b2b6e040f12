// What the web page says of itself with its form, kept beside what it says with its events: a page whose events never
// arrive is known to have recorded them.

import { pageClockOf } from '../../model/page-clock.ts';
import type { QuizSubmission } from '../../model/quiz-submission.ts';
import type { Query } from '../../store/database.ts';
import { savePageClock } from '../../store/page-clocks.ts';
import type { PostedForm } from './form-answers.ts';

/**
 * Under the attempt that the page shows, when there is one; a preview has no log. The last thing to do in a transaction, as
 * `savePageClock` says.
 */
export async function saveFormClock(
  transaction: Query,
  { id: quizSubmissionId, attempt: current, workflowState }: QuizSubmission,
  { pageSession, attempt: shown, sentAtMs }: Pick<PostedForm, 'pageSession' | 'attempt' | 'sentAtMs'>,
  nowMs: number,
): Promise<void> {
  const attempt = shown ?? current;
  if (pageSession === null || workflowState === 'preview' || attempt < 1 || attempt > current) return;
  await savePageClock(transaction, pageClockOf(pageSession, { quizSubmissionId, attempt }, sentAtMs, nowMs));
}
