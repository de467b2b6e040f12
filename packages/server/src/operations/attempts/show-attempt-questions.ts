// The questions that an attempt was given, to its taker and to who may look at it: with the answers while it runs, with the
// verdicts when it is over.

import type { Answer, Correctness } from '../../model/answer-sheet.ts';
import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import { hasCourseRight } from '../../model/policy.ts';
import { fullAnswer } from '../../model/questions/answer-forms.ts';
import { formattedAnswer } from '../../model/questions/formatted-answer.ts';
import { mayReadQuizSubmission } from '../../model/quiz-policy.ts';
import { asOfAttempt, isFinished, type QuizSubmission } from '../../model/quiz-submission.ts';
import { declined, notFound, notPermitted } from '../../model/refusal.ts';
import { mayReadAllGrades } from '../../model/submission-policy.ts';
import type { Database } from '../../store/database.ts';
import { findAttempt } from '../../store/quiz-submissions.ts';
import { type QuizPath, type QuizStanding, quizStanding } from '../quizzes/quiz-standing.ts';
import { type AttemptContents, attemptContents } from './attempt-contents.ts';
import { type GivenQuestion, givenQuestions } from './given-questions.ts';
import { quizSubmissionAt } from './quiz-submission-at.ts';
import { areResultsShown } from './results-shown.ts';
import { attemptAt } from './running-attempt.ts';
import { seeResultsOnce } from './see-results-once.ts';

export interface TakenQuestion {
  given: GivenQuestion;
  answer: Answer;
  /** Null as long as the attempt is not graded. */
  verdict: { correct: Correctness; points: number; comment: string | null } | null;
  flagged: boolean;
}

export interface ShowAttemptQuestions {
  /**
   * Of `attempt`, null for the current one, in its order. Its taker sees results that are shown once, and then no more.
   * Raises not_found, also for an unknown attempt; declined for a quiz of single questions and for hidden results; then
   * not_permitted. Canvas: quiz reference §2.6.
   */
  all(caller: Caller, quizSubmissionId: number, attempt: number | null): Promise<TakenQuestion[]>;

  /**
   * One page, from 1, of the questions alone. Raises not_found, not_permitted, not_found for an unknown attempt, declined
   * as `all` does, also for an attempt that is not over.
   */
  page(
    caller: Caller,
    path: QuizPath & { quizSubmissionId: number; attempt: number },
    readPage: () => { page: number; perPage: number },
  ): Promise<{ questions: GivenQuestion[]; total: number; page: number; perPage: number }>;

  /**
   * An answer as the page of the current attempt would show it. Raises not_found, not_permitted, not_found for a question
   * that the attempt does not have, and whatever `readText` raises.
   */
  formatted(
    caller: Caller,
    path: { quizSubmissionId: number; questionId: number },
    readText: () => string,
  ): Promise<string>;
}

const resultsHidden = () => declined('unauthorized', 'Cannot view questions due to quiz settings');

const oneAtATime = () =>
  declined('unauthorized', 'Cannot receive one question at a time questions in the API');

export function showAttemptQuestions(database: Database, clock: Clock): ShowAttemptQuestions {
  const { query } = database;
  return {
    async all(caller, quizSubmissionId, attempt) {
      const nowMs = clock();
      const { standing, quizSubmission } = await attemptAt(query, caller, quizSubmissionId);
      const shown = await attemptOf(quizSubmission, attempt ?? quizSubmission.attempt);
      const contents = await attemptContents(query, shown);
      const { quiz } = standing;
      const isEditor = hasCourseRight(standing, 'manage_assignments', nowMs);
      if (quiz.oneQuestionAtATime === 1 && !isEditor) throw oneAtATime();
      const hasResults = quizSubmission.workflowState !== 'preview' && isOver(shown, contents);
      const shows =
        !hasResults || (await areResultsShown(query, standing, quizSubmission, shown.attempt, nowMs));
      if (!shows) throw resultsHidden();
      if (!mayRead(standing, quizSubmission, nowMs)) throw notPermitted();
      const looksAsTaker =
        quizSubmission.userId === caller.userId && !isEditor && !mayReadAllGrades(standing, nowMs);
      if (hasResults && quiz.oneTimeResults === 1 && looksAsTaker) {
        if (!(await seeResultsOnce(database, quizSubmission))) throw resultsHidden();
      }
      const given = await givenQuestions(query, quiz.id, contents.questions, isEditor);
      return takenQuestions(given, contents);
    },

    async page(caller, { quizSubmissionId, attempt, ...path }, readPage) {
      const nowMs = clock();
      const standing = await quizStanding(query, caller, path);
      const { quiz } = standing;
      const quizSubmission = await quizSubmissionAt(query, standing, quizSubmissionId);
      if (!mayRead(standing, quizSubmission, nowMs)) throw notPermitted();
      const shown = await attemptOf(quizSubmission, attempt);
      const contents = await attemptContents(query, shown);
      const isEditor = hasCourseRight(standing, 'manage_assignments', nowMs);
      if (!(await areResultsShown(query, standing, quizSubmission, attempt, nowMs))) throw resultsHidden();
      if (quiz.oneQuestionAtATime === 1 && !isEditor && !isOver(shown, contents)) throw oneAtATime();
      const { page, perPage } = readPage();
      const { questions } = contents;
      const some = questions.slice((page - 1) * perPage, page * perPage);
      const given = await givenQuestions(query, quiz.id, some, isEditor);
      return { questions: given, total: questions.length, page, perPage };
    },

    async formatted(caller, { quizSubmissionId, questionId }, readText) {
      const nowMs = clock();
      const { standing, quizSubmission } = await attemptAt(query, caller, quizSubmissionId);
      if (!mayRead(standing, quizSubmission, nowMs)) throw notPermitted();
      const { questions } = await attemptContents(query, quizSubmission);
      const question = questions.find(({ id }) => id === questionId);
      if (question === undefined) throw notFound();
      return formattedAnswer(question, readText());
    },
  };

  async function attemptOf(quizSubmission: QuizSubmission, attempt: number): Promise<QuizSubmission> {
    const found = await findAttempt(query, quizSubmission.id, attempt);
    if (found === undefined) throw notFound();
    return asOfAttempt(quizSubmission, found);
  }
}

/** Also when it was handed in between the look at it and the look at its contents. */
function isOver(shown: QuizSubmission, { graded }: AttemptContents): boolean {
  return graded !== null || isFinished(shown);
}

/** A preview is its maker's. */
function mayRead(standing: QuizStanding, quizSubmission: QuizSubmission, nowMs: number): boolean {
  return (
    quizSubmission.previewUserId === standing.caller.userId ||
    mayReadQuizSubmission(standing, quizSubmission, nowMs)
  );
}

/** `given` are all of the contents' questions, in their order. */
function takenQuestions(
  given: readonly GivenQuestion[],
  { questions, sheet, graded }: AttemptContents,
): TakenQuestion[] {
  const verdicts = new Map(graded?.map((answer) => [answer.question_id, answer]));
  return questions.flatMap((question, at) => {
    const one = given[at];
    if (one === undefined) return [];
    const entry = sheet[question.id];
    const verdict = verdicts.get(question.id);
    return {
      given: one,
      answer: fullAnswer(question, entry?.answer),
      flagged: graded === null && entry?.flagged === true,
      verdict:
        verdict === undefined
          ? null
          : { correct: verdict.correct, points: verdict.points, comment: verdict.more_comments ?? null },
    };
  });
}
