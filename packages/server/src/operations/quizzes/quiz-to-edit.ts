// How every change of a quiz and of what is in it begins.

import type { Caller } from '../../model/caller.ts';
import { hasCourseRight } from '../../model/policy.ts';
import { notPermitted } from '../../model/refusal.ts';
import type { Query } from '../../store/database.ts';
import { type QuizPath, type QuizStanding, quizStanding } from './quiz-standing.ts';

/**
 * The quiz of a path, for somebody who changes it. Its row is locked until the transaction ends, so that changes of one
 * quiz follow one another and nobody starts an attempt meanwhile. Raises not_found, not_permitted.
 */
export async function quizToEdit(
  transaction: Query,
  caller: Caller,
  path: QuizPath,
  nowMs: number,
): Promise<QuizStanding> {
  const standing = await quizStanding(transaction, caller, path, 'change');
  if (!hasCourseRight(standing, 'manage_assignments', nowMs)) throw notPermitted();
  return standing;
}
