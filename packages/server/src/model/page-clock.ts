// What is known of the clocks of a page that records events: a reading comes with every batch, and of each unbroken run of
// its clocks one row keeps the best of all readings. Whether a break was a sleep or a clock set anew it does not tell.

import type { Flag } from './flag.ts';
import { runsBoundingMax } from './quiz-log-limits.ts';

/** What a page says of itself whenever it sends. Its times are monotonic, in milliseconds since the page session began. */
export interface PageSession {
  id: string;
  elapsedMs: number;
  /** When the present unbroken run of its clocks began: 0 at first, never after `elapsedMs`. */
  clockSinceMs: number;
  /** The shortest from a request to its answer in this run so far; null before the first. */
  roundTripMs: number | null;
  /** The last sequence number given out; null before the first. */
  sequence: number | null;
  /** It is being left. */
  isEnding: boolean;
}

/** One unbroken run of the clocks of a page session, whose events belong to one attempt. */
export interface PageClock {
  quizSubmissionId: number;
  attempt: number;
  pageSession: string;
  sinceMs: number;
  /** The latest moment by the server's clock at which the session can have begun, were there no time lost before this run. */
  beganAtMs: number;
  /** The page's wall clock less the server's, too small by the time that a request took; null when it never said. */
  wallOffsetMs: number | null;
  roundTripMs: number | null;
  lastSequence: number | null;
  lastElapsedMs: number;
  /** By the reading of `lastElapsedMs`. */
  isEnding: Flag;
  firstReceivedAtMs: number;
  lastReceivedAtMs: number;
}

/** The row of a single reading. `sentAtMs` is the page's wall clock when it sent, null when it did not say. */
export function pageClockOf(
  { id, clockSinceMs, elapsedMs, roundTripMs, sequence, isEnding }: PageSession,
  place: Pick<PageClock, 'quizSubmissionId' | 'attempt'>,
  sentAtMs: number | null,
  receivedAtMs: number,
): PageClock {
  return {
    quizSubmissionId: place.quizSubmissionId,
    attempt: place.attempt,
    pageSession: id,
    sinceMs: clockSinceMs,
    beganAtMs: Math.round(receivedAtMs - elapsedMs),
    wallOffsetMs: sentAtMs === null ? null : sentAtMs - receivedAtMs,
    roundTripMs,
    lastSequence: sequence,
    lastElapsedMs: elapsedMs,
    isEnding: isEnding ? 1 : 0,
    firstReceivedAtMs: receivedAtMs,
    lastReceivedAtMs: receivedAtMs,
  };
}

/** Of two rows of the same run. The order in which readings come in makes no difference, nor does one that comes twice. */
export function mergedClock(one: PageClock, other: PageClock): PageClock {
  const [earlier, later] = one.lastElapsedMs <= other.lastElapsedMs ? [one, other] : [other, one];
  return {
    ...one,
    beganAtMs: Math.min(one.beganAtMs, other.beganAtMs),
    // While the run lasts the wall clock goes along, so that the request that took least has the greatest.
    wallOffsetMs: known(Math.max, one.wallOffsetMs, other.wallOffsetMs),
    roundTripMs: known(Math.min, one.roundTripMs, other.roundTripMs),
    lastSequence: known(Math.max, one.lastSequence, other.lastSequence),
    lastElapsedMs: later.lastElapsedMs,
    isEnding: earlier.lastElapsedMs === later.lastElapsedMs && earlier.isEnding === 1 ? 1 : later.isEnding,
    firstReceivedAtMs: Math.min(one.firstReceivedAtMs, other.firstReceivedAtMs),
    lastReceivedAtMs: Math.max(one.lastReceivedAtMs, other.lastReceivedAtMs),
  };
}

/** When a page session began, as one run of its clocks tells, and how far that may be off on either side. */
export interface Beginning {
  beganAtMs: number;
  /** Null when no request of the run told how long it takes. */
  uncertaintyMs: number | null;
}

type RunTimes = Pick<PageClock, 'beganAtMs' | 'roundTripMs'>;

/**
 * When the session began by a run: the first of `runs`, which are it and those after it in order. Half a round trip is what
 * a request takes to arrive. A break can only lose time, so that a later run that has less holds for this one too, and
 * events of two runs stay in the order of the page.
 */
export function beginningBy(runs: readonly RunTimes[]): Beginning {
  const near = runs.slice(0, runsBoundingMax);
  const beganAtMs = Math.min(...near.map((run) => run.beganAtMs - (run.roundTripMs ?? 0) / 2));
  const latestMs = Math.min(...near.map((run) => run.beganAtMs));
  const roundTripMs = runs[0]?.roundTripMs ?? null;
  // The request may have arrived at once, or have taken the whole round trip.
  const uncertaintyMs = roundTripMs === null ? null : Math.max(roundTripMs / 2, latestMs - beganAtMs);
  return { beganAtMs, uncertaintyMs };
}

/** Each run once, in the order in which they first appear. */
export function mergedClocks(clocks: readonly PageClock[]): PageClock[] {
  const byRun = new Map<string, PageClock>();
  for (const clock of clocks) {
    const key = `${clock.quizSubmissionId} ${clock.attempt} ${clock.sinceMs} ${clock.pageSession}`;
    const before = byRun.get(key);
    byRun.set(key, before === undefined ? clock : mergedClock(before, clock));
  }
  return [...byRun.values()];
}

function known(
  better: (one: number, other: number) => number,
  one: number | null,
  other: number | null,
): number | null {
  if (one === null || other === null) return one ?? other;
  return better(one, other);
}
