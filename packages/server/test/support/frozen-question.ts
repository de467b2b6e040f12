// A question as an attempt has it, with what a test says about it and nothing surprising elsewhere.

import type { FrozenQuestion, QuestionAnswer, QuestionType } from '../../src/model/question-data.ts';

/** Worth 3 points and with id 7 unless `more` says otherwise. */
export function frozenQuestion(
  type: QuestionType,
  answers: QuestionAnswer[],
  more: Partial<FrozenQuestion> = {},
): FrozenQuestion {
  return {
    id: 7,
    quiz_group_id: null,
    assessment_question_id: null,
    position: 1,
    question_name: 'Question 1',
    question_type: type,
    question_text: '<p>?</p>',
    points_possible: 3,
    correct_comments: '',
    incorrect_comments: '',
    neutral_comments: '',
    correct_comments_html: '',
    incorrect_comments_html: '',
    neutral_comments_html: '',
    answers,
    ...more,
  };
}
