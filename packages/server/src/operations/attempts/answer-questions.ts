// A student answers questions of their running attempt.

import type { AnswerSheet } from '../../model/answer-sheet.ts';
import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import { readAnswer } from '../../model/questions/answer-forms.ts';
import type { AnnouncingDatabase } from '../announcing/announcing-database.ts';
import { assertOwnFiles } from '../files/attempt-files.ts';
import { attemptContents } from './attempt-contents.ts';
import { type AttemptQuestionsView, viewAttemptQuestions } from './attempt-question-view.ts';
import { type AttemptClaim, assertMayAnswer, assertMaySave, lockedAttempt } from './running-attempt.ts';
import { saveAnswers } from './save-answers.ts';

export type AnswerQuestions = (
  caller: Caller,
  quizSubmissionId: number,
  claim: AttemptClaim,
  /** By question id, as they came. */
  given: ReadonlyMap<number, unknown>,
) => Promise<AttemptQuestionsView>;

/**
 * Saves all of them or none; the answered questions, in the order of the attempt. Questions that the attempt does not have
 * are passed over. Raises not_found and declined, the reasons in Canvas's order. Reference §2.5.
 */
export function answerQuestions(
  database: AnnouncingDatabase,
  sanitise: (html: string) => string,
  clock: Clock,
): AnswerQuestions {
  return async (caller, quizSubmissionId, claim, given) => {
    const nowMs = clock();
    return database.transaction(caller, async (transaction) => {
      const running = await lockedAttempt(transaction, caller, quizSubmissionId);
      assertMayAnswer(running);
      const { quizSubmission } = running;
      const contents = await attemptContents(transaction, quizSubmission);
      const answered = contents.questions.filter(({ id }) => given.has(id));
      const changes: AnswerSheet = {};
      for (const question of answered) {
        const before = contents.sheet[question.id]?.answer;
        changes[question.id] = { answer: readAnswer(question, given.get(question.id), sanitise, before) };
      }
      await assertOwnFiles(transaction, quizSubmission, contents, changes);
      assertMaySave(running, claim, nowMs);
      const saved = await saveAnswers(transaction, quizSubmission, contents, changes, nowMs);
      return viewAttemptQuestions(running.standing.quiz, saved, answered);
    });
  };
}
