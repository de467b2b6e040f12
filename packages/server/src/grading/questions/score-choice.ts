// Multiple choice, true/false and missing word: the id of one answer.

import type { QuestionData } from '../../model/question-data.ts';
import { textOrEmpty } from './answer-text.ts';
import { type Judgement, judgedWhole } from './judgement.ts';

export function scoreChoice({ answers }: QuestionData, answer: unknown): Judgement {
  const text = textOrEmpty(answer);
  const chosen = answers.find(({ id }) => String(id) === text);
  if (chosen === undefined) return judgedWhole(false, { text });
  return judgedWhole(chosen.weight === 100, { answer_id: chosen.id, text });
}
