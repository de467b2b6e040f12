// Announces what was saved on submissions. Which saves are announced, and what they say, is in facts/.

import { gradeChange, isGradeChange } from '../../facts/grade-change.ts';
import type { SavedSubmission } from '../../facts/saved-submission.ts';
import { submissionSaved } from '../../facts/submission.ts';
import { findSisUserIds } from '../../store/announcers.ts';
import { listQuizIdsOf } from '../../store/graded-quizzes.ts';
import type { Transaction } from '../announcing/announcing-database.ts';

/** One row after the other, in the order given; what happened to the work before what happened to its grade. */
export async function announceSubmissions(
  transaction: Transaction,
  saved: readonly SavedSubmission[],
  nowMs: number,
): Promise<void> {
  const graded = saved.filter(isGradeChange);
  const userIds = new Set(graded.map(({ after }) => after.userId));
  const sisIds = await findSisUserIds(transaction, [...userIds]);
  const ofQuizzes = graded.filter(({ assignment }) => assignment.submissionTypes === 'online_quiz');
  const assignmentIds = new Set(ofQuizzes.map(({ assignment }) => assignment.id));
  const quizIds = await listQuizIdsOf(transaction, [...assignmentIds]);
  for (const one of saved) {
    const studentSisId = sisIds.get(one.after.userId) ?? null;
    const quizId = quizIds.get(one.assignment.id) ?? null;
    transaction.announce(submissionSaved(one, nowMs));
    transaction.announce(gradeChange(one, { studentSisId, quizId }));
  }
}
