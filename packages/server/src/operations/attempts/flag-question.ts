// A student marks a question of their running attempt to come back to, or takes the mark off.

import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import { notFound } from '../../model/refusal.ts';
import type { AnnouncingDatabase } from '../announcing/announcing-database.ts';
import { attemptContents } from './attempt-contents.ts';
import { type AttemptQuestionsView, viewAttemptQuestions } from './attempt-question-view.ts';
import { type AttemptClaim, assertMayAnswer, assertMaySave, lockedAttempt } from './running-attempt.ts';
import { saveAnswers } from './save-answers.ts';

export type FlagQuestion = (
  caller: Caller,
  path: { quizSubmissionId: number; questionId: number },
  claim: AttemptClaim,
  flagged: boolean,
) => Promise<AttemptQuestionsView>;

/**
 * The one question, as it is then. Raises not_found, also for a question that the attempt does not have, and declined, the
 * reasons in Canvas's order. Reference §2.6.
 */
export function flagQuestion(database: AnnouncingDatabase, clock: Clock): FlagQuestion {
  return async (caller, { quizSubmissionId, questionId }, claim, flagged) => {
    const nowMs = clock();
    return database.transaction(caller, async (transaction) => {
      const running = await lockedAttempt(transaction, caller, quizSubmissionId);
      const contents = await attemptContents(transaction, running.quizSubmission);
      const question = contents.questions.find(({ id }) => id === questionId);
      if (question === undefined) throw notFound();
      assertMayAnswer(running);
      assertMaySave(running, claim, nowMs);
      const changes = { [questionId]: { flagged } };
      const saved = await saveAnswers(transaction, running.quizSubmission, contents, changes, nowMs);
      return viewAttemptQuestions(running.standing.quiz, saved, [question]);
    });
  };
}
