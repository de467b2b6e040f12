// What the graded answers of an attempt come to.

import type { GradedAnswer } from '../model/answer-sheet.ts';
import { isSurvey, type Quiz } from '../model/quiz.ts';
import { exactSum } from './exact-sum.ts';

/**
 * The exact sum of the answers' points and the points that a teacher added to or took from the whole; below 0 when that
 * is more than was earned. Canvas: a graded survey always gives all points of the quiz (quiz reference §3.1).
 */
export function attemptScore(
  graded: readonly GradedAnswer[],
  fudgePoints: number | null,
  quiz: Pick<Quiz, 'quizType' | 'pointsPossible'>,
): number {
  if (quiz.quizType === 'graded_survey') return quiz.pointsPossible ?? 0;
  return exactSum([...graded.map(({ points }) => points), fudgePoints ?? 0]);
}

/** Whether a person has yet to look at an answer. Nobody reviews surveys. Canvas: `pending_review`. */
export function isPendingReview(graded: readonly GradedAnswer[], quiz: Pick<Quiz, 'quizType'>): boolean {
  return !isSurvey(quiz) && graded.some(({ correct }) => correct === 'undefined');
}
