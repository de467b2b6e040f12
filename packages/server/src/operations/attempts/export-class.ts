// The events of all attempts of a quiz, in a stream.

import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import type { TimedQuizEvent } from '../../model/quiz-event.ts';
import { exportChunkRows } from '../../model/quiz-log-limits.ts';
import { listClassAttemptKeys, listTakers, type Taker } from '../../store/class-attempts.ts';
import { countClassEvents, streamReceivedEvents } from '../../store/class-events.ts';
import type { Database } from '../../store/database.ts';
import type { AttemptKey } from '../../store/page-sessions.ts';
import type { QuizPath } from '../quizzes/quiz-standing.ts';
import type { SelectClass } from './class-selection.ts';
import type { ExportPlaces } from './export-places.ts';

export interface ClassEvent {
  event: TimedQuizEvent;
  /** Null on an anonymous survey. */
  user: Taker | null;
}

/**
 * Attempt after attempt, each in the order of receipt: the `total` events that were received until now. It ends and its
 * place is given back when `signal` aborts. Raises what `selectClass` does, and overloaded when all places are taken.
 */
export type ExportClass = (
  caller: Caller,
  path: QuizPath,
  signal: AbortSignal,
) => Promise<{ total: number; chunks: AsyncGenerator<ClassEvent[]> }>;

export function exportClass(
  database: Database,
  selectClass: SelectClass,
  places: ExportPlaces,
  clock: Clock,
): ExportClass {
  const { query } = database;
  return async (caller, path, signal) => {
    const { selection, standing } = await selectClass(caller, path);
    places.take(signal);
    const untilMs = clock();
    const isAnonymous = standing.quiz.anonymousSubmissions === 1;
    const takers = isAnonymous ? new Map<number, Taker>() : await listTakers(query, selection);
    const keys = await listClassAttemptKeys(query, selection);
    return {
      total: await countClassEvents(query, selection, untilMs),
      chunks: chunks(keys, takers, untilMs, signal),
    };
  };

  async function* chunks(
    keys: readonly AttemptKey[],
    takers: ReadonlyMap<number, Taker>,
    untilMs: number,
    signal: AbortSignal,
  ): AsyncGenerator<ClassEvent[]> {
    for await (const events of streamReceivedEvents(database, keys, untilMs, exportChunkRows)) {
      // To the head alone of an answer all of it would be read, for nobody.
      if (signal.aborted) return;
      yield events.map((event) => ({ event, user: takers.get(event.quizSubmissionId) ?? null }));
    }
  }
}
