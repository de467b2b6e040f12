// Whoever may extend attempts of a quiz watches it while it is taken.

import type { Caller, Person } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import { liveWatchersMax, retryAfterSeconds } from '../../model/limits.ts';
import { hasCourseRight } from '../../model/policy.ts';
import { notPermitted, Refusal } from '../../model/refusal.ts';
import type { Query } from '../../store/database.ts';
import { type QuizPath, type QuizStanding, quizStanding } from '../quizzes/quiz-standing.ts';
import type { LiveNews, LiveQuizzes } from './live-quizzes.ts';

export interface WatchedNews extends LiveNews {
  /** Their takers are not told. */
  isAnonymous: boolean;
}

export interface Watcher {
  /** After so long without news there are empty ones. */
  quietMs: number;
  /** Who watches, by now; raises a refusal when it is nobody any more. */
  findPerson(): Promise<Person>;
  /** Ends it and gives its place back. */
  signal: AbortSignal;
}

export type WatchQuiz = (
  caller: Caller,
  path: QuizPath,
  watcher: Watcher,
) => Promise<AsyncGenerator<WatchedNews>>;

/** It ends when the watcher loses the right. Raises not_found, not_permitted, overloaded when all places are taken. */
export function watchQuiz(query: Query, quizzes: LiveQuizzes, clock: Clock): WatchQuiz {
  let watchers = 0;

  return async (caller, path, watcher) => {
    const standing = await permitted(caller, path);
    const { signal } = watcher;
    if (!signal.aborted) {
      if (watchers >= liveWatchersMax) {
        const message = 'as many people watch quizzes as may at once; repeat this one later';
        throw new Refusal({ kind: 'overloaded', message, retryAfterSeconds });
      }
      watchers++;
      signal.addEventListener('abort', () => watchers--, { once: true });
    }
    return newsFor(caller, path, standing.quiz.id, watcher);
  };

  async function permitted(caller: Caller, path: QuizPath): Promise<QuizStanding> {
    const standing = await quizStanding(query, caller, path);
    if (!hasCourseRight(standing, 'manage_grades', clock())) throw notPermitted();
    return standing;
  }

  async function* newsFor(
    caller: Caller,
    path: QuizPath,
    quizId: number,
    { quietMs, findPerson, signal }: Watcher,
  ): AsyncGenerator<WatchedNews> {
    for await (const news of quizzes.watch(quizId, quietMs, signal)) {
      const standing = await whileAllowed(async () =>
        permitted({ ...caller, ...(await findPerson()) }, path),
      );
      if (standing === null) return;
      yield { ...news, isAnonymous: standing.quiz.anonymousSubmissions === 1 };
    }
  }
}

/** A right that is gone is gone at once, also where it has opened something. */
async function whileAllowed<Answer>(ask: () => Promise<Answer>): Promise<Answer | null> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}
