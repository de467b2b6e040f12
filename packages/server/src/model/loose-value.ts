// Single values as JSON and forms bring them, where a number may come as text and true as `on`. Nothing here knows what a
// value is for; http/canvas-wire/params.ts reads parameters with it, model/questions/ what authors wrote.

import { malformed } from './refusal.ts';

const trueWords = new Set(['true', '1', 'on', 'yes', 't', 'y']);
const falseWords = new Set(['false', '0', 'off', 'no', 'f', 'n']);
const integerForm = /^\s*[+-]?\d+\s*$/;
const decimalForm = /^\s*[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?\s*$/i;

/** An object that is not an array. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isBlank(value: unknown): boolean {
  return value === null || (typeof value === 'string' && value.trim() === '');
}

/** Numbers and booleans become text. Undefined for what is no single value. */
export function scalarText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

/** `true/1/on/yes/t/y` and `false/0/off/no/f/n` in any case, booleans, and the numbers 1 and 0. Undefined for others. */
export function truthOf(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value;
  const word = scalarText(value)?.trim().toLowerCase() ?? '';
  if (trueWords.has(word)) return true;
  return falseWords.has(word) ? false : undefined;
}

/** A whole number within 2^53, or text that is one; NaN for anything else. */
export function integerOf(value: unknown): number {
  const number = numberOf(value, integerForm);
  return Number.isSafeInteger(number) ? number : Number.NaN;
}

/** A finite number, or text that is one in decimal or scientific notation; NaN for anything else. */
export function decimalOf(value: unknown): number {
  const number = numberOf(value, decimalForm);
  return Number.isFinite(number) ? number : Number.NaN;
}

/** The text as it can be stored, at most `charsMax` code points. Raises malformed, naming `name`. */
export function storableText(text: string, name: string, charsMax: number): string {
  // PostgreSQL's text cannot hold NUL.
  if (text.includes('\0')) throw malformed(`${name} must not contain the character U+0000`);
  // Counted as the database counts, by code point; UTF-16 units are never fewer.
  if (text.length > charsMax && [...text].length > charsMax) {
    throw malformed(`${name} must have at most ${charsMax} characters`);
  }
  // A lone surrogate is stored as U+FFFD, so that is what is compared and shown too.
  return text.toWellFormed();
}

function numberOf(value: unknown, form: RegExp): number {
  // `+ 0` makes -0 a plain 0.
  if (typeof value === 'number') return value + 0;
  return typeof value === 'string' && form.test(value) ? Number(value) + 0 : Number.NaN;
}
