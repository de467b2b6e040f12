// Grading again after the author corrected a question that students have answered.

import type { Answer, GradedAnswer } from '../model/answer-sheet.ts';
import type { FrozenQuestion, QuestionData, QuestionType } from '../model/question-data.ts';
import { pointsOf, scoreQuestion } from './score-question.ts';

const regradableTypes: readonly QuestionType[] = [
  'multiple_choice_question',
  'true_false_question',
  'multiple_answers_question',
];

/** Canvas: other types are corrected by hand. */
export function isRegradable(question: Pick<QuestionData, 'question_type'>): boolean {
  return regradableTypes.includes(question.question_type);
}

/**
 * The attempt's question with the correction: its place, name and id stay, and its points where they are those of the
 * group it was picked from.
 */
export function correctedQuestion(frozen: FrozenQuestion, corrected: QuestionData): FrozenQuestion {
  const { id, quiz_group_id, assessment_question_id, position, question_name, published_at } = frozen;
  return {
    ...corrected,
    id,
    quiz_group_id,
    assessment_question_id,
    position,
    question_name,
    points_possible: quiz_group_id === null ? corrected.points_possible : frozen.points_possible,
    ...(published_at === undefined ? {} : { published_at }),
  };
}

/**
 * The answer graded again by the corrected question's `regrade_option`: by the new key alone; by the new key, but nobody
 * loses points and who was right before has all of them; or full points for everybody. Without an option, with
 * `no_regrade` and for types that cannot be regraded it is the graded answer itself. A teacher's comment stays. Canvas:
 * the verdict is always the new key's, even where the points are not.
 */
export function regradedAnswer(
  frozen: FrozenQuestion,
  corrected: QuestionData,
  answer: Answer | undefined,
  graded: GradedAnswer,
): GradedAnswer {
  const option = corrected.regrade_option ?? 'no_regrade';
  if (option === 'no_regrade' || !isRegradable(corrected) || !isRegradable(frozen)) return graded;
  const question = correctedQuestion(frozen, corrected);
  const again = scoreQuestion(question, answer);
  const full = pointsOf(question);
  const points = {
    current_correct_only: again.points,
    current_and_previous_correct: graded.correct === true ? full : Math.max(graded.points, again.points),
    full_credit: full,
  }[option];
  return {
    ...again,
    points,
    ...(graded.more_comments === undefined ? {} : { more_comments: graded.more_comments }),
    regrade_option: option,
    score_before_regrade: graded.score_before_regrade ?? graded.points,
  };
}
