// A quiz's settings: what can be set, what may be asked for, and what holds when nothing is said.

import type { Quiz } from './quiz.ts';

export type QuizSettings = Omit<
  Quiz,
  | 'id'
  | 'courseId'
  | 'assignmentId'
  | 'assignmentGroupId'
  | 'questionCount'
  | 'versionNumber'
  | 'createdAtMs'
  | 'updatedAtMs'
>;

/** What is asked for: absent stays as it is, null clears. Values of closed sets are still any text. */
export interface QuizChanges {
  /** Of the course; any other is the course's first. */
  assignmentGroupId?: number | null | undefined;
  title?: string | null | undefined;
  /** Safe HTML. */
  description?: string | null | undefined;
  quizType?: string | null | undefined;
  timeLimitMinutes?: number | null | undefined;
  disableTimerAutosubmission?: boolean | null | undefined;
  shuffleAnswers?: boolean | null | undefined;
  hideResults?: string | null | undefined;
  showCorrectAnswers?: boolean | null | undefined;
  showCorrectAnswersLastAttempt?: boolean | null | undefined;
  showCorrectAnswersAtMs?: number | null | undefined;
  hideCorrectAnswersAtMs?: number | null | undefined;
  oneTimeResults?: boolean | null | undefined;
  allowedAttempts?: number | null | undefined;
  scoringPolicy?: string | null | undefined;
  oneQuestionAtATime?: boolean | null | undefined;
  cantGoBack?: boolean | null | undefined;
  accessCode?: string | null | undefined;
  ipFilter?: string | null | undefined;
  dueAtMs?: number | null | undefined;
  unlockAtMs?: number | null | undefined;
  lockAtMs?: number | null | undefined;
  locked?: boolean | null | undefined;
  requireLockdownBrowser?: boolean | null | undefined;
  anonymousSubmissions?: boolean | null | undefined;
  onlyVisibleToOverrides?: boolean | null | undefined;
  pointsPossible?: number | null | undefined;
  /** Null asks for nothing. */
  published?: boolean | null | undefined;
}

/** A quiz about which nothing was said. */
export const defaultQuizSettings: QuizSettings = {
  title: 'Unnamed Quiz',
  description: null,
  quizType: 'assignment',
  workflowState: 'created',
  timeLimitMinutes: null,
  disableTimerAutosubmission: 0,
  shuffleAnswers: 0,
  hideResults: null,
  showCorrectAnswers: 1,
  showCorrectAnswersLastAttempt: 0,
  showCorrectAnswersAtMs: null,
  hideCorrectAnswersAtMs: null,
  oneTimeResults: 0,
  allowedAttempts: 1,
  scoringPolicy: 'keep_highest',
  oneQuestionAtATime: 0,
  cantGoBack: 0,
  accessCode: null,
  ipFilter: null,
  dueAtMs: null,
  unlockAtMs: null,
  lockAtMs: null,
  locked: 0,
  requireLockdownBrowser: 0,
  anonymousSubmissions: 0,
  onlyVisibleToOverrides: 0,
  pointsPossible: 0,
};
