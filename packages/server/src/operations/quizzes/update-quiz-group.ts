// An editor changes a question group.

import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import { changedQuizGroup, picksOf, type QuizGroupChanges } from '../../model/quiz-group-draft.ts';
import type { QuizGroup } from '../../model/quiz-question.ts';
import { notFound } from '../../model/refusal.ts';
import { listGroups, updateGroup } from '../../store/quiz-groups.ts';
import type { AnnouncingDatabase } from '../announcing/announcing-database.ts';
import type { QuizPath } from './quiz-standing.ts';
import { quizToEdit } from './quiz-to-edit.ts';
import { saveQuizContents } from './save-quiz.ts';

export type UpdateQuizGroup = (
  caller: Caller,
  path: QuizPath,
  groupId: number,
  readChanges: () => QuizGroupChanges,
) => Promise<QuizGroup>;

/** Raises not_found, not_permitted, quiz_group_invalid, and whatever `readChanges` raises. */
export function updateQuizGroup(database: AnnouncingDatabase, clock: Clock): UpdateQuizGroup {
  return async (caller, path, groupId, readChanges) => {
    const nowMs = clock();
    return database.transaction(caller, async (transaction) => {
      const standing = await quizToEdit(transaction, caller, path, nowMs);
      const groups = await listGroups(transaction, standing.quiz.id);
      const before = groups.find(({ id }) => id === groupId);
      if (before === undefined) throw notFound();
      const otherPicks = picksOf(groups) - before.pickCount;
      const group = await updateGroup(transaction, groupId, {
        ...changedQuizGroup(before, readChanges(), otherPicks),
        updatedAtMs: nowMs,
      });
      await saveQuizContents(transaction, standing, nowMs, 'quiz_group_invalid');
      return group;
    });
  };
}
