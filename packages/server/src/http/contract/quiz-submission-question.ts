// Questions of an attempt on the wire, as its taker sees them: paths, the answers that are posted, and JSON.

import { type Static, Type } from 'typebox';
import type { Answer } from '../../model/answer-sheet.ts';
import { isRecord, scalarText } from '../../model/loose-value.ts';
import type { QuestionVariable } from '../../model/question-data.ts';
import type { StudentAnswer, StudentQuestion } from '../../model/questions/student-question.ts';
import type { AttemptQuestionsView } from '../../operations/attempts/attempt-question-view.ts';
import { leadingInteger } from '../canvas-wire/ids.ts';
import { claimParams } from './quiz-submission-claim.ts';

export const attemptQuestionsPath = '/api/v1/quiz_submissions/:quiz_submission_id/questions';
export const flagPath = '/api/v1/quiz_submissions/:quiz_submission_id/questions/:id/flag';
export const unflagPath = '/api/v1/quiz_submissions/:quiz_submission_id/questions/:id/unflag';
export const formattedAnswerPath =
  '/api/v1/quiz_submissions/:quiz_submission_id/questions/:id/formatted_answer';

const quiz_submission_id = Type.String({ description: 'Quiz submission id' });

export const attemptQuestionsParams = Type.Object({ quiz_submission_id });

export const attemptQuestionParams = Type.Object({
  quiz_submission_id,
  id: Type.String({ description: 'Question id' }),
});

export const postedAnswers = Type.Object({
  ...claimParams,
  quiz_questions: Type.Optional(
    Type.Unknown({ description: 'A list of `{"id", "answer"}`; the form of an answer depends on the type' }),
  ),
});

/** Canvas: what has no id is passed over, no answer is an empty one, and of two for one question the last one counts. */
export function answersOf(value: unknown): Map<number, unknown> {
  const given = new Map<number, unknown>();
  // A form may number its items: `quiz_questions[0][id]`.
  const items = isRecord(value) ? Object.values(value) : Array.isArray(value) ? value : [];
  for (const item of items) {
    const id = isRecord(item) ? scalarText(item.id) : undefined;
    if (id !== undefined) given.set(leadingInteger(id), item.answer === false ? [] : (item.answer ?? []));
  }
  return given;
}

const nullableInteger = Type.Unsafe<number | null>({ type: ['integer', 'null'] });
const nullableListOf = <Item>() =>
  Type.Unsafe<readonly Item[] | null>({ type: ['array', 'null'], items: { type: 'object' } });

const shownAttemptQuestion = Type.Object({
  id: Type.Integer(),
  quiz_id: Type.Integer(),
  position: Type.Integer(),
  quiz_group_id: nullableInteger,
  assessment_question_id: nullableInteger,
  question_name: Type.String(),
  question_type: Type.String(),
  question_text: Type.String(),
  answers: Type.Optional(
    Type.Unsafe<readonly StudentAnswer[]>({
      type: 'array',
      items: { type: 'object' },
      description: 'What there is to choose from; without weights',
    }),
  ),
  matches: nullableListOf<{ text: string; match_id: number }>(),
  formulas: nullableListOf<{ formula: string }>(),
  variables: nullableListOf<QuestionVariable>(),
  answer_tolerance: Type.Unsafe<number | string | null>({ type: ['number', 'string', 'null'] }),
  formula_decimal_places: nullableInteger,
  flagged: Type.Boolean(),
  answer: Type.Unsafe<Answer>({
    description: 'In full form, by type; null, or nulls within, where there is none',
  }),
});

export const shownAttemptQuestions = Type.Object({
  quiz_submission_questions: Type.Array(shownAttemptQuestion),
});

/** Canvas: quiz reference §2.6, while the attempt is in progress. */
export function attemptQuestionsJson({
  quizId,
  questions,
}: AttemptQuestionsView): Static<typeof shownAttemptQuestions> {
  return {
    quiz_submission_questions: questions.map(({ question, flagged, answer }) => ({
      ...studentQuestionJson(quizId, question),
      flagged,
      answer,
    })),
  };
}

/** A question as its taker sees it. */
export function studentQuestionJson(quizId: number, question: StudentQuestion) {
  return {
    ...question,
    formulas: question.formulas ?? null,
    matches: question.matches ?? null,
    variables: question.variables ?? null,
    answer_tolerance: question.answer_tolerance ?? null,
    formula_decimal_places: question.formula_decimal_places ?? null,
    quiz_id: quizId,
  };
}
