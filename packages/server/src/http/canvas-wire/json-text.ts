// JSON read and changed as text, so that what nobody asked to change keeps every byte: spaces, number spellings, repeated
// keys. All functions want text that JSON.parse accepts. json-scan.ts knows the grammar; this file knows Canvas's keys.

import {
  afterSpace,
  afterString,
  afterValue,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  lastMember,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
  type Span,
  seekItem,
} from './json-scan.ts';

const MINUS = 45;
const DIGIT_0 = 48;
const DIGIT_9 = 57;

/**
 * Greatest nesting of arrays and objects; 0 for a bare string, number, boolean or null. Of a text that is no JSON it is at
 * least what a parser gets to before it finds out.
 */
export function jsonDepth(text: string): number {
  const length = text.length;
  let depth = 0;
  let deepest = 0;
  for (let i = 0; i < length; ) {
    const code = text.charCodeAt(i);
    if (code === QUOTE) {
      i = afterString(text, i);
      continue;
    }
    i++;
    const shape = code | 32;
    if (shape === 123) {
      if (++depth > deepest) deepest = depth;
    } else if (shape === 125) depth--;
  }
  return deepest;
}

/**
 * The text of an `event_data` array `[{"quiz_question_id":…,"answer":…},…]` with every string `answer` of its items
 * passed through `sanitise`; only literals whose string changes are written anew. The last of repeated `answer` keys is
 * the answer; earlier ones are never read by anyone and stay. Other answers, and text that is no array, stay as they are.
 */
export function replaceStringAnswers(arrayText: string, sanitise: (answer: string) => string): string {
  const top = afterSpace(arrayText, 0);
  if (arrayText.charCodeAt(top) !== OPEN_BRACKET) return arrayText;
  const found: Span = { start: -1, end: -1 };
  let out = '';
  let copied = 0;

  let item = seekItem(arrayText, top + 1);
  while (item >= 0) {
    found.start = -1;
    const itemEnd =
      arrayText.charCodeAt(item) === OPEN_BRACE
        ? lastMember(arrayText, item, 'answer', found)
        : afterValue(arrayText, item);
    if (found.start !== -1 && arrayText.charCodeAt(found.start) === QUOTE) {
      const answer: string = JSON.parse(arrayText.slice(found.start, found.end));
      const clean = sanitise(answer);
      if (clean !== answer) {
        out += arrayText.slice(copied, found.start) + JSON.stringify(clean);
        copied = found.end;
      }
    }
    item = seekItem(arrayText, itemEnd);
  }
  return copied === 0 ? arrayText : out + arrayText.slice(copied);
}

/**
 * Canvas: the `application/json+canvas-string-ids` form of a JSON text. Integers under a key `id` or `…_id`, and integers
 * directly in an array under a key `ids` or `…_ids`, become strings of the same digits, at any depth. Everything else,
 * `questionId`, `1.0` and `1e3` included, keeps every byte; when nothing changes the same text comes back.
 */
export function stringifyIds(text: string): string {
  const length = text.length;
  const around: Container[] = [];
  let container: Container = 'array';
  // The string last met: before a number or an array in an object, that is always its key.
  let keyStart = 0;
  let keyEnd = 0;
  let out = '';
  let copied = 0;

  for (let i = 0; i < length; ) {
    const code = text.charCodeAt(i);
    if (code === QUOTE) {
      keyStart = i + 1;
      i = afterString(text, i);
      keyEnd = i - 1;
    } else if (code === OPEN_BRACE) {
      around.push(container);
      container = 'object';
      i++;
    } else if (code === OPEN_BRACKET) {
      const ofIds: boolean = container === 'object' && keyNames(text, keyStart, keyEnd, 'ids');
      around.push(container);
      container = ofIds ? 'array of ids' : 'array';
      i++;
    } else if (code === CLOSE_BRACKET || code === CLOSE_BRACE) {
      container = around.pop() ?? 'array';
      i++;
    } else if (code === MINUS || (code >= DIGIT_0 && code <= DIGIT_9)) {
      const end = afterValue(text, i);
      const isId =
        container === 'array of ids' || (container === 'object' && keyNames(text, keyStart, keyEnd, 'id'));
      if (isId && isInteger(text, i, end)) {
        out += `${text.slice(copied, i)}"${text.slice(i, end)}"`;
        copied = end;
      }
      i = end;
    } else {
      i++;
    }
  }
  return copied === 0 ? text : out + text.slice(copied);
}

type Container = 'object' | 'array' | 'array of ids';

/** Whether the key between `start` and `end` is `word` or ends in `_word`, escapes resolved. */
function keyNames(text: string, start: number, end: number, word: 'id' | 'ids'): boolean {
  let key = text.slice(start, end);
  if (key.includes('\\')) key = JSON.parse(`"${key}"`);
  return key.endsWith(word) && (key.length === word.length || key[key.length - word.length - 1] === '_');
}

/** Whether the number between `start` and `end` is written without fraction and exponent. */
function isInteger(text: string, start: number, end: number): boolean {
  for (let i = start + 1; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code < DIGIT_0 || code > DIGIT_9) return false;
  }
  return true;
}
