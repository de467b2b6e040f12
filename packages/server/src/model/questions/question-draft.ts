// What an author sent for a question, made into the question that is kept. HTML is made safe before it comes here.

import { nameCharsMax } from '../limits.ts';
import {
  isQuestionType,
  type QuestionData,
  type QuestionType,
  type RegradeOption,
  regradeOptions,
} from '../question-data.ts';
import {
  decimalPlacesMax,
  questionAnswersMax,
  questionCommentsCharsMax,
  quizPointsMax,
} from '../quiz-limits.ts';
import { invalidField } from '../refusal.ts';
import {
  countField,
  type Fields,
  marginField,
  numberField,
  recordsField,
  textField,
  truthField,
} from './drafts/authored-fields.ts';
import { blankAnswersOf, dropdownAnswersOf, shortAnswersOf } from './drafts/blanks.ts';
import { answerSetsOf, formulasOf, variablesOf } from './drafts/calculated.ts';
import { choicesOf } from './drafts/choices.ts';
import { matchingOf } from './drafts/matching.ts';
import { numericalAnswersOf } from './drafts/numerical.ts';

/** Wire names; values as JSON or a form brought them. Undefined and null leave the field as it is. */
export interface QuestionInput {
  question_name?: unknown;
  question_type?: unknown;
  question_text?: unknown;
  points_possible?: unknown;
  correct_comments?: unknown;
  incorrect_comments?: unknown;
  neutral_comments?: unknown;
  correct_comments_html?: unknown;
  incorrect_comments_html?: unknown;
  neutral_comments_html?: unknown;
  text_after_answers?: unknown;
  answers?: unknown;
  variables?: unknown;
  formulas?: unknown;
  answer_tolerance?: unknown;
  formula_decimal_places?: unknown;
  matching_answer_incorrect_matches?: unknown;
  regrade_option?: unknown;
  allow_partial_credit?: unknown;
}

type TypeParts = Pick<QuestionData, 'answers'> &
  Required<
    Pick<
      QuestionData,
      | 'variables'
      | 'formulas'
      | 'answer_tolerance'
      | 'formula_decimal_places'
      | 'matches'
      | 'matching_answer_incorrect_matches'
    >
  >;

const unused: TypeParts = {
  answers: [],
  variables: null,
  formulas: null,
  answer_tolerance: null,
  formula_decimal_places: null,
  matches: null,
  matching_answer_incorrect_matches: null,
};

/**
 * What was sent, laid over what was there before; answers that are sent replace all. Nothing is required. `newId` draws
 * candidates for the ids of answers, 0–9999. Reading what it made gives the same again. Raises malformed for values that
 * are too long or cannot be read, record_invalid for an unknown type and for points that cannot be. Canvas: core reference
 * §15.
 */
export function questionDataOf(
  asked: QuestionInput,
  before: QuestionData | null,
  newId: () => number,
): QuestionData {
  const sent = Object.entries(asked).filter(([, value]) => value !== undefined && value !== null);
  const fields: Fields = { values: { ...before, ...Object.fromEntries(sent) }, path: 'question' };
  const type = typeOf(asked, before);
  return {
    question_name: nameOf(fields),
    question_type: type,
    question_text: textField(fields, ['question_text']) ?? 'Question text',
    points_possible: pointsOf(fields),
    correct_comments: commentsOf(fields, 'correct_comments'),
    incorrect_comments: commentsOf(fields, 'incorrect_comments'),
    neutral_comments: commentsOf(fields, 'neutral_comments'),
    correct_comments_html: commentsOf(fields, 'correct_comments_html'),
    incorrect_comments_html: commentsOf(fields, 'incorrect_comments_html'),
    neutral_comments_html: commentsOf(fields, 'neutral_comments_html'),
    ...partsOf(type, fields, before, newId),
    text_after_answers: textField(fields, ['text_after_answers']) ?? null,
    regrade_option: regradeOf(fields),
    ...(truthField(fields, ['allow_partial_credit']) === false ? { allow_partial_credit: false } : {}),
  };
}

function partsOf(
  type: QuestionType,
  fields: Fields,
  before: QuestionData | null,
  newId: () => number,
): TypeParts {
  const sent = recordsField(fields, 'answers', questionAnswersMax) ?? [];
  switch (type) {
    case 'multiple_choice_question':
    case 'true_false_question':
    case 'missing_word_question':
    case 'multiple_answers_question':
      return { ...unused, answers: choicesOf(sent, newId) };
    case 'short_answer_question':
      return { ...unused, answers: shortAnswersOf(sent, newId) };
    case 'fill_in_multiple_blanks_question':
      return { ...unused, answers: blankAnswersOf(sent, newId) };
    case 'multiple_dropdowns_question':
      return { ...unused, answers: dropdownAnswersOf(sent, newId) };
    case 'matching_question': {
      const distractors = textField(fields, ['matching_answer_incorrect_matches']) ?? '';
      return {
        ...unused,
        ...matchingOf(sent, distractors, before?.matches ?? [], newId),
        matching_answer_incorrect_matches: distractors,
      };
    }
    case 'numerical_question':
      return { ...unused, answers: numericalAnswersOf(sent, newId) };
    case 'calculated_question': {
      const variables = variablesOf(fields) ?? [];
      return {
        ...unused,
        answers: answerSetsOf(sent, variables, newId),
        variables,
        formulas: formulasOf(fields) ?? [],
        answer_tolerance: marginField(fields, ['answer_tolerance']) ?? null,
        formula_decimal_places: countField(fields, ['formula_decimal_places'], 0, decimalPlacesMax) ?? 0,
      };
    }
    case 'essay_question':
    case 'file_upload_question':
    case 'text_only_question':
      return unused;
  }
}

/** Canvas: a question about which nothing is said is only text. */
function typeOf(asked: QuestionInput, before: QuestionData | null): QuestionType {
  const type = textField({ values: { ...asked }, path: 'question' }, ['question_type'])?.trim() ?? '';
  if (type === '') return before?.question_type ?? 'text_only_question';
  if (isQuestionType(type)) return type;
  throw invalidField('question_type', 'inclusion', 'is not included in the list');
}

function nameOf(fields: Fields): string {
  const name = textField(fields, ['question_name'], nameCharsMax) ?? '';
  return name.trim() === '' ? 'Question' : name;
}

function pointsOf(fields: Fields): number {
  const points = numberField(fields, ['points_possible']) ?? 0;
  if (points < 0) {
    throw invalidField('points_possible', 'greater_than_or_equal_to', 'must be greater than or equal to 0');
  }
  if (points > quizPointsMax) {
    throw invalidField(
      'points_possible',
      'less_than_or_equal_to',
      `must be less than or equal to ${quizPointsMax}`,
    );
  }
  return points;
}

function commentsOf(fields: Fields, name: `${string}_comments` | `${string}_comments_html`): string {
  return textField(fields, [name], questionCommentsCharsMax) ?? '';
}

/** Canvas: an option that does not exist asks for nothing. */
function regradeOf(fields: Fields): RegradeOption | null {
  const asked = textField(fields, ['regrade_option']);
  return regradeOptions.find((option) => option === asked) ?? null;
}
