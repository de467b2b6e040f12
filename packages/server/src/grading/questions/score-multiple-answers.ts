// Multiple answers: the ids of all that are chosen. A wrong choice costs as much as a right one gives.

import type { QuestionData } from '../../model/question-data.ts';
import { textOrEmpty } from './answer-text.ts';
import type { AnswerDetails, Judgement } from './judgement.ts';

/** Canvas: ids that the question does not have count neither way. */
export function scoreMultipleAnswers({ answers }: QuestionData, answer: unknown): Judgement {
  const details: AnswerDetails = { text: '' };
  const rightOnes = answers.filter(({ weight }) => weight === 100).length;
  const judgement = { parts: Math.max(rightOnes, 1), right: 0, wrong: 0, details };
  if (!Array.isArray(answer)) return judgement;
  const chosen = new Set(answer.map(textOrEmpty));
  for (const { id, weight } of answers) {
    const isChosen = chosen.has(String(id));
    details[`answer_${id}`] = isChosen ? '1' : '0';
    if (isChosen && weight === 100) judgement.right += 1;
    else if (isChosen) judgement.wrong += 1;
  }
  return judgement;
}
