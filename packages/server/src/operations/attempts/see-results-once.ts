// Results that a quiz shows once: the first look at them is the last.

import type { QuizSubmission } from '../../model/quiz-submission.ts';
import type { Database } from '../../store/database.ts';
import { findQuizSubmission, updateQuizSubmission } from '../../store/quiz-submissions.ts';

/** Whether this is the first look at the results of the current attempt; of two looks at once one is. */
export function seeResultsOnce(
  database: Database,
  { id, quizId, attempt }: Pick<QuizSubmission, 'id' | 'quizId' | 'attempt'>,
): Promise<boolean> {
  return database.transaction(async (transaction) => {
    const held = await findQuizSubmission(transaction, quizId, id, 'change');
    if (held?.attempt !== attempt || held.hasSeenResults === 1) return false;
    await updateQuizSubmission(transaction, id, { hasSeenResults: 1 });
    return true;
  });
}
