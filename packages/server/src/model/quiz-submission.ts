// A quiz submission: one student on one quiz, all attempts. Here is its life cycle and when an attempt may start; when one
// ends is in attempt-times.ts. Grading is not here.

import type { Flag } from './flag.ts';
import type { Quiz } from './quiz.ts';

export type QuizSubmissionState = 'untaken' | 'pending_review' | 'complete' | 'settings_only' | 'preview';

export interface QuizSubmission {
  id: number;
  quizId: number;
  /** The gradebook row of a graded quiz; null on the others and on a preview. */
  submissionId: number | null;
  /** Null on a preview, which belongs to nobody. */
  userId: number | null;
  /** Who previews the quiz with it; null on everything but a preview. One person has one preview of a quiz. */
  previewUserId: number | null;
  /** The current attempt, from 1; 0 on a `settings_only` row, which has none yet. */
  attempt: number;
  extraAttempts: number | null;
  extraTimeMinutes: number | null;
  manuallyUnlocked: Flag;
  startedAtMs: number | null;
  finishedAtMs: number | null;
  endAtMs: number | null;
  fudgePoints: number | null;
  keptScore: number | null;
  score: number | null;
  scoreBeforeRegrade: number | null;
  /** A teacher's grade that is lower than the kept score, and wins. */
  manuallyScored: Flag;
  hasSeenResults: Flag | null;
  /** 64 hex characters, made once with the row, the same for all attempts. */
  validationToken: string;
  workflowState: QuizSubmissionState;
  quizVersion: number;
  quizPointsPossible: number | null;
  /** The student is excused from the quiz's assignment. Kept here so that the event route reads one row. */
  excused: Flag;
  createdAtMs: number;
  updatedAtMs: number;
}

/** One attempt by itself. Of the current one only the times are here: the quiz submission has the rest. */
export interface QuizSubmissionAttempt {
  quizSubmissionId: number;
  attempt: number;
  startedAtMs: number;
  finishedAtMs: number | null;
  endAtMs: number | null;
  /** From here on: null as long as the attempt is the current one, then as it was left. */
  workflowState: QuizSubmissionState | null;
  fudgePoints: number | null;
  keptScore: number | null;
  score: number | null;
  scoreBeforeRegrade: number | null;
  quizVersion: number | null;
  quizPointsPossible: number | null;
}

/**
 * What happens to a quiz submission. Answering is everything saved in a running attempt, flags too. Grading is over at
 * once, or has to wait for a person: two ways to be handed in, whether the taker does it or the server.
 */
export const quizSubmissionSteps = [
  'start',
  'answer',
  'complete',
  'complete_pending',
  'review',
  'reopen_review',
] as const;
export type QuizSubmissionStep = (typeof quizSubmissionSteps)[number];

/** Where each step leads from each state; what is not here is not possible. A preview stays one whatever happens. */
const stateAfterStep: Record<
  QuizSubmissionStep,
  Partial<Record<QuizSubmissionState, QuizSubmissionState>>
> = {
  start: { settings_only: 'untaken', complete: 'untaken', pending_review: 'untaken', preview: 'preview' },
  answer: { untaken: 'untaken', preview: 'preview' },
  complete: { untaken: 'complete', preview: 'preview' },
  complete_pending: { untaken: 'pending_review', preview: 'preview' },
  review: { pending_review: 'complete' },
  reopen_review: { complete: 'pending_review' },
};

/** The state after `step`, or null when the step is not possible in this state. */
export function stateAfter(state: QuizSubmissionState, step: QuizSubmissionStep): QuizSubmissionState | null {
  return stateAfterStep[step][state] ?? null;
}

/** Whether there is an attempt to answer and to hand in. A preview stays one when it is over; its end says so. */
export function isRunning(quizSubmission: Pick<QuizSubmission, 'workflowState' | 'finishedAtMs'>): boolean {
  const { workflowState, finishedAtMs } = quizSubmission;
  return stateAfter(workflowState, 'answer') !== null && finishedAtMs === null;
}

/** Handed in, whether graded or waiting for a person. Canvas: `completed?`. */
export function isFinished({
  workflowState,
}: {
  workflowState: QuizSubmissionAttempt['workflowState'];
}): boolean {
  return workflowState === 'complete' || workflowState === 'pending_review';
}

/** Attempts still to be had; −1 is unlimited. Canvas: `attempts_left`. */
export function attemptsLeft(
  quiz: Pick<Quiz, 'allowedAttempts'>,
  quizSubmission: Pick<QuizSubmission, 'attempt' | 'extraAttempts'>,
): number {
  if (quiz.allowedAttempts < 0) return -1;
  return Math.max(0, quiz.allowedAttempts - quizSubmission.attempt + (quizSubmission.extraAttempts ?? 0));
}

/** Whether a new attempt may reuse this row. Canvas: reference §2.4, "retriable". */
export function isRetriable(
  quiz: Pick<Quiz, 'allowedAttempts'>,
  quizSubmission: Pick<QuizSubmission, 'workflowState' | 'attempt' | 'extraAttempts'>,
): boolean {
  const { workflowState } = quizSubmission;
  if (stateAfter(workflowState, 'start') === null) return false;
  return (
    workflowState === 'preview' ||
    workflowState === 'settings_only' ||
    attemptsLeft(quiz, quizSubmission) !== 0
  );
}

/** The quiz submission as one of its attempts left it, or as it is when that is the current one. */
export function asOfAttempt(quizSubmission: QuizSubmission, attempt: QuizSubmissionAttempt): QuizSubmission {
  if (attempt.attempt === quizSubmission.attempt) return quizSubmission;
  const { quizSubmissionId: _, workflowState, quizVersion, ...left } = attempt;
  return {
    ...quizSubmission,
    ...left,
    workflowState: workflowState ?? 'complete',
    quizVersion: quizVersion ?? quizSubmission.quizVersion,
  };
}

/** The current attempt as it is left when the next one begins; `asOfAttempt` takes it back. Only of one that has begun. */
export function leftBehind(quizSubmission: QuizSubmission): QuizSubmissionAttempt {
  if (quizSubmission.startedAtMs === null) throw new Error('an attempt that never began cannot be left');
  return {
    quizSubmissionId: quizSubmission.id,
    attempt: quizSubmission.attempt,
    startedAtMs: quizSubmission.startedAtMs,
    finishedAtMs: quizSubmission.finishedAtMs,
    endAtMs: quizSubmission.endAtMs,
    workflowState: quizSubmission.workflowState,
    fudgePoints: quizSubmission.fudgePoints,
    keptScore: quizSubmission.keptScore,
    score: quizSubmission.score,
    scoreBeforeRegrade: quizSubmission.scoreBeforeRegrade,
    quizVersion: quizSubmission.quizVersion,
    quizPointsPossible: quizSubmission.quizPointsPossible,
  };
}
