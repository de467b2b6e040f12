// Questions of quizzes on the wire, as editors see them: paths and JSON. Reading what is posted is quiz-question-params.ts.

import { type Static, Type } from 'typebox';
import type { QuestionData } from '../../model/question-data.ts';
import type { QuizQuestion } from '../../model/quiz-question.ts';
import { wireTime } from '../../model/time.ts';

export const quizQuestionsPath = '/api/v1/courses/:course_id/quizzes/:quiz_id/questions';
export const quizQuestionPath = '/api/v1/courses/:course_id/quizzes/:quiz_id/questions/:id';

const courseName = Type.String({ description: 'Course id, or `sis_course_id:…`' });
const quizName = Type.String({ description: 'Quiz id' });
export const quizQuestionsParams = Type.Object({ course_id: courseName, quiz_id: quizName });
export const quizQuestionParams = Type.Object({
  course_id: courseName,
  quiz_id: quizName,
  id: Type.String({ description: 'Question id' }),
});

export const quizQuestionsQuery = Type.Object({
  quiz_submission_id: Type.Optional(
    Type.Unknown({
      description: 'With `quiz_submission_attempt`: the questions as that attempt was given them',
    }),
  ),
  quiz_submission_attempt: Type.Optional(Type.Unknown()),
  page: Type.Optional(Type.Unknown({ description: 'From 1' })),
  per_page: Type.Optional(Type.Unknown({ description: '1 to 100, 10 if absent' })),
});

const text = Type.String();
const nullableText = Type.Unsafe<string | null>({ type: ['string', 'null'] });
const nullableInteger = Type.Unsafe<number | null>({ type: ['integer', 'null'] });
const listOf = <Item>(description: string) =>
  Type.Unsafe<readonly Item[]>({ type: 'array', items: { type: 'object' }, description });
const nullableListOf = <Item>(description: string) =>
  Type.Unsafe<readonly Item[] | null>({ type: ['array', 'null'], items: { type: 'object' }, description });

export const shownQuizQuestion = Type.Object({
  id: Type.Integer(),
  quiz_id: Type.Integer(),
  quiz_group_id: nullableInteger,
  assessment_question_id: nullableInteger,
  position: nullableInteger,
  regrade_option: nullableText,
  created_at: nullableText,
  question_name: text,
  question_type: text,
  question_text: text,
  points_possible: Type.Number(),
  correct_comments: text,
  incorrect_comments: text,
  neutral_comments: text,
  correct_comments_html: text,
  incorrect_comments_html: text,
  neutral_comments_html: text,
  answers: listOf<QuestionData['answers'][number]>('Weight 100 is right, 0 is wrong; other keys by type'),
  variables: nullableListOf<NonNullable<QuestionData['variables']>[number]>('Calculated questions'),
  formulas: nullableListOf<NonNullable<QuestionData['formulas']>[number]>('Calculated questions'),
  answer_tolerance: Type.Unsafe<number | string | null>({
    type: ['number', 'string', 'null'],
    description: 'A number, or a percentage such as `"5%"`',
  }),
  formula_decimal_places: nullableInteger,
  matches: nullableListOf<NonNullable<QuestionData['matches']>[number]>('Right sides, distractors too'),
  matching_answer_incorrect_matches: Type.Unsafe<string | null>({
    type: ['string', 'null'],
    description: 'Distractors, one a line',
  }),
});

type QuizQuestionJson = Static<typeof shownQuizQuestion>;

/** Where a question stands, and since when. */
export interface QuestionPlace extends Pick<QuizQuestion, 'id' | 'quizId' | 'quizGroupId' | 'position'> {
  createdAtMs: number | null;
}

export function quizQuestionJson(question: QuizQuestion): QuizQuestionJson {
  return questionJson(question, JSON.parse(question.questionData));
}

/** Canvas: core reference §15; what a type does not use is null. */
export function questionJson(place: QuestionPlace, data: QuestionData): QuizQuestionJson {
  return {
    id: place.id,
    quiz_id: place.quizId,
    quiz_group_id: place.quizGroupId,
    assessment_question_id: null,
    position: place.position,
    regrade_option: data.regrade_option ?? null,
    created_at: wireTime(place.createdAtMs),
    question_name: data.question_name,
    question_type: data.question_type,
    question_text: data.question_text,
    points_possible: data.points_possible,
    correct_comments: data.correct_comments,
    incorrect_comments: data.incorrect_comments,
    neutral_comments: data.neutral_comments,
    correct_comments_html: data.correct_comments_html,
    incorrect_comments_html: data.incorrect_comments_html,
    neutral_comments_html: data.neutral_comments_html,
    answers: data.answers,
    variables: data.variables ?? null,
    formulas: data.formulas ?? null,
    answer_tolerance: data.answer_tolerance ?? null,
    formula_decimal_places: data.formula_decimal_places ?? null,
    matches: data.matches ?? null,
    matching_answer_incorrect_matches: data.matching_answer_incorrect_matches ?? null,
  };
}
