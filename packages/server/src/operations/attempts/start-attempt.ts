// Somebody starts to take a quiz, or previews it: a first attempt, or the next one. What is written then is in
// begin-attempt.ts.

import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import { hasCourseRight } from '../../model/policy.ts';
import { quizLock } from '../../model/quiz.ts';
import { maySubmitQuiz } from '../../model/quiz-policy.ts';
import { isRetriable, type QuizSubmission } from '../../model/quiz-submission.ts';
import { declined } from '../../model/refusal.ts';
import type { Query } from '../../store/database.ts';
import { findQuizSubmissionOf } from '../../store/quiz-submissions.ts';
import type { AnnouncingDatabase } from '../announcing/announcing-database.ts';
import { type QuizPath, type QuizStanding, quizStanding } from '../quizzes/quiz-standing.ts';
import type { Random } from '../random.ts';
import { beginAgain, beginFirst } from './begin-attempt.ts';
import { isExcused } from './gradebook-row.ts';
import { type QuizSubmissionsView, viewQuizSubmissions } from './quiz-submission-view.ts';
import { type Admission, assertNeedsNoLockdownBrowser, assertTakeable } from './takeability.ts';

export interface StartAsked extends Admission {
  isPreview: boolean;
  includes: readonly string[];
}

export type StartAttempt = (
  caller: Caller,
  path: QuizPath,
  asked: StartAsked,
) => Promise<QuizSubmissionsView>;

/**
 * Makes the one row of the caller on the quiz, or uses it again, and with it the attempt: its questions, an empty sheet of
 * answers, the server's event in the log (none for a preview). Of two starts at once one is refused. Raises not_found and
 * declined, the reasons in Canvas's order. Reference §2.4.
 */
export function startAttempt(database: AnnouncingDatabase, random: Random, clock: Clock): StartAttempt {
  return (caller, path, asked) =>
    database.transaction(caller, async (transaction) => {
      // Shared, so that the quiz stays as it is until the attempt is there to be seen.
      const standing = await quizStanding(transaction, caller, path, 'share');
      // Whoever had to wait for the quiz has all of their time yet.
      const nowMs = clock();
      const taker = asked.isPreview ? { previewUserId: caller.userId } : { userId: caller.userId };
      const view = (begun: QuizSubmission) =>
        viewQuizSubmissions(transaction, standing, [begun], asked.includes, nowMs);
      const ownToStart = async () => {
        const own = await findQuizSubmissionOf(transaction, standing.quiz.id, taker, 'change');
        if (asked.isPreview) assertMayPreview(standing, nowMs);
        else await assertMayTake(transaction, standing, own, asked, nowMs);
        return own;
      };
      let own = await ownToStart();
      if (own === undefined) {
        const first = await beginFirst(transaction, standing, taker, random, nowMs);
        if (first !== undefined) return view(first);
        // Another request has just added it.
        own = await ownToStart();
      }
      if (own === undefined || !isRetriable(standing.quiz, own)) {
        throw declined('conflict', 'a quiz submission already exists');
      }
      return view(await beginAgain(transaction, standing, own, random, nowMs));
    });
}

function assertMayPreview(standing: QuizStanding, nowMs: number): void {
  assertNeedsNoLockdownBrowser(standing);
  if (!hasCourseRight(standing, 'manage_assignments', nowMs)) {
    throw declined('forbidden', 'you are not allowed to preview this quiz');
  }
}

async function assertMayTake(
  query: Query,
  standing: QuizStanding,
  own: QuizSubmission | undefined,
  asked: StartAsked,
  nowMs: number,
): Promise<void> {
  const { quiz } = standing;
  assertNeedsNoLockdownBrowser(standing);
  if (quizLock(quiz, own?.manuallyUnlocked === 1, nowMs) !== null) {
    throw declined('bad_request', 'you are not allowed to participate in this quiz');
  }
  if (!maySubmitQuiz(standing, quiz, await isExcused(query, standing, own), nowMs)) {
    throw declined('forbidden', 'you are not allowed to participate in this quiz');
  }
  assertTakeable(standing, own, asked, nowMs);
}
