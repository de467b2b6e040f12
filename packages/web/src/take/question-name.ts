// What a question is called on the page. Pure.

import type { QuestionState } from '../api/taking.ts';

type Numbered = Pick<QuestionState, 'number'>;

export function questionName({ number }: Numbered): string {
  return number === null ? 'Text' : `Question ${number}`;
}

/** Among all of them, where a text must be told from others: by the question that it comes before. */
export function nameAmong<Question extends Numbered>(question: Question, order: readonly Question[]): string {
  if (question.number !== null) return questionName(question);
  const next = order.slice(order.indexOf(question) + 1).find(({ number }) => number !== null);
  return next === undefined ? 'Text after the last question' : `Text before question ${next.number}`;
}
