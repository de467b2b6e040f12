// Reading JSON once, part by part. JSON.parse is the judge: the reader takes what it takes, and reads the same.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JsonReader, Unreadable } from '../../../src/http/canvas-wire/json-reader.ts';
import { jsonDepth } from '../../../src/http/canvas-wire/json-text.ts';
import { jsonDepthMax } from '../../../src/model/limits.ts';
import { trees, write } from './arbitrary-json-text.ts';

const runs = { numRuns: 3_000 };

/** Reads a text through the reader alone: objects and arrays part by part, all else by `value`. */
function readWhole(text: string): unknown {
  const reader = new JsonReader(text, jsonDepthMax);
  const read = (): unknown => {
    if (reader.isAtArray) {
      const items: unknown[] = [];
      reader.items(() => items.push(read()));
      return items;
    }
    if (!reader.isAtObject) return reader.value();
    const members: [string, unknown][] = [];
    reader.members((key) => members.push([key, read()]));
    return Object.fromEntries(members);
  };
  const value = read();
  reader.end();
  return value;
}

/** The same in one go. */
function readAtOnce(text: string): unknown {
  const reader = new JsonReader(text, jsonDepthMax);
  const written = reader.valueText();
  reader.end();
  return JSON.parse(written);
}

const notTaken = Symbol('not taken');

function takenBy(parse: (text: string) => unknown, text: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof Unreadable) return notTaken;
    throw error;
  }
}

