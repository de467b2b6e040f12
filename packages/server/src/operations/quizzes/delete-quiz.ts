// An editor removes a quiz, and with it its assignment. Its row stays, and so do attempts and their events.

import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import { updateQuiz } from '../../store/quizzes.ts';
import type { AnnouncingDatabase } from '../announcing/announcing-database.ts';
import { removeQuizAssignment } from './quiz-assignment.ts';
import { type QuizPath, type QuizView, viewQuiz } from './quiz-standing.ts';
import { quizToEdit } from './quiz-to-edit.ts';

export type DeleteQuiz = (caller: Caller, path: QuizPath) => Promise<QuizView>;

/** Answers the quiz as deleted; a second time there is none. Raises not_found, not_permitted. */
export function deleteQuiz(database: AnnouncingDatabase, clock: Clock): DeleteQuiz {
  return async (caller, path) => {
    const nowMs = clock();
    return database.transaction(caller, async (transaction) => {
      const standing = await quizToEdit(transaction, caller, path, nowMs);
      await removeQuizAssignment(transaction, standing.course, standing.quiz, nowMs);
      const quiz = await updateQuiz(transaction, standing.quiz.id, {
        workflowState: 'deleted',
        updatedAtMs: nowMs,
      });
      return viewQuiz(transaction, standing, quiz, nowMs);
    });
  };
}
