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

/** The text is no JSON, has another value than was asked for, or is nested too deep. */
export class Unreadable extends Error {}

/** Stands before a value; what reads a value leaves it behind. Everything that reads raises Unreadable. */
export class JsonReader {
  readonly #text: string;
  #at: number;
  /** How many levels deeper a value here may be nested. */
  #levels: number;

  constructor(text: string, depthMax: number) {
    this.#text = text;
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
    this.#entries(OPEN_BRACE, CLOSE_BRACE, () => {
      const key = this.#string();
      if (!this.#passes(COLON)) throw new Unreadable();
      read(key);
    });
  }

  /** Reads an array: `read` is called for each item and must read it. */
  items(read: () => void): void {
    this.#entries(OPEN_BRACKET, CLOSE_BRACKET, read);
  }

  /** What JSON.parse makes of the value. */
  value(): unknown {
    return this.#text.charCodeAt(this.#at) === QUOTE ? this.#string() : JSON.parse(this.valueText());
  }

  /** The value as it is written. */
  valueText(): string {
    const start = this.#at;
    this.skip();
    return this.#text.slice(start, this.#at);
  }

  skip(): void {
    this.#at = afterValue(this.#text, this.#at, this.#levels);
  }

  /** Asserts that nothing but space follows. */
  end(): void {
    if (afterSpace(this.#text, this.#at) < this.#text.length) throw new Unreadable();
  }

  #string(): string {
    const start = this.#at + 1;
    this.#at = afterString(this.#text, this.#at);
    const content = this.#text.slice(start, this.#at - 1);
    return content.includes('\\') ? JSON.parse(`"${content}"`) : content;
  }

  #entries(open: number, close: number, read: () => void): void {
    if (this.#levels === 0 || !this.#passes(open)) throw new Unreadable();
    this.#levels--;
    if (!this.#passes(close)) {
      do read();
      while (this.#passes(COMMA));
      if (!this.#passes(close)) throw new Unreadable();
    }
    this.#levels++;
  }

  /** Steps over `sign`, and over the space on both sides of it, if it comes next. */
  #passes(sign: number): boolean {
    const at = afterSpace(this.#text, this.#at);
    if (this.#text.charCodeAt(at) !== sign) return false;
    this.#at = afterSpace(this.#text, at + 1);
    return true;
  }
}

/** Index behind the value that begins at `at` and may have so many levels. */
function afterValue(text: string, at: number, levels: number): number {
  const first = text.charCodeAt(at);
  if (first === QUOTE) return afterString(text, at);
  if (first === OPEN_BRACE) return afterContainer(text, at, CLOSE_BRACE, levels);
  if (first === OPEN_BRACKET) return afterContainer(text, at, CLOSE_BRACKET, levels);
  return afterMatch(word, text, at);
}

function afterContainer(text: string, at: number, close: number, levels: number): number {
  if (levels === 0) throw new Unreadable();
  let i = afterSpace(text, at + 1);
  if (text.charCodeAt(i) === close) return i + 1;
  for (;;) {
    if (close === CLOSE_BRACE) {
      i = afterSpace(text, afterString(text, i));
      if (text.charCodeAt(i) !== COLON) throw new Unreadable();
      i = afterSpace(text, i + 1);
    }
    i = afterSpace(text, afterValue(text, i, levels - 1));
    const code = text.charCodeAt(i);
    if (code === close) return i + 1;
    if (code !== COMMA) throw new Unreadable();
    i = afterSpace(text, i + 1);
  }
}

function afterString(text: string, at: number): number {
  if (text.charCodeAt(at) !== QUOTE) throw new Unreadable();
  let i = at + 1;
  for (;;) {
    const code = text.charCodeAt(i);
    if (code === QUOTE) return i + 1;
    // Below a space are the controls; behind the end of the text is no number.
    if (!(code >= 32)) throw new Unreadable();
    i = code === BACKSLASH ? afterMatch(escaped, text, i) : i + 1;
  }
}

const word = /true|false|null|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?/y;
const escaped = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

function afterMatch(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  if (!pattern.test(text)) throw new Unreadable();
  return pattern.lastIndex;
}
