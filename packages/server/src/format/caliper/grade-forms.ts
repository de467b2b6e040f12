// A grade is given, or taken away.

import type { Attempt, CaliperEvent } from '@quizwire/caliper';
import type { WorkKey } from './names.ts';
import { actorOf, commonKeys, own, person, type Told } from './told.ts';
import { countOf, numberOf, textOf } from './values.ts';

/**
 * Caliper: without a person who graded, the application did. Every grade is a score of its own, the same points again too. A
 * grade that is no more (cleared, excused), or that a quiz's policy took from another attempt or from several, is no score of
 * this attempt: the result, which is what the gradebook shows, is modified.
 */
export function gradeChanged(told: Told): CaliperEvent[] | null {
  const key = workKey(told);
  if (key === null) return null;
  const attempt = gradedAttempt(told, key);
  const { body, details, names } = told;
  const maxScore = numberOf(body.points_possible);
  const more = {
    grade: body.grade,
    old_grade: body.old_grade,
    old_score: body.old_score,
    old_points_possible: body.old_points_possible,
    grading_complete: body.grading_complete,
    muted: body.muted,
    assignment_name: body.assignment_name,
  };
  const keys = commonKeys(told, more);
  const result = { id: names.workResult(key), type: 'Result', maxResultScore: maxScore } as const;
  if (numberOf(body.score) === undefined && textOf(body.grade) === undefined) {
    const object = { ...result, attempt };
    return [{ ...keys, type: 'Event', actor: actorOf(told), action: 'Modified', object }];
  }
  const graderId = names.id(body.grader_id);
  const grader = graderId === undefined ? told.app : person(told, graderId);
  if (details.counts_another === true) {
    const object = { ...result, resultScore: numberOf(body.score), extensions: attempt.extensions };
    const target = person(told, key.userId);
    return [{ ...keys, type: 'Event', actor: grader, action: 'Modified', object, target }];
  }
  const { extensions: _, ...graded } = attempt;
  return [
    {
      ...keys,
      type: 'GradeEvent',
      actor: grader,
      action: 'Graded',
      object: attempt,
      generated: {
        id: `${attempt.id}/scores/${told.uuid}`,
        type: 'Score',
        attempt: graded,
        maxScore,
        scoreGiven: numberOf(body.score),
        scoredBy: grader.id,
        extensions: own({ grade: body.grade }),
      },
    },
  ];
}

function workKey({ names, body, details, courseId = '' }: Told): WorkKey | null {
  const submissionId = names.id(body.submission_id);
  const assignmentId = names.id(body.assignment_id);
  const userId = names.id(body.user_id ?? body.student_id);
  if (submissionId === undefined || assignmentId === undefined || userId === undefined) return null;
  return { courseId, assignmentId, userId, submissionId, attempt: countOf(details.attempt) };
}

/** The attempt at the quiz where the grade is one of a quiz, else the work that was handed in, or that nobody handed in. */
function gradedAttempt({ names, details }: Told, key: WorkKey): Attempt {
  const { courseId, assignmentId, userId, submissionId, attempt } = key;
  const quizId = names.id(details.quiz_id);
  const quizSubmissionId = names.id(details.quiz_submission_id);
  const isQuiz = quizId !== undefined && quizSubmissionId !== undefined && attempt !== undefined;
  return {
    id: isQuiz ? names.quizAttempt({ courseId, quizId, quizSubmissionId, attempt }) : names.work(key),
    type: 'Attempt',
    assignee: names.user(userId),
    assignable: isQuiz ? names.quiz(courseId, quizId) : names.assignment(courseId, assignmentId),
    count: attempt,
    extensions: own({ submission_id: submissionId, assignment_id: assignmentId }),
  };
}
