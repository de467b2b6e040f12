// A running attempt that somebody acts upon: its row, locked, and what must hold before anything is saved in it or it is
// handed in. Canvas: quiz reference §2.5, §2.7.

import { isPastSaving } from '../../model/attempt-times.ts';
import type { Caller } from '../../model/caller.ts';
import { isRunning, type QuizSubmission } from '../../model/quiz-submission.ts';
import { declined, notFound } from '../../model/refusal.ts';
import type { Query } from '../../store/database.ts';
import { findQuizOfSubmission } from '../../store/quiz-submissions.ts';
import type { RowLock } from '../../store/row-lock.ts';
import { isSameSecret } from '../access/same-secret.ts';
import { type QuizStanding, quizStanding } from '../quizzes/quiz-standing.ts';
import { quizSubmissionAt } from './quiz-submission-at.ts';
import { type Admission, assertNeedsNoLockdownBrowser, assertTakeable } from './takeability.ts';

/** What a taker says of the attempt they mean. */
export interface AttemptClaim extends Admission {
  validationToken: string | null;
  /** Null when it is missing or no integer. */
  attempt: number | null;
}

/** What is decided upon. */
export interface RunningAttempt {
  standing: QuizStanding;
  quizSubmission: QuizSubmission;
}

/** The current attempt of a quiz submission, running or not, its row locked. Raises not_found. */
export function lockedAttempt(
  transaction: Query,
  caller: Caller,
  quizSubmissionId: number,
): Promise<RunningAttempt> {
  return attemptAt(transaction, caller, quizSubmissionId, 'change');
}

/** As `lockedAttempt`, to look at. A lock needs a transaction. */
export async function attemptAt(
  query: Query,
  caller: Caller,
  quizSubmissionId: number,
  lock?: RowLock,
): Promise<RunningAttempt> {
  const place = await findQuizOfSubmission(query, quizSubmissionId);
  if (place === undefined) throw notFound();
  const { courseId, quizId } = place;
  const standing = await quizStanding(query, caller, { course: { by: 'id', id: courseId }, quizId });
  return { standing, quizSubmission: await quizSubmissionAt(query, standing, quizSubmissionId, lock) };
}

/**
 * Raises declined when the quiz needs the lockdown browser, or when this is not the caller's own attempt, or not running.
 * A preview is its maker's.
 */
export function assertMayAnswer({ standing, quizSubmission }: RunningAttempt): void {
  assertNeedsNoLockdownBrowser(standing);
  const { userId, previewUserId } = quizSubmission;
  if ((userId ?? previewUserId) !== standing.caller.userId || !isRunning(quizSubmission)) {
    throw declined('forbidden', 'you are not allowed to update questions for this quiz submission');
  }
}

/** Raises declined when the attempt takes no answers any more, or not from here. Canvas: the reasons of §2.5, in its order. */
export function assertMaySave(
  { standing, quizSubmission }: RunningAttempt,
  claim: AttemptClaim,
  nowMs: number,
): void {
  if (isPastSaving(standing.quiz, quizSubmission, nowMs)) {
    throw declined('bad_request', 'quiz submission is overdue');
  }
  assertTakeableNow(standing, quizSubmission, claim, nowMs);
  assertToken(quizSubmission, claim);
  assertCurrentAttempt(quizSubmission, claim);
}

/** As `assertTakeable`, but whoever previews the quiz has been let in already. */
export function assertTakeableNow(
  standing: QuizStanding,
  quizSubmission: QuizSubmission,
  admission: Admission,
  nowMs: number,
): void {
  if (quizSubmission.workflowState !== 'preview') {
    assertTakeable(standing, quizSubmission, admission, nowMs);
  }
}

export function assertToken(
  { validationToken }: Pick<QuizSubmission, 'validationToken'>,
  claim: Pick<AttemptClaim, 'validationToken'>,
): void {
  if (!isSameSecret(claim.validationToken, validationToken)) throw declined('forbidden', 'invalid token');
}

/** Canvas: whichever attempt is named will do for a preview, but one must be. */
export function assertCurrentAttempt(
  { workflowState, attempt }: Pick<QuizSubmission, 'workflowState' | 'attempt'>,
  claim: Pick<AttemptClaim, 'attempt'>,
): void {
  if (claim.attempt === null) throw declined('bad_request', 'invalid attempt');
  if (workflowState !== 'preview' && claim.attempt !== attempt) {
    throw declined('bad_request', `attempt ${claim.attempt} can not be modified`);
  }
}
