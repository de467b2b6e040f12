// What each family of question types says about its answers, and the ways to decline one. Canvas: quiz reference §2.5.

import type { Answer } from '../../answer-sheet.ts';
import { integerOf } from '../../loose-value.ts';
import type { FrozenQuestion } from '../../question-data.ts';
import { declined, type Refusal } from '../../refusal.ts';

/** The fields of the web page's form that belong to one question; undefined where the form has none. */
export interface FormFields {
  /** `question_<id>` */
  whole: unknown;
  /** `question_<id>_answer_<answer id>` */
  ofAnswer(answerId: number): unknown;
  /** `question_<id>_<md5>` */
  ofBlank(blank: string): unknown;
}

export interface AnswerForm {
  /** The full form of what came through the API, laid over `before`. Raises declined (bad_request). */
  read(
    question: FrozenQuestion,
    given: unknown,
    sanitise: (html: string) => string,
    before: Answer | undefined,
  ): Answer;
  /** Undefined when the form says nothing that makes sense. Never throws. */
  ofForm(
    question: FrozenQuestion,
    fields: FormFields,
    sanitise: (html: string) => string,
    before: Answer | undefined,
  ): Answer | undefined;
  /** Every part of the question, null where there is nothing; what does not fit the question counts as nothing. */
  full(question: FrozenQuestion, answer: Answer | undefined): Answer;
}

/** The names of types are Ruby's, as in Canvas. */
export function wrongType(field: string, type: 'Array' | 'Hash' | 'Integer' | 'String'): Refusal {
  return declined('bad_request', `${field} must be of type ${type}`);
}

/** The id of one of `known`, as text; undefined for any other value. Raises nothing. */
export function knownId(value: unknown, known: ReadonlySet<number>): string | undefined {
  const id = integerOf(value);
  return known.has(id) ? String(id) : undefined;
}

/** As `knownId`. Raises declined: not an integer, or an unknown `noun`. */
export function requiredId(
  value: unknown,
  known: ReadonlySet<number>,
  field: string,
  noun: 'answer' | 'match',
): string {
  const id = integerOf(value);
  if (Number.isNaN(id)) throw wrongType(field, 'Integer');
  if (!known.has(id)) throw declined('bad_request', `Unknown ${noun} '${id}'`);
  return String(id);
}
