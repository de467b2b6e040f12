// An attempt is handed in over the API.

import { quizSubmitted } from '../../facts/attempt-facts.ts';
import { finishedAtMs } from '../../model/attempt-times.ts';
import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import { maySubmitQuiz } from '../../model/quiz-policy.ts';
import { isRunning } from '../../model/quiz-submission.ts';
import { declined } from '../../model/refusal.ts';
import type { AnnouncingDatabase } from '../announcing/announcing-database.ts';
import { quizStanding } from '../quizzes/quiz-standing.ts';
import { finishAttempt } from './finish-attempt.ts';
import { type QuizSubmissionPath, quizSubmissionAt } from './quiz-submission-at.ts';
import { type QuizSubmissionsView, viewQuizSubmissions } from './quiz-submission-view.ts';
import {
  type AttemptClaim,
  assertCurrentAttempt,
  assertTakeableNow,
  assertToken,
} from './running-attempt.ts';
import { assertNeedsNoLockdownBrowser } from './takeability.ts';

export type CompleteAttempt = (
  caller: Caller,
  path: QuizSubmissionPath,
  claim: AttemptClaim,
  includes: readonly string[],
) => Promise<QuizSubmissionsView>;

/**
 * Grades what was saved; of two hand-ins at once the second finds the attempt complete. Canvas: the token proves whose
 * attempt it is, not the caller. Raises not_found and declined, the reasons in Canvas's order. Reference §2.7.
 */
export function completeAttempt(database: AnnouncingDatabase, clock: Clock): CompleteAttempt {
  return async (caller, path, claim, includes) => {
    const nowMs = clock();
    return database.transaction(caller, async (transaction) => {
      const standing = await quizStanding(transaction, caller, path, 'share');
      const { course, quiz } = standing;
      const quizSubmission = await quizSubmissionAt(transaction, standing, path.quizSubmission, 'change');
      assertNeedsNoLockdownBrowser(standing);
      const isExcused = quizSubmission.excused === 1 && quizSubmission.userId === caller.userId;
      if (!maySubmitQuiz(standing, quiz, isExcused, nowMs)) {
        throw declined('forbidden', 'you are not allowed to complete this quiz submission');
      }
      assertTakeableNow(standing, quizSubmission, claim, nowMs);
      assertToken(quizSubmission, claim);
      if (!isRunning(quizSubmission)) throw declined('bad_request', 'quiz submission is already complete');
      assertCurrentAttempt(quizSubmission, claim);
      const finishedAt = finishedAtMs(quizSubmission, nowMs);
      const finished = await finishAttempt(transaction, course, quiz, quizSubmission, finishedAt, nowMs);
      transaction.announce(quizSubmitted(quiz, finished));
      return viewQuizSubmissions(transaction, standing, [finished], includes, nowMs);
    });
  };
}
