// The web page's autosave form, read as answers. Canvas: quiz reference §1.8, §2.11.

import type { AnswerEntry, AnswerSheet } from '../answer-sheet.ts';
import { truthOf } from '../loose-value.ts';
import type { FrozenQuestion } from '../question-data.ts';
import { answerFormOf } from './answer-forms.ts';

/**
 * What the form says, question by question: answers in full form, flags, and which questions were left behind. Questions and
 * parts of an entry that it does not mention are not there; parts of an answer that it does not mention are as in `before`.
 * Texts stay as they were typed. Never refuses: what makes no sense is passed over. `blankKey` is that of
 * `attemptQuestions`.
 */
export function sheetOfForm(
  questions: readonly FrozenQuestion[],
  form: Readonly<Record<string, unknown>>,
  blankKey: (questionId: number, blank: string) => string,
  sanitise: (html: string) => string,
  before: Readonly<AnswerSheet>,
): AnswerSheet {
  const field = (name: string): unknown => (Object.hasOwn(form, name) ? form[name] : undefined);
  const sheet: AnswerSheet = {};
  for (const question of questions) {
    const { id } = question;
    const fields = {
      whole: field(`question_${id}`),
      ofAnswer: (answerId: number) => field(`question_${id}_answer_${answerId}`),
      ofBlank: (blank: string) => field(blankKey(id, blank)),
    };
    const answer = answerFormOf(question).ofForm(question, fields, sanitise, before[id]?.answer);
    const flagged = truthOf(field(`question_${id}_marked`));
    const entry: AnswerEntry = {
      ...(answer === undefined ? {} : { answer }),
      ...(flagged === undefined ? {} : { flagged }),
      ...(truthOf(field(`_question_${id}_read`)) === true ? { read: true } : {}),
    };
    if (Object.keys(entry).length > 0) sheet[id] = entry;
  }
  return sheet;
}
