// Numerical: exact with a margin, a range, or so many significant digits. Requests and storage name the numbers
// differently; both are read.

import type { QuestionAnswer } from '../../question-data.ts';
import { decimalPlacesMax } from '../../quiz-limits.ts';
import { withIds } from './answer-ids.ts';
import { countField, type Fields, marginField, numberField, textField } from './authored-fields.ts';
import { answerTexts, sentAnswerId } from './choices.ts';

/** Each is right. Canvas: a kind that is not known is a range, and a number that is not given is 0. */
export function numericalAnswersOf(sent: readonly Fields[], newId: () => number): QuestionAnswer[] {
  return withIds(sent, sentAnswerId, newId, (fields, id) => ({
    id,
    ...answerTexts(fields),
    weight: 100,
    ...numbersOf(fields),
  }));
}

function numbersOf(fields: Fields): Omit<QuestionAnswer, 'id' | 'weight'> {
  const kind = textField(fields, ['numerical_answer_type']);
  switch (kind) {
    case 'exact_answer':
      return {
        numerical_answer_type: kind,
        exact: numberField(fields, ['answer_exact', 'exact']) ?? 0,
        margin: marginField(fields, ['answer_error_margin', 'margin']) ?? 0,
      };
    case 'precision_answer':
      return {
        numerical_answer_type: kind,
        approximate: numberField(fields, ['answer_approximate', 'approximate']) ?? 0,
        precision: countField(fields, ['answer_precision', 'precision'], 0, decimalPlacesMax) ?? 0,
      };
    default:
      return {
        numerical_answer_type: 'range_answer',
        start: numberField(fields, ['answer_range_start', 'start']) ?? 0,
        end: numberField(fields, ['answer_range_end', 'end']) ?? 0,
      };
  }
}
