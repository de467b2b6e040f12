// The uploaded files that answers name, as the pages of a quiz show them.

import type { Answer } from '../../model/answer-sheet.ts';
import type { QuizSubmission } from '../../model/quiz-submission.ts';
import type { Query } from '../../store/database.ts';

export interface AnswerFile {
  id: number;
  displayName: string;
  bytes: number;
}

/** By id as text, those of the quiz submission that `answers`, of upload questions, name; in one query at most. */
export async function answerFiles(
  _query: Query,
  _quizSubmission: Pick<QuizSubmission, 'id'>,
  _answers: readonly Answer[],
): Promise<ReadonlyMap<string, AnswerFile>> {
  return new Map();
}
