// Calculated: the result for the values of the variables that the attempt drew.

import type { QuestionData } from '../../model/question-data.ts';
import { textOrEmpty } from './answer-text.ts';
import { type Judgement, judgedWhole } from './judgement.ts';
import { isNear } from './score-numerical.ts';
import { writtenNumber } from './written-number.ts';

/** Canvas: only the first set of values counts; an attempt has just one. */
export function scoreCalculated({ answers, answer_tolerance }: QuestionData, answer: unknown): Judgement {
  const text = textOrEmpty(answer);
  const given = writtenNumber(answer);
  const [drawn] = answers;
  if (given === null || drawn === undefined || !isNear(drawn.answer, answer_tolerance, given))
    return judgedWhole(false, { text });
  return judgedWhole(true, { answer_id: drawn.id, text });
}
