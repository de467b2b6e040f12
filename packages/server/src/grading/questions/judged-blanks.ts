// Questions with named blanks, whatever fills them: every blank is a part.

import type { QuestionAnswer, QuestionData } from '../../model/question-data.ts';
import { answersByBlank } from '../../model/questions/answers/blanks.ts';
import { textOrEmpty } from './answer-text.ts';
import type { AnswerDetails, Judgement } from './judgement.ts';

/** The author's answer that fits what was put into a blank (which may be nothing: `''`), and how the blank is shown. */
export type FindBlankAnswer = (
  candidates: readonly QuestionAnswer[],
  given: string,
) => { matched: QuestionAnswer | undefined; shown: unknown };

/** A blank left empty is never right. Canvas: with every blank empty, none is shown. */
export function judgedBlanks({ answers }: QuestionData, answer: unknown, find: FindBlankAnswer): Judgement {
  const byBlank = answersByBlank(answers);
  const details: AnswerDetails = { text: '' };
  const filled = new Map([...byBlank.keys()].map((blank) => [blank, inBlank(answer, blank)]));
  let right = 0;
  if ([...filled.values()].every((given) => given.trim() === ''))
    return { parts: byBlank.size, right, wrong: 0, details };
  for (const [blank, candidates] of byBlank) {
    const given = filled.get(blank) ?? '';
    const { matched, shown } = find(candidates, given);
    details[`answer_for_${blank}`] = shown;
    details[`answer_id_for_${blank}`] = matched?.id ?? null;
    if (given.trim() !== '' && matched?.weight === 100) right += 1;
  }
  return { parts: byBlank.size, right, wrong: 0, details };
}

/** Only what the answer itself holds: a blank may be called `constructor`. */
function inBlank(answer: unknown, blank: string): string {
  if (typeof answer !== 'object' || answer === null || !Object.hasOwn(answer, blank)) return '';
  return textOrEmpty(Reflect.get(answer, blank));
}
