// An attempt is started, through Canvas's API or on our page: who may, and which row it is. What is written then is in
// begin-attempt.ts.

import { hasCourseRight } from '../../model/policy.ts';
import { quizLock } from '../../model/quiz.ts';
import { maySubmitQuiz } from '../../model/quiz-policy.ts';
import { isRetriable, isRunning, type QuizSubmission } from '../../model/quiz-submission.ts';
import { declined } from '../../model/refusal.ts';
import type { Query } from '../../store/database.ts';
import { findQuizSubmissionOf, type Taker } from '../../store/quiz-submissions.ts';
import type { Transaction } from '../announcing/announcing-database.ts';
import type { QuizStanding } from '../quizzes/quiz-standing.ts';
import type { Random } from '../random.ts';
import { beginAgain, beginFirst } from './begin-attempt.ts';
import { isExcused } from './gradebook-row.ts';
import {
  type Admission,
  assertAdmitted,
  assertNeedsNoLockdownBrowser,
  assertTakeable,
} from './takeability.ts';

export interface StartingAsked extends Admission {
  isPreview: boolean;
  /** The page takes quizzes that cannot go back too, and goes on with an attempt that runs already. */
  door: 'api' | 'page';
}

/** Raises declined when somebody who does not edit the quiz asks for a preview. */
export function takerOf(standing: QuizStanding, isPreview: boolean, nowMs: number): Taker {
  const { userId } = standing.caller;
  if (!isPreview) return { userId };
  if (!hasCourseRight(standing, 'manage_assignments', nowMs)) {
    throw declined('forbidden', 'you are not allowed to preview this quiz');
  }
  return { previewUserId: userId };
}

/**
 * Makes the one row of the caller on the quiz, or uses it again, and with it the attempt. The quiz is locked for sharing; the
 * row is locked from here on. Of two starts at once one is refused, or on the page given what the other began. Raises
 * declined, the reasons in Canvas's order. Reference §2.4.
 */
export async function startedAttempt(
  transaction: Transaction,
  standing: QuizStanding,
  asked: StartingAsked,
  random: Random,
  nowMs: number,
): Promise<QuizSubmission> {
  const { quiz } = standing;
  if (asked.isPreview) assertNeedsNoLockdownBrowser(standing);
  const taker = takerOf(standing, asked.isPreview, nowMs);
  const find = () => findQuizSubmissionOf(transaction, quiz.id, taker, 'change');
  let own = await find();
  if (own === undefined) {
    await assertMayStart(transaction, standing, own, asked, nowMs);
    const first = await beginFirst(transaction, standing, taker, random, nowMs);
    if (first !== undefined) return first;
    // Another request has just added it.
    own = await find();
  }
  if (asked.door === 'page' && !asked.isPreview && own !== undefined && isRunning(own)) return own;
  await assertMayStart(transaction, standing, own, asked, nowMs);
  if (own === undefined || !isRetriable(quiz, own)) {
    throw declined('conflict', 'a quiz submission already exists');
  }
  return beginAgain(transaction, standing, own, random, nowMs);
}

async function assertMayStart(
  query: Query,
  standing: QuizStanding,
  own: QuizSubmission | undefined,
  asked: StartingAsked,
  nowMs: number,
): Promise<void> {
  if (asked.isPreview) return;
  const { quiz } = standing;
  assertNeedsNoLockdownBrowser(standing);
  if (quizLock(quiz, own?.manuallyUnlocked === 1, nowMs) !== null) {
    throw declined('bad_request', 'you are not allowed to participate in this quiz');
  }
  if (!maySubmitQuiz(standing, quiz, await isExcused(query, standing, own), nowMs)) {
    throw declined('forbidden', 'you are not allowed to participate in this quiz');
  }
  const assertTaken = asked.door === 'api' ? assertTakeable : assertAdmitted;
  assertTaken(standing, own, asked, nowMs);
}
