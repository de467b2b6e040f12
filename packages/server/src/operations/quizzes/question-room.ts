// What is drawn and what is bounded when a question is written.

import { questionDataCharsMax, quizContentsCharsMax, quizQuestionsMax } from '../../model/limits.ts';
import type { QuizQuestion } from '../../model/quiz-question.ts';
import { invalidField } from '../../model/refusal.ts';
import type { Query } from '../../store/database.ts';
import { measureQuestions } from '../../store/quiz-questions.ts';
import type { Random } from '../random.ts';

/** Canvas: ids of answers are drawn from 0 to 9999 and differ within one question. */
export function answerIds(random: Random): () => number {
  return () => random.below(10_000);
}

/**
 * Whether the quiz has room for one more question, or for one that has grown: `replaced` is the question that the data takes the place
 * of; null adds one. Raises record_invalid.
 */
export async function assertRoomFor(
  transaction: Query,
  quizId: number,
  questionData: string,
  replaced: QuizQuestion | null,
): Promise<void> {
  if (questionData.length > questionDataCharsMax) {
    const message = `a question has at most ${questionDataCharsMax} characters in all`;
    throw invalidField('base', 'too_long', message);
  }
  const { count, chars } = await measureQuestions(transaction, quizId);
  if (replaced === null && count >= quizQuestionsMax) {
    throw invalidField('base', 'too_many', `a quiz has at most ${quizQuestionsMax} questions`);
  }
  const growth = questionData.length - (replaced?.questionData.length ?? 0);
  if (growth > 0 && chars + growth > quizContentsCharsMax) {
    const message = `the questions of a quiz have at most ${quizContentsCharsMax} characters together`;
    throw invalidField('base', 'too_long', message);
  }
}
