// Parameters as Rails reads them: JSON gives numbers and booleans, forms and queries give text for everything.
// Each reader answers undefined for an absent parameter and null for a cleared one, and refuses what cannot be meant.

import { malformed } from '../../model/refusal.ts';
import { parseTime } from '../../model/time.ts';

type Param<T> = T | null | undefined;

const trueWords = new Set(['true', '1', 'on', 'yes', 't', 'y']);
const falseWords = new Set(['false', '0', 'off', 'no', 'f', 'n']);

/** Raises malformed, as do all readers here, naming the parameter. */
export function booleanParam(value: unknown, name: string): Param<boolean> {
  if (isAbsent(value)) return absent(value);
  const word = String(value).toLowerCase();
  if (trueWords.has(word)) return true;
  if (falseWords.has(word)) return false;
  throw malformed(`${name} must be true or false`);
}

export function integerParam(value: unknown, name: string): Param<number> {
  const number = floatParam(value, name, 'a whole number');
  if (number !== null && number !== undefined && !Number.isSafeInteger(number)) {
    throw malformed(`${name} must be a whole number`);
  }
  return number;
}

export function floatParam(value: unknown, name: string, what = 'a number'): Param<number> {
  if (isAbsent(value)) return absent(value);
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (typeof value === 'string' && /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(value)) {
    const number = Number(value);
    if (Number.isFinite(number)) return number;
  }
  throw malformed(`${name} must be ${what}`);
}

/** Epoch milliseconds of an ISO 8601 time; without a zone it is UTC. */
export function timeParam(value: unknown, name: string): Param<number> {
  if (isAbsent(value)) return absent(value);
  const timeMs = parseTime(value);
  if (timeMs === null) throw malformed(`${name} must be an ISO 8601 time, such as 2026-09-01T09:00:00Z`);
  return timeMs;
}

/** Text; numbers and booleans become theirs. Unlike the others an empty text stays one. */
export function stringParam(value: unknown, name: string): Param<string> {
  if (value === undefined || value === null) return value;
  if (typeof value === 'object') throw malformed(`${name} must be a string`);
  const text = String(value);
  if (text.includes('\0')) throw malformed(`${name} must not contain a null character`);
  return text.toWellFormed();
}

/** A list of texts; a single one counts as a list of one. */
export function stringListParam(value: unknown, name: string): string[] | undefined {
  if (value === undefined || value === null) return undefined;
  const items = Array.isArray(value) ? value : [value];
  return items.map((item, index) => stringParam(item, `${name}[${index}]`) ?? '');
}

export function objectParam(value: unknown, name: string): Record<string, unknown> | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'object' || Array.isArray(value)) throw malformed(`${name} must be an object`);
  return value as Record<string, unknown>;
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

function absent(value: unknown): null | undefined {
  return value === undefined ? undefined : null;
}
