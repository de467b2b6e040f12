// Ends a running attempt: what was saved is graded, and the score goes where it counts. Whoever calls has decided that it
// may end and when it did: the taker who hands it in, or the server that closes it.

import { questionsSkipped } from '../../facts/quiz-event-recorded.ts';
import { attemptScore } from '../../grading/attempt-score.ts';
import { correctedAttempt } from '../../grading/corrected-attempt.ts';
import { gradeAttempt } from '../../grading/grade-attempt.ts';
import { keptScore } from '../../grading/kept-score.ts';
import type { Course } from '../../model/course.ts';
import type { Quiz } from '../../model/quiz.ts';
import { isFinished, type QuizSubmission, stateAfter } from '../../model/quiz-submission.ts';
import { takenAttempt } from '../../model/taken-attempt.ts';
import { updateAttemptAnswers } from '../../store/attempt-contents.ts';
import { listAttempts, updateAttempt, updateQuizSubmission } from '../../store/quiz-submissions.ts';
import { rewriteAttemptQuestions } from '../../store/regraded-attempts.ts';
import type { Transaction } from '../announcing/announcing-database.ts';
import { attemptContents } from './attempt-contents.ts';
import { recordQuizScore } from './record-quiz-score.ts';

/**
 * `quizSubmission` is running, its row locked for change in this transaction and its quiz's for sharing. Canvas: handing
 * in uses up that the quiz was unlocked by hand, and forgets that results of an earlier attempt were seen. What authors
 * corrected while the attempt ran counts as a regrade. Reference §3. What was left without an answer is announced.
 */
export async function finishAttempt(
  transaction: Transaction,
  course: Course,
  quiz: Quiz,
  quizSubmission: QuizSubmission,
  finishedAtMs: number,
  nowMs: number,
): Promise<QuizSubmission> {
  const { questions, sheet } = await attemptContents(transaction, quizSubmission);
  const { answers, score: firstScore, isPending } = gradeAttempt(questions, sheet, quiz);
  const corrected = correctedAttempt(
    { questions, sheet, graded: answers },
    (question) => question.corrections ?? [],
  );
  const graded = corrected?.graded ?? answers;
  const score = corrected === null ? firstScore : attemptScore(graded, null, quiz);
  const workflowState = stateAfter(quizSubmission.workflowState, isPending ? 'complete_pending' : 'complete');
  if (workflowState === null)
    throw new Error(`a ${quizSubmission.workflowState} attempt cannot be handed in`);
  const { id, attempt } = quizSubmission;
  const earlier = (await listAttempts(transaction, id)).filter(isFinished);
  await updateAttemptAnswers(transaction, quizSubmission, { gradedAnswers: JSON.stringify(graded) });
  if (corrected !== null) {
    const quizData = JSON.stringify(corrected.questions);
    await rewriteAttemptQuestions(transaction, [{ quizSubmissionId: id, attempt, quizData }]);
  }
  await updateAttempt(transaction, { quizSubmissionId: id, attempt }, { finishedAtMs });
  const finished = await updateQuizSubmission(transaction, id, {
    workflowState,
    finishedAtMs,
    score,
    keptScore: keptScore(quiz.scoringPolicy, [...earlier, { attempt, score }]),
    scoreBeforeRegrade: corrected === null ? null : firstScore,
    manuallyScored: 0,
    manuallyUnlocked: 0,
    hasSeenResults: 0,
    quizPointsPossible: quiz.pointsPossible,
    updatedAtMs: nowMs,
  });
  transaction.announce(questionsSkipped(takenAttempt(quiz, finished), questions, sheet, finishedAtMs));
  return recordQuizScore(transaction, course, quiz, finished, -quiz.id, nowMs);
}
