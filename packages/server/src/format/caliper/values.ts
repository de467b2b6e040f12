// Reading the values of a message. A Canvas may have sent anything, so nothing is taken for granted: what is not there or
// cannot be read is undefined, and then left out.

import type { CaliperDateTime } from '@quizwire/caliper';
import { isRecord } from '../../model/loose-value.ts';
import { parseTime, wireTimeMs } from '../../model/time.ts';

export type Values = Readonly<Record<string, unknown>>;

/** Half of a pair of surrogates has no place in an IRI. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value.toWellFormed() : undefined;
}

/** JSON may spell numbers that are too large for one. */
export function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** An id, as at most 20 digits. */
export function digitsOf(value: unknown): string | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string' || text === '' || text.length > 20) return undefined;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 48 || code > 57) return undefined;
  }
  return text;
}

export function uuidOf(value: unknown): string | undefined {
  return typeof value === 'string' && /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value)
    ? value
    : undefined;
}

/** A whole number from 1. */
export function countOf(value: unknown): number | undefined {
  return Number.isSafeInteger(value) && Number(value) > 0 ? Number(value) : undefined;
}

export function timeOf(value: unknown): CaliperDateTime | undefined {
  const ms = parseTime(value);
  return ms === null ? undefined : caliperTime(ms);
}

/** The two are the same form. */
export function caliperTime(ms: number): CaliperDateTime {
  return wireTimeMs(ms) as CaliperDateTime;
}

/** The records of a list. */
export function recordsIn(value: unknown): Values[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}
