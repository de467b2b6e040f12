// Ours: the answers of an attempt at a moment, on the wire.

import { type Static, Type } from 'typebox';
import type { LoggedAnswer } from '../../model/answers-at.ts';
import type { QuizEvent } from '../../model/quiz-event.ts';
import { wireTimeMs } from '../../model/time.ts';
import { timeParam } from '../canvas-wire/params.ts';

export const answersAtPath = '/api/v1/courses/:course_id/quizzes/:quiz_id/submissions/:id/events/answers';

export const answersAtQuery = Type.Object({
  attempt: Type.Optional(Type.Unknown({ description: 'The attempt to look up; the latest one if absent' })),
  at: Type.Optional(
    Type.Unknown({
      description:
        'The moment, ISO 8601, that moment included; without a fraction the whole second. Now if absent',
    }),
  ),
});

const shownAnswer = Type.Object({
  quiz_question_id: Type.Integer(),
  answer: Type.Unknown({ description: 'As the event has it; null when there is none' }),
  flagged: Type.Boolean(),
  answered_at: Type.Unsafe<string | null>({
    type: ['string', 'null'],
    description: 'When the server received it, with milliseconds',
  }),
  source: Type.Unsafe<QuizEvent['source'] | null>({
    enum: ['page', 'server', 'staff', null],
    description: 'Whose word the answer is; that of a page counts until the server has one of its own',
  }),
});

export const shownAnswersAt = Type.Object({ quiz_submission_answers: Type.Array(shownAnswer) });

export function answersAtJson(answers: readonly LoggedAnswer[]): Static<typeof shownAnswersAt> {
  return {
    quiz_submission_answers: answers.map(({ questionId, answer, flagged, answeredAtMs, source }) => ({
      quiz_question_id: questionId,
      answer,
      flagged,
      answered_at: wireTimeMs(answeredAtMs),
      source,
    })),
  };
}

/**
 * Null is now. The log shows whole seconds, and what it shows must be found again: a time without a fraction is the end of
 * its second. Raises malformed.
 */
export function momentParam(value: unknown): number | null {
  const ms = timeParam(value, 'at') ?? null;
  const isWholeSecond = typeof value === 'string' && !/[.,]\d/.test(value);
  return ms !== null && isWholeSecond ? ms + 999 : ms;
}
