// What a question is called on the page. Pure.

import type { QuestionState } from '../api/taking.ts';

export function questionName({ number }: Pick<QuestionState, 'number'>): string {
  return number === null ? 'Text' : `Question ${number}`;
}
