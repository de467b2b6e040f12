// What came of an attempt, on the wire. Ours: packages/web/src/api/taking.ts has the same as types.

import { type Static, Type } from 'typebox';
import type { Answer } from '../../model/answer-sheet.ts';
import type { ResultQuestion } from '../../operations/attempts/result-questions.ts';
import type { ResultsAsked, ResultsView } from '../../operations/attempts/show-results.ts';
import { attemptParam, booleanParam } from '../canvas-wire/params.ts';
import { shownPageQuestion, shownQuestionJson } from './page-question.ts';
import { pastAttemptJson, placeJson, shownPastAttempt, shownPlace } from './taking.ts';

export const resultsPath = '/api/v1/courses/:course_id/quizzes/:quiz_id/results';

export const resultsQuery = Type.Object({
  attempt: Type.Optional(Type.Unknown({ description: 'The last one that is over if absent' })),
  preview: Type.Optional(Type.Unknown({ description: "True: of the caller's preview, for editors" })),
});

const nullableText = Type.Unsafe<string | null>({ type: ['string', 'null'] });

export const shownResultQuestion = Type.Object({
  ...shownPageQuestion.properties,
  number: Type.Unsafe<number | null>({ type: ['integer', 'null'] }),
  points_possible: Type.Number(),
  points: Type.Unsafe<number | null>({
    type: ['number', 'null'],
    description: 'Null for text, in surveys, and as long as a person has yet to say',
  }),
  correct: Type.Unsafe<'true' | 'false' | 'partial' | 'undefined' | 'no_score'>({
    enum: ['true', 'false', 'partial', 'undefined', 'no_score'],
  }),
  comment: nullableText,
  feedback: Type.Array(Type.String(), { description: 'Safe HTML' }),
  correct_answers: Type.Unsafe<readonly Answer[] | null>({
    type: ['array', 'null'],
    items: {},
    description: 'Each right by itself, in the form of `answer`; null when the quiz does not show them',
  }),
});

export const shownResults = Type.Object({
  ...shownPlace,
  attempt: shownPastAttempt,
  hidden_because: Type.Unsafe<{ code: Hidden; message: string } | null>({
    type: ['object', 'null'],
    description: '`code` and `message`; then there are no questions',
  }),
  questions: Type.Array(shownResultQuestion),
});

type Hidden = NonNullable<ResultsView['hiddenBecause']>;

/** Raises malformed. */
export function resultsAskedOf(query: Record<string, unknown>): ResultsAsked {
  return {
    attempt: attemptParam(query.attempt),
    isPreview: booleanParam(query.preview, 'preview') ?? false,
  };
}

export function resultsJson(view: ResultsView): Static<typeof shownResults> {
  const { hiddenBecause } = view;
  return {
    ...placeJson(view),
    attempt: pastAttemptJson(view.attempt),
    hidden_because:
      hiddenBecause === null ? null : { code: hiddenBecause, message: hiddenTexts[hiddenBecause] },
    questions: view.questions.map(resultQuestionJson),
  };
}

/** Without the moments, which the page tells in the time of its reader. */
const hiddenTexts: Record<Hidden, string> = {
  never: 'The results of this quiz are not shown.',
  only_once: 'The results of this attempt could be seen once, and have been.',
  after_last_attempt: 'The results are shown after your last attempt.',
  after_due_date: 'The results are shown once the quiz is due.',
  after_lock_date: 'The results are shown once the quiz has closed.',
  withheld: 'The grade of this quiz has not been posted yet.',
};

export function resultQuestionJson(question: ResultQuestion): Static<typeof shownResultQuestion> {
  return {
    ...shownQuestionJson(question),
    number: question.number,
    points_possible: question.pointsPossible,
    points: question.points,
    correct: typeof question.correct === 'boolean' ? `${question.correct}` : question.correct,
    comment: question.comment,
    feedback: question.feedback,
    correct_answers: question.correctAnswers,
  };
}
