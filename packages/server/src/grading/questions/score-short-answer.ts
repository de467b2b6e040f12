// Short answer: any of the author's texts.

import type { QuestionData } from '../../model/question-data.ts';
import { comparableText } from './answer-text.ts';
import { type Judgement, judgedWhole } from './judgement.ts';

export function scoreShortAnswer({ answers }: QuestionData, answer: unknown): Judgement {
  const text = typeof answer === 'string' ? answer : '';
  const compared = comparableText(text);
  const matched =
    compared === '' ? undefined : answers.find((one) => comparableText(one.text ?? '') === compared);
  if (matched === undefined) return judgedWhole(false, { text });
  return judgedWhole(true, { answer_id: matched.id, text });
}
