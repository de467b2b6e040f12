// One quiz submission: the caller's own, anyone's to who may read it, and the time left of a running attempt.

import { secondsLeft } from '../../model/attempt-times.ts';
import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import { mayReadQuizSubmission, mayRecordEvents, maySubmitQuiz } from '../../model/quiz-policy.ts';
import { asOfAttempt, type QuizSubmission } from '../../model/quiz-submission.ts';
import { notFound, notPermitted } from '../../model/refusal.ts';
import type { Database } from '../../store/database.ts';
import { findAttempt, findQuizSubmissionOf } from '../../store/quiz-submissions.ts';
import { type QuizPath, type QuizStanding, quizStanding } from '../quizzes/quiz-standing.ts';
import { isExcused } from './gradebook-row.ts';
import { type QuizSubmissionPath, quizSubmissionAt } from './quiz-submission-at.ts';
import { type QuizSubmissionsView, viewQuizSubmissions } from './quiz-submission-view.ts';

export interface ShowQuizSubmission {
  /** The caller's own on the quiz, or none. Raises not_permitted when they may not take the quiz. */
  own(caller: Caller, path: QuizPath, includes: readonly string[]): Promise<QuizSubmissionsView>;

  /** As it is, or as `attempt` left it when that is not null. Raises not_permitted, not_found for an unknown attempt. */
  one(
    caller: Caller,
    path: QuizSubmissionPath,
    attempt: number | null,
    includes: readonly string[],
  ): Promise<QuizSubmissionsView>;

  /** For the page that shows a clock. Raises not_permitted to everyone whose page may not report events. */
  time(
    caller: Caller,
    path: QuizSubmissionPath,
  ): Promise<{ endAtMs: number | null; leftSeconds: number | null }>;
}

/** All raise not_found for a course, quiz or quiz submission that is not there; mere settings are none. */
export function showQuizSubmission(
  database: Database,
  settings: { publicQuizEvents: boolean },
  clock: Clock,
): ShowQuizSubmission {
  const { query } = database;

  async function found(
    caller: Caller,
    path: QuizSubmissionPath,
  ): Promise<{ standing: QuizStanding; quizSubmission: QuizSubmission }> {
    const standing = await quizStanding(query, caller, path);
    return { standing, quizSubmission: await quizSubmissionAt(query, standing, path.quizSubmission) };
  }

  return {
    async own(caller, path, includes) {
      const nowMs = clock();
      const standing = await quizStanding(query, caller, path);
      const own = await findQuizSubmissionOf(query, standing.quiz.id, { userId: caller.userId });
      const excused = await isExcused(query, standing, own);
      if (!maySubmitQuiz(standing, standing.quiz, excused, nowMs)) throw notPermitted();
      return viewQuizSubmissions(query, standing, own === undefined ? [] : [own], includes, nowMs);
    },

    async one(caller, path, attempt, includes) {
      const nowMs = clock();
      const { standing, quizSubmission } = await found(caller, path);
      if (!mayReadQuizSubmission(standing, quizSubmission, nowMs)) throw notPermitted();
      if (attempt === null) return viewQuizSubmissions(query, standing, [quizSubmission], includes, nowMs);
      const wanted = await findAttempt(query, quizSubmission.id, attempt);
      if (wanted === undefined) throw notFound();
      return viewQuizSubmissions(query, standing, [asOfAttempt(quizSubmission, wanted)], includes, nowMs);
    },

    async time(caller, path) {
      const nowMs = clock();
      const { standing, quizSubmission } = await found(caller, path);
      const mayReport = mayRecordEvents(
        standing,
        standing.quiz,
        quizSubmission,
        settings.publicQuizEvents,
        nowMs,
      );
      if (!mayReport) throw notPermitted();
      return { endAtMs: quizSubmission.endAtMs, leftSeconds: secondsLeft(quizSubmission.endAtMs, nowMs) };
    },
  };
}
