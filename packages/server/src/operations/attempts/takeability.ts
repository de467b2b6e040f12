// What stands between somebody who has the right to take a quiz and taking it now: asked when an attempt starts, and
// again when answers come in and when it is handed in.

import { mayTakeFrom } from '../../model/ip-filter.ts';
import { hasCourseRight } from '../../model/policy.ts';
import { quizLock } from '../../model/quiz.ts';
import { isKeptFromQuizzes } from '../../model/quiz-policy.ts';
import type { QuizSubmission } from '../../model/quiz-submission.ts';
import { declined } from '../../model/refusal.ts';
import { isSameSecret } from '../access/same-secret.ts';
import type { QuizStanding } from '../quizzes/quiz-standing.ts';

/** What a taker brings along. */
export interface Admission {
  accessCode: string | null;
  /** The address they call from. */
  ip: string;
}

/** There is no way to tell here that a caller uses one. Raises declined. */
export function assertNeedsNoLockdownBrowser({ quiz }: QuizStanding): void {
  if (quiz.requireLockdownBrowser === 1)
    throw declined('forbidden', 'this quiz requires the lockdown browser');
}

/**
 * `own` is what the taker has on the quiz so far. Canvas: its API does not take quizzes that cannot go back. Raises declined,
 * the reasons in Canvas's order. Reference §2.4.
 */
export function assertTakeable(
  standing: QuizStanding,
  own: Pick<QuizSubmission, 'manuallyUnlocked'> | undefined,
  admission: Admission,
  nowMs: number,
): void {
  if (standing.quiz.cantGoBack === 1)
    throw declined('not_implemented', 'that type of quizzes is not supported yet');
  assertAdmitted(standing, own, admission, nowMs);
}

/** As `assertTakeable`, of every quiz. */
export function assertAdmitted(
  standing: QuizStanding,
  own: Pick<QuizSubmission, 'manuallyUnlocked'> | undefined,
  { accessCode, ip }: Admission,
  nowMs: number,
): void {
  const { quiz } = standing;
  if (quiz.accessCode !== null && !isSameSecret(accessCode, quiz.accessCode))
    throw declined('forbidden', 'invalid access code');
  if (!mayTakeFrom(quiz.ipFilter, ip)) throw declined('forbidden', 'IP address denied');
  const isLocked =
    quizLock(quiz, own?.manuallyUnlocked === 1, nowMs) !== null &&
    !hasCourseRight(standing, 'manage_assignments', nowMs);
  if (isLocked || isKeptFromQuizzes(standing, nowMs)) throw declined('bad_request', 'quiz is locked');
}
