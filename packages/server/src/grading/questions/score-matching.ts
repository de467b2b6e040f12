// Matching: for each left side the id of a right side.

import type { QuestionData } from '../../model/question-data.ts';
import { textOrEmpty } from './answer-text.ts';
import type { AnswerDetails, Judgement } from './judgement.ts';

/** Right sides with the same text are as good as each other. The last of several pairs with one left side counts. */
export function scoreMatching({ answers, matches }: QuestionData, answer: unknown): Judgement {
  const chosen = chosenMatches(answer);
  const texts = new Map<string, string | undefined>();
  for (const { match_id, text } of matches ?? []) texts.set(String(match_id), text);
  for (const { match_id, right } of answers) texts.set(String(match_id), right);
  const details: AnswerDetails = { text: '' };
  let right = 0;
  for (const one of answers) {
    const given = chosen.get(String(one.id)) ?? '';
    const own = String(one.match_id);
    const isRight = given === own || (one.right !== undefined && texts.get(given) === one.right);
    if (isRight) right += 1;
    // Canvas: which of equal right sides was chosen is not kept.
    details[`answer_${one.id}`] = isRight ? own : given;
  }
  return { parts: answers.length, right, wrong: 0, details };
}

/** Match ids by the id of the left side, both as texts. */
function chosenMatches(answer: unknown): Map<string, string> {
  const chosen = new Map<string, string>();
  for (const pair of Array.isArray(answer) ? answer : []) {
    if (typeof pair !== 'object' || pair === null) continue;
    chosen.set(textOrEmpty(Reflect.get(pair, 'answer_id')), textOrEmpty(Reflect.get(pair, 'match_id')));
  }
  return chosen;
}
