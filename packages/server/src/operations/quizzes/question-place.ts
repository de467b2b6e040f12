// What an author asks for with a question, beside its contents: the place it takes in the quiz.

import type { QuestionInput } from '../../model/questions/question-draft.ts';
import { notFound } from '../../model/refusal.ts';
import type { Query } from '../../store/database.ts';
import { findGroup, lastGroupPosition } from '../../store/quiz-groups.ts';
import { lastQuestionPosition } from '../../store/quiz-questions.ts';

export interface QuestionDraft {
  contents: QuestionInput;
  /** Absent stays where it is; null is the quiz itself. */
  quizGroupId?: number | null | undefined;
  /** Absent or null is the end, or where it is. */
  position?: number | null | undefined;
}

/** Raises not_found for a group that the quiz does not have. */
export async function assertGroup(transaction: Query, quizId: number, groupId: number | null): Promise<void> {
  if (groupId === null) return;
  if ((await findGroup(transaction, quizId, groupId)) === undefined) throw notFound();
}

/** Canvas: after what is there; the questions of the quiz itself and its groups stand in one row. */
export async function endPosition(
  transaction: Query,
  quizId: number,
  groupId: number | null,
): Promise<number> {
  const question = await lastQuestionPosition(transaction, quizId, groupId);
  const group = groupId === null ? await lastGroupPosition(transaction, quizId) : 0;
  return Math.max(question, group) + 1;
}
