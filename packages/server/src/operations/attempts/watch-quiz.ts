// Whoever may extend attempts of a quiz watches it while it is taken.

import type { Caller, Person } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import { isOn, quizLogAuditing } from '../../model/feature-flag.ts';
import { retryAfterSeconds } from '../../model/limits.ts';
import { hasCourseRight } from '../../model/policy.ts';
import { liveWatchersMax } from '../../model/quiz-log-limits.ts';
import { notPermitted, Refusal } from '../../model/refusal.ts';
import { rosterView } from '../../model/roster-policy.ts';
import { listTakers } from '../../store/class-attempts.ts';
import type { Query } from '../../store/database.ts';
import { findEffectiveFlag } from '../../store/feature-flags.ts';
import { type QuizPath, type QuizStanding, quizStanding } from '../quizzes/quiz-standing.ts';
import type { LiveAttemptView } from './live-quiz.ts';
import type { LiveNews, LiveQuizzes } from './live-quizzes.ts';

export interface WatchedNews extends LiveNews {
  /** Their takers are not told. */
  isAnonymous: boolean;
  /** Whether the course lets its staff read logs; what pages told of themselves is from there. */
  showsLog: boolean;
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

/**
 * Of the students in the sections that the watcher sees. It ends when the watcher loses the right. Raises not_found, not_permitted, overloaded when all places
 * are taken.
 */
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
      yield {
        ...news,
        attempts: await seen(standing, news.attempts),
        isAnonymous: standing.quiz.anonymousSubmissions === 1,
        showsLog: await showsLog(standing),
      };
    }
  }

  async function seen(standing: QuizStanding, attempts: LiveAttemptView[]): Promise<LiveAttemptView[]> {
    const sectionIds = rosterView(standing, clock())?.sectionIds ?? null;
    if (sectionIds === null || attempts.length === 0) return attempts;
    const { course, quiz } = standing;
    const takers = await listTakers(query, { courseId: course.id, quizId: quiz.id, sectionIds });
    return attempts.filter(({ id }) => takers.has(id));
  }

  async function showsLog({ course }: QuizStanding): Promise<boolean> {
    const place = { courseId: course.id, accountId: course.accountId };
    return isOn(await findEffectiveFlag(query, place, quizLogAuditing));
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
