// What came of an attempt that is over, to whoever took it, as far as the quiz lets them see it.

import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import { mayReadQuiz } from '../../model/quiz-policy.ts';
import type { QuizSubmission } from '../../model/quiz-submission.ts';
import { notFound, notPermitted } from '../../model/refusal.ts';
import {
  areCorrectAnswersVisible,
  type ResultsHidden,
  whyResultsHidden,
} from '../../model/result-visibility.ts';
import { mayReadAllGrades } from '../../model/submission-policy.ts';
import type { Database } from '../../store/database.ts';
import { findQuizSubmissionOf } from '../../store/quiz-submissions.ts';
import { type QuizPath, type QuizStanding, quizStanding } from '../quizzes/quiz-standing.ts';
import { type PastAttempt, pastAttempts } from './past-attempts.ts';
import { type ResultQuestion, resultQuestions } from './result-questions.ts';
import { isGradeWithheld } from './results-shown.ts';
import { seeResultsOnce } from './see-results-once.ts';
import { takerOf } from './started-attempt.ts';
import { type TakingPlace, takingPlace } from './taking-view.ts';

export interface ResultsView extends TakingPlace {
  attempt: PastAttempt;
  hiddenBecause: ResultsHidden | 'withheld' | null;
  /** In the order of the attempt; none while hidden. */
  questions: ResultQuestion[];
}

export interface ResultsAsked {
  /** Null is the last one that is over. */
  attempt: number | null;
  isPreview: boolean;
}

export type ShowResults = (caller: Caller, path: QuizPath, asked: ResultsAsked) => Promise<ResultsView>;

/**
 * Results that are shown once are seen by it. Raises not_found, also for an attempt that is not over, not_permitted, and
 * declined for a preview by somebody who does not edit the quiz.
 */
export function showResults(database: Database, clock: Clock): ShowResults {
  const { query } = database;
  return async (caller, path, { attempt, isPreview }) => {
    const nowMs = clock();
    const standing = await quizStanding(query, caller, path);
    const { quiz } = standing;
    if (!mayReadQuiz(standing, quiz, nowMs)) throw notPermitted();
    const own = await findQuizSubmissionOf(query, quiz.id, takerOf(standing, isPreview, nowMs));
    if (own === undefined) throw notFound();
    const past = await pastAttempts(query, standing, own, nowMs);
    const asked = past.find((one) => attempt === null || one.attempt === attempt);
    if (asked === undefined) throw notFound();
    const hiddenBecause = isPreview ? null : await whyHidden(standing, own, asked.attempt, nowMs);
    return {
      ...(await takingPlace(query, standing, own, isPreview, nowMs)),
      attempt: asked,
      hiddenBecause,
      questions: hiddenBecause === null ? await questionsOf(standing, own, asked.attempt, nowMs) : [],
    };
  };

  async function whyHidden(
    standing: QuizStanding,
    own: QuizSubmission,
    attempt: number,
    nowMs: number,
  ): Promise<ResultsView['hiddenBecause']> {
    const { quiz } = standing;
    if (mayReadAllGrades(standing, nowMs)) return null;
    const hidden = whyResultsHidden(quiz, own, attempt, nowMs);
    if (hidden !== null) return hidden;
    if (await isGradeWithheld(query, standing, own, nowMs)) return 'withheld';
    return quiz.oneTimeResults === 1 && !(await seeResultsOnce(database, own)) ? 'only_once' : null;
  }

  async function questionsOf(
    standing: QuizStanding,
    own: QuizSubmission,
    attempt: number,
    nowMs: number,
  ): Promise<ResultQuestion[]> {
    const { quiz } = standing;
    const tellsRight =
      own.workflowState === 'preview' ||
      mayReadAllGrades(standing, nowMs) ||
      areCorrectAnswersVisible(quiz, own, nowMs);
    return resultQuestions(query, quiz, { id: own.id, attempt }, tellsRight);
  }
}
