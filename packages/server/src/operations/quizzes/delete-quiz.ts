// An editor removes a quiz. Its row stays, and so do attempts and their events.

import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import { hasCourseRight } from '../../model/policy.ts';
import { notPermitted } from '../../model/refusal.ts';
import type { Database } from '../../store/database.ts';
import { updateQuiz } from '../../store/quizzes.ts';
import { type QuizPath, type QuizView, quizStanding, viewQuiz } from './quiz-standing.ts';

export type DeleteQuiz = (caller: Caller, path: QuizPath) => Promise<QuizView>;

/** Answers the quiz as deleted; a second time there is none. Raises not_found, not_permitted. */
export function deleteQuiz(database: Database, clock: Clock): DeleteQuiz {
  return async (caller, path) => {
    const nowMs = clock();
    return database.transaction(async (transaction) => {
      const standing = await quizStanding(transaction, caller, path, 'change');
      if (!hasCourseRight(standing, 'manage_assignments', nowMs)) throw notPermitted();
      const quiz = await updateQuiz(transaction, standing.quiz.id, {
        workflowState: 'deleted',
        updatedAtMs: nowMs,
      });
      return viewQuiz(transaction, standing, quiz, nowMs);
    });
  };
}
