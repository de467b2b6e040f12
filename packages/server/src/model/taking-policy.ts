// Whether a person can take a quiz on its page now, and if not, why: told before they try. What an attempt that is started
// is refused for is in operations/attempts/takeability.ts; both say the same.

import { mayTakeFrom } from './ip-filter.ts';
import type { CourseStanding } from './policy.ts';
import { type Quiz, quizLock } from './quiz.ts';
import { isKeptFromQuizzes, maySubmitQuiz } from './quiz-policy.ts';
import { isRetriable, isRunning, type QuizSubmission } from './quiz-submission.ts';

export type ClosedReason =
  | 'not_allowed'
  | 'lockdown_browser'
  | 'ip_address'
  | 'not_open_yet'
  | 'locked'
  | 'no_attempts_left';

export interface QuizTaker {
  /** What they have on the quiz. */
  own: QuizSubmission | undefined;
  isExcused: boolean;
  /** An editor's look at the quiz, which no date or address closes. */
  isPreview: boolean;
  /** The address they call from. */
  ip: string;
}

/** Null when an attempt runs and goes on, or when one can begin; an access code is not asked for here. */
export function whyClosed(
  standing: CourseStanding,
  quiz: Quiz,
  taker: QuizTaker,
  nowMs: number,
): ClosedReason | null {
  const { own, isExcused, isPreview, ip } = taker;
  if (isPreview) return quiz.requireLockdownBrowser === 1 ? 'lockdown_browser' : null;
  if (!maySubmitQuiz(standing, quiz, isExcused, nowMs) || isKeptFromQuizzes(standing, nowMs))
    return 'not_allowed';
  if (quiz.requireLockdownBrowser === 1) return 'lockdown_browser';
  if (own === undefined || !isRunning(own)) {
    const lock = quizLock(quiz, own?.manuallyUnlocked === 1, nowMs);
    if (lock !== null) return lock.reason === 'not_yet' ? 'not_open_yet' : 'locked';
    if (own !== undefined && !isRetriable(quiz, own)) return 'no_attempts_left';
  }
  return mayTakeFrom(quiz.ipFilter, ip) ? null : 'ip_address';
}
