// An editor changes a quiz's settings, publishes it or takes that back.

import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import { hasCourseRight } from '../../model/policy.ts';
import { changedSettings } from '../../model/quiz-changes.ts';
import type { QuizChanges } from '../../model/quiz-settings.ts';
import { notPermitted } from '../../model/refusal.ts';
import type { Database } from '../../store/database.ts';
import { listTakenQuizIds } from '../../store/quiz-submissions.ts';
import { updateQuiz as updateQuizRow } from '../../store/quizzes.ts';
import { type QuizPath, type QuizView, quizStanding, viewQuiz } from './quiz-standing.ts';

export type UpdateQuiz = (
  caller: Caller,
  path: QuizPath,
  readChanges: () => QuizChanges | null,
) => Promise<QuizView>;

/**
 * Every save counts up the quiz's version; without changes (null) nothing is saved. Raises not_found, not_permitted,
 * record_invalid, and whatever `readChanges` raises.
 */
export function updateQuiz(database: Database, clock: Clock): UpdateQuiz {
  return async (caller, path, readChanges) => {
    const nowMs = clock();
    return database.transaction(async (transaction) => {
      // Locked, so that nobody starts an attempt between the look for attempts and the unpublishing.
      const standing = await quizStanding(transaction, caller, path, 'change');
      if (!hasCourseRight(standing, 'manage_assignments', nowMs)) throw notPermitted();
      const { quiz: before } = standing;
      const changes = readChanges();
      if (changes === null) return viewQuiz(transaction, standing, before, nowMs);
      const taken = await listTakenQuizIds(transaction, [before.id]);
      const quiz = await updateQuizRow(transaction, before.id, {
        ...changedSettings(settingsOf(before), changes, taken.length === 0),
        versionNumber: before.versionNumber + 1,
        updatedAtMs: nowMs,
      });
      return viewQuiz(transaction, standing, quiz, nowMs);
    });
  };
}

function settingsOf<Row extends { id: number; courseId: number }>({ id: _, courseId: __, ...settings }: Row) {
  return settings;
}
