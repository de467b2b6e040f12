// A question of every type, as an author sends it over the API: lists of answers as lists, and as dicts with number keys.

import type { Kwargs } from './canvasapi-client.ts';

const blue = { answer_text: 'blue', answer_weight: 100, blank_id: 'sky' };

/** By a short name of each. */
export const authoredQuestions: Record<string, Kwargs> = {
  mc: {
    question_type: 'multiple_choice_question',
    answers: { 0: { answer_text: 'no' }, 1: { answer_text: 'yes', answer_weight: 100 } },
  },
  tf: {
    question_type: 'true_false_question',
    answers: [
      { answer_text: 'True', answer_weight: 100 },
      { answer_text: 'False', answer_weight: 0 },
    ],
  },
  missing: {
    question_type: 'missing_word_question',
    text_after_answers: 'is green',
    answers: [
      { answer_text: 'grass', answer_weight: 100 },
      { answer_text: 'snow', answer_weight: 0 },
    ],
  },
  several: {
    question_type: 'multiple_answers_question',
    answers: [
      { answer_text: 'a', answer_weight: 100 },
      { answer_text: 'b', answer_weight: 0 },
      { answer_text: 'c', answer_weight: 100 },
      { answer_text: 'd', answer_weight: 0 },
    ],
  },
  short: {
    question_type: 'short_answer_question',
    answers: { 0: { answer_text: 'DNA' }, 1: { answer_text: '' }, 10: { answer_text: 'RNA' } },
  },
  blanks: {
    question_type: 'fill_in_multiple_blanks_question',
    question_text: 'A [leaf] and the [sky]',
    answers: [{ answer_text: 'green', answer_weight: 100, blank_id: 'leaf' }, blue],
  },
  dropdowns: {
    question_type: 'multiple_dropdowns_question',
    question_text: 'A [leaf] and the [sky]',
    answers: {
      0: { answer_text: 'green', answer_weight: 100, blank_id: 'leaf' },
      1: { answer_text: 'grey', answer_weight: 0, blank_id: 'leaf' },
      2: blue,
    },
  },
  matching: {
    question_type: 'matching_question',
    matching_answer_incorrect_matches: 'whale\nsnail',
    answers: [
      { answer_match_left: 'barks', answer_match_right: 'dog' },
      { answer_match_left: 'mews', answer_match_right: 'cat' },
    ],
  },
  numerical: {
    question_type: 'numerical_question',
    answers: [
      { numerical_answer_type: 'exact_answer', answer_exact: 46, answer_error_margin: '10%' },
      { numerical_answer_type: 'range_answer', answer_range_start: -1.5, answer_range_end: 1.5 },
      { numerical_answer_type: 'precision_answer', answer_approximate: 1234, answer_precision: 2 },
    ],
  },
  calculated: {
    question_type: 'calculated_question',
    question_text: '[x] and [y] are',
    variables: [
      { name: 'x', min: 1, max: 9, scale: 0 },
      { name: 'y', min: 1, max: 9, scale: 1 },
    ],
    formulas: ['x + y'],
    answer_tolerance: 0.5,
    formula_decimal_places: 1,
    answers: [
      {
        answer_text: 5.5,
        variables: [
          { name: 'x', value: 2 },
          { name: 'y', value: 3.5 },
        ],
      },
    ],
  },
  essay: { question_type: 'essay_question' },
  file: { question_type: 'file_upload_question' },
  text: { question_type: 'text_only_question', question_text: 'Read this.' },
};
