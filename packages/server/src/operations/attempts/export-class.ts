// The events of all attempts of a quiz, in a stream.

import type { Caller } from '../../model/caller.ts';
import { exportChunkRows } from '../../model/limits.ts';
import type { TimedQuizEvent } from '../../model/quiz-event.ts';
import { listTakers, type Taker } from '../../store/class-attempts.ts';
import { countClassEvents, streamClassEvents } from '../../store/class-events.ts';
import type { Database } from '../../store/database.ts';
import type { StudentSelection } from '../../store/quiz-submissions.ts';
import type { QuizPath } from '../quizzes/quiz-standing.ts';
import type { SelectClass } from './class-selection.ts';
import type { ExportPlaces } from './export-places.ts';

export interface ClassEvent {
  event: TimedQuizEvent;
  /** Null on an anonymous survey. */
  user: Taker | null;
}

/**
 * Attempt after attempt, each in the order of receipt, as of the moment of the first chunk; `total` is of a moment before. Close
 * it (`return`) to give its place back. Raises what `selectClass` does, and overloaded when all places are taken.
 */
export type ExportClass = (
  caller: Caller,
  path: QuizPath,
) => Promise<{ total: number; chunks: AsyncGenerator<ClassEvent[]> }>;

export function exportClass(database: Database, selectClass: SelectClass, places: ExportPlaces): ExportClass {
  return async (caller, path) => {
    const { selection, standing } = await selectClass(caller, path);
    places.require();
    const isAnonymous = standing.quiz.anonymousSubmissions === 1;
    const takers = isAnonymous ? new Map<number, Taker>() : await listTakers(database.query, selection);
    return { total: await countClassEvents(database.query, selection), chunks: chunks(selection, takers) };
  };

  async function* chunks(
    selection: StudentSelection,
    takers: ReadonlyMap<number, Taker>,
  ): AsyncGenerator<ClassEvent[]> {
    using _place = places.take();
    for await (const events of streamClassEvents(database, selection, exportChunkRows))
      yield events.map((event) => ({ event, user: takers.get(event.quizSubmissionId) ?? null }));
  }
}
