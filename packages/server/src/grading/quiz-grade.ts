// What a quiz submission makes of its student's row in the gradebook. Nothing is saved here.

import type { GradingScheme } from '../model/grading-standard.ts';
import { isFinished, type QuizSubmission } from '../model/quiz-submission.ts';
import type { Submission } from '../model/submission.ts';
import { wireTime } from '../model/time.ts';
import { afterLatePolicy, type LateTerms } from './late-grade.ts';
import { gradeOfScore } from './posted-grade.ts';

export interface QuizGradingTerms extends LateTerms {
  scheme: GradingScheme;
}

/**
 * The row after `graderId` (minus the quiz's id is the server) gave the quiz submission its kept score: what was handed in
 * last, the score after the late policy, posted at once unless that is done by hand. While a new attempt runs, only the
 * score moves. An excused student stays without a grade. Canvas: quiz reference §3.3.
 */
export function quizGrade(
  before: Submission,
  quizSubmission: QuizSubmission,
  terms: QuizGradingTerms,
  graderId: number,
  nowMs: number,
): Submission {
  const { id, attempt, workflowState, finishedAtMs, keptScore } = quizSubmission;
  const isPending = workflowState === 'pending_review';
  const score = before.excused === 1 ? null : keptScore;
  const graded: Submission = {
    ...before,
    quizSubmissionId: id,
    score,
    gradedAtMs: nowMs,
    graderId,
    gradeMatchesCurrentSubmission: isPending && attempt > 1 ? 0 : 1,
    body: bodyOf(quizSubmission, nowMs),
  };
  const row: Submission = isFinished(quizSubmission)
    ? {
        ...graded,
        workflowState: isPending ? 'pending_review' : 'graded',
        attempt,
        submissionType: 'online_quiz',
        submittedAtMs: finishedAtMs,
        postedAtMs: before.postedAtMs ?? (terms.assignment.postManually === 1 ? null : nowMs),
      }
    : graded;
  const late = afterLatePolicy(before, row, score !== null, terms, nowMs);
  const grade = late.score === null ? null : gradeOfScore(late.score, terms.assignment, terms.scheme);
  return { ...late, grade };
}

/** Canvas: a text for people; numbers as Ruby writes floating point. */
function bodyOf({ userId, quizId, score, keptScore }: QuizSubmission, nowMs: number): string {
  const shown = score ?? keptScore ?? 0;
  const number = Number.isInteger(shown) ? `${shown}.0` : `${shown}`;
  const time = wireTime(nowMs).replace('T', ' ').replace('Z', ' UTC');
  return `user: ${userId}, quiz: ${quizId}, score: ${number}, time: ${time}`;
}
