// What every control that answers a question is given. The ids name the elements that describe it to screen readers.

import type { TakenQuestion } from '../api/taking.ts';
import type { Fields, FieldValue } from './form-fields.ts';

export interface AnswerProps {
  question: TakenQuestion;
  fields: Fields;
  isDisabled: boolean;
  edit(name: string, value: FieldValue): void;
  /** Id of the element that says `Question 3`. */
  titleId: string;
  /** Id of the element with the text of the question. */
  textId: string;
}
