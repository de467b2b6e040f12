// Quiz submissions as they are shown, with the records that a caller may ask for beside them.

import { hasCourseRight } from '../../model/policy.ts';
import type { Quiz } from '../../model/quiz.ts';
import type { QuizSubmission } from '../../model/quiz-submission.ts';
import type { UserWithLogin } from '../../model/user.ts';
import type { Query } from '../../store/database.ts';
import { listUsersWithLogins } from '../../store/users.ts';
import { type QuizStanding, type QuizView, viewQuiz } from '../quizzes/quiz-standing.ts';

export interface QuizSubmissionsView {
  quiz: Quiz;
  quizSubmissions: readonly QuizSubmission[];
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
    quizView: includes.includes('quiz') ? await viewQuiz(query, standing, quiz, nowMs) : null,
    takers: includes.includes('user') ? await takersOf(query, standing, quizSubmissions, nowMs) : null,
    includes,
    atMs: nowMs,
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
