// A grader reads the events of one attempt: a page of them, or all in a stream.

import type { Caller } from '../../model/caller.ts';
import { exportChunkRows, exportsMax, retryAfterSeconds } from '../../model/limits.ts';
import type { QuizEvent } from '../../model/quiz-event.ts';
import { Refusal } from '../../model/refusal.ts';
import type { Database } from '../../store/database.ts';
import {
  countQuizEvents,
  type EventSelection,
  listQuizEvents,
  streamQuizEvents,
} from '../../store/quiz-events.ts';
import type { EventsWanted, SelectEvents } from './event-selection.ts';

export interface ReadEvents {
  /** One page, from 1; `total` counts the whole selection. The page is read only once the caller may read at all. */
  page(
    caller: Caller,
    wanted: EventsWanted,
    readPage: () => { page: number; perPage: number },
  ): Promise<{ events: QuizEvent[]; total: number; page: number; perPage: number }>;

  /** All of the selection, in chunks; close it (`return`) to give its place back. Raises overloaded when all are taken. */
  stream(caller: Caller, wanted: EventsWanted): Promise<AsyncGenerator<QuizEvent[]>>;
}

/** Both raise what `selectEvents` does. */
export function readEvents(database: Database, selectEvents: SelectEvents): ReadEvents {
  let streaming = 0;

  return {
    async page(caller, wanted, readPage) {
      const selection = await selectEvents(caller, wanted);
      const { page, perPage } = readPage();
      const [events, total] = await Promise.all([
        listQuizEvents(database.query, selection, perPage, (page - 1) * perPage),
        countQuizEvents(database.query, selection),
      ]);
      return { events, total, page, perPage };
    },

    async stream(caller, wanted) {
      const selection = await selectEvents(caller, wanted);
      if (streaming >= exportsMax) {
        throw new Refusal({
          kind: 'overloaded',
          message: 'as many exports as may run at once are running; repeat this one later',
          retryAfterSeconds,
        });
      }
      return chunks(selection);
    },
  };

  async function* chunks(selection: EventSelection): AsyncGenerator<QuizEvent[]> {
    streaming++;
    try {
      yield* streamQuizEvents(database, selection, exportChunkRows);
    } finally {
      streaming--;
    }
  }
}
