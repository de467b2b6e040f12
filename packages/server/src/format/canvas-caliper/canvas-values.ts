// The values of Canvas's message, each ready to be put into JSON. The message may come from a Canvas of any age, so nothing
// is taken for granted; what is not there, or null, or cannot be read is undefined, and left out.

import { parseTime, wireTimeMs } from '../../model/time.ts';
import type { JsonText } from './json-text.ts';

/** Metadata or body. */
export class CanvasValues {
  readonly #values: Readonly<Record<string, unknown>>;
  readonly #isPlain: boolean;

  /** `json` is an object. */
  constructor(json: string) {
    this.#values = JSON.parse(json);
    // Of strings that came without an escape none needs one.
    this.#isPlain = !json.includes('\\');
  }

  /** Any value as it is. */
  text(key: string): JsonText {
    const value = this.#values[key];
    if (typeof value === 'string') return this.#quoted(value);
    return value === undefined || value === null ? undefined : JSON.stringify(value);
  }

  /** A string and nothing else, with quotes. */
  string(key: string): JsonText {
    const value = this.#values[key];
    return typeof value === 'string' ? this.#quoted(value) : undefined;
  }

  #quoted(value: string): string {
    return this.#isPlain ? `"${value}"` : JSON.stringify(value);
  }

  /** What is between the quotes of a value that is a text. */
  unquoted(key: string): string | undefined {
    return typeof this.#values[key] === 'string' ? this.text(key)?.slice(1, -1) : undefined;
  }

  /** The digits of an id, without quotes. Some of Canvas's events carry numbers. */
  id(key: string): string | undefined {
    const value = this.#values[key];
    if (typeof value === 'string') return isDigits(value) ? value : undefined;
    return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? String(value) : undefined;
  }

  /** As `id`, with quotes. */
  idText(key: string): JsonText {
    const id = this.id(key);
    return id === undefined ? undefined : `"${id}"`;
  }

  /** A time in UTC with milliseconds, whatever its offset and precision were. */
  time(key: string): JsonText {
    const value = this.#values[key];
    if (typeof value !== 'string') return undefined;
    // Canvas writes times of enrollment states as `2019-10-05 05:38:00 -0800`.
    const ms = parseTime(value[19] === ' ' ? value.slice(0, 19) + value.slice(20) : value);
    if (ms === null) return undefined;
    // Nearly every time comes in one of Canvas's own two forms, which need no rendering.
    if (value[10] === 'T' && value[17] !== '6') {
      if (value.length === 24 && value[19] === '.' && value[23] === 'Z') return `"${value}"`;
      if (value.length === 20 && value[19] === 'Z') return `"${value.slice(0, 19)}.000Z"`;
    }
    return `"${wireTimeMs(ms)}"`;
  }
}

function isDigits(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 48 || code > 57) return false;
  }
  return text !== '';
}
