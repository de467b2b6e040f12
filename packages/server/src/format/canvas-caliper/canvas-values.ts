// Reading the values of Canvas's message. It may come from a Canvas of any age, so nothing is taken for granted; what is not
// there or cannot be read is undefined, and then left out of the JSON.

import { parseTime, wireTimeMs } from '../../model/time.ts';
import type { JsonText } from './json-text.ts';

export type Values = Readonly<Record<string, unknown>>;

/** Metadata and body of Canvas's message. */
export interface CanvasMessage {
  metadata: Values;
  body: Values;
}

/** Any value but null, as it is. */
export function textOf(value: unknown): JsonText {
  return value === null ? undefined : JSON.stringify(value);
}

/** The digits of an id, without quotes. Some of Canvas's events carry numbers. */
export function idOf(value: unknown): string | undefined {
  if (typeof value === 'string') return isDigits(value) ? value : undefined;
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? String(value) : undefined;
}

/** As `idOf`, with quotes. */
export function idTextOf(value: unknown): JsonText {
  const id = idOf(value);
  return id === undefined ? undefined : `"${id}"`;
}

/** A time in UTC with milliseconds, whatever its offset and precision were. */
export function timeOf(value: unknown): JsonText {
  const ms = parseTime(value);
  if (ms === null || typeof value !== 'string') return undefined;
  // Nearly every time comes in one of Canvas's own two forms, which need no rendering.
  if (value[10] === 'T' && value[17] !== '6') {
    if (value.length === 24 && value[19] === '.' && value[23] === 'Z') return `"${value}"`;
    if (value.length === 20 && value[19] === 'Z') return `"${value.slice(0, 19)}.000Z"`;
  }
  return `"${wireTimeMs(ms)}"`;
}

function isDigits(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 48 || code > 57) return false;
  }
  return text !== '';
}
