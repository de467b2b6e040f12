// Somebody starts to take a quiz over the API, or previews it: a first attempt, or the next one.

import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import type { AnnouncingDatabase } from '../announcing/announcing-database.ts';
import { type QuizPath, quizStanding } from '../quizzes/quiz-standing.ts';
import type { Random } from '../random.ts';
import { type QuizSubmissionsView, viewQuizSubmissions } from './quiz-submission-view.ts';
import { startedAttempt } from './started-attempt.ts';
import type { Admission } from './takeability.ts';

export interface StartAsked extends Admission {
  isPreview: boolean;
  includes: readonly string[];
}

export type StartAttempt = (
  caller: Caller,
  path: QuizPath,
  asked: StartAsked,
) => Promise<QuizSubmissionsView>;

/**
 * Makes the one row of the caller on the quiz, or uses it again, and with it the attempt: its questions, an empty sheet of
 * answers, the server's event in the log (none for a preview). Of two starts at once one is refused. Raises not_found and
 * declined, the reasons in Canvas's order. Reference §2.4.
 */
export function startAttempt(database: AnnouncingDatabase, random: Random, clock: Clock): StartAttempt {
  return (caller, path, { includes, ...asked }) =>
    database.transaction(caller, async (transaction) => {
      // Shared, so that the quiz stays as it is until the attempt is there to be seen.
      const standing = await quizStanding(transaction, caller, path, 'share');
      // Whoever had to wait for the quiz has all of their time yet.
      const nowMs = clock();
      const begun = await startedAttempt(transaction, standing, { ...asked, door: 'api' }, random, nowMs);
      return viewQuizSubmissions(transaction, standing, [begun], includes, nowMs);
    });
}
