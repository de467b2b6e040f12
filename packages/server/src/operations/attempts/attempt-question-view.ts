// Questions of an attempt as its taker sees them while it runs: without weights, with their own answers.

import type { Answer } from '../../model/answer-sheet.ts';
import type { FrozenQuestion } from '../../model/question-data.ts';
import { fullAnswer } from '../../model/questions/answer-forms.ts';
import { type StudentQuestion, studentQuestion } from '../../model/questions/student-question.ts';
import type { Quiz } from '../../model/quiz.ts';
import type { AttemptContents } from './attempt-contents.ts';

export interface AttemptQuestionView {
  question: StudentQuestion;
  flagged: boolean;
  answer: Answer;
}

export interface AttemptQuestionsView {
  quizId: number;
  questions: readonly AttemptQuestionView[];
}

/** `questions` are some of the contents', in the order given. */
export function viewAttemptQuestions(
  quiz: Pick<Quiz, 'id'>,
  { sheet }: Pick<AttemptContents, 'sheet'>,
  questions: readonly FrozenQuestion[],
): AttemptQuestionsView {
  return {
    quizId: quiz.id,
    questions: questions.map((question) => ({
      question: studentQuestion(question),
      flagged: sheet[question.id]?.flagged === true,
      answer: fullAnswer(question, sheet[question.id]?.answer),
    })),
  };
}
