// Permissions on a quiz: to read and take it, its attempts and their log. The matrix of the event routes is §1.6 of the
// quiz reference. Rights in the course come from policy.ts.

import { mayReadUnpublished } from './assignment-policy.ts';
import { attemptLimitAtMs } from './attempt-times.ts';
import { isAvailable, isConcluded } from './course.ts';
import {
  type CourseStanding,
  hasCourseRight,
  isCourseAdmin,
  isEnrollmentActive,
  isOpenToReaders,
} from './policy.ts';
import { isPublished, isUngraded, type Quiz } from './quiz.ts';
import type { QuizSubmission } from './quiz-submission.ts';
import { mayReadAllGrades } from './submission-policy.ts';

export type QuizFacts = Pick<
  Quiz,
  | 'workflowState'
  | 'quizType'
  | 'timeLimitMinutes'
  | 'disableTimerAutosubmission'
  | 'onlyVisibleToOverrides'
  | 'lockAtMs'
>;

export function mayReadQuiz(
  standing: CourseStanding,
  quiz: Pick<Quiz, 'workflowState' | 'onlyVisibleToOverrides'>,
  nowMs: number,
): boolean {
  if (mayReadUnpublished(standing, nowMs)) return true;
  return isPublished(quiz) && quiz.onlyVisibleToOverrides === 0 && hasCourseRight(standing, 'read', nowMs);
}

/**
 * Whether the caller may take the quiz: who edits or grades it, students it is assigned to, and anybody when it is ungraded
 * in a course open to all. Canvas: quiz right `submit`, core reference §14.4.
 */
export function maySubmitQuiz(
  standing: CourseStanding,
  quiz: Pick<Quiz, 'workflowState' | 'onlyVisibleToOverrides' | 'quizType'>,
  excused: boolean,
  nowMs: number,
): boolean {
  if (
    hasCourseRight(standing, 'manage_grades', nowMs) ||
    hasCourseRight(standing, 'manage_assignments', nowMs)
  )
    return true;
  if (!isPublished(quiz) || quiz.onlyVisibleToOverrides === 1) return false;
  if (isUngraded(quiz) && standing.course.isPublic === 1 && isAvailable(standing.course, nowMs)) return true;
  return !excused && hasCourseRight(standing, 'participate_as_student', nowMs);
}

/** Owner, active observer of the owner, or reviewer of grades. Canvas: reference §2.3. */
export function mayReadQuizSubmission(
  standing: CourseStanding,
  quizSubmission: Pick<QuizSubmission, 'userId'>,
  nowMs: number,
): boolean {
  const { caller } = standing;
  if (caller !== null && quizSubmission.userId === caller.userId) return true;
  if (mayReadAllGrades(standing, nowMs)) return true;
  return standing.enrollments.some(
    (enrollment) =>
      enrollment.type === 'ObserverEnrollment' &&
      enrollment.associatedUserId !== null &&
      enrollment.associatedUserId === quizSubmission.userId &&
      isEnrollmentActive(enrollment, nowMs),
  );
}

export type RecordingFacts = Pick<
  QuizSubmission,
  'userId' | 'workflowState' | 'endAtMs' | 'manuallyUnlocked' | 'excused'
>;

/**
 * Whether the caller's page may report events on this quiz submission. Canvas: right `record_events`, reference §1.6.
 * With `publicQuizEvents` (off by default, since it lets anyone write into anyone's log) Canvas's rule for ungraded
 * quizzes of courses open to the caller holds as well.
 */
export function mayRecordEvents(
  standing: CourseStanding,
  quiz: QuizFacts,
  quizSubmission: RecordingFacts,
  publicQuizEvents: boolean,
  nowMs: number,
): boolean {
  if (publicQuizEvents && isUngraded(quiz) && isOpenToReaders(standing, nowMs)) return true;
  const { caller } = standing;
  if (caller === null || quizSubmission.userId !== caller.userId) return false;
  if (!maySubmitQuiz(standing, quiz, quizSubmission.excused === 1, nowMs)) return false;
  if (quiz.timeLimitMinutes !== null && quizSubmission.endAtMs === null) return false;
  if (quizSubmission.workflowState !== 'untaken') return true;
  const limitAtMs = attemptLimitAtMs(quiz, quizSubmission);
  return limitAtMs === null || nowMs <= limitAtMs;
}

