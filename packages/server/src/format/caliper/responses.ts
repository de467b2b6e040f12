// An answer as Caliper has it. Every kind of question has the kind of response that can hold its answer; the answer in full,
// as Canvas's log has it, is in the extension of each.

import type { Attempt, Iri, Response } from '@quizwire/caliper';
import { isRecord } from '../../model/loose-value.ts';
import { own } from './told.ts';
import type { Values } from './values.ts';

/**
 * `given` is one of the answers in the details of a live event. What is chosen from answers is named by their ids, true and
 * false by these words; dropdowns and matches by the texts chosen, blanks by the texts typed, in the order of the question and
 * empty where there is nothing. An answer taken back, and what is no choice and no short text, is a plain response.
 */
export function responseTo(id: Iri, attempt: Attempt, given: Values): Response {
  const { answer, question_type, is_cleared } = given;
  const isCleared = is_cleared === true;
  const keys = {
    id,
    attempt,
    extensions: own({ answer, chosen: given.chosen, is_cleared: isCleared || undefined }),
  };
  if (isCleared) return { ...keys, type: 'Response' };
  switch (question_type) {
    case 'multiple_choice_question':
    case 'missing_word_question':
      return { ...keys, type: 'MultipleChoiceResponse', value: String(answer) };
    case 'true_false_question':
      return { ...keys, type: 'TrueFalseResponse', value: truthOf(given) };
    case 'multiple_answers_question':
      return { ...keys, type: 'MultipleResponseResponse', values: textsOf(answer) };
    case 'short_answer_question':
    case 'numerical_question':
    case 'calculated_question':
      return { ...keys, type: 'FillinBlankResponse', values: [String(answer)] };
    case 'fill_in_multiple_blanks_question':
      return {
        ...keys,
        type: 'FillinBlankResponse',
        values: isRecord(answer) ? textsOf(Object.values(answer)) : [],
      };
    case 'multiple_dropdowns_question':
    case 'matching_question':
      return { ...keys, type: 'SelectTextResponse', values: textsOf(given.chosen) };
    default:
      return { ...keys, type: 'Response' };
  }
}

/** An author may have worded the two otherwise; then it is the id of the one chosen. */
function truthOf({ answer, chosen }: Values): string {
  const word = textsOf(chosen)[0]?.toLowerCase();
  return word === 'true' || word === 'false' ? word : String(answer);
}

function textsOf(values: unknown): string[] {
  return Array.isArray(values) ? values.map((value) => (typeof value === 'string' ? value : '')) : [];
}
