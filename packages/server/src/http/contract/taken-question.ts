// Questions of an attempt on the wire, running or graded, to whoever may look at it. What a taker is answered while they
// act is in quiz-submission-question.ts.

import { Type } from 'typebox';
import { answerTextCharsMax } from '../../model/quiz-limits.ts';
import { declined } from '../../model/refusal.ts';
import type { GivenQuestion } from '../../operations/attempts/given-questions.ts';
import type { TakenQuestion } from '../../operations/attempts/show-attempt-questions.ts';
import { stringParam } from '../canvas-wire/params.ts';
import { questionJson } from './quiz-question.ts';
import { studentQuestionJson } from './quiz-submission-question.ts';

export const takenQuestionsQuery = Type.Object({
  quiz_submission_attempt: Type.Optional(Type.Unknown({ description: 'The current one if absent' })),
  include: Type.Optional(
    Type.Unknown({
      description:
        '`include[]=quiz_question`: the questions by themselves too, and `meta`. Ours: `include[]=grading` adds `answer`, ' +
        '`points` and `comment` to the questions of a graded attempt',
    }),
  ),
});

export const formattedAnswerQuery = Type.Object({
  answer: Type.Optional(Type.Unknown({ description: 'What was typed' })),
});

const record = Type.Record(Type.String(), Type.Unknown());

export const shownTakenQuestions = Type.Object({
  quiz_submission_questions: Type.Array(record, {
    description:
      'The question, whole for who edits the quiz; with `flagged` and `answer` while the attempt runs, with `flagged` ' +
      'false and `correct` once it is graded',
  }),
  quiz_questions: Type.Optional(Type.Array(record)),
  meta: Type.Optional(Type.Object({ primaryCollection: Type.String() })),
});

export const shownFormattedAnswer = Type.Object({ formatted_answer: Type.String() });

/** Canvas: names of what to include that are not known are passed over. Quiz reference §2.6. */
export function takenQuestionsJson(questions: readonly TakenQuestion[], includes: readonly string[]) {
  const withGrading = includes.includes('grading');
  const json = {
    quiz_submission_questions: questions.map((question) => takenQuestionJson(question, withGrading)),
  };
  if (!includes.includes('quiz_question')) return json;
  return {
    ...json,
    quiz_questions: questions.map(({ given }) => givenQuestionJson(given)),
    meta: { primaryCollection: 'quiz_submission_questions' },
  };
}

function takenQuestionJson({ given, answer, flagged, verdict }: TakenQuestion, withGrading: boolean) {
  const question = givenQuestionJson(given);
  if (verdict === null) return { ...question, flagged, answer };
  const { correct, points, comment } = verdict;
  return { ...question, flagged, correct, ...(withGrading ? { answer, points, comment } : {}) };
}

export function givenQuestionJson(given: GivenQuestion) {
  if (!given.isWhole) return studentQuestionJson(given.quizId, given.question);
  const { quizId, question, createdAtMs } = given;
  const { id, quiz_group_id: quizGroupId, position } = question;
  return questionJson({ id, quizId, quizGroupId, position, createdAtMs }, question);
}

/** Raises declined when there is nothing to format. */
export function answerTextOf(value: unknown): string {
  const text = stringParam(value, 'answer', answerTextCharsMax) ?? '';
  if (text.trim() === '') throw declined('unprocessable_entity', 'answer param is required');
  return text;
}
