// What is kept of a question when an author writes it: drawn up by the model, bounded here by what else the quiz has.

import { pickedCharsMax } from '../../model/questions/attempt-size.ts';
import { answerIdsBelow } from '../../model/questions/drafts/answer-ids.ts';
import { type QuestionInput, questionDataOf } from '../../model/questions/question-draft.ts';
import { questionDataCharsMax, quizContentsCharsMax, quizQuestionsMax } from '../../model/quiz-limits.ts';
import type { QuizQuestion } from '../../model/quiz-question.ts';
import { invalidField, Refusal } from '../../model/refusal.ts';
import type { Query } from '../../store/database.ts';
import { listGroups } from '../../store/quiz-groups.ts';
import { measureQuestions } from '../../store/quiz-questions.ts';
import type { Random } from '../random.ts';

/**
 * The `questionData` after `asked`; `before` is the question that it changes, null adds one to the quiz. Raises malformed
 * and record_invalid, also when the quiz has no room.
 */
export async function questionContents(
  transaction: Query,
  quizId: number,
  asked: QuestionInput,
  before: QuizQuestion | null,
  random: Random,
): Promise<string> {
  const dataBefore = before === null ? null : JSON.parse(before.questionData);
  const data = JSON.stringify(questionDataOf(asked, dataBefore, () => random.below(answerIdsBelow)));
  if (data.length > questionDataCharsMax) {
    const message = `a question has at most ${questionDataCharsMax} characters in all`;
    throw invalidField('base', 'too_long', message);
  }
  const sizes = await measureQuestions(transaction, quizId);
  const count = sizes.reduce((sum, size) => sum + size.count, 0);
  const chars = sizes.reduce((sum, size) => sum + size.chars, 0);
  if (before === null && count >= quizQuestionsMax) {
    throw invalidField('base', 'too_many', `a quiz has at most ${quizQuestionsMax} questions`);
  }
  const growth = data.length - (before?.questionData.length ?? 0);
  if (growth > 0 && chars + growth > quizContentsCharsMax) {
    const message = `the questions of a quiz have at most ${quizContentsCharsMax} characters together`;
    throw invalidField('base', 'too_long', message);
  }
  return data;
}

/**
 * To be asked once questions or groups are as they shall be. Raises record_invalid, or for a group that was changed
 * quiz_group_invalid, when an attempt could be given more than it may keep.
 */
export async function assertAttemptFits(
  transaction: Query,
  quizId: number,
  kind: 'record_invalid' | 'quiz_group_invalid',
): Promise<void> {
  const groups = new Map((await listGroups(transaction, quizId)).map((group) => [group.id, group]));
  const chars = (await measureQuestions(transaction, quizId)).reduce((sum, { quizGroupId, ...size }) => {
    const group = quizGroupId === null ? undefined : groups.get(quizGroupId);
    return sum + (group === undefined ? size.chars : pickedCharsMax(group, size));
  }, 0);
  if (chars <= quizContentsCharsMax) return;
  const message = `the questions of an attempt have at most ${quizContentsCharsMax} characters together`;
  throw new Refusal({ kind, faults: [{ field: 'base', type: 'too_long', message }] });
}
