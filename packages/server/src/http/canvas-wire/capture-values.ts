// What a capture client says beside Canvas's keys. It counts only when well formed, since Canvas ignores whatever else a
// client sends; so nothing here refuses.

import { isRecord, truthOf } from '../../model/loose-value.ts';
import type { PageSession } from '../../model/page-clock.ts';
import {
  pageSessionCharsMax,
  pageSessionMsMax,
  pageSessionTextCharsMax,
  roundTripMsMax,
} from '../../model/quiz-log-limits.ts';

/** The name that a client gives to a page load. */
export function pageSessionIdOf(value: unknown): string | null {
  if (typeof value !== 'string' || value === '' || value.length > pageSessionCharsMax) return null;
  return value.includes('\0') ? null : value.toWellFormed();
}

/** A number not below zero, or its text in a form; else null. */
export function numberOf(value: unknown): number | null {
  const number = typeof value === 'string' && value !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) && number >= 0 ? number : null;
}

/** A whole number not below zero, or its text in a form; else null. */
export function wholeNumberOf(value: unknown): number | null {
  const number = numberOf(value);
  return Number.isSafeInteger(number) ? number : null;
}

/** An object, its JSON text, or as a form has it. Null unless all of it can be. */
export function pageSessionOf(value: unknown): PageSession | null {
  const said = typeof value === 'string' ? parsed(value) : value;
  if (!isRecord(said)) return null;
  const id = pageSessionIdOf(said.id);
  const elapsedMs = numberOf(said.elapsed_ms);
  const clockSinceMs = numberOf(said.clock_since_ms ?? 0);
  const roundTripMs = numberOf(said.round_trip_ms);
  const sequence = wholeNumberOf(said.sequence);
  const isEnding = truthOf(said.ending ?? false);
  if (id === null || elapsedMs === null || clockSinceMs === null || isEnding === undefined) return null;
  if (elapsedMs > pageSessionMsMax || clockSinceMs > elapsedMs || (roundTripMs ?? 0) > roundTripMsMax)
    return null;
  if (isLost(said.round_trip_ms, roundTripMs) || isLost(said.sequence, sequence)) return null;
  return { id, elapsedMs, clockSinceMs, roundTripMs, sequence, isEnding };
}

/** Said, but not understood. A form has no null but empty text. */
function isLost(value: unknown, read: number | null): boolean {
  return read === null && value !== undefined && value !== null && value !== '';
}

function parsed(text: string): unknown {
  if (text.length > pageSessionTextCharsMax) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
