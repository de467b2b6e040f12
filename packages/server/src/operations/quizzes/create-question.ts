// An editor adds a question to a quiz, or to one of its groups.

import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import type { QuizQuestion } from '../../model/quiz-question.ts';
import { insertQuestion } from '../../store/quiz-questions.ts';
import type { AnnouncingDatabase } from '../announcing/announcing-database.ts';
import type { Random } from '../random.ts';
import { questionContents } from './question-contents.ts';
import { assertGroup, endPosition, type QuestionDraft } from './question-place.ts';
import type { QuizPath } from './quiz-standing.ts';
import { quizToEdit } from './quiz-to-edit.ts';
import { saveQuizContents } from './save-quiz.ts';

export type CreateQuestion = (
  caller: Caller,
  path: QuizPath,
  readDraft: () => QuestionDraft,
) => Promise<QuizQuestion>;

/**
 * Nothing needs to be said; a published quiz gets the question when it is published again. Raises not_found, also for a
 * group of another quiz, not_permitted, record_invalid, and whatever `readDraft` raises. Canvas: core reference §15.
 */
export function createQuestion(database: AnnouncingDatabase, clock: Clock, random: Random): CreateQuestion {
  return async (caller, path, readDraft) => {
    const nowMs = clock();
    return database.transaction(caller, async (transaction) => {
      const standing = await quizToEdit(transaction, caller, path, nowMs);
      const { contents, quizGroupId = null, position } = readDraft();
      const quizId = standing.quiz.id;
      await assertGroup(transaction, quizId, quizGroupId);
      const questionData = await questionContents(transaction, quizId, contents, null, random);
      const question = await insertQuestion(transaction, {
        quizId,
        quizGroupId,
        workflowState: 'active',
        position: position ?? (await endPosition(transaction, quizId, quizGroupId)),
        questionData,
        createdAtMs: nowMs,
        updatedAtMs: nowMs,
      });
      await saveQuizContents(transaction, standing, nowMs);
      return question;
    });
  };
}
