// Looks at the quizzes that somebody watches, once every so often however many watch, and at no others. What is known of a
// quiz is forgotten with its last watcher.

import type { Clock } from '../../model/clock.ts';
import { livePollEveryMs } from '../../model/quiz-log-limits.ts';
import type { Query } from '../../store/database.ts';
import { type LiveAttemptView, LiveQuiz } from './live-quiz.ts';

export interface LiveNews {
  /** Every attempt at first, then those that changed; may be none. */
  attempts: LiveAttemptView[];
  isFirst: boolean;
  /** Of the server's clock. */
  atMs: number;
}

interface Watching {
  quiz: LiveQuiz;
  watchers: Set<() => void>;
  timer: NodeJS.Timeout | undefined;
}

export class LiveQuizzes {
  readonly #query: Query;
  readonly #clock: Clock;
  readonly #failed: (error: unknown, quizId: number) => void;
  readonly #everyMs: number;
  readonly #watched = new Map<number, Watching>();

  /** `failed` is told when a quiz could not be looked at; it is tried again. */
  constructor(
    query: Query,
    clock: Clock,
    failed: (error: unknown, quizId: number) => void,
    everyMs: number = livePollEveryMs,
  ) {
    this.#query = query;
    this.#clock = clock;
    this.#failed = failed;
    this.#everyMs = everyMs;
  }

  /** How many quizzes are looked at. */
  get watched(): number {
    return this.#watched.size;
  }

  /** All, then changes as they are seen; nothing for `quietMs` is told as no attempts. Ends when `signal` aborts. */
  async *watch(quizId: number, quietMs: number, signal: AbortSignal): AsyncGenerator<LiveNews> {
    let wake = (): void => {};
    const woken = (): void => wake();
    const watching = this.#join(quizId, woken);
    signal.addEventListener('abort', woken);
    try {
      let seen = 0;
      let saidAtMs = performance.now();
      while (!signal.aborted) {
        const { quiz } = watching;
        const attempts = quiz.changedAfter(seen);
        const isFirst = seen === 0 && quiz.looks > 0;
        seen = quiz.looks;
        if (isFirst || attempts.length > 0 || performance.now() - saidAtMs >= quietMs) {
          yield { attempts, isFirst, atMs: this.#clock() };
          saidAtMs = performance.now();
          // Whoever took it may have taken long: there may be more by now.
          continue;
        }
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, quietMs - (performance.now() - saidAtMs));
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
          if (signal.aborted) wake();
        });
      }
    } finally {
      signal.removeEventListener('abort', woken);
      this.#leave(quizId, watching, woken);
    }
  }

  #join(quizId: number, woken: () => void): Watching {
    let watching = this.#watched.get(quizId);
    if (watching === undefined) {
      watching = {
        quiz: new LiveQuiz(this.#query, quizId, this.#clock),
        watchers: new Set(),
        timer: undefined,
      };
      this.#watched.set(quizId, watching);
      void this.#look(quizId, watching);
    }
    watching.watchers.add(woken);
    return watching;
  }

  #leave(quizId: number, watching: Watching, woken: () => void): void {
    watching.watchers.delete(woken);
    if (watching.watchers.size > 0) return;
    clearTimeout(watching.timer);
    this.#watched.delete(quizId);
  }

  async #look(quizId: number, watching: Watching): Promise<void> {
    const beganAtMs = performance.now();
    await watching.quiz.look().catch((error: unknown) => {
      // Where nobody watches any more the database may be closed.
      if (watching.watchers.size > 0) this.#failed(error, quizId);
    });
    for (const woken of watching.watchers) woken();
    if (this.#watched.get(quizId) !== watching) return;
    // A database that takes long is not asked all the time.
    const tookMs = performance.now() - beganAtMs;
    watching.timer = setTimeout(
      () => void this.#look(quizId, watching),
      Math.max(this.#everyMs - tookMs, tookMs),
    );
  }
}
