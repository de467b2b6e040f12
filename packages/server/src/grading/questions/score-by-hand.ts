// Essays and uploaded files: a person reads them, also when there is nothing to read.

import type { QuestionData } from '../../model/question-data.ts';
import { textOrEmpty } from './answer-text.ts';
import type { AnswerDetails, Judgement } from './judgement.ts';

/** The text of an essay is taken to be sanitised. */
export function scoreEssay(_question: QuestionData, answer: unknown): Judgement {
  return judgedOpen({ text: textOrEmpty(answer) });
}

/** One attachment id or several. */
export function scoreFileUpload(_question: QuestionData, answer: unknown): Judgement {
  const given = Array.isArray(answer) ? answer : [answer];
  const ids = given.map(textOrEmpty).filter((id) => id.trim() !== '');
  return judgedOpen({ text: '', attachment_ids: ids.length === 0 ? null : ids });
}

function judgedOpen(details: AnswerDetails): Judgement {
  return { parts: 1, right: 0, wrong: 0, isOpen: true, details };
}
