// The quiz submissions of a quiz: every student's to who reads grades, their own to who takes it.

import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import { maySubmitQuiz } from '../../model/quiz-policy.ts';
import { asOfAttempt, isFinished, type QuizSubmission } from '../../model/quiz-submission.ts';
import { notPermitted } from '../../model/refusal.ts';
import { rosterView } from '../../model/roster-policy.ts';
import { mayReadAllGrades } from '../../model/submission-policy.ts';
import type { Database, Query } from '../../store/database.ts';
import {
  countStudentQuizSubmissions,
  findQuizSubmissionOf,
  listAttempts,
  listStudentQuizSubmissions,
} from '../../store/quiz-submissions.ts';
import { type QuizPath, quizStanding } from '../quizzes/quiz-standing.ts';
import { isExcused } from './gradebook-row.ts';
import { type QuizSubmissionsView, viewQuizSubmissions } from './quiz-submission-view.ts';

export type ListQuizSubmissions = (
  caller: Caller,
  path: QuizPath,
  includes: readonly string[],
  readPage: () => { page: number; perPage: number },
) => Promise<{
  view: QuizSubmissionsView;
  /** Null for the own list, which is not paged. */
  page: { page: number; perPage: number; total: number } | null;
}>;

/**
 * Canvas: graders see one row for each student in their sections, in its current state, by id. Who only takes the quiz sees
 * the attempt in progress alone, else each that was handed in, the first one first. Raises not_found, not_permitted.
 */
export function listQuizSubmissions(database: Database, clock: Clock): ListQuizSubmissions {
  const { query } = database;
  return async (caller, path, includes, readPage) => {
    const nowMs = clock();
    const standing = await quizStanding(query, caller, path);
    const { course, quiz } = standing;
    if (mayReadAllGrades(standing, nowMs)) {
      const { page, perPage } = readPage();
      const sectionIds = rosterView(standing, nowMs)?.sectionIds ?? null;
      const selection = { courseId: course.id, quizId: quiz.id, sectionIds };
      const rows = await listStudentQuizSubmissions(query, selection, perPage, (page - 1) * perPage);
      const total = await countStudentQuizSubmissions(query, selection);
      const view = await viewQuizSubmissions(query, standing, rows, includes, nowMs);
      return { view, page: { page, perPage, total } };
    }
    const own = await findQuizSubmissionOf(query, quiz.id, { userId: caller.userId });
    if (!maySubmitQuiz(standing, quiz, await isExcused(query, standing, own), nowMs)) throw notPermitted();
    const rows = own === undefined ? [] : await ownList(query, own);
    return { view: await viewQuizSubmissions(query, standing, rows, includes, nowMs), page: null };
  };
}

async function ownList(query: Query, own: QuizSubmission): Promise<QuizSubmission[]> {
  if (own.workflowState === 'untaken') return [own];
  const attempts = await listAttempts(query, own.id);
  return attempts.map((attempt) => asOfAttempt(own, attempt)).filter(isFinished);
}
