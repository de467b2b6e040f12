// Turns the names in a path (a course by its SIS id, a quiz submission by `self`) into ids. Ids pass unchecked and
// without a query: who uses them looks them up anyway.

import type { Caller } from '../../model/caller.ts';
import { notFound } from '../../model/refusal.ts';
import { findCourseId } from '../../store/courses.ts';
import type { Query } from '../../store/database.ts';
import { findQuizSubmissionIdOf } from '../../store/quiz-submissions.ts';
import type { QuizSubmissionPlace } from '../../store/recording-facts.ts';
import type { QuizSubmissionPath } from './quiz-submission-at.ts';

export type FindQuizSubmission = (
  caller: Caller | null,
  path: QuizSubmissionPath,
) => Promise<QuizSubmissionPlace>;

/** Raises not_found. `self` of somebody without a login is nothing. */
export function findQuizSubmission(query: Query): FindQuizSubmission {
  return async (caller, { course, quizId, quizSubmission }) => {
    const courseId = course.by === 'id' ? course.id : await findCourseId(query, course);
    if (courseId === undefined) throw notFound();
    if (quizSubmission !== 'self') return { courseId, quizId, quizSubmissionId: quizSubmission };
    const own = caller === null ? undefined : await findQuizSubmissionIdOf(query, quizId, caller.userId);
    if (own === undefined) throw notFound();
    return { courseId, quizId, quizSubmissionId: own };
  };
}
