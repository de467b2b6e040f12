// Page clocks as one flat list of values, as events are, and the statement that merges them into
// their rows. It says in SQL what `mergedClock` of the model says; a test holds the two together.

import { mergedClocks, type PageClock } from '../../model/page-clock.ts';
import type { KeyValue } from '../database.ts';

/** The columns, in the order of the values of a clock. */
export const clockColumns = [
  'quiz_submission_id',
  'attempt',
  'page_session',
  'since_ms',
  'began_at_ms',
  'wall_offset_ms',
  'round_trip_ms',
  'last_sequence',
  'last_elapsed_ms',
  'is_ending',
  'first_received_at_ms',
  'last_received_at_ms',
] as const;

/** Values of one clock. */
export const clockWidth = clockColumns.length;

/** The values of all clocks, one after the other, those of a run merged: a statement cannot change a row twice. */
export function flatClockValuesOf(clocks: readonly PageClock[]): KeyValue[] {
  const values: KeyValue[] = [];
  for (const clock of clocks.length > 1 ? mergedClocks(clocks) : clocks) {
    values.push(
      clock.quizSubmissionId,
      clock.attempt,
      clock.pageSession,
      clock.sinceMs,
      clock.beganAtMs,
      clock.wallOffsetMs,
      clock.roundTripMs,
      clock.lastSequence,
      clock.lastElapsedMs,
      clock.isEnding,
      clock.firstReceivedAtMs,
      clock.lastReceivedAtMs,
    );
  }
  return values;
}

type Column = (typeof clockColumns)[number];

/** Null is less known than any value. Neither database has a function for that that the other has. */
const better = (column: Column, comparison: '<' | '>'): string =>
  `${column} = case when page_clocks.${column} is null or excluded.${column} ${comparison} page_clocks.${column}
    then excluded.${column} else page_clocks.${column} end`;

/** Ends an insert into `page_clocks`. */
export const mergeClock = `
on conflict (quiz_submission_id, attempt, page_session, since_ms) do update set
  ${better('began_at_ms', '<')},
  ${better('wall_offset_ms', '>')},
  ${better('round_trip_ms', '<')},
  ${better('last_sequence', '>')},
  is_ending = case
    when excluded.last_elapsed_ms < page_clocks.last_elapsed_ms then page_clocks.is_ending
    when excluded.last_elapsed_ms = page_clocks.last_elapsed_ms and page_clocks.is_ending = 1 then 1
    else excluded.is_ending end,
  ${better('last_elapsed_ms', '>')},
  ${better('first_received_at_ms', '<')},
  ${better('last_received_at_ms', '>')}`;
