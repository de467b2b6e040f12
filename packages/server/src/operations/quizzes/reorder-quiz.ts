// An editor puts the questions and groups of a quiz, or the questions of a group, in another order.

import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import { type OrderItem, placesAfter } from '../../model/quiz-order.ts';
import { notFound } from '../../model/refusal.ts';
import type { Query } from '../../store/database.ts';
import { listGroups, updateGroup } from '../../store/quiz-groups.ts';
import { listQuestions, updateQuestion } from '../../store/quiz-questions.ts';
import type { AnnouncingDatabase } from '../announcing/announcing-database.ts';
import type { QuizPath } from './quiz-standing.ts';
import { quizToEdit } from './quiz-to-edit.ts';
import { saveQuizContents } from './save-quiz.ts';

export type ReorderQuiz = (
  caller: Caller,
  path: QuizPath,
  /** Null is the quiz itself. */
  groupId: number | null,
  readOrder: () => readonly OrderItem[],
) => Promise<void>;

/**
 * What the order does not name follows as it stood; questions it names come here from wherever in the quiz they are, and
 * what the quiz does not have, or has no longer, is passed over. Raises not_found, not_permitted, and whatever `readOrder`
 * raises. Canvas: core reference §14.1, §16.1.
 */
export function reorderQuiz(database: AnnouncingDatabase, clock: Clock): ReorderQuiz {
  return async (caller, path, groupId, readOrder) => {
    const nowMs = clock();
    await database.transaction(caller, async (transaction) => {
      const standing = await quizToEdit(transaction, caller, path, nowMs);
      await reorder(transaction, standing.quiz.id, groupId, readOrder, nowMs);
      await saveQuizContents(transaction, standing, nowMs);
    });
  };
}

async function reorder(
  transaction: Query,
  quizId: number,
  groupId: number | null,
  readOrder: () => readonly OrderItem[],
  nowMs: number,
): Promise<void> {
  const groups = await listGroups(transaction, quizId);
  if (groupId !== null && !groups.some(({ id }) => id === groupId)) throw notFound();
  const order = readOrder();
  const questions = await listQuestions(transaction, quizId);
  const questionOf = new Map(questions.map((question) => [question.id, question]));
  const groupOf = new Map(groups.map((group) => [group.id, group]));
  for (const { type, id, position } of placesAfter(questions, groups, order, groupId)) {
    if (type === 'group') {
      if (groupOf.get(id)?.position !== position) {
        await updateGroup(transaction, id, { position, updatedAtMs: nowMs });
      }
      continue;
    }
    const before = questionOf.get(id);
    if (before?.position !== position || before.quizGroupId !== groupId) {
      await updateQuestion(transaction, id, { position, quizGroupId: groupId, updatedAtMs: nowMs });
    }
  }
}
