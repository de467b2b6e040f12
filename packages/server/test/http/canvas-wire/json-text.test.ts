import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonDepth, replaceStringAnswers, stringifyIds } from '../../../src/http/canvas-wire/json-text.ts';
import {
  arraysOfObjectsWith,
  lastValue,
  objectsWith,
  type Tree,
  trees,
  write,
} from './arbitrary-json-text.ts';

const runs = { numRuns: 1_500 };
const outerSpace = fc.constantFrom('', ' ', '\n\t ');

describe('the generator of texts', () => {
  it('writes only what JSON.parse accepts', () => {
    fc.assert(
      fc.property(trees, (tree) => {
        JSON.parse(write(tree));
      }),
      runs,
    );
  });

  it('writes escapes, spaces and repeated keys often enough to matter', () => {
    const texts = fc
      .sample(objectsWith('event_data', trees), { numRuns: 500, seed: 1 })
      .map((tree) => write(tree));
    const share = (has: (text: string) => boolean) => texts.filter(has).length / texts.length;
    expect(share((text) => /"[^"]*\\u[^"]*"\s*:/.test(text))).toBeGreaterThan(0.3);
    expect(share((text) => /[\n\t\r]/.test(text))).toBeGreaterThan(0.2);
    expect(share((text) => text.split('"event_data"').length > 2)).toBeGreaterThan(0.01);
  });
});

describe('jsonDepth', () => {
  it.each([
    ['1', 0],
    ['"[[["', 0],
    ['{}', 1],
    ['[[],{}]', 2],
    ['{"a":{"b":[1,{"c":"}"}]}}', 4],
    ['[[1],[2]]', 2],
    ['"\\\\"', 0],
    ['["\\\\",["\\""]]', 2],
  ])('is for %s %i', (text, depth) => {
    expect(jsonDepth(text)).toBe(depth);
  });

  it('is the depth of the parsed value', () => {
    const depth = (tree: Tree): number =>
      tree.kind === 'literal'
        ? 0
        : 1 +
          Math.max(
            0,
            ...(tree.kind === 'array' ? tree.items : tree.members.map((member) => member.value)).map(depth),
          );
    fc.assert(
      fc.property(trees, (tree) => {
        expect(jsonDepth(write(tree))).toBe(depth(tree));
      }),
      runs,
    );
  });

  it('needs no stack for a deep text', () => {
    expect(jsonDepth('['.repeat(1_000_000) + ']'.repeat(1_000_000))).toBe(1_000_000);
  });
});

describe('stringifyIds', () => {
  it('quotes integers under id, …_id, and in arrays under ids, …_ids', () => {
    expect(
      stringifyIds(
        '{"id":1,"user_id": -20 ,"_id":3,"ids":[4, 5],"user_ids":[6],"x":{"id":12345678901234567890}}',
      ),
    ).toBe(
      '{"id":"1","user_id": "-20" ,"_id":"3","ids":["4", "5"],"user_ids":["6"],"x":{"id":"12345678901234567890"}}',
    );
  });

  it('quotes them at any depth, arrays of objects included', () => {
    expect(stringifyIds('[{"ids":[{"id":1},2,[3,{"id":4}]]}]')).toBe(
      '[{"ids":[{"id":"1"},"2",[3,{"id":"4"}]]}]',
    );
  });

  it('knows a key by what its escapes mean', () => {
    expect(stringifyIds('{"\\u0069d":1,"user\\u005fids":[2],"id\\\\":3}')).toBe(
      '{"\\u0069d":"1","user\\u005fids":["2"],"id\\\\":3}',
    );
  });

  it.each([
    '{"questionId":1,"ID":2,"paid":3,"ids":4,"identity":5}',
    '{"id":1.0,"user_id":1e3,"ids":[1.5,2E2]}',
    '{"id":"1","user_id":null,"ids":["1",true]}',
    '{"id":[1],"user_id":{"a":1}}',
    '{"a":"\\"id\\":1"}',
    '17',
    '[1,2]',
    '',
  ])('gives the same text back for %s', (text) => {
    expect(stringifyIds(text)).toBe(text);
  });

  it('changes in any text only the integers that are ids, and every one of them', () => {
    const asId = (text: string) => (/^-?\d+$/.test(text) ? `"${text}"` : text);
    fc.assert(
      fc.property(trees, outerSpace, (tree, around) => {
        const expected = write(tree, (text, { key, inArray }) =>
          key !== undefined && (inArray ? /(^|_)ids$/ : /(^|_)id$/).test(key) ? asId(text) : text,
        );
        expect(stringifyIds(around + write(tree) + around)).toBe(around + expected + around);
      }),
      runs,
    );
  });

  it('finds nothing left to change the second time', () => {
    fc.assert(
      fc.property(trees, (tree) => {
        const once = stringifyIds(write(tree));
        expect(stringifyIds(once)).toBe(once);
      }),
      runs,
    );
  });
});

