// Values of request parameters, read as leniently as Rails reads them: the same readers serve JSON, where a value has
// a type, and forms, where everything is text. Each returns undefined when the parameter is absent and null when it is
// given but empty. All refuse as malformed, naming the parameter, what they cannot read.

import { nameCharsMax } from '../../model/limits.ts';
import {
  decimalOf,
  integerOf,
  isBlank,
  isRecord,
  scalarText,
  storableText,
  truthOf,
} from '../../model/loose-value.ts';
import { positionMax } from '../../model/quiz-limits.ts';
import { malformed } from '../../model/refusal.ts';
import { parseTime } from '../../model/time.ts';
import { leadingInteger } from './ids.ts';

/** `true/1/on/yes/t/y` and `false/0/off/no/f/n` in any case, JSON booleans, and the numbers 1 and 0. Blank is null. */
export function booleanParam(value: unknown, name: string): boolean | null | undefined {
  if (value === undefined || typeof value === 'boolean') return value;
  if (isBlank(value)) return null;
  const truth = truthOf(value);
  if (truth === undefined) throw malformed(`${name} must be true or false`);
  return truth;
}

/** A whole number, or text that is one, within 2^53. Blank is null. */
export function integerParam(value: unknown, name: string): number | null | undefined {
  if (value === undefined) return undefined;
  if (isBlank(value)) return null;
  const number = integerOf(value);
  if (Number.isNaN(number)) throw malformed(`${name} must be an integer`);
  return number;
}

/** Where a record stands among others: as `integerParam`, on either side of zero within `positionMax`. */
export function positionParam(value: unknown, name: string): number | null | undefined {
  const position = integerParam(value, name);
  if (Math.abs(position ?? 0) > positionMax) throw malformed(`${name} must be at most ${positionMax}`);
  return position;
}

/** Canvas: an attempt is the integer its text begins with; null when not asked for. An array or an object is malformed. */
export function attemptParam(value: unknown): number | null {
  return value === undefined ? null : leadingInteger(stringParam(value, 'attempt') ?? '');
}

/** A finite number, or text that is one in decimal or scientific notation. Blank is null. */
export function floatParam(value: unknown, name: string): number | null | undefined {
  if (value === undefined) return undefined;
  if (isBlank(value)) return null;
  const number = decimalOf(value);
  if (Number.isNaN(number)) throw malformed(`${name} must be a number`);
  return number;
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
  return storableText(text, name, charsMax);
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
    texts.push(storableText(text, name, charsMax));
  }
  return texts;
}

/** An object, not an array. What is in it has yet to be read. Null stays null, so that it counts as missing. */
export function objectParam(value: unknown, name: string): Record<string, unknown> | null | undefined {
  if (value === undefined || value === null) return value;
  if (isRecord(value)) return value;
  throw malformed(`${name} must be an object`);
}

/** Whether a parameter is there at all, as Ruby has it: everything but nothing, null and the JSON `false`. */
export function isPresent(value: unknown): boolean {
  return value !== undefined && value !== null && value !== false;
}