/** A key that holds a backslash: V8's JSON.parse may take another, escaped key for it (see arbitrary-json-text.ts). */
const misreadKey = /(?:\\\\|\\u005c)(?:[^"\\]|\\.)*"\s*:/i;

function expectAsJsonParse(text: string): void {
  if (misreadKey.test(text)) return;
  const isTooDeep = (json: unknown) => json !== notTaken && jsonDepth(text) > jsonDepthMax;
  const parsed = takenBy(JSON.parse, text);
  const expected = isTooDeep(parsed) ? notTaken : parsed;
  for (const parse of [readWhole, readAtOnce]) expect(takenBy(parse, text)).toStrictEqual(expected);
}

const spaces = fc.string({ unit: fc.constantFrom(' ', '\t', '\n', '\r'), maxLength: 3 });

describe('a reader of JSON', () => {
  it('tells a key that is a backslash from one that is a quote', () => {
    const text = '[{"a":1,"\\\\":0},{"a":1,"\\"":0}]';
    expect(readWhole(text)).toStrictEqual([
      Object.fromEntries([
        ['a', 1],
        ['\\', 0],
      ]),
      Object.fromEntries([
        ['a', 1],
        ['"', 0],
      ]),
    ]);
  });

  it('reads whatever JSON.parse reads, as it does', () => {
    fc.assert(
      fc.property(trees, spaces, (tree, around) => expectAsJsonParse(around + write(tree) + around)),
      runs,
    );
  });

  it('takes and refuses with JSON.parse texts with a piece taken out, doubled or put in', () => {
    const scrap = fc.oneof(
      fc.constantFrom(...'{}[]",:\\ 019-+.eEu/tfn\u0000\u001f\u007f\u00a0\u2028\ufeff\ud800'),
      fc.constantFrom('true', 'nul', '00', '1.', '.5', '1e', '-', '\\u12', '\\x', ',,', "'", '//', 'NaN'),
      fc.string({ unit: 'binary', maxLength: 2 }),
    );
    const edit = fc.record({ at: fc.nat(200), taken: fc.nat(3), put: fc.oneof(fc.constant(''), scrap) });
    let taken = 0;
    let refused = 0;
    fc.assert(
      fc.property(trees, fc.array(edit, { minLength: 1, maxLength: 2 }), (tree, edits) => {
        let text = write(tree);
        for (const { at, taken: length, put } of edits) {
          const start = at % (text.length + 1);
          text = text.slice(0, start) + put + text.slice(start + length);
        }
        expectAsJsonParse(text);
        if (takenBy(JSON.parse, text) === notTaken) refused++;
        else taken++;
      }),
      { numRuns: 10_000 },
    );
    expect(Math.min(taken, refused)).toBeGreaterThan(500);
  });

  it('takes and refuses with JSON.parse any short text of its signs', () => {
    const signs = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      '"',
      '"a"',
      ',',
      ':',
      '\\',
      ' ',
      '0',
      '1',
      '-',
      '.',
      'e',
      'null',
    );
    fc.assert(fc.property(fc.string({ unit: signs, maxLength: 8 }), expectAsJsonParse), { numRuns: 30_000 });
  });

  it.each([
    '',
    ' ',
    '\ufeff{}',
    '{}\ufeff',
    '\u00a0{}',
    '{}{}',
    '{},',
    '[1,]',
    '[,1]',
    '{"a":1,}',
    '{,}',
    '{"a"}',
    '{"a":}',
    '{a:1}',
    "{'a':1}",
    '{1:1}',
    '[1 2]',
    '{"a":1 "b":2}',
    '[',
    '{',
    '"',
    '"\\',
    '"\\"',
    '{"a',
    '{"a":',
    '[1',
    '[}',
    '{]',
    'tru',
    'truee',
    'nul',
    'NaN',
    'Infinity',
    'undefined',
    '01',
    '-',
    '-01',
    '+1',
    '1.',
    '.1',
    '1.e1',
    '1e',
    '1e+',
    '0x1',
    '1_0',
    '"\t"',
    '"\n"',
    '"\u0000"',
    '"\u001f"',
    '"\\a"',
    '"\\u12G4"',
    '"\\u123"',
    '"\\U0041"',
    '1 2',
    'null null',
    '[1]]',
    '{"a":1}}',
    '/* */1',
    '1//',
  ])('refuses %j as JSON.parse does', (text) => {
    expect(() => JSON.parse(text)).toThrow(SyntaxError);
    expectAsJsonParse(text);
  });

  it.each([
    '"\u007f"',
    '"\u2028"',
    '"\ud800"',
    '"\\ud800"',
    '"\\udc00\\ud800"',
    '"😀"',
    '"\\u0000"',
    '"\\/\\b\\f\\n\\r\\t"',
    '-0',
    '-0.0e-0',
    '1E400',
    '-1e-400',
    '123456789012345678901234567890',
    '0.1e+10',
    `${'9'.repeat(2_000_000)}`,
    '{"__proto__":{"a":1},"constructor":1,"toString":2}',
    '{"a":1,"a":2}',
    '{"":{"":[]}}',
    '[{},[],""]',
  ])('takes %.40j as JSON.parse does', (text) => {
    expect(takenBy(JSON.parse, text)).not.toBe(notTaken);
    expectAsJsonParse(text);
  });

  it('refuses what is nested a level too deep, wherever it is', () => {
    const nested = (levels: number) => `${'[{"a":'.repeat(levels / 2)}0${'}]'.repeat(levels / 2)}`;
    expect(readWhole(nested(jsonDepthMax))).toEqual(JSON.parse(nested(jsonDepthMax)));
    expect(readAtOnce(nested(jsonDepthMax))).toEqual(JSON.parse(nested(jsonDepthMax)));
    for (const text of [
      `[${nested(jsonDepthMax)}]`,
      `{"b":1,"a":${nested(jsonDepthMax)}}`,
      '['.repeat(3_000_000),
    ]) {
      expect(takenBy(readWhole, text)).toBe(notTaken);
      expect(takenBy(readAtOnce, text)).toBe(notTaken);
    }
  });

  // The reader looks at each character of a string only from the first backslash or control on.
  it.each(['"', '\\', '\\"', '\\\\', '\\x', '\\u0022', '\u0000', '\n', '\u001f', '\n"', '\\","', '\u007f'])(
    'takes or refuses with JSON.parse a text with %j anywhere in it',
    (piece) => {
      const text = '{"a":["b","",{"c d":"efg"}],"h":1,"i":"j"}';
      for (let at = 0; at <= text.length; at++) {
        const put = `${text.slice(0, at)}${piece}${text.slice(at)}`;
        expectAsJsonParse(put);
        expectAsJsonParse(`["\\t",${put},"\\t"]`);
        expectAsJsonParse(`[\n${put}]`);
      }
    },
  );

  it('counts levels by where they are, not by how many there were', () => {
    const text = `[${Array(jsonDepthMax * 3)
      .fill('{"a":[]}')
      .join(',')}]`;
    expect(readWhole(text)).toEqual(JSON.parse(text));
  });

  it('gives a value as it is written, without the space around it', () => {
    const texts: string[] = [];
    const reader = new JsonReader(' { "a" : [ 1.0 , "\\u0061" ] , "b":\t-0\n} ', jsonDepthMax);
    reader.members(() => texts.push(reader.valueText()));
    reader.end();
    expect(texts).toEqual(['[ 1.0 , "\\u0061" ]', '-0']);
  });

  it('is not at an object or an array that is not there', () => {
    expect(() => new JsonReader('[]', 9).members(() => {})).toThrow(Unreadable);
    expect(() => new JsonReader('{}', 9).items(() => {})).toThrow(Unreadable);
    expect(() => new JsonReader('"a"', 9).items(() => {})).toThrow(Unreadable);
  });
});
