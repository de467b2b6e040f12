// What is kept of a question when an author writes it: drawn up by the model, bounded here by what else the quiz has.

import { questionDataCharsMax, quizContentsCharsMax, quizQuestionsMax } from '../../model/limits.ts';
import { type QuestionInput, questionDataOf } from '../../model/questions/question-draft.ts';
import type { QuizQuestion } from '../../model/quiz-question.ts';
import { invalidField } from '../../model/refusal.ts';
import type { Query } from '../../store/database.ts';
import { measureQuestions } from '../../store/quiz-questions.ts';
import type { Random } from '../random.ts';

/** Canvas: ids of answers are below this. */
const answerIdsBelow = 10_000;

/**
 * The `questionData` after `asked`; `before` is the question that it changes, null adds one to the quiz. Raises malformed
 * and record_invalid, also when the quiz has no room.
 */
export async function questionContents(
  transaction: Query,
  quizId: number,
  asked: QuestionInput,
  before: QuizQuestion | null,
  random: Random,
): Promise<string> {
  const dataBefore = before === null ? null : JSON.parse(before.questionData);
  const data = JSON.stringify(questionDataOf(asked, dataBefore, () => random.below(answerIdsBelow)));
  if (data.length > questionDataCharsMax) {
    const message = `a question has at most ${questionDataCharsMax} characters in all`;
    throw invalidField('base', 'too_long', message);
  }
  const { count, chars } = await measureQuestions(transaction, quizId);
  if (before === null && count >= quizQuestionsMax) {
    throw invalidField('base', 'too_many', `a quiz has at most ${quizQuestionsMax} questions`);
  }
  const growth = data.length - (before?.questionData.length ?? 0);
  if (growth > 0 && chars + growth > quizContentsCharsMax) {
    const message = `the questions of a quiz have at most ${quizContentsCharsMax} characters together`;
    throw invalidField('base', 'too_long', message);
  }
  return data;
}
