// What a teacher grants one student on one quiz beyond what everybody has. Canvas: quiz reference §2.10.

import type { Quiz } from './quiz.ts';
import {
  extendableForMs,
  extensionMinutesMax,
  extraAttemptsMax,
  extraTimeMinutesMax,
} from './quiz-limits.ts';
import type { QuizSubmission } from './quiz-submission.ts';

/** Null is not asked for; whole numbers of any size. */
export interface QuizExtension {
  extraAttempts: number | null;
  extraTimeMinutes: number | null;
  manuallyUnlocked: boolean | null;
  extendFromNowMinutes: number | null;
  extendFromEndAtMinutes: number | null;
}

/**
 * The quiz submission as extended at `nowMs`. Numbers are clamped, and negative ones count as positive. The end moves only
 * of a running attempt with a time limit, until an hour after it has passed; extra time is for attempts that have yet to
 * begin. Canvas: what is asked from now goes before what is asked from the end, also when it is nothing.
 */
export function extended(
  quiz: Pick<Quiz, 'timeLimitMinutes'>,
  before: QuizSubmission,
  asked: QuizExtension,
  nowMs: number,
): QuizSubmission {
  const { extraAttempts, extraTimeMinutes, manuallyUnlocked } = asked;
  return {
    ...before,
    extraAttempts: extraAttempts === null ? before.extraAttempts : clamped(extraAttempts, extraAttemptsMax),
    extraTimeMinutes:
      extraTimeMinutes === null ? before.extraTimeMinutes : clamped(extraTimeMinutes, extraTimeMinutesMax),
    manuallyUnlocked: manuallyUnlocked === null ? before.manuallyUnlocked : manuallyUnlocked ? 1 : 0,
    endAtMs: extendedEndAtMs(quiz, before, asked, nowMs),
    updatedAtMs: nowMs,
  };
}

function clamped(value: number, max: number): number {
  return Math.min(Math.abs(value), max);
}

function extendedEndAtMs(
  quiz: Pick<Quiz, 'timeLimitMinutes'>,
  { workflowState, endAtMs }: QuizSubmission,
  { extendFromNowMinutes, extendFromEndAtMinutes }: QuizExtension,
  nowMs: number,
): number | null {
  const minutes = extendFromNowMinutes ?? extendFromEndAtMinutes ?? 0;
  if (workflowState !== 'untaken' || quiz.timeLimitMinutes === null || endAtMs === null) return endAtMs;
  if (minutes <= 0 || endAtMs + extendableForMs <= nowMs) return endAtMs;
  const fromMs = extendFromNowMinutes === null ? endAtMs : nowMs;
  return fromMs + Math.min(minutes, extensionMinutesMax) * 60_000;
}
