// What of a question its taker may see: nothing that says or works out which answer is right. Canvas: quiz reference §2.6.

import type { FrozenQuestion, QuestionAnswer, QuestionData, QuestionType } from '../question-data.ts';

export type StudentAnswer = Pick<QuestionAnswer, 'id' | 'text' | 'html' | 'blank_id' | 'variables'>;

export type StudentQuestion = Pick<
  FrozenQuestion,
  | 'id'
  | 'position'
  | 'quiz_group_id'
  | 'assessment_question_id'
  | 'question_name'
  | 'question_type'
  | 'question_text'
> &
  Required<
    Pick<QuestionData, 'matches' | 'formulas' | 'variables' | 'answer_tolerance' | 'formula_decimal_places'>
  > & {
    /** Only of types that are answered by choosing. */
    answers?: StudentAnswer[];
  };

/** Missing word is ours: Canvas leaves its answers out, and nobody could choose one. */
const typesWithAnswers: ReadonlySet<QuestionType> = new Set([
  'multiple_choice_question',
  'true_false_question',
  'missing_word_question',
  'multiple_answers_question',
  'matching_question',
  'multiple_dropdowns_question',
  'calculated_question',
]);

/** Takes a question of an attempt. Formulas are null, where Canvas sends them: with the values they give the answer away. */
export function studentQuestion(question: FrozenQuestion): StudentQuestion {
  return {
    id: question.id,
    position: question.position,
    quiz_group_id: question.quiz_group_id,
    assessment_question_id: question.assessment_question_id,
    question_name: question.question_name,
    question_type: question.question_type,
    question_text: question.question_text,
    ...(typesWithAnswers.has(question.question_type) ? { answers: question.answers.map(studentAnswer) } : {}),
    matches: question.matches?.map(({ text, match_id }) => ({ text, match_id })) ?? null,
    formulas: null,
    variables: question.variables ?? null,
    answer_tolerance: question.answer_tolerance ?? null,
    formula_decimal_places: question.formula_decimal_places ?? null,
  };
}

function studentAnswer({ id, text, html, blank_id, variables }: QuestionAnswer): StudentAnswer {
  return {
    id,
    ...(text === undefined ? {} : { text }),
    ...(html === undefined ? {} : { html }),
    ...(blank_id === undefined ? {} : { blank_id }),
    ...(variables === undefined ? {} : { variables }),
  };
}
