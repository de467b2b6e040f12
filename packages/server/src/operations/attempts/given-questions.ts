// Questions as an attempt was given them, as far as a caller may see them: whole for who edits the quiz, for others without
// what says which answer is right.

import type { FrozenQuestion } from '../../model/question-data.ts';
import { originalQuestionId } from '../../model/questions/repeated-question.ts';
import { type StudentQuestion, studentQuestion } from '../../model/questions/student-question.ts';
import type { Query } from '../../store/database.ts';
import { findQuestionTimes } from '../../store/quiz-questions.ts';

export type GivenQuestion =
  | { isWhole: false; quizId: number; question: StudentQuestion }
  | {
      isWhole: true;
      quizId: number;
      question: FrozenQuestion;
      /** Of the quiz's question. */
      createdAtMs: number | null;
    };

/** In the order given. */
export async function givenQuestions(
  query: Query,
  quizId: number,
  questions: readonly FrozenQuestion[],
  isEditor: boolean,
): Promise<GivenQuestion[]> {
  if (!isEditor) {
    return questions.map((question) => ({ isWhole: false, quizId, question: studentQuestion(question) }));
  }
  const ids = [...new Set(questions.map(({ id }) => originalQuestionId(id)))];
  const times = await findQuestionTimes(query, quizId, ids);
  return questions.map((question) => ({
    isWhole: true,
    quizId,
    question,
    createdAtMs: times.get(originalQuestionId(question.id)) ?? null,
  }));
}
