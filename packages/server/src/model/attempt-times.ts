// When an attempt ends and everything that is measured from there: what its page may still do, when the server hands it
// in, and which times it is given. Canvas: quiz reference §2.4, §2.12.

import type { Flag } from './flag.ts';
import type { Quiz } from './quiz.ts';
import { closingGraceMs, finishDriftMs, savingGraceMs } from './quiz-limits.ts';
import type { QuizSubmission } from './quiz-submission.ts';

const minuteMs = 60_000;

interface Settings {
  extraTimeMinutes: number | null;
  manuallyUnlocked: Flag;
}

/** Who takes the quiz: a grader is bound by the time limit alone. */
interface TakerEnd {
  isGrader: boolean;
  enrollmentEndAtMs: number | null;
}

/**
 * When an attempt that starts at `startedAtMs` ends, or null when nothing ends it. A grader is bound by the time limit
 * alone; a student also by the lock date (unless unlocked by hand) or else by the end of the enrollment.
 * Canvas: reference §2.4.
 */
export function attemptEndAtMs(
  quiz: Pick<Quiz, 'timeLimitMinutes' | 'lockAtMs'>,
  settings: Settings,
  startedAtMs: number,
  taker: TakerEnd,
): number | null {
  const limited =
    quiz.timeLimitMinutes === null
      ? null
      : startedAtMs + (quiz.timeLimitMinutes + (settings.extraTimeMinutes ?? 0)) * minuteMs;
  const bound = datesEndAtMs(quiz, settings, taker);
  if (bound === null) return limited;
  return limited === null ? bound : Math.min(limited, bound);
}

/** The end that the dates alone give, whatever the time limit. Canvas: `hard_end_at`. */
export function datesEndAtMs(
  quiz: Pick<Quiz, 'lockAtMs'>,
  settings: Pick<Settings, 'manuallyUnlocked'>,
  taker: TakerEnd,
): number | null {
  if (taker.isGrader) return null;
  if (quiz.lockAtMs === null) return taker.enrollmentEndAtMs;
  return settings.manuallyUnlocked === 1 ? null : quiz.lockAtMs;
}

type LimitingQuiz = Pick<Quiz, 'disableTimerAutosubmission' | 'lockAtMs'>;
type Limited = Pick<QuizSubmission, 'endAtMs' | 'manuallyUnlocked'>;

/**
 * The limit of a running attempt, from which every other rule counts; null is without. Canvas: `end_at`; without timer
 * auto-submit the lock date when that is later, and no limit when there is none (the enrollment's end is not looked at).
 */
export function attemptLimitAtMs(quiz: LimitingQuiz, { endAtMs, manuallyUnlocked }: Limited): number | null {
  if (quiz.disableTimerAutosubmission === 0 || endAtMs === null) return endAtMs;
  if (quiz.lockAtMs === null || manuallyUnlocked === 1) return null;
  return Math.max(endAtMs, quiz.lockAtMs);
}

/** In progress and past its limit: it waits to be handed in by the server. Canvas: `overdue_and_needs_submission`. */
export function isOverdue(
  quiz: LimitingQuiz,
  quizSubmission: Limited & Pick<QuizSubmission, 'workflowState'>,
  nowMs: number,
): boolean {
  return quizSubmission.workflowState === 'untaken' && isPast(quiz, quizSubmission, nowMs);
}

/** Too late to save answers: five minutes after the limit. Canvas: reference §2.12. */
export function isPastSaving(quiz: LimitingQuiz, quizSubmission: Limited, nowMs: number): boolean {
  return isPast(quiz, quizSubmission, nowMs - savingGraceMs);
}

/**
 * Time for the server to hand it in. The page has had `closingGraceMs` to do so itself, and the answers that it saved
 * meanwhile count; once the attempt is closed, what is left of the time for saving has no use.
 */
export function isToBeClosed(
  quiz: LimitingQuiz,
  quizSubmission: Limited & Pick<QuizSubmission, 'workflowState'>,
  nowMs: number,
): boolean {
  return isOverdue(quiz, quizSubmission, nowMs - closingGraceMs);
}

function isPast(quiz: LimitingQuiz, quizSubmission: Limited, nowMs: number): boolean {
  const limitAtMs = attemptLimitAtMs(quiz, quizSubmission);
  return limitAtMs !== null && limitAtMs < nowMs;
}

/** When an attempt handed in at `nowMs` counts as finished. Canvas: a little after `end_at` it is `end_at`. */
export function finishedAtMs({ endAtMs }: Pick<QuizSubmission, 'endAtMs'>, nowMs: number): number {
  if (endAtMs === null || nowMs <= endAtMs || nowMs - endAtMs > finishDriftMs) return nowMs;
  return endAtMs;
}

/** Whole seconds until `endAtMs`, rounded, negative when that has passed; null without end. */
export function secondsLeft(endAtMs: number | null, nowMs: number): number | null {
  return endAtMs === null ? null : Math.round((endAtMs - nowMs) / 1000);
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
