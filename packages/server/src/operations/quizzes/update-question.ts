// An editor changes a question, or moves it into a group or out of one.

import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import type { QuizQuestion } from '../../model/quiz-question.ts';
import { notFound } from '../../model/refusal.ts';
import { findQuestion, updateQuestion as updateQuestionRow } from '../../store/quiz-questions.ts';
import type { AnnouncingDatabase } from '../announcing/announcing-database.ts';
import type { Random } from '../random.ts';
import { correctQuestion } from './correct-question.ts';
import { questionContents } from './question-contents.ts';
import { assertGroup, endPosition, type QuestionDraft } from './question-place.ts';
import type { QuizPath } from './quiz-standing.ts';
import { quizToEdit } from './quiz-to-edit.ts';
import { saveQuizContents } from './save-quiz.ts';

export type UpdateQuestion = (
  caller: Caller,
  path: QuizPath,
  questionId: number,
  readDraft: () => QuestionDraft,
) => Promise<QuizQuestion>;

/**
 * What is not said stays; answers that are said replace all. Moved, it goes to the end unless a position is said. With a
 * regrade option, what students did is graded again. Raises not_found, also for a group of another quiz, not_permitted,
 * record_invalid, and whatever `readDraft` raises.
 */
export function updateQuestion(database: AnnouncingDatabase, clock: Clock, random: Random): UpdateQuestion {
  return async (caller, path, questionId, readDraft) => {
    const nowMs = clock();
    return database.transaction(caller, async (transaction) => {
      const standing = await quizToEdit(transaction, caller, path, nowMs);
      const quizId = standing.quiz.id;
      const before = await findQuestion(transaction, quizId, questionId);
      if (before === undefined) throw notFound();
      const { contents, quizGroupId = before.quizGroupId, position } = readDraft();
      const isMoved = quizGroupId !== before.quizGroupId;
      if (isMoved) await assertGroup(transaction, quizId, quizGroupId);
      const questionData = await questionContents(transaction, quizId, contents, before, random);
      const end = isMoved ? await endPosition(transaction, quizId, quizGroupId) : before.position;
      const question = await updateQuestionRow(transaction, questionId, {
        quizGroupId,
        position: position ?? end,
        questionData,
        updatedAtMs: nowMs,
      });
      await saveQuizContents(transaction, standing, nowMs);
      if (contents.regrade_option != null) await correctQuestion(transaction, standing, question, nowMs);
      return question;
    });
  };
}
