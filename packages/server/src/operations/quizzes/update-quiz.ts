// An editor changes a quiz's settings, publishes it or takes that back.

import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import { changedSettings } from '../../model/quiz-changes.ts';
import type { QuizChanges } from '../../model/quiz-settings.ts';
import { listTakenQuizIds } from '../../store/quiz-submissions.ts';
import type { AnnouncingDatabase } from '../announcing/announcing-database.ts';
import { type QuizPath, type QuizView, viewQuiz } from './quiz-standing.ts';
import { quizToEdit } from './quiz-to-edit.ts';
import { saveQuiz } from './save-quiz.ts';

export type UpdateQuiz = (
  caller: Caller,
  path: QuizPath,
  readChanges: () => QuizChanges | null,
) => Promise<QuizView>;

/**
 * Every save counts up the quiz's version; without changes (null) nothing is saved. Raises not_found, not_permitted,
 * record_invalid, and whatever `readChanges` raises.
 */
export function updateQuiz(database: AnnouncingDatabase, clock: Clock): UpdateQuiz {
  return async (caller, path, readChanges) => {
    const nowMs = clock();
    return database.transaction(caller, async (transaction) => {
      const standing = await quizToEdit(transaction, caller, path, nowMs);
      const { course, quiz: before } = standing;
      const changes = readChanges();
      if (changes === null) return viewQuiz(transaction, standing, before, nowMs);
      const taken = await listTakenQuizIds(transaction, [before.id]);
      const { assignmentGroupId = before.assignmentGroupId } = changes;
      const wanted = {
        ...before,
        ...changedSettings(before, changes, taken.length === 0),
        assignmentGroupId,
        versionNumber: before.versionNumber + 1,
        updatedAtMs: nowMs,
      };
      const quiz = await saveQuiz(transaction, course, before, wanted, nowMs);
      return viewQuiz(transaction, standing, quiz, nowMs);
    });
  };
}
