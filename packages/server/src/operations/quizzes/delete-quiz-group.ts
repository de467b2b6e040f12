// An editor takes a question group out of a quiz, and its questions with it.

import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import { notFound } from '../../model/refusal.ts';
import { deleteGroup, findGroup } from '../../store/quiz-groups.ts';
import { deleteQuestionsOfGroup } from '../../store/quiz-questions.ts';
import type { AnnouncingDatabase } from '../announcing/announcing-database.ts';
import type { QuizPath } from './quiz-standing.ts';
import { quizToEdit } from './quiz-to-edit.ts';
import { saveQuizContents } from './save-quiz.ts';

export type DeleteQuizGroup = (caller: Caller, path: QuizPath, groupId: number) => Promise<void>;

/** A second time there is none. Raises not_found, not_permitted. */
export function deleteQuizGroup(database: AnnouncingDatabase, clock: Clock): DeleteQuizGroup {
  return async (caller, path, groupId) => {
    const nowMs = clock();
    await database.transaction(caller, async (transaction) => {
      const standing = await quizToEdit(transaction, caller, path, nowMs);
      const group = await findGroup(transaction, standing.quiz.id, groupId);
      if (group === undefined) throw notFound();
      await deleteQuestionsOfGroup(transaction, group.id, nowMs);
      await deleteGroup(transaction, group.id);
      await saveQuizContents(transaction, standing, nowMs);
    });
  };
}
