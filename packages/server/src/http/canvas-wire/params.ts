// Values of request parameters, read as leniently as Rails reads them: the same readers serve JSON, where a value has
// a type, and forms, where everything is text. Each returns undefined when the parameter is absent and null when it is
// given but empty. All refuse as malformed, naming the parameter, what they cannot read.

import { nameCharsMax } from '../../model/limits.ts';
import { malformed } from '../../model/refusal.ts';
import { parseTime } from '../../model/time.ts';
import { leadingInteger } from './ids.ts';

const trueWords = new Set(['true', '1', 'on', 'yes', 't', 'y']);
const falseWords = new Set(['false', '0', 'off', 'no', 'f', 'n']);

/** `true/1/on/yes/t/y` and `false/0/off/no/f/n` in any case, JSON booleans, and the numbers 1 and 0. Blank is null. */
export function booleanParam(value: unknown, name: string): boolean | null | undefined {
  if (value === undefined || typeof value === 'boolean') return value;
  if (isBlank(value)) return null;
  const word = scalarText(value)?.trim().toLowerCase() ?? '';
  if (trueWords.has(word)) return true;
  if (falseWords.has(word)) return false;
  throw malformed(`${name} must be true or false`);
}

/** A whole number, or text that is one, within 2^53. Blank is null. */
export function integerParam(value: unknown, name: string): number | null | undefined {
  if (value === undefined) return undefined;
  if (isBlank(value)) return null;
  const number = numberOf(value, /^\s*[+-]?\d+\s*$/);
  if (Number.isSafeInteger(number)) return number;
  throw malformed(`${name} must be an integer`);
}

/** Canvas: an attempt is the integer its text begins with; null when not asked for. An array or an object is malformed. */
export function attemptParam(value: unknown): number | null {
  return value === undefined ? null : leadingInteger(stringParam(value, 'attempt') ?? '');
}

/** A finite number, or text that is one in decimal or scientific notation. Blank is null. */
export function floatParam(value: unknown, name: string): number | null | undefined {
  if (value === undefined) return undefined;
  if (isBlank(value)) return null;
  const number = numberOf(value, /^\s*[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?\s*$/i);
  if (Number.isFinite(number)) return number;
  throw malformed(`${name} must be a number`);
}

/** An ISO 8601 time as epoch milliseconds, read by `parseTime`: no zone means UTC. Blank is null, which clears a time. */
export function timeParam(value: unknown, name: string): number | null | undefined {
  if (value === undefined) return undefined;
  if (isBlank(value)) return null;
  const ms = parseTime(value);
  if (ms === null) throw malformed(`${name} must be an ISO 8601 time`);
  return ms;
}

/** Text of at most `charsMax` characters; numbers and booleans become text. Empty text stays empty text, null is null. */
export function stringParam(
  value: unknown,
  name: string,
  charsMax = nameCharsMax,
): string | null | undefined {
  if (value === undefined || value === null) return value;
  const text = scalarText(value);
  if (text === undefined) throw malformed(`${name} must be a string`);
  return checkedText(text, name, charsMax);
}

/**
 * A list of texts, each of at most `charsMax` characters; one value alone is a list of one, empty text alone an empty list.
 * Nulls within the list are left out, as Rails does.
 */
export function stringListParam(
  value: unknown,
  name: string,
  charsMax = nameCharsMax,
): string[] | null | undefined {
  if (value === undefined || value === null) return value;
  if (value === '') return [];
  const items: unknown[] = Array.isArray(value) ? value : [value];
  const texts: string[] = [];
  for (const item of items) {
    if (item === null) continue;
    const text = scalarText(item);
    if (text === undefined) throw malformed(`${name} must be a list of strings`);
    texts.push(checkedText(text, name, charsMax));
  }
  return texts;
}

/** An object, not an array. What is in it has yet to be read. Null stays null, so that it counts as missing. */
export function objectParam(value: unknown, name: string): Record<string, unknown> | null | undefined {
  if (value === undefined || value === null) return value;
  if (isObject(value)) return value;
  throw malformed(`${name} must be an object`);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isBlank(value: unknown): boolean {
  return value === null || (typeof value === 'string' && value.trim() === '');
}

function scalarText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

/** The number itself, or what text of that form spells; NaN for anything else. */
function numberOf(value: unknown, form: RegExp): number {
  // `+ 0` makes -0 a plain 0.
  if (typeof value === 'number') return value + 0;
  return typeof value === 'string' && form.test(value) ? Number(value) + 0 : Number.NaN;
}

function checkedText(text: string, name: string, charsMax: number): string {
  // PostgreSQL's text cannot hold NUL.
  if (text.includes('\0')) throw malformed(`${name} must not contain the character U+0000`);
  // Counted as the database counts, by code point; UTF-16 units are never fewer.
  if (text.length > charsMax && [...text].length > charsMax) {
    throw malformed(`${name} must have at most ${charsMax} characters`);
  }
  // A lone surrogate is stored as U+FFFD, so that is what is compared and shown too.
  return text.toWellFormed();
}
