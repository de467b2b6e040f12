// Quizzes: their settings and when they are open. Questions are not here.

import type { Flag } from './flag.ts';

export const quizTypes = ['assignment', 'practice_quiz', 'graded_survey', 'survey'] as const;
export type QuizType = (typeof quizTypes)[number];

export const scoringPolicies = ['keep_highest', 'keep_latest', 'keep_average'] as const;
export type ScoringPolicy = (typeof scoringPolicies)[number];

export const hideResultsValues = [
  'always',
  'until_after_last_attempt',
  'until_after_due_date',
  'until_after_available_date',
] as const;
export type HideResults = (typeof hideResultsValues)[number];

export interface Quiz {
  id: number;
  courseId: number;
  /** A graded quiz's own assignment; null on the others. */
  assignmentId: number | null;
  assignmentGroupId: number | null;
  title: string;
  description: string | null;
  quizType: QuizType;
  /** Canvas: the first question makes a `created` quiz `edited`. */
  workflowState: 'created' | 'edited' | 'unpublished' | 'available' | 'deleted';
  timeLimitMinutes: number | null;
  disableTimerAutosubmission: Flag;
  shuffleAnswers: Flag;
  hideResults: HideResults | null;
  showCorrectAnswers: Flag;
  showCorrectAnswersLastAttempt: Flag;
  showCorrectAnswersAtMs: number | null;
  hideCorrectAnswersAtMs: number | null;
  oneTimeResults: Flag;
  /** −1 is unlimited. */
  allowedAttempts: number;
  scoringPolicy: ScoringPolicy;
  /** One question on each page. Canvas: `one_question_at_a_time`. */
  oneQuestionAtATime: Flag;
  cantGoBack: Flag;
  accessCode: string | null;
  ipFilter: string | null;
  dueAtMs: number | null;
  unlockAtMs: number | null;
  lockAtMs: number | null;
  /** Locked by hand, whatever the dates say. */
  locked: Flag;
  requireLockdownBrowser: Flag;
  anonymousSubmissions: Flag;
  onlyVisibleToOverrides: Flag;
  pointsPossible: number | null;
  questionCount: number;
  /** Counts the saves that change what students get; an attempt remembers the one it started with. */
  versionNumber: number;
  createdAtMs: number;
  updatedAtMs: number;
}

export function isPublished(quiz: Pick<Quiz, 'workflowState'>): boolean {
  return quiz.workflowState === 'available';
}

/** Surveys have no right answers; they keep the points they are given. */
export function isSurvey(quiz: Pick<Quiz, 'quizType'>): boolean {
  return quiz.quizType === 'survey' || quiz.quizType === 'graded_survey';
}

/** Graded types own an assignment in the gradebook; the others are for practice and opinion. */
export function isGraded(quiz: Pick<Quiz, 'quizType'>): boolean {
  return quiz.quizType === 'assignment' || quiz.quizType === 'graded_survey';
}

/** `practice_quiz` and `survey`: what Canvas calls ungraded. */
export function isUngraded(quiz: Pick<Quiz, 'quizType'>): boolean {
  return !isGraded(quiz);
}

export type QuizLock =
  | { reason: 'manual' }
  | { reason: 'not_yet'; unlockAtMs: number }
  | { reason: 'over'; lockAtMs: number };

/**
 * Why a person cannot enter the quiz at `nowMs`, or null when it is open to them. Somebody for whom it was unlocked by
 * hand (`manuallyUnlocked`, from their quiz submission) is never locked out. Canvas: the opening date is looked at
 * before the closing one.
 */
export function quizLock(
  quiz: Pick<Quiz, 'locked' | 'unlockAtMs' | 'lockAtMs'>,
  manuallyUnlocked: boolean,
  nowMs: number,
): QuizLock | null {
  if (manuallyUnlocked) return null;
  if (quiz.locked === 1) return { reason: 'manual' };
  if (quiz.unlockAtMs !== null && quiz.unlockAtMs > nowMs)
    return { reason: 'not_yet', unlockAtMs: quiz.unlockAtMs };
  if (quiz.lockAtMs !== null && quiz.lockAtMs <= nowMs) return { reason: 'over', lockAtMs: quiz.lockAtMs };
  return null;
}
