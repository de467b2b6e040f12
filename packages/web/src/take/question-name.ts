// What a question is called on the page. Pure.

import type { QuestionState } from '../api/taking.ts';

export function questionName({ number }: Pick<QuestionState, 'number'>): string {
  return number === null ? 'Text' : `Question ${number}`;
}

export function pointsText(points: number): string {
  return points === 1 ? '1 point' : `${points} points`;
}