describe('replaceStringAnswers', () => {
  const shout = (answer: string) => answer.toUpperCase();

  it('replaces only the literals that change', () => {
    const text =
      ' [ {"quiz_question_id":"a" , "answer" : "<b>x" },{"answer":"\\u004F\\/K"},{"answer":1.0},{"answer":["x"]}, "y", {} ] ';
    expect(replaceStringAnswers(text, shout)).toBe(
      ' [ {"quiz_question_id":"a" , "answer" : "<B>X" },{"answer":"\\u004F\\/K"},{"answer":1.0},{"answer":["x"]}, "y", {} ] ',
    );
  });

  it('hands over the decoded string and writes the result as JSON', () => {
    const seen: string[] = [];
    const out = replaceStringAnswers('[{"answer":"a\\n\\u00e9\\"\\ud83d\\ude00"}]', (answer) => {
      seen.push(answer);
      return 'q"\\\n';
    });
    expect(seen).toEqual(['a\né"😀']);
    expect(out).toBe('[{"answer":"q\\"\\\\\\n"}]');
  });

  it('takes the last of repeated answers', () => {
    expect(replaceStringAnswers('[{"answer":"a","answer":"b"},{"answer":"c","answer":1}]', shout)).toBe(
      '[{"answer":"a","answer":"B"},{"answer":"c","answer":1}]',
    );
  });

  it.each(['{"answer":"a"}', '"a"', 'null', '[]', '[[{"answer":"a"}]]', '[{"x":{"answer":"a"}}]'])(
    'leaves %s alone',
    (text) => {
      expect(replaceStringAnswers(text, shout)).toBe(text);
    },
  );

  it('changes in any array exactly what JSON.parse calls the answer of an item', () => {
    const sanitise = (answer: string) => answer.replaceAll(/[<a]/g, '&"');
    fc.assert(
      fc.property(arraysOfObjectsWith('answer'), outerSpace, (tree, around) => {
        const clean = (item: Tree): Tree => {
          const last = lastValue(item, 'answer');
          if (item.kind !== 'object' || last?.kind !== 'literal' || !last.text.startsWith('"')) return item;
          const answer: string = JSON.parse(last.text);
          if (sanitise(answer) === answer) return item;
          const value: Tree = { kind: 'literal', text: JSON.stringify(sanitise(answer)) };
          return {
            ...item,
            members: item.members.map((member) => (member.value === last ? { ...member, value } : member)),
          };
        };
        const expected =
          tree.kind === 'array' ? write({ ...tree, items: tree.items.map(clean) }) : write(tree);
        expect(replaceStringAnswers(around + write(tree) + around, sanitise)).toBe(
          around + expected + around,
        );
      }),
      runs,
    );
  });
});

describe('text that is not JSON', () => {
  it('ends every walk', () => {
    const scraps = fc.string({
      unit: fc.constantFrom('{', '}', '[', ']', '"', ',', ':', '\\', ' ', '1', 'x'),
      maxLength: 30,
    });
    const starts = fc.constantFrom('', '[{"answer":', '{"ids":[');
    fc.assert(
      fc.property(starts, scraps, (start, scrap) => {
        const text = start + scrap;
        for (const walk of [jsonDepth, stringifyIds, (t: string) => replaceStringAnswers(t, (a) => a)]) {
          try {
            walk(text);
          } catch (error) {
            expect(error).toBeInstanceOf(SyntaxError);
          }
        }
      }),
      { numRuns: 5_000 },
    );
  });
});
