// An editor takes a question out of a quiz. Attempts and a publication that have it keep it.

import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import { notFound } from '../../model/refusal.ts';
import { findQuestion, updateQuestion } from '../../store/quiz-questions.ts';
import type { AnnouncingDatabase } from '../announcing/announcing-database.ts';
import type { QuizPath } from './quiz-standing.ts';
import { quizToEdit } from './quiz-to-edit.ts';
import { saveQuizContents } from './save-quiz.ts';

export type DeleteQuestion = (caller: Caller, path: QuizPath, questionId: number) => Promise<void>;

/** A second time there is none. Raises not_found, not_permitted. */
export function deleteQuestion(database: AnnouncingDatabase, clock: Clock): DeleteQuestion {
  return async (caller, path, questionId) => {
    const nowMs = clock();
    await database.transaction(caller, async (transaction) => {
      const standing = await quizToEdit(transaction, caller, path, nowMs);
      const question = await findQuestion(transaction, standing.quiz.id, questionId);
      if (question === undefined) throw notFound();
      await updateQuestion(transaction, question.id, { workflowState: 'deleted', updatedAtMs: nowMs });
      await saveQuizContents(transaction, standing, nowMs);
    });
  };
}
