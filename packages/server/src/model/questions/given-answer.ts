// What an answer in full form says to somebody who does not know the question: whether there is one at all, and in words.

import type { Answer } from '../answer-sheet.ts';
import { isRecord } from '../loose-value.ts';
import type { FrozenQuestion } from '../question-data.ts';
import { answersByBlank } from './answers/blanks.ts';

/** Nothing was put down, or all of it was taken back. */
export function isNoAnswer(answer: Answer): boolean {
  if (answer === null || answer === '') return true;
  if (Array.isArray(answer)) return answer.every((item) => isRecord(item) && item.match_id === null);
  return isRecord(answer) && Object.values(answer).every((value) => value === null);
}

/**
 * The texts that were chosen, in the order of the question's parts, empty where nothing was; null for a question that is not
 * answered by choosing, and for an answer that does not fit it.
 */
export function chosenTexts(question: FrozenQuestion, answer: Answer): string[] | null {
  const { answers, matches, question_type } = question;
  const textOf = (id: unknown): string => answers.find((one) => String(one.id) === id)?.text ?? '';
  switch (question_type) {
    case 'multiple_choice_question':
    case 'true_false_question':
    case 'missing_word_question':
      return typeof answer === 'string' ? [textOf(answer)] : null;
    case 'multiple_answers_question':
      return Array.isArray(answer) ? answer.map(textOf) : null;
    case 'multiple_dropdowns_question': {
      if (!isRecord(answer)) return null;
      const blanks = answersByBlank(answers).keys();
      return [...blanks].map((blank) => textOf(Object.hasOwn(answer, blank) ? answer[blank] : null));
    }
    case 'matching_question': {
      if (!Array.isArray(answer)) return null;
      const chosen = new Map(answer.filter(isRecord).map((pair) => [pair.answer_id, pair.match_id]));
      return answers.map(({ id }) => {
        const matchId = chosen.get(String(id));
        return matches?.find(({ match_id }) => String(match_id) === matchId)?.text ?? '';
      });
    }
    default:
      return null;
  }
}
