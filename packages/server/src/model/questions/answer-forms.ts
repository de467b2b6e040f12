// The forms an answer may come in, and the full form it is kept and shown in: which family a question's type belongs to.

import type { Answer } from '../answer-sheet.ts';
import type { FrozenQuestion, QuestionType } from '../question-data.ts';
import type { AnswerForm } from './answers/answer-form.ts';
import { blankChoices, blankTexts } from './answers/blanks.ts';
import { oneChoice, severalChoices } from './answers/choices.ts';
import { fileUpload } from './answers/files.ts';
import { matchPairs } from './answers/matching.ts';
import { noAnswer } from './answers/none.ts';
import { decimalNumber } from './answers/numbers.ts';
import { essay, shortText } from './answers/texts.ts';

const answerForms: Record<QuestionType, AnswerForm> = {
  multiple_choice_question: oneChoice,
  true_false_question: oneChoice,
  missing_word_question: oneChoice,
  multiple_answers_question: severalChoices,
  short_answer_question: shortText,
  fill_in_multiple_blanks_question: blankTexts,
  multiple_dropdowns_question: blankChoices,
  matching_question: matchPairs,
  numerical_question: decimalNumber,
  calculated_question: decimalNumber,
  essay_question: essay,
  file_upload_question: fileUpload,
  text_only_question: noAnswer,
};

export function answerFormOf({ question_type }: Pick<FrozenQuestion, 'question_type'>): AnswerForm {
  return answerForms[question_type];
}

/**
 * What came through the API, in full form. Parts that it does not mention (blanks, left sides) stay as they are in
 * `before`; choices, texts and numbers are replaced whole. Canvas: undefined and null count as an empty list. Raises
 * declined (bad_request) with Canvas's texts, reference §2.5.
 */
export function readAnswer(
  question: FrozenQuestion,
  given: unknown,
  sanitise: (html: string) => string,
  before?: Answer,
): Answer {
  return answerFormOf(question).read(question, given ?? [], sanitise, before);
}

/** With every part of the question listed, null where there is nothing. Reference §1.7. */
export function fullAnswer(question: FrozenQuestion, answer: Answer | undefined): Answer {
  return answerFormOf(question).full(question, answer);
}
