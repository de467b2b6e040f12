// An attempt on the wire, as the page on which it is graded needs it. Ours.

import { type Static, Type } from 'typebox';
import type { QuizSubmission } from '../../model/quiz-submission.ts';
import { wireTimeMs } from '../../model/time.ts';
import type { AttemptGrading } from '../../operations/attempts/show-attempt-grading.ts';
import { resultQuestionJson, shownResultQuestion } from './results.ts';

export const attemptGradingPath = '/api/v1/courses/:course_id/quizzes/:quiz_id/submissions/:id/grading';

export const attemptGradingQuery = Type.Object({
  attempt: Type.Optional(Type.Unknown({ description: 'The last one if absent' })),
});

const nullableText = Type.Unsafe<string | null>({ type: ['string', 'null'] });
const nullableNumber = Type.Unsafe<number | null>({ type: ['number', 'null'] });
const named = { id: Type.Integer(), name: Type.String() };

const shownAttempt = Type.Object({
  attempt: Type.Integer(),
  workflow_state: Type.Unsafe<QuizSubmission['workflowState']>({ type: 'string' }),
  started_at: nullableText,
  finished_at: nullableText,
  score: nullableNumber,
  fudge_points: nullableNumber,
});

export const shownAttemptGrading = Type.Object({
  course: Type.Object(named),
  quiz: Type.Object({
    id: Type.Integer(),
    title: Type.String(),
    quiz_type: Type.String(),
    points_possible: nullableNumber,
    assignment_id: Type.Unsafe<number | null>({ type: ['integer', 'null'] }),
  }),
  user: Type.Unsafe<{ id: number; name: string } | null>({
    type: ['object', 'null'],
    description: '`id` and `name`; null of an anonymous survey and of a preview',
  }),
  quiz_submission_id: Type.Integer(),
  kept_score: nullableNumber,
  may_grade: Type.Boolean(),
  attempt: shownAttempt,
  attempts: Type.Array(shownAttempt, { description: 'All of them, the first one first' }),
  questions: Type.Array(shownResultQuestion, { description: 'None as long as the attempt runs' }),
});

export function attemptGradingJson(view: AttemptGrading): Static<typeof shownAttemptGrading> {
  const { course, quiz, student, quizSubmission } = view;
  return {
    course: { id: course.id, name: course.name },
    quiz: {
      id: quiz.id,
      title: quiz.title,
      quiz_type: quiz.quizType,
      points_possible: quiz.pointsPossible,
      assignment_id: quiz.assignmentId,
    },
    user: student === null ? null : { id: student.id, name: student.name },
    quiz_submission_id: quizSubmission.id,
    kept_score: quizSubmission.keptScore,
    may_grade: view.mayGrade,
    attempt: attemptJson(quizSubmission),
    attempts: view.attempts.map(attemptJson),
    questions: view.questions.map(resultQuestionJson),
  };
}

function attemptJson(shown: QuizSubmission): Static<typeof shownAttempt> {
  return {
    attempt: shown.attempt,
    workflow_state: shown.workflowState,
    started_at: wireTimeMs(shown.startedAtMs),
    finished_at: wireTimeMs(shown.finishedAtMs),
    score: shown.score,
    fudge_points: shown.fudgePoints,
  };
}
