// The attempts that are over, as their taker's pages list them.

import { isPendingReview } from '../../grading/attempt-score.ts';
import type { Quiz } from '../../model/quiz.ts';
import { asOfAttempt, isFinished, type QuizSubmission } from '../../model/quiz-submission.ts';
import { areResultsVisible } from '../../model/result-visibility.ts';
import { mayReadAllGrades } from '../../model/submission-policy.ts';
import type { Query } from '../../store/database.ts';
import { listAttempts } from '../../store/quiz-submissions.ts';
import type { QuizStanding } from '../quizzes/quiz-standing.ts';
import { attemptContents } from './attempt-contents.ts';
import { isGradeWithheld } from './results-shown.ts';

/** An attempt that is over. */
export interface PastAttempt {
  attempt: number;
  isPending: boolean;
  startedAtMs: number;
  finishedAtMs: number;
  /** Null when withheld, and of surveys that count for nothing. */
  score: number | null;
  keptScore: number | null;
  resultsVisible: boolean;
}

/** Those of `own` that are over, the newest first; of previews the current one, if it is. */
export async function pastAttempts(
  query: Query,
  standing: QuizStanding,
  own: QuizSubmission,
  nowMs: number,
): Promise<PastAttempt[]> {
  const { quiz } = standing;
  const sees = mayReadAllGrades(standing, nowMs);
  const isWithheld = await isGradeWithheld(query, standing, own, nowMs);
  const showsScore = !isWithheld && quiz.quizType !== 'survey';
  const past: PastAttempt[] = [];
  for (const attempt of (await listAttempts(query, own.id)).reverse()) {
    const one = asOfAttempt(own, attempt);
    const isPreview = one.workflowState === 'preview' && one.attempt === own.attempt;
    if (one.finishedAtMs === null || !(isPreview || isFinished(one))) continue;
    const isVisible = sees || areResultsVisible(quiz, own, one.attempt, nowMs);
    past.push({
      attempt: one.attempt,
      isPending: await isPending(query, quiz, one),
      startedAtMs: attempt.startedAtMs,
      finishedAtMs: one.finishedAtMs,
      score: showsScore ? one.score : null,
      keptScore: showsScore ? own.keptScore : null,
      resultsVisible: isPreview || (isVisible && !isWithheld),
    });
  }
  return past;
}

/** A preview stays one when it is over. */
async function isPending(query: Query, quiz: Quiz, attempt: QuizSubmission): Promise<boolean> {
  if (attempt.workflowState !== 'preview') return attempt.workflowState === 'pending_review';
  const { graded } = await attemptContents(query, attempt);
  return isPendingReview(graded ?? [], quiz);
}
