// The events of one attempt for who may read them: a page of them, or all in a stream.

import type { Caller } from '../../model/caller.ts';
import { asTakerSees } from '../../model/own-log.ts';
import type { PageSessionLog } from '../../model/page-session-log.ts';
import type { TimedQuizEvent } from '../../model/quiz-event.ts';
import { exportChunkRows } from '../../model/quiz-log-limits.ts';
import type { Database } from '../../store/database.ts';
import { countQuizEvents, listQuizEvents, streamQuizEvents } from '../../store/quiz-events.ts';
import type { EventsWanted, SelectEvents, SelectedEvents } from './event-selection.ts';
import type { ExportPlaces } from './export-places.ts';
import { pageSessionLogs } from './read-page-sessions.ts';

export interface ReadEvents {
  /**
   * One page, from 1; `total` counts the whole selection. The page is read only once the caller may read at all. With
   * `details` the page sessions of its events too, in the order of the events.
   */
  page(
    caller: Caller,
    wanted: EventsWanted,
    readPage: () => { page: number; perPage: number; withDetails: boolean },
  ): Promise<{
    events: TimedQuizEvent[];
    pageSessions: PageSessionLog[] | null;
    total: number;
    page: number;
    perPage: number;
  }>;

  /**
   * All of the selection, in chunks; it ends and its place is given back when `signal` aborts. Raises overloaded when all
   * are taken.
   */
  stream(
    caller: Caller,
    wanted: EventsWanted,
    signal: AbortSignal,
  ): Promise<AsyncGenerator<TimedQuizEvent[]>>;
}

/** Both raise what `selectEvents` does. */
export function readEvents(database: Database, selectEvents: SelectEvents, places: ExportPlaces): ReadEvents {
  return {
    async page(caller, wanted, readPage) {
      const selection = await selectEvents(caller, wanted);
      const { page, perPage, withDetails } = readPage();
      const [events, total] = await Promise.all([
        listQuizEvents(database.query, selection, perPage, (page - 1) * perPage, withDetails),
        countQuizEvents(database.query, selection),
      ]);
      const ids = [...new Set(events.flatMap(({ pageSession }) => pageSession ?? []))];
      const pageSessions = withDetails ? await pageSessionLogs(database.query, selection, ids) : null;
      return {
        events: selection.isOwn ? events.map(asTakerSees) : events,
        pageSessions,
        total,
        page,
        perPage,
      };
    },

    async stream(caller, wanted, signal) {
      const selection = await selectEvents(caller, wanted);
      places.take(signal);
      return chunks(selection, signal);
    },
  };

  async function* chunks(selection: SelectedEvents, signal: AbortSignal): AsyncGenerator<TimedQuizEvent[]> {
    for await (const events of streamQuizEvents(database, selection, exportChunkRows)) {
      // To the head alone of an answer all of it would be read, for nobody.
      if (signal.aborted) return;
      yield selection.isOwn ? events.map(asTakerSees) : events;
    }
  }
}
