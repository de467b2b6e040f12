// One attempt with what it is an attempt at: as much as is announced of either.

import type { Quiz } from './quiz.ts';
import type { QuizSubmission } from './quiz-submission.ts';

export interface TakenAttempt
  extends Pick<QuizSubmission, 'userId' | 'previewUserId' | 'quizId' | 'attempt'>,
    Pick<Quiz, 'courseId' | 'assignmentId' | 'title' | 'pointsPossible'> {
  quizSubmissionId: number;
  startedAtMs: number;
}

/** The current attempt, which has begun. */
export function takenAttempt(quiz: Quiz, quizSubmission: QuizSubmission): TakenAttempt {
  const { id: quizSubmissionId, attempt, userId, previewUserId, startedAtMs } = quizSubmission;
  if (startedAtMs === null) throw new Error(`quiz submission ${quizSubmissionId} has no attempt`);
  const { id: quizId, courseId, assignmentId, title, pointsPossible } = quiz;
  const ofQuiz = { quizId, courseId, assignmentId, title, pointsPossible };
  return { quizSubmissionId, attempt, userId, previewUserId, startedAtMs, ...ofQuiz };
}
