// Ours: page sessions on the wire. What a page says of itself when it sends, and how complete its log is.

import { type Static, Type } from 'typebox';
import type { PageSessionLog } from '../../model/page-session-log.ts';
import { wireTimeMs } from '../../model/time.ts';

export const gapsPath = '/api/v1/courses/:course_id/quizzes/:quiz_id/submissions/:id/events/gaps';

/** A request may have more of it, and worse; what cannot be read counts as not there. */
export const postedPageSession = Type.Object(
  {
    id: Type.String({ description: 'Of this page load' }),
    elapsed_ms: Type.Number({ minimum: 0, description: 'Monotonic time since it began, when this was sent' }),
    clock_since_ms: Type.Optional(
      Type.Number({
        minimum: 0,
        description: "When in that time the present unbroken run of the page's clocks began; 0 if absent",
      }),
    ),
    round_trip_ms: Type.Optional(
      Type.Unsafe<number | null>({
        type: ['number', 'null'],
        description: 'The shortest of this run so far',
      }),
    ),
    sequence: Type.Optional(
      Type.Unsafe<number | null>({ type: ['integer', 'null'], description: 'The last one given out' }),
    ),
    ending: Type.Optional(Type.Boolean({ description: 'The page is being left' })),
  },
  { description: 'Ours: what the page says of itself and its clocks; passed over when not well formed' },
);

export const gapsQuery = Type.Object({
  attempt: Type.Optional(Type.Unknown({ description: 'The attempt to look up; the latest one if absent' })),
  page: Type.Optional(Type.Unknown({ description: 'From 1' })),
  per_page: Type.Optional(Type.Unknown({ description: '1 to 100, 10 if absent' })),
});

const nullableText = Type.Unsafe<string | null>({ type: ['string', 'null'] });
const nullableNumber = (description: string) =>
  Type.Unsafe<number | null>({ type: ['number', 'null'], description });

const shownClock = Type.Object({
  since_ms: Type.Number({ description: 'Of the page session, when this run of its clocks began' }),
  began_at: Type.String({
    description: 'When by this run the session began, were there no time lost before',
  }),
  offset_ms: nullableNumber("By how much the page's wall clock is ahead"),
  uncertainty_ms: nullableNumber('By how much either may be off'),
});

export const shownPageSession = Type.Object({
  id: Type.String({ description: '`session` of its events' }),
  began_at: nullableText,
  last_received_at: Type.String(),
  recorded: Type.Integer({ description: 'Events that the page is known to have recorded' }),
  received: Type.Integer({ description: 'Those of them that are stored' }),
  missing: Type.Array(Type.Object({ from: Type.Integer(), to: Type.Integer() }), {
    description:
      '`sequence` of the others, first and last; of a page that is open the last ones may be on their way',
  }),
  missing_count: Type.Integer(),
  more_missing_ranges: Type.Integer({ description: 'Ranges left out of `missing`' }),
  ended: Type.Unsafe<boolean | null>({
    type: ['boolean', 'null'],
    description: 'Whether the page said that it was being left; null when it says nothing of itself',
  }),
  clocks: Type.Array(shownClock),
  more_clocks: Type.Integer({ description: 'Runs left out of `clocks`' }),
});

export const shownPageSessions = Type.Object({ page_sessions: Type.Array(shownPageSession) });

export function pageSessionJson(log: PageSessionLog): Static<typeof shownPageSession> {
  return {
    id: log.id,
    began_at: wireTimeMs(log.beganAtMs),
    last_received_at: wireTimeMs(log.lastReceivedAtMs),
    recorded: log.recorded,
    received: log.received,
    missing: log.missing.map(({ from, to }) => ({ from, to })),
    missing_count: log.missingCount,
    more_missing_ranges: log.moreMissingRanges,
    ended: log.isEnded,
    clocks: log.clocks.map(({ sinceMs, beganAtMs, offsetMs, uncertaintyMs }) => ({
      since_ms: sinceMs,
      began_at: wireTimeMs(beganAtMs),
      offset_ms: offsetMs,
      uncertainty_ms: uncertaintyMs,
    })),
    more_clocks: log.moreClocks,
  };
}