/** Whether the caller may read the log of an attempt. Canvas: right `view_log`; the student who took it may not. */
export function mayViewLog(standing: CourseStanding, nowMs: number): boolean {
  return hasCourseRight(standing, 'manage_grades', nowMs);
}

/**
 * Whether the caller may read the log of an attempt as the student who took it, where the course lets students do so. It need
 * not be running: logs are asked for when courses are over.
 */
export function mayViewOwnLog(
  standing: CourseStanding,
  quizSubmission: Pick<QuizSubmission, 'userId'>,
  isAllowedByCourse: boolean,
  nowMs: number,
): boolean {
  const { caller } = standing;
  if (!isAllowedByCourse || caller === null || quizSubmission.userId !== caller.userId) return false;
  const isStudent = standing.enrollments.some(
    ({ type, workflowState }) =>
      type === 'StudentEnrollment' && !['deleted', 'rejected', 'inactive'].includes(workflowState),
  );
  return isStudent && hasCourseRight(standing, 'read', nowMs);
}

/** What the caller may do with one quiz, by the names of Canvas's `permissions`. */
export interface QuizRights {
  read: boolean;
  create: boolean;
  manage: boolean;
  update: boolean;
  submit: boolean;
  preview: boolean;
  delete: boolean;
  read_statistics: boolean;
  grade: boolean;
  review_grades: boolean;
  view_answer_audits: boolean;
  manage_assign_to: boolean;
}

/** Canvas: core reference §14.4. `excused` says that the caller need not take the quiz. */
export function quizRights(
  standing: CourseStanding,
  quiz: Pick<Quiz, 'workflowState' | 'onlyVisibleToOverrides' | 'quizType'>,
  excused: boolean,
  nowMs: number,
): QuizRights {
  const edits = hasCourseRight(standing, 'manage_assignments', nowMs);
  const reviews = mayReadAllGrades(standing, nowMs);
  return {
    read: mayReadQuiz(standing, quiz, nowMs),
    create: edits,
    manage: edits,
    update: edits,
    submit: maySubmitQuiz(standing, quiz, excused, nowMs),
    preview: edits,
    delete: edits,
    read_statistics: reviews,
    grade: hasCourseRight(standing, 'manage_grades', nowMs),
    review_grades: reviews,
    view_answer_audits: isCourseAdmin(standing),
    manage_assign_to: edits,
  };
}

/**
 * Whether something about the caller or the course keeps them from taking a quiz that they have the right to take: the
 * course is over, or they are in it but inactive. Who edits the quiz is never kept. Canvas: quiz reference §2.4.
 */
export function isKeptFromQuizzes(standing: CourseStanding, nowMs: number): boolean {
  if (hasCourseRight(standing, 'manage_assignments', nowMs)) return false;
  if (isConcluded(standing.course, nowMs)) return true;
  const { enrollments } = standing;
  return enrollments.length > 0 && enrollments.every((enrollment) => enrollment.workflowState === 'inactive');
}

/**
 * When the caller's part in the course ends by its dates, the latest of their enrollments as a student; null when one
 * of them has no end, or there is none.
 */
export function studentEndAtMs(standing: CourseStanding, nowMs: number): number | null {
  const { course } = standing;
  const courseEndAtMs = course.restrictEnrollmentsToCourseDates === 1 ? course.concludeAtMs : null;
  const ends = standing.enrollments
    .filter((enrollment) => enrollment.type === 'StudentEnrollment' && isEnrollmentActive(enrollment, nowMs))
    .map((enrollment) => enrollment.endAtMs ?? courseEndAtMs ?? Number.POSITIVE_INFINITY);
  const latest = Math.max(...ends);
  return Number.isFinite(latest) ? latest : null;
}
