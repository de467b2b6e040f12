// Multiple dropdowns: the id of one answer for each blank.

import type { QuestionData } from '../../model/question-data.ts';
import { judgedBlanks } from './judged-blanks.ts';
import type { Judgement } from './judgement.ts';

/** Canvas: an id that the blank does not have is shown as none. */
export function scoreDropdowns(question: QuestionData, answer: unknown): Judgement {
  return judgedBlanks(question, answer, (candidates, given) => {
    const matched = candidates.find(({ id }) => String(id) === given);
    return { matched, shown: matched?.id ?? null };
  });
}
