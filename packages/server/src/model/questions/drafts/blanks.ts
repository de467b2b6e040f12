// Short answer, fill in multiple blanks and multiple dropdowns: texts that fill a blank. The blanks of the last two have
// names, which stand in brackets in the question's text.

import { nameCharsMax } from '../../limits.ts';
import type { QuestionAnswer } from '../../question-data.ts';
import { withIds } from './answer-ids.ts';
import { type Fields, numberField, textField } from './authored-fields.ts';
import { answerTexts, sentAnswerId, withOneRight } from './choices.ts';

/** Each is right. Canvas: empty texts are dropped. */
export function shortAnswersOf(sent: readonly Fields[], newId: () => number): QuestionAnswer[] {
  return withIds(withText(sent), sentAnswerId, newId, (fields, id) => ({
    id,
    ...answerTexts(fields),
    weight: 100,
  }));
}

/** Canvas: empty texts are dropped. A text without a weight is right: there is no other reason to list it. */
export function blankAnswersOf(sent: readonly Fields[], newId: () => number): QuestionAnswer[] {
  return blankAnswers(withText(sent), newId, 100);
}

/** Canvas: in a blank without a right answer the first is right. */
export function dropdownAnswersOf(sent: readonly Fields[], newId: () => number): QuestionAnswer[] {
  const answers = blankAnswers(sent, newId, 0);
  const byBlank = Map.groupBy(answers, ({ blank_id }) => blank_id);
  const settled = new Map([...byBlank.values()].flatMap(withOneRight).map((answer) => [answer.id, answer]));
  return answers.map((answer) => settled.get(answer.id) ?? answer);
}

function blankAnswers(sent: readonly Fields[], newId: () => number, weightUnsent: number): QuestionAnswer[] {
  return withIds(sent, sentAnswerId, newId, (fields, id) => ({
    id,
    ...answerTexts(fields),
    weight: numberField(fields, ['answer_weight', 'weight']) ?? weightUnsent,
    blank_id: textField(fields, ['blank_id'], nameCharsMax) ?? '',
  }));
}

function withText(sent: readonly Fields[]): Fields[] {
  return sent.filter((fields) => answerTexts(fields).text.trim() !== '');
}
