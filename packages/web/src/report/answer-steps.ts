// The answers to one question in short: each in a line, and of very many the first and the last. Pure.

import type { LoggedAnswer } from '../log/question-answers.ts';

export interface AnswerSteps {
  steps: readonly LoggedAnswer[];
  /** How many were left out, after so many steps. */
  leftOut: { after: number; count: number } | null;
}

const firstMax = 5;
const lastMax = 15;

/** Records without an answer before the first answer say nothing. */
export function answerSteps(answers: readonly LoggedAnswer[]): AnswerSteps {
  const from = answers.findIndex(({ mark }) => mark !== 'none');
  const told = from === -1 ? [] : answers.slice(from);
  const count = told.length - firstMax - lastMax;
  if (count <= 1) return { steps: told, leftOut: null };
  return {
    steps: [...told.slice(0, firstMax), ...told.slice(-lastMax)],
    leftOut: { after: firstMax, count },
  };
}
