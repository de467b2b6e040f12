// What the page of a quiz is told about taking it: whether the caller can, the attempt that runs, and those that are over.
// What runs is in running-view.ts, what is over in past-attempts.ts.

import type { Course } from '../../model/course.ts';
import { hasCourseRight } from '../../model/policy.ts';
import { type Quiz, quizLock } from '../../model/quiz.ts';
import { attemptsLeft, isRunning, type QuizSubmission } from '../../model/quiz-submission.ts';
import { type ClosedReason, whyClosed } from '../../model/taking-policy.ts';
import type { User } from '../../model/user.ts';
import type { Query } from '../../store/database.ts';
import { findUserWithLogin } from '../../store/users.ts';
import type { QuizStanding } from '../quizzes/quiz-standing.ts';
import { isExcused } from './gradebook-row.ts';
import { type PastAttempt, pastAttempts } from './past-attempts.ts';
import { type RunningView, viewRunning } from './running-view.ts';

/** Where a page is, and who looks at it. */
export interface TakingPlace {
  course: Pick<Course, 'id' | 'name'>;
  user: Pick<User, 'id' | 'name'>;
  quiz: Quiz;
  isPreview: boolean;
  /** Id of the quiz submission in whose log the caller's pages are; null before the first attempt and of previews. */
  logQuizSubmissionId: QuizSubmission['id'] | null;
  /** A quiz that is not open says nothing but its facts to those who take it. */
  showsDescription: boolean;
  /** The moment of which all is true. */
  atMs: number;
}

export interface TakingView extends TakingPlace {
  closedBecause: ClosedReason | null;
  attemptsTaken: number;
  /** Null for any number. */
  attemptsLeft: number | null;
  running: RunningView | null;
  /** The newest first. */
  past: PastAttempt[];
}

export interface TakingLook {
  isPreview: boolean;
  /** The address they call from. */
  ip: string;
  /** Of a quiz of single questions the one to be shown; null for the first that can be. */
  questionId: number | null;
}

/** `own` is what the caller has on the quiz, or their preview. Raises not_found for a question that the attempt does not have. */
export async function viewTaking(
  query: Query,
  standing: QuizStanding,
  own: QuizSubmission | undefined,
  { isPreview, ip, questionId }: TakingLook,
  nowMs: number,
): Promise<TakingView> {
  const { quiz } = standing;
  const taker = { own, isExcused: await isExcused(query, standing, own), isPreview, ip };
  const closedBecause = whyClosed(standing, quiz, taker, nowMs);
  const isOpen = closedBecause === null && own !== undefined && isRunning(own);
  const left = isPreview ? -1 : attemptsLeft(quiz, own ?? { attempt: 0, extraAttempts: null });
  return {
    ...(await takingPlace(query, standing, own, isPreview, nowMs)),
    closedBecause,
    attemptsTaken: own?.attempt ?? 0,
    attemptsLeft: left < 0 ? null : left,
    running: isOpen ? await viewRunning(query, quiz, own, questionId) : null,
    past: own === undefined ? [] : await pastAttempts(query, standing, own, nowMs),
  };
}

export async function takingPlace(
  query: Query,
  standing: QuizStanding,
  own: QuizSubmission | undefined,
  isPreview: boolean,
  nowMs: number,
): Promise<TakingPlace> {
  const { caller, course, quiz } = standing;
  const found = await findUserWithLogin(query, caller.userId);
  const isOpen =
    quizLock(quiz, own?.manuallyUnlocked === 1, nowMs) === null || (own !== undefined && isRunning(own));
  return {
    course,
    user: { id: caller.userId, name: found?.user.name ?? '' },
    quiz,
    isPreview,
    logQuizSubmissionId: own === undefined || own.attempt === 0 || isPreview ? null : own.id,
    showsDescription: isOpen || hasCourseRight(standing, 'read_as_admin', nowMs),
    atMs: nowMs,
  };
}
