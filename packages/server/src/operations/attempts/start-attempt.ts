// Somebody starts to take a quiz, or previews it: a first attempt, or the next one.

import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import { hasCourseRight, maySubmitQuiz } from '../../model/policy.ts';
import { quizLock } from '../../model/quiz.ts';
import { studentEndAtMs } from '../../model/quiz-policy.ts';
import {
  attemptEndAtMs,
  isRetriable,
  leftBehind,
  type QuizSubmission,
  stateAfter,
} from '../../model/quiz-submission.ts';
import type { Database, Query } from '../../store/database.ts';
import {
  findQuizSubmissionOf,
  insertAttempt,
  insertQuizSubmission,
  type Taker,
  updateAttempt,
  updateQuizSubmission,
} from '../../store/quiz-submissions.ts';
import { type QuizPath, type QuizStanding, quizStanding } from '../quizzes/quiz-standing.ts';
import { type QuizSubmissionsView, viewQuizSubmissions } from './quiz-submission-view.ts';
import type { Random } from '../random.ts';
import { type Admission, assertNeedsNoLockdownBrowser, assertTakeable, declined } from './takeability.ts';

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
 * Makes the one row of the caller on the quiz, or uses it again, and the row of the attempt with it. Of two starts at once
 * one is refused. Raises not_found and declined, the reasons in Canvas's order. Reference §2.4.
 */
export function startAttempt(database: Database, random: Random, clock: Clock): StartAttempt {
  return async (caller, path, asked) => {
    const nowMs = clock();
    return database.transaction(async (transaction) => {
      // Shared, so that the quiz stays as it is until the attempt is there to be seen.
      const standing = await quizStanding(transaction, caller, path, 'share');
      const taker = asked.isPreview ? { previewUserId: caller.userId } : { userId: caller.userId };
      const found = await findQuizSubmissionOf(transaction, standing.quiz.id, taker, 'change');
      if (asked.isPreview) assertMayPreview(standing, nowMs);
      else assertMayTake(standing, found, asked, nowMs);
      const begun = await begin(transaction, standing, taker, found, nowMs);
      return viewQuizSubmissions(transaction, standing, [begun], asked.includes, nowMs);
    });
  };

  async function begin(
    transaction: Query,
    standing: QuizStanding,
    taker: Taker,
    found: QuizSubmission | undefined,
    nowMs: number,
  ): Promise<QuizSubmission> {
    if (found === undefined) {
      const added = await add(transaction, standing, taker, nowMs);
      if (added !== undefined) return added;
    }
    // Not found and not added: another request has just added it.
    const before = found ?? (await findQuizSubmissionOf(transaction, standing.quiz.id, taker, 'change'));
    const workflowState = before === undefined ? null : stateAfter(before.workflowState, 'start');
    if (before === undefined || workflowState === null || !isRetriable(standing.quiz, before)) {
      throw declined('conflict', 'a quiz submission already exists');
    }
    if (before.attempt > 0) await updateAttempt(transaction, leftBehind(before));
    const begun = await updateQuizSubmission(transaction, before.id, {
      ...beginning(standing, before, 'previewUserId' in taker, nowMs),
      workflowState,
    });
    await insertAttempt(transaction, attemptOf(begun, nowMs));
    return begun;
  }

  async function add(
    transaction: Query,
    standing: QuizStanding,
    taker: Taker,
    nowMs: number,
  ): Promise<QuizSubmission | undefined> {
    const isPreview = 'previewUserId' in taker;
    const settings = { attempt: 0, extraTimeMinutes: null, manuallyUnlocked: 0 } as const;
    const added = await insertQuizSubmission(transaction, {
      quizId: standing.quiz.id,
      submissionId: null,
      userId: isPreview ? null : taker.userId,
      previewUserId: isPreview ? taker.previewUserId : null,
      ...settings,
      ...beginning(standing, settings, isPreview, nowMs),
      extraAttempts: null,
      keptScore: null,
      hasSeenResults: null,
      validationToken: random.hex(64),
      workflowState: isPreview ? 'preview' : 'untaken',
      excused: 0,
      createdAtMs: nowMs,
    });
    if (added !== undefined) await insertAttempt(transaction, attemptOf(added, nowMs));
    return added;
  }
}

/** What every attempt begins with. */
function beginning(
  standing: QuizStanding,
  before: Pick<QuizSubmission, 'attempt' | 'extraTimeMinutes' | 'manuallyUnlocked'>,
  isPreview: boolean,
  nowMs: number,
) {
  const { quiz } = standing;
  return {
    attempt: before.attempt + 1,
    startedAtMs: nowMs,
    finishedAtMs: null,
    endAtMs: attemptEndAtMs(quiz, before, nowMs, {
      isGrader: isPreview || hasCourseRight(standing, 'manage_grades', nowMs),
      enrollmentEndAtMs: studentEndAtMs(standing, nowMs),
    }),
    fudgePoints: null,
    score: null,
    scoreBeforeRegrade: null,
    manuallyScored: 0 as const,
    quizVersion: quiz.versionNumber,
    quizPointsPossible: quiz.pointsPossible,
    updatedAtMs: nowMs,
  };
}

function attemptOf(begun: QuizSubmission, startedAtMs: number) {
  return {
    quizSubmissionId: begun.id,
    attempt: begun.attempt,
    startedAtMs,
    finishedAtMs: null,
    endAtMs: begun.endAtMs,
    workflowState: null,
    fudgePoints: null,
    keptScore: null,
    score: null,
    scoreBeforeRegrade: null,
    quizVersion: null,
    quizPointsPossible: null,
  };
}

function assertMayPreview(standing: QuizStanding, nowMs: number): void {
  assertNeedsNoLockdownBrowser(standing);
  if (!hasCourseRight(standing, 'manage_assignments', nowMs)) {
    throw declined('forbidden', 'you are not allowed to preview this quiz');
  }
}

function assertMayTake(
  standing: QuizStanding,
  own: QuizSubmission | undefined,
  asked: StartAsked,
  nowMs: number,
): void {
  const { quiz } = standing;
  assertNeedsNoLockdownBrowser(standing);
  if (quizLock(quiz, own?.manuallyUnlocked === 1, nowMs) !== null) {
    throw declined('bad_request', 'you are not allowed to participate in this quiz');
  }
  if (!maySubmitQuiz(standing, quiz, own?.excused === 1, nowMs)) {
    throw declined('forbidden', 'you are not allowed to participate in this quiz');
  }
  assertTakeable(standing, own, asked, nowMs);
}
