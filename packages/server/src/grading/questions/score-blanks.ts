// Fill in multiple blanks: a text for each blank.

import type { QuestionData } from '../../model/question-data.ts';
import { comparableText } from './answer-text.ts';
import { judgedBlanks } from './judged-blanks.ts';
import type { Judgement } from './judgement.ts';

export function scoreBlanks(question: QuestionData, answer: unknown): Judgement {
  return judgedBlanks(question, answer, (candidates, given) => {
    const compared = comparableText(given);
    const matched = candidates.find(({ text = '' }) => comparableText(text) === compared);
    return { matched, shown: given };
  });
}
