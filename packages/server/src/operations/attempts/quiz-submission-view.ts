// Quiz submissions as they are shown, with the records that a caller may ask for beside them.

import { hasCourseRight } from '../../model/policy.ts';
import type { Quiz } from '../../model/quiz.ts';
import type { QuizSubmission } from '../../model/quiz-submission.ts';
import { isGradeHidden, mayReadAllGrades } from '../../model/submission-policy.ts';
import type { UserWithLogin } from '../../model/user.ts';
import { findAssignment } from '../../store/assignments.ts';
import type { Query } from '../../store/database.ts';
import { listSubmissions } from '../../store/submissions.ts';
import { listUsersWithLogins } from '../../store/users.ts';
import { type SubmissionView, viewSubmissions } from '../gradebook/submission-view.ts';
import { type QuizStanding, type QuizView, viewQuiz } from '../quizzes/quiz-standing.ts';

export interface QuizSubmissionsView {
  quiz: Quiz;
  quizSubmissions: readonly QuizSubmission[];
  /** Rows in the gradebook whose grade the caller must not know. */
  hiddenSubmissionIds: ReadonlySet<number>;
  /** Their rows in the gradebook, each once; null when not asked for. */
  submissions: readonly SubmissionView[] | null;
  /** Null when not asked for. */
  quizView: QuizView | null;
  /** The takers, in the order of the rows; null when not asked for. */
  takers: { users: readonly UserWithLogin[]; showsLogins: boolean; showsSisIds: boolean } | null;
  includes: readonly string[];
  /** The moment of which all this is true. */
  atMs: number;
}

/** Names of what to include that are not known are kept: they too make an answer a compound one. */
export async function viewQuizSubmissions(
  query: Query,
  standing: QuizStanding,
  quizSubmissions: readonly QuizSubmission[],
  includes: readonly string[],
  nowMs: number,
): Promise<QuizSubmissionsView> {
  const { quiz } = standing;
  return {
    quiz,
    quizSubmissions,
    ...(await gradebookOf(query, standing, quizSubmissions, includes, nowMs)),
    quizView: includes.includes('quiz') ? await viewQuiz(query, standing, quiz, nowMs) : null,
    takers: includes.includes('user') ? await takersOf(query, standing, quizSubmissions, nowMs) : null,
    includes,
    atMs: nowMs,
  };
}

/** Canvas: the scores of a quiz submission are hidden as the grade in the gradebook is (quiz reference §2.2). */
async function gradebookOf(
  query: Query,
  standing: QuizStanding,
  quizSubmissions: readonly QuizSubmission[],
  includes: readonly string[],
  nowMs: number,
): Promise<Pick<QuizSubmissionsView, 'hiddenSubmissionIds' | 'submissions'>> {
  const isAskedFor = includes.includes('submission');
  const none = { hiddenSubmissionIds: new Set<number>(), submissions: isAskedFor ? [] : null };
  const isGrader = mayReadAllGrades(standing, nowMs);
  const { course, quiz } = standing;
  const ids = new Set(quizSubmissions.flatMap(({ submissionId }) => submissionId ?? []));
  if (ids.size === 0 || quiz.assignmentId === null || (isGrader && !isAskedFor)) return none;
  const assignment = await findAssignment(query, course.id, quiz.assignmentId);
  if (assignment === undefined) return none;
  const rows = await listSubmissions(query, [...ids]);
  const hidden = isGrader ? [] : rows.filter((row) => isGradeHidden(row, assignment));
  return {
    hiddenSubmissionIds: new Set(hidden.map(({ id }) => id)),
    submissions: isAskedFor ? await viewSubmissions(query, standing, rows, [assignment], nowMs) : null,
  };
}

async function takersOf(
  query: Query,
  standing: QuizStanding,
  quizSubmissions: readonly QuizSubmission[],
  nowMs: number,
): Promise<QuizSubmissionsView['takers']> {
  const ids = quizSubmissions.flatMap(({ userId }) => userId ?? []);
  const found = new Map((await listUsersWithLogins(query, ids)).map((taker) => [taker.user.id, taker]));
  return {
    users: ids.flatMap((id) => found.get(id) ?? []),
    showsLogins: hasCourseRight(standing, 'view_user_logins', nowMs),
    showsSisIds: hasCourseRight(standing, 'read_sis', nowMs),
  };
}
