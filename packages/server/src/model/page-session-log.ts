// How complete the log of one page session is. The page numbers what it records from 0 without gaps, so that a number up to
// the last one known that is not stored is an event that never came, or has not come yet.

import { beginningBy, type PageClock } from './page-clock.ts';
import { missingRangesMax } from './quiz-log-limits.ts';

/** Sequence numbers, both included. */
export interface SequenceRange {
  from: number;
  to: number;
}

/** What is stored of the numbered events of a page session. */
export interface ReceivedNumbers {
  pageSession: string;
  /** Different numbers. */
  received: number;
  lastSequence: number;
  lastReceivedAtMs: number;
  /** The first of what is missing before `lastSequence`, in order. */
  missing: SequenceRange[];
  /** How many ranges that is in all. */
  missingRanges: number;
}

/** What its page said of itself. */
export interface StoredClocks {
  pageSession: string;
  /** The first runs, in order. */
  clocks: PageClock[];
  /** How many there are in all. */
  runs: number;
  lastSequence: number | null;
  isEnding: boolean;
  lastReceivedAtMs: number;
}

export interface ClockEstimate {
  sinceMs: number;
  /** When the session began by this run: by the server's clock, were there no time lost before it. */
  beganAtMs: number;
  /** How far the page's wall clock is ahead of the server's. */
  offsetMs: number | null;
  /** By how much either may be off. */
  uncertaintyMs: number | null;
}

export interface PageSessionLog {
  id: string;
  /** Null when its first clock is not known. */
  beganAtMs: number | null;
  lastReceivedAtMs: number;
  /** Events that the page is known to have recorded. */
  recorded: number;
  received: number;
  missing: SequenceRange[];
  missingCount: number;
  /** Ranges left out. */
  moreMissingRanges: number;
  /** Whether the page said that it was being left, and nothing after it; null when it never said anything of itself. */
  isEnded: boolean | null;
  clocks: ClockEstimate[];
  /** Runs left out. */
  moreClocks: number;
}

/** Undefined when neither is known. */
export function pageSessionLog(
  id: string,
  numbers: ReceivedNumbers | undefined,
  stored: StoredClocks | undefined,
): PageSessionLog | undefined {
  if (numbers === undefined && stored === undefined) return undefined;
  const lastReceived = numbers?.lastSequence ?? -1;
  const last = Math.max(lastReceived, stored?.lastSequence ?? -1);
  const atTheEnd = last > lastReceived ? [{ from: lastReceived + 1, to: last }] : [];
  const missing = [...(numbers?.missing ?? []), ...atTheEnd].slice(0, missingRangesMax);
  const received = numbers?.received ?? 0;
  const clocks = (stored?.clocks ?? []).map((run, at, runs) => clockEstimate(run, runs.slice(at)));
  const [first] = clocks;
  return {
    id,
    beganAtMs: first?.sinceMs === 0 ? first.beganAtMs : null,
    lastReceivedAtMs: Math.max(numbers?.lastReceivedAtMs ?? 0, stored?.lastReceivedAtMs ?? 0),
    recorded: last + 1,
    received,
    missing,
    missingCount: last + 1 - received,
    moreMissingRanges: (numbers?.missingRanges ?? 0) + atTheEnd.length - missing.length,
    isEnded: stored?.isEnding ?? null,
    clocks,
    moreClocks: (stored?.runs ?? 0) - clocks.length,
  };
}

/** A request takes half a round trip to arrive, give or take as much. */
function clockEstimate(
  { sinceMs, wallOffsetMs, roundTripMs }: PageClock,
  fromItOn: readonly PageClock[],
): ClockEstimate {
  const { beganAtMs, uncertaintyMs } = beginningBy(fromItOn);
  return {
    sinceMs,
    beganAtMs: Math.floor(beganAtMs),
    offsetMs: wallOffsetMs === null ? null : Math.round(wallOffsetMs + (roundTripMs ?? 0) / 2),
    uncertaintyMs,
  };
}
