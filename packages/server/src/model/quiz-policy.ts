// Permissions on a quiz that only the quiz routes ask for: the whole set for one caller, and what keeps somebody from
// taking a quiz who has the right to. Single rights come from policy.ts.

import { isConcluded } from './course.ts';
import {
  type CourseStanding,
  hasCourseRight,
  isCourseAdmin,
  isEnrollmentActive,
  mayReadQuiz,
  mayReviewGrades,
  maySubmitQuiz,
} from './policy.ts';
import type { Quiz } from './quiz.ts';

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
  const reviews = mayReviewGrades(standing, nowMs);
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
