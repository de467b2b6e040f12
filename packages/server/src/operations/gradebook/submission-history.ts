// What was handed in before, attempt by attempt. A quiz keeps every attempt; other work is kept as it was handed in last.

import type { GradedAnswer } from '../../model/answer-sheet.ts';
import {
  asOfAttempt,
  isFinished,
  type QuizSubmission,
  type QuizSubmissionAttempt,
} from '../../model/quiz-submission.ts';
import { areResultsVisible } from '../../model/result-visibility.ts';
import type { Query } from '../../store/database.ts';
import {
  listAttemptsOf,
  listGradedAnswers,
  listQuizSubmissionsBehind,
  listQuizzesOfAssignments,
} from '../../store/graded-quizzes.ts';
import type { SubmissionView } from './submission-view.ts';

/** One attempt of a quiz that was handed in. */
export interface AttemptHandedIn {
  quizSubmission: QuizSubmission;
  /** Null when they are not the caller's to see. */
  answers: readonly GradedAnswer[] | null;
}

/** By the id of the submission, first attempts first; submissions without an attempt at a quiz are left out. */
export async function attemptHistories(
  query: Query,
  views: readonly SubmissionView[],
  isGrader: boolean,
  nowMs: number,
): Promise<Map<number, AttemptHandedIn[]>> {
  const ofQuizzes = views.filter(({ quizId }) => quizId !== null);
  const quizzes = await listQuizzesOfAssignments(query, [
    ...new Set(ofQuizzes.map(({ assignment }) => assignment.id)),
  ]);
  const quizOf = new Map(quizzes.map((quiz) => [quiz.id, quiz]));
  const rows = await listQuizSubmissionsBehind(
    query,
    ofQuizzes.map(({ submission }) => submission.id),
  );
  const ids = rows.map(({ id }) => id);
  const attempts = Map.groupBy(
    await listAttemptsOf(query, ids),
    ({ quizSubmissionId }: QuizSubmissionAttempt) => quizSubmissionId,
  );
  const graded = new Map(
    (await listGradedAnswers(query, ids)).map((one) => [`${one.quizSubmissionId} ${one.attempt}`, one]),
  );
  const hidden = new Set(views.filter((view) => view.isGradeHidden).map(({ submission }) => submission.id));
  const histories = new Map<number, AttemptHandedIn[]>();
  for (const row of rows) {
    const { id, submissionId } = row;
    if (submissionId === null) continue;
    const quiz = quizOf.get(row.quizId);
    // Results that are shown once are shown by the questions of the attempt, which note it.
    const hasResults = !hidden.has(submissionId) && quiz?.oneTimeResults === 0;
    const showsResults = (attempt: number) =>
      isGrader || (hasResults && areResultsVisible(quiz, row, attempt, nowMs));
    const handedIn = (attempts.get(id) ?? []).map((attempt) => asOfAttempt(row, attempt)).filter(isFinished);
    histories.set(
      submissionId,
      handedIn.map((quizSubmission) => {
        const { attempt } = quizSubmission;
        const answers = graded.get(`${id} ${attempt}`)?.gradedAnswers;
        const isShown = answers !== undefined && showsResults(attempt);
        return { quizSubmission, answers: isShown ? (JSON.parse(answers) as GradedAnswer[]) : null };
      }),
    );
  }
  return histories;
}
