// What an attempt was given and what was put down in it, as the documents that they are.

import type { AnswerSheet, GradedAnswer } from '../../model/answer-sheet.ts';
import type { FrozenQuestion } from '../../model/question-data.ts';
import type { QuizSubmission } from '../../model/quiz-submission.ts';
import { findAttemptContents } from '../../store/attempt-contents.ts';
import type { Query } from '../../store/database.ts';

export interface AttemptContents {
  /** In the order in which the attempt has them. */
  questions: readonly FrozenQuestion[];
  sheet: Readonly<AnswerSheet>;
  /** By question id, the JSON text of the answer that the log has last. */
  logged: Readonly<Record<string, string>>;
  /** Null until graded. */
  graded: readonly GradedAnswer[] | null;
  /** When any of it was written last. */
  updatedAtMs: number;
}

/** Those of the attempt that `quizSubmission` shows, which has begun. */
export async function attemptContents(
  query: Query,
  quizSubmission: Pick<QuizSubmission, 'id' | 'attempt'>,
): Promise<AttemptContents> {
  const stored = await findAttemptContents(query, quizSubmission);
  if (stored === undefined) {
    throw new Error(
      `attempt ${quizSubmission.attempt} of quiz submission ${quizSubmission.id} has no contents`,
    );
  }
  return {
    questions: JSON.parse(stored.quizData),
    sheet: JSON.parse(stored.answers),
    logged: JSON.parse(stored.loggedAnswers),
    graded: stored.gradedAnswers === null ? null : JSON.parse(stored.gradedAnswers),
    updatedAtMs: stored.updatedAtMs,
  };
}
