// A grade that a teacher gave in the gradebook, taken over by the quiz submission behind it.

import type { Quiz } from '../model/quiz.ts';
import {
  isFinished,
  type QuizSubmission,
  type QuizSubmissionAttempt,
  stateAfter,
} from '../model/quiz-submission.ts';
import { exactSum } from './exact-sum.ts';

export interface TakenOverGrade {
  quizSubmission: QuizSubmission;
  /** An earlier attempt that changed; null when it is the current one, which the quiz submission has itself. */
  attempt: QuizSubmissionAttempt | null;
}

/**
 * Fudge points make the last finished attempt reach `score`, which is kept then. Where the highest is kept and another attempt
 * has more, it wins all the same, and the quiz submission says so. What waited for a person waits no more. Null when no
 * attempt is finished. Canvas: quiz reference §3.3.
 */
export function takenOverGrade(
  quiz: Pick<Quiz, 'scoringPolicy'>,
  quizSubmission: QuizSubmission,
  attempts: readonly QuizSubmissionAttempt[],
  score: number,
): TakenOverGrade | null {
  const earlier = attempts.filter(({ attempt }) => attempt < quizSubmission.attempt);
  const isCurrent = isFinished(quizSubmission);
  const last = isCurrent ? quizSubmission : earlier.findLast(isFinished);
  if (last === undefined) return null;
  const fudgePoints = exactSum([score, -(last.score ?? 0), last.fudgePoints ?? 0]);
  const others = earlier.filter(({ attempt }) => attempt !== last.attempt).map((one) => one.score ?? 0);
  const isLower = quiz.scoringPolicy === 'keep_highest' && others.some((other) => other > score);
  if (!isCurrent) {
    const attempt = { ...(last as QuizSubmissionAttempt), score, fudgePoints };
    return { quizSubmission: { ...quizSubmission, keptScore: score }, attempt };
  }
  const reviewed = stateAfter(quizSubmission.workflowState, 'review');
  const isSeen = reviewed === null ? {} : { workflowState: reviewed, hasSeenResults: 0 as const };
  return {
    quizSubmission: {
      ...quizSubmission,
      ...isSeen,
      score,
      fudgePoints,
      keptScore: score,
      manuallyScored: isLower ? 1 : 0,
    },
    attempt: null,
  };
}
