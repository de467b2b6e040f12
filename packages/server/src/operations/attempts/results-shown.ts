// Whether a caller may see what came of an attempt.

import type { QuizSubmission } from '../../model/quiz-submission.ts';
import { areResultsVisible } from '../../model/result-visibility.ts';
import { isGradeHidden, mayReadAllGrades } from '../../model/submission-policy.ts';
import { findAssignment } from '../../store/assignments.ts';
import type { Query } from '../../store/database.ts';
import { findSubmission } from '../../store/submissions.ts';
import type { QuizStanding } from '../quizzes/quiz-standing.ts';

/**
 * `quizSubmission` is as it is now, `attempt` the one asked for. Who reviews grades sees all. Others go by the quiz's
 * settings, and see nothing while the grade is withheld in the gradebook: the verdicts would give it away.
 */
export async function areResultsShown(
  query: Query,
  standing: QuizStanding,
  quizSubmission: QuizSubmission,
  attempt: number,
  nowMs: number,
): Promise<boolean> {
  if (mayReadAllGrades(standing, nowMs)) return true;
  if (!areResultsVisible(standing.quiz, quizSubmission, attempt, nowMs)) return false;
  return !(await isGradeWithheld(query, standing, quizSubmission, nowMs));
}

/** Whether the caller must not know the grade of the quiz submission yet. Who reviews grades knows all. */
export async function isGradeWithheld(
  query: Query,
  standing: QuizStanding,
  { submissionId }: Pick<QuizSubmission, 'submissionId'>,
  nowMs: number,
): Promise<boolean> {
  const { course, quiz } = standing;
  if (submissionId === null || quiz.assignmentId === null || mayReadAllGrades(standing, nowMs)) return false;
  const assignment = await findAssignment(query, course.id, quiz.assignmentId);
  const submission = await findSubmission(query, submissionId);
  return assignment !== undefined && submission !== undefined && isGradeHidden(submission, assignment);
}
