// Reads JSON text once, from left to right, checking it as JSON.parse does but building only what is asked for. Says that a
// text is not JSON, not what is wrong with it.

import {
  afterSpace,
  BACKSLASH,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
} from './json-scan.ts';

const PLUS = 43;
const MINUS = 45;
const POINT = 46;
const DIGIT_0 = 48;
const DIGIT_9 = 57;
const SMALL_E = 101;
const SMALL_F = 102;
const SMALL_N = 110;
const SMALL_T = 116;

/** The text is no JSON, has another value than was asked for, or is nested too deep. */
export class Unreadable extends Error {}

/** Stands before a value; what reads a value leaves it behind. Everything that reads raises Unreadable. */
export class JsonReader {
  readonly #text: string;
  readonly #plainEnd: number;
  #at: number;
  /** How many levels deeper a value here may be nested. */
  #levels: number;

  constructor(text: string, depthMax: number) {
    this.#text = text;
    this.#plainEnd = plainEndOf(text);
    this.#at = afterSpace(text, 0);
    this.#levels = depthMax;
  }

  get isAtObject(): boolean {
    return this.#text.charCodeAt(this.#at) === OPEN_BRACE;
  }

  get isAtArray(): boolean {
    return this.#text.charCodeAt(this.#at) === OPEN_BRACKET;
  }

