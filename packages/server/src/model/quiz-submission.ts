// A quiz submission: one student on one quiz, all attempts. Here is when an attempt may start, when it ends and until
// when its page may still report. Grading is not here.

import type { Flag } from './flag.ts';
import type { Quiz } from './quiz.ts';

export type QuizSubmissionState = 'untaken' | 'pending_review' | 'complete' | 'settings_only' | 'preview';

export interface QuizSubmission {
  id: number;
  quizId: number;
  /** Null on a preview, which belongs to nobody. */
  userId: number | null;
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

/** What stays true of one attempt after the next one has begun. */
export interface QuizSubmissionAttempt {
  quizSubmissionId: number;
  attempt: number;
  startedAtMs: number;
  finishedAtMs: number | null;
  endAtMs: number | null;
}

const minuteMs = 60_000;

/**
 * When an attempt that starts at `startedAtMs` ends, or null when nothing ends it. A grader is bound by the time limit
 * alone; a student also by the lock date (unless unlocked by hand) or else by the end of the enrollment.
 * Canvas: reference §2.4.
 */
export function attemptEndAtMs(
  quiz: Pick<Quiz, 'timeLimitMinutes' | 'lockAtMs'>,
  settings: { extraTimeMinutes: number | null; manuallyUnlocked: Flag },
  startedAtMs: number,
  taker: { isGrader: boolean; enrollmentEndAtMs: number | null },
): number | null {
  const limited =
    quiz.timeLimitMinutes === null
      ? null
      : startedAtMs + (quiz.timeLimitMinutes + (settings.extraTimeMinutes ?? 0)) * minuteMs;
  if (taker.isGrader) return limited;
  const bound = quiz.lockAtMs === null ? taker.enrollmentEndAtMs : settings.manuallyUnlocked === 1 ? null : quiz.lockAtMs;
  if (bound === null) return limited;
  return limited === null ? bound : Math.min(limited, bound);
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
  switch (quizSubmission.workflowState) {
    case 'preview':
    case 'settings_only':
      return true;
    case 'untaken':
      return false;
    case 'complete':
    case 'pending_review':
      return attemptsLeft(quiz, quizSubmission) !== 0;
  }
}

/** In progress and past its end, so that it waits to be handed in by the server. */
export function isOverdue(quizSubmission: Pick<QuizSubmission, 'workflowState' | 'endAtMs'>, nowMs: number): boolean {
  return quizSubmission.workflowState === 'untaken' && quizSubmission.endAtMs !== null && quizSubmission.endAtMs < nowMs;
}

/**
 * Until when the page of a running attempt may report events; null is without end. There is no grace.
 * Canvas: `end_at`, or without timer auto-submit the end that the dates alone would give (reference §1.6).
 */
export function reportingEndsAtMs(
  quiz: Pick<Quiz, 'disableTimerAutosubmission' | 'lockAtMs'>,
  quizSubmission: Pick<QuizSubmission, 'endAtMs' | 'manuallyUnlocked'>,
): number | null {
  if (quiz.disableTimerAutosubmission === 0) return quizSubmission.endAtMs;
  return quizSubmission.manuallyUnlocked === 1 ? null : quiz.lockAtMs;
}

/**
 * Canvas: whole seconds from start to finish, plus the *number* of extra minutes (added as seconds; a known quirk).
 * Null while unfinished.
 */
export function timeSpentSeconds(
  quizSubmission: Pick<QuizSubmission, 'startedAtMs' | 'finishedAtMs' | 'extraTimeMinutes'>,
): number | null {
  if (quizSubmission.startedAtMs === null || quizSubmission.finishedAtMs === null) return null;
  const seconds = Math.round((quizSubmission.finishedAtMs - quizSubmission.startedAtMs) / 1000);
  return seconds + (quizSubmission.extraTimeMinutes ?? 0);
}
