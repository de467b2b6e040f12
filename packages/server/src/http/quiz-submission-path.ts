// The names of a quiz submission in a path, as they are written there; nothing is looked up.

import type { FastifyRequest } from 'fastify';
import type { QuizSubmissionPath } from '../operations/attempts/quiz-submission-at.ts';
import { leadingInteger, parseLookup } from './canvas-wire/ids.ts';

/** Of a route with `:course_id`, `:quiz_id` and `:id`. */
export function quizSubmissionPathOf(request: FastifyRequest, shard: number): QuizSubmissionPath {
  const { course_id, quiz_id, id } = request.params as Record<'course_id' | 'quiz_id' | 'id', string>;
  return {
    course: parseLookup(course_id, 'course', shard),
    quizId: leadingInteger(quiz_id),
    quizSubmission: id === 'self' ? 'self' : leadingInteger(id),
  };
}