  /** Reads an object: `read` gets each key in turn, repeated ones too, and must read the value. */
  members(read: (key: string) => void): void {
    if (this.#opens(OPEN_BRACE, CLOSE_BRACE)) {
      do {
        const key = this.#string();
        this.#at = afterColon(this.#text, this.#at);
        read(key);
      } while (this.#goesOn(CLOSE_BRACE));
    }
  }

  /** Reads an array: `read` is called for each item and must read it. */
  items(read: () => void): void {
    if (this.#opens(OPEN_BRACKET, CLOSE_BRACKET)) {
      do read();
      while (this.#goesOn(CLOSE_BRACKET));
    }
  }

  /** What JSON.parse makes of a text, a number or a word. An object or an array is passed over: an empty one stands for it. */
  value(): unknown {
    const first = this.#text.charCodeAt(this.#at);
    if (first === QUOTE) return this.#string();
    const written = this.valueText();
    if (first === OPEN_BRACE) return {};
    if (first === OPEN_BRACKET) return [];
    // Beside strings, only numbers begin with a character up to `9`.
    return first <= DIGIT_9 ? Number(written) : JSON.parse(written);
  }

  /** The value as it is written. */
  valueText(): string {
    const start = this.#at;
    this.skip();
    return this.#text.slice(start, this.#at);
  }

  skip(): void {
    this.#at = afterValue(this.#text, this.#at, this.#levels, this.#plainEnd);
  }

  /** Asserts that nothing but space follows. */
  end(): void {
    if (afterSpace(this.#text, this.#at) < this.#text.length) throw new Unreadable();
  }

  #string(): string {
    const start = this.#at + 1;
    this.#at = afterString(this.#text, this.#at, this.#plainEnd);
    const content = this.#text.slice(start, this.#at - 1);
    return this.#at > this.#plainEnd && content.includes('\\') ? JSON.parse(`"${content}"`) : content;
  }

  /** Steps into an object or an array, or over an empty one; whether there is an entry. */
  #opens(open: number, close: number): boolean {
    if (this.#levels === 0 || this.#text.charCodeAt(this.#at) !== open) throw new Unreadable();
    this.#at = afterSpace(this.#text, this.#at + 1);
    if (this.#text.charCodeAt(this.#at) === close) {
      this.#at++;
      return false;
    }
    this.#levels--;
    return true;
  }

  /** Steps from an entry to the next one, or out of the object or array; whether there is a next one. */
  #goesOn(close: number): boolean {
    const next = afterEntry(this.#text, this.#at, close);
    if (next >= 0) {
      this.#at = next;
      return true;
    }
    this.#at = ~next;
    this.#levels++;
    return false;
  }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it is about
const control = /[\x00-\x1f]/;

/** Index of the first backslash or control: a string that ends before it ends at its first quote. */
function plainEndOf(text: string): number {
  const backslash = text.indexOf('\\');
  const before = backslash === -1 ? text : text.slice(0, backslash);
  const firstControl = before.search(control);
  return firstControl === -1 ? before.length : firstControl;
}

/** Index behind the value that begins at `at` and may have so many levels. */
function afterValue(text: string, at: number, levels: number, plainEnd: number): number {
  switch (text.charCodeAt(at)) {
    case QUOTE:
      return afterString(text, at, plainEnd);
    case OPEN_BRACE:
      return afterContainer(text, at, CLOSE_BRACE, levels, plainEnd);
    case OPEN_BRACKET:
      return afterContainer(text, at, CLOSE_BRACKET, levels, plainEnd);
    case SMALL_T:
      return afterWord(text, at, 'true');
    case SMALL_F:
      return afterWord(text, at, 'false');
    case SMALL_N:
      return afterWord(text, at, 'null');
    default:
      return afterNumber(text, at);
  }
}

function afterContainer(text: string, at: number, close: number, levels: number, plainEnd: number): number {
  if (levels === 0) throw new Unreadable();
  let i = afterSpace(text, at + 1);
  if (text.charCodeAt(i) === close) return i + 1;
  do {
    if (close === CLOSE_BRACE) i = afterColon(text, afterString(text, i, plainEnd));
    i = afterEntry(text, afterValue(text, i, levels - 1, plainEnd), close);
  } while (i >= 0);
  return ~i;
}

/** Index of the value of the key that ends at `at`. */
function afterColon(text: string, at: number): number {
  const colon = text.charCodeAt(at) === COLON ? at : afterSpace(text, at);
  if (text.charCodeAt(colon) !== COLON) throw new Unreadable();
  return afterSpace(text, colon + 1);
}

/** Index of the entry after the one that ends at `at`; or, when `close` follows, `~end` with `end` the index behind it. */
function afterEntry(text: string, at: number, close: number): number {
  let i = at;
  if (text.charCodeAt(i) !== COMMA) {
    i = afterSpace(text, i);
    const code = text.charCodeAt(i);
    if (code === close) return ~(i + 1);
    if (code !== COMMA) throw new Unreadable();
  }
  return afterSpace(text, i + 1);
}

function afterString(text: string, at: number, plainEnd: number): number {
  if (text.charCodeAt(at) !== QUOTE) throw new Unreadable();
  let i = at + 1;
  if (i < plainEnd) {
    const quote = text.indexOf('"', i);
    if (quote !== -1 && quote < plainEnd) return quote + 1;
  }
  for (;;) {
    const code = text.charCodeAt(i);
    if (code === QUOTE) return i + 1;
    // Below a space are the controls; behind the end of the text is no number.
    if (!(code >= 32)) throw new Unreadable();
    i = code === BACKSLASH ? afterEscape(text, i) : i + 1;
  }
}

const escaped = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

function afterEscape(text: string, at: number): number {
  escaped.lastIndex = at;
  if (!escaped.test(text)) throw new Unreadable();
  return escaped.lastIndex;
}

function afterWord(text: string, at: number, word: string): number {
  if (!text.startsWith(word, at)) throw new Unreadable();
  return at + word.length;
}

function afterNumber(text: string, at: number): number {
  let i = text.charCodeAt(at) === MINUS ? at + 1 : at;
  i = text.charCodeAt(i) === DIGIT_0 ? i + 1 : afterDigits(text, i);
  if (text.charCodeAt(i) === POINT) i = afterDigits(text, i + 1);
  // Setting bit 5 makes `E` an `e`.
  if ((text.charCodeAt(i) | 32) === SMALL_E) {
    const sign = text.charCodeAt(i + 1);
    i = afterDigits(text, sign === PLUS || sign === MINUS ? i + 2 : i + 1);
  }
  return i;
}

/** Index behind the digits that begin at `at`, one at least. */
function afterDigits(text: string, at: number): number {
  let i = at;
  for (;;) {
    const code = text.charCodeAt(i);
    if (!(code >= DIGIT_0 && code <= DIGIT_9)) break;
    i++;
  }
  if (i === at) throw new Unreadable();
  return i;
}
