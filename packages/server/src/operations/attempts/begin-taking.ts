// Somebody begins to take a quiz on its page, or goes on.

import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import type { AnnouncingDatabase } from '../announcing/announcing-database.ts';
import { type QuizPath, quizStanding } from '../quizzes/quiz-standing.ts';
import type { Random } from '../random.ts';
import { startedAttempt } from './started-attempt.ts';
import type { Admission } from './takeability.ts';
import { type TakingView, viewTaking } from './taking-view.ts';

export interface BeginAsked extends Admission {
  isPreview: boolean;
}

export type BeginTaking = (caller: Caller, path: QuizPath, asked: BeginAsked) => Promise<TakingView>;

/**
 * As starting an attempt over the API, but an attempt that runs already goes on (a preview begins anew), so that asking twice
 * changes nothing, and quizzes that cannot go back are taken too. Raises not_found and declined.
 */
export function beginTaking(database: AnnouncingDatabase, random: Random, clock: Clock): BeginTaking {
  return (caller, path, asked) =>
    database.transaction(caller, async (transaction) => {
      // Shared, so that the quiz stays as it is until the attempt is there to be seen.
      const standing = await quizStanding(transaction, caller, path, 'share');
      // Whoever had to wait for the quiz has all of their time yet.
      const nowMs = clock();
      const begun = await startedAttempt(transaction, standing, { ...asked, door: 'page' }, random, nowMs);
      return viewTaking(transaction, standing, begun, { ...asked, questionId: null }, nowMs);
    });
}
