// What happens to an attempt as a whole: it starts, its taker hands it in, or the server closes it. Canvas announces only
// that it was handed in, live events reference §3.7; the others are ours, for Caliper.

import type { Quiz } from '../model/quiz.ts';
import type { QuizSubmission } from '../model/quiz-submission.ts';
import { wireTimeMs } from '../model/time.ts';
import type { EventName } from './event-names.ts';
import type { Fact } from './fact.ts';

/** Handed in by whoever took it, a preview too. Canvas: `submission_id` is that of the quiz submission. */
export function quizSubmitted(quiz: Quiz, quizSubmission: QuizSubmission): Fact {
  return attemptFact('quiz_submitted', quiz, quizSubmission);
}

/** An attempt begins, or a preview. */
export function attemptStarted(quiz: Quiz, quizSubmission: QuizSubmission): Fact {
  return attemptFact('quizwire.attempt_started', quiz, quizSubmission);
}

/** The server handed it in, past its limit. Canvas: then there is no quiz_submitted. */
export function attemptClosed(quiz: Quiz, quizSubmission: QuizSubmission): Fact {
  return attemptFact('quizwire.attempt_closed', quiz, quizSubmission);
}

function attemptFact(eventName: EventName, quiz: Quiz, quizSubmission: QuizSubmission): Fact {
  const takerId = quizSubmission.userId ?? quizSubmission.previewUserId;
  return {
    eventName,
    courseId: quiz.courseId,
    assignmentId: quiz.assignmentId,
    userId: takerId,
    body: { submission_id: quizSubmission.id, quiz_id: quiz.id },
    details: {
      quiz_submission_id: quizSubmission.id,
      quiz_id: quiz.id,
      assignment_id: quiz.assignmentId,
      course_id: quiz.courseId,
      user_id: takerId,
      attempt: quizSubmission.attempt,
      started_at: wireTimeMs(quizSubmission.startedAtMs),
      finished_at: wireTimeMs(quizSubmission.finishedAtMs),
      quiz_title: quiz.title,
      points_possible: quizSubmission.quizPointsPossible,
      score: quizSubmission.score,
      is_preview: quizSubmission.previewUserId !== null,
    },
  };
}
