// Walks over JSON text by index, without parsing it. Knows where values begin and end, not what they mean.
// The text is one that JSON.parse accepts; on any other the answers mean nothing, but every walk ends.

export const QUOTE = 34;
export const COMMA = 44;
export const COLON = 58;
export const OPEN_BRACKET = 91;
export const BACKSLASH = 92;
export const CLOSE_BRACKET = 93;
export const OPEN_BRACE = 123;
export const CLOSE_BRACE = 125;

/** A stretch of the text; `start` is -1 when there is none. */
export interface Span {
  start: number;
  end: number;
}

/** Index of the first character from `at` on that is not JSON whitespace. */
export function afterSpace(text: string, at: number): number {
  let i = at;
  for (;;) {
    const code = text.charCodeAt(i);
    if (code > 32 || (code !== 32 && code !== 10 && code !== 13 && code !== 9)) return i;
    i++;
  }
}

/** Index behind the string whose opening quote is at `at`. */
export function afterString(text: string, at: number): number {
  let quote = text.indexOf('"', at + 1);
  while (quote !== -1) {
    // A quote is escaped when the run of backslashes before it is odd.
    let run = quote;
    while (text.charCodeAt(run - 1) === BACKSLASH) run--;
    if (((quote - run) & 1) === 0) return quote + 1;
    quote = text.indexOf('"', quote + 1);
  }
  return text.length;
}

/** Index behind the value that begins at `at`. Depth costs no stack. */
export function afterValue(text: string, at: number): number {
  const first = text.charCodeAt(at);
  if (first === QUOTE) return afterString(text, at);
  if (first === OPEN_BRACE || first === OPEN_BRACKET) return afterContainer(text, at);
  // Numbers, true, false and null hold none of: space and controls, comma, closing bracket or brace.
  let i = at + 1;
  for (;;) {
    const code = text.charCodeAt(i);
    if (!(code > 32) || code === COMMA || code === CLOSE_BRACKET || code === CLOSE_BRACE) return i;
    i++;
  }
}

function afterContainer(text: string, at: number): number {
  const length = text.length;
  let depth = 0;
  let i = at;
  while (i < length) {
    const code = text.charCodeAt(i);
    if (code === QUOTE) {
      i = afterString(text, i);
      continue;
    }
    i++;
    // Setting bit 5 makes `[` a `{` and `]` a `}`; no other character of JSON outside strings becomes either.
    const shape = code | 32;
    if (shape === 123) depth++;
    else if (shape === 125 && --depth === 0) return i;
  }
  return length;
}

/** Whether the key written between its quotes at `start` and before `end` is `name`, escapes resolved. */
export function keyIs(text: string, start: number, end: number, name: string): boolean {
  const length = end - start;
  if (length === name.length) {
    // Backwards, because names that stand side by side often begin alike (`event_type`, `event_data`).
    for (let i = length - 1; i >= 0; i--) {
      if (text.charCodeAt(start + i) !== name.charCodeAt(i)) return false;
    }
    return true;
  }
  // An escape makes a key longer, at most sixfold (`\u0061`).
  if (length < name.length || length > name.length * 6) return false;
  for (let i = start; i < end; i++) {
    if (text.charCodeAt(i) === BACKSLASH) return JSON.parse(text.slice(start - 1, end + 1)) === name;
  }
  return false;
}

/**
 * Looks for the next member `name` of an object from `at` on, which is behind its opening brace or behind one of its
 * values. The index of the member's value; or, when the object has no further one, `~end`, negative, with `end` the index
 * behind the object.
 */
function seekMember(text: string, at: number, name: string): number {
  let i = afterSpace(text, at);
  if (text.charCodeAt(i) === COMMA) i = afterSpace(text, i + 1);
  while (text.charCodeAt(i) === QUOTE) {
    const keyEnd = afterString(text, i);
    const value = afterSpace(text, afterSpace(text, keyEnd) + 1);
    if (keyIs(text, i + 1, keyEnd - 1, name)) return value;
    i = afterSpace(text, afterValue(text, value));
    if (text.charCodeAt(i) !== COMMA) break;
    i = afterSpace(text, i + 1);
  }
  return ~(i + 1);
}

/**
 * Reads the object that opens at `at`: sets `found` to the value of its member `name`, the last one when the key repeats
 * (as JSON.parse does), and returns the index behind the object.
 */
export function lastMember(text: string, at: number, name: string, found: Span): number {
  found.start = -1;
  let value = seekMember(text, at + 1, name);
  while (value >= 0) {
    found.start = value;
    found.end = afterValue(text, value);
    value = seekMember(text, found.end, name);
  }
  return ~value;
}

/**
 * The next item of an array from `at` on, which is behind its opening bracket or behind one of its items: the index of
 * the item, or `~end` as in `seekMember`.
 */
export function seekItem(text: string, at: number): number {
  let i = afterSpace(text, at);
  if (text.charCodeAt(i) === COMMA) i = afterSpace(text, i + 1);
  const code = text.charCodeAt(i);
  return code === CLOSE_BRACKET || Number.isNaN(code) ? ~(i + 1) : i;
}
