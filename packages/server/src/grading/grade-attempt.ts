// A whole attempt: its questions and answers in, graded answers and score out.

import type { AnswerSheet, GradedAnswer } from '../model/answer-sheet.ts';
import type { FrozenQuestion } from '../model/question-data.ts';
import type { Quiz } from '../model/quiz.ts';
import { attemptScore, isPendingReview } from './attempt-score.ts';
import { scoreQuestion } from './score-question.ts';

export interface GradedAttempt {
  /** In the order of the questions, one for each, answered or not. */
  answers: GradedAnswer[];
  score: number;
  /** A person has yet to look at an answer. */
  isPending: boolean;
}

/** Grades the questions as the attempt was given them. Never throws, whatever the answers. Canvas: quiz reference §3.1. */
export function gradeAttempt(
  questions: readonly FrozenQuestion[],
  sheet: AnswerSheet,
  quiz: Pick<Quiz, 'quizType' | 'pointsPossible'>,
): GradedAttempt {
  const answers = questions.map((question) => scoreQuestion(question, sheet[question.id]?.answer));
  return { answers, score: attemptScore(answers, null, quiz), isPending: isPendingReview(answers, quiz) };
}
