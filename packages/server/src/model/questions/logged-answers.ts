// Which answers the log does not have yet: what `question_answered` is made of. Canvas: quiz reference §1.8.

import type { Answer, AnswerSheet } from '../answer-sheet.ts';
import type { FrozenQuestion } from '../question-data.ts';
import { fullAnswer } from './answer-forms.ts';

export interface ChangedAnswers {
  /** `event_data` of the event; without records there is no event. */
  records: { quiz_question_id: string; answer: Answer }[];
  /** By question id, the JSON text of the answer that the log will have last. */
  logged: Record<string, string>;
}

/**
 * Of the touched questions (answered, flagged or unflagged), in the order of the attempt, those whose answer is not what
 * the server logged last; the first mention always counts, even of nothing. Answers are the same when their JSON text
 * is. Events that pages sent do not count as logged: they are anyone's word.
 */
export function changedAnswers(
  questions: readonly FrozenQuestion[],
  sheet: Readonly<AnswerSheet>,
  touchedIds: Iterable<string>,
  logged: Readonly<Record<string, string>>,
): ChangedAnswers {
  const touched = new Set(touchedIds);
  const changes: ChangedAnswers = { records: [], logged: { ...logged } };
  for (const question of questions) {
    const id = String(question.id);
    if (!touched.has(id)) continue;
    const answer = fullAnswer(question, sheet[id]?.answer);
    const text = JSON.stringify(answer);
    if (changes.logged[id] === text) continue;
    changes.logged[id] = text;
    changes.records.push({ quiz_question_id: id, answer });
  }
  return changes;
}
