import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseBrackets } from '../../../src/http/canvas-wire/brackets.ts';
import { bracketDepthMax, bracketPairsMax } from '../../../src/model/limits.ts';
import { Refusal } from '../../../src/model/refusal.ts';

/** The message of the malformed refusal that reading `text` ends in. */
function refused(text: string): string {
  try {
    parseBrackets(text);
  } catch (error) {
    if (error instanceof Refusal && error.reason.kind === 'malformed') return error.reason.message;
    throw error;
  }
  throw new Error(`${text} was read`);
}

const asJson = (text: string): unknown => JSON.parse(JSON.stringify(parseBrackets(text)));

describe('plain parameters', () => {
  it.each([
    ['', {}],
    ['a=1', { a: '1' }],
    ['a=1&b=2', { a: '1', b: '2' }],
    ['a=', { a: '' }],
    ['a', { a: null }],
    ['a&b=1', { a: null, b: '1' }],
    ['a=1&a=2', { a: '2' }],
    ['a=1&a', { a: null }],
    ['a=b=c', { a: 'b=c' }],
    ['=1&b=2', { b: '2' }],
    ['&&a=1&', { a: '1' }],
    ['a=1& b=2', { a: '1', b: '2' }],
    ['a=1;b=2', { a: '1;b=2' }],
  ])('reads %s', (text, expected) => {
    expect(asJson(text)).toEqual(expected);
  });

  it('decodes plus signs and percent signs in names and values', () => {
    expect(asJson('a+b=c+d%2Be&%C3%A9=%F0%9F%98%80&a%5Bb%5D=1%26')).toEqual({
      'a b': 'c d+e',
      é: '😀',
      a: { b: '1&' },
    });
  });
});

// The readings are those of Rack's own specification of parse_nested_query.
describe('brackets', () => {
  it.each([
    ['a[]', { a: [null] }],
    ['a[]=', { a: [''] }],
    ['a[]=1&a[]=2', { a: ['1', '2'] }],
    ['a[b]=1', { a: { b: '1' } }],
    ['a[b]=1&a[b]=2', { a: { b: '2' } }],
    ['a[b][]=1&a[b][]=2', { a: { b: ['1', '2'] } }],
    ['a[b][c]=1&a[b][d]=2', { a: { b: { c: '1', d: '2' } } }],
    ['a[b][][c]=1', { a: { b: [{ c: '1' }] } }],
    ['a[b][][c][]=1', { a: { b: [{ c: ['1'] }] } }],
    ['a[][b]=1&a[][c]=2', { a: [{ b: '1', c: '2' }] }],
    ['a[b]=1&a=2', { a: '2' }],
    ['a&a[b]=1', { a: { b: '1' } }],
  ])('reads %s', (text, expected) => {
    expect(asJson(text)).toEqual(expected);
  });

  it('begins a new element of an array of objects when a name is already there', () => {
    expect(asJson('a[][x]=1&a[][y]=2&a[][x]=3')).toEqual({ a: [{ x: '1', y: '2' }, { x: '3' }] });
    expect(asJson('a[][x][y]=1&a[][x][z]=2&a[][x][y]=3')).toEqual({
      a: [{ x: { y: '1', z: '2' } }, { x: { y: '3' } }],
    });
    expect(asJson('a[][x]&a[][x]=2')).toEqual({ a: [{ x: null }, { x: '2' }] });
  });

  it('never begins a new element for an array inside an element', () => {
    expect(asJson('a[][b][]=1&a[][b][]=2')).toEqual({ a: [{ b: ['1', '2'] }] });
    expect(asJson('a[][b][]=1&a[][id]=7&a[][b][]=2&a[][id]=8&a[][b][]=3')).toEqual({
      a: [
        { b: ['1', '2'], id: '7' },
        { id: '8', b: ['3'] },
      ],
    });
  });

  it('keeps the event batch of a form client together', () => {
    expect(
      asJson(
        'quiz_submission_events[][client_timestamp]=2014-10-08T19:29:58Z&quiz_submission_events[][event_type]=question_flagged' +
          '&quiz_submission_events[][event_data][questionId]=1&quiz_submission_events[][event_data][flagged]=true' +
          '&quiz_submission_events[][event_type]=question_viewed&quiz_submission_events[][event_data][]=1&quiz_submission_events[][event_data][]=4',
      ),
    ).toEqual({
      quiz_submission_events: [
        {
          client_timestamp: '2014-10-08T19:29:58Z',
          event_type: 'question_flagged',
          event_data: { questionId: '1', flagged: 'true' },
        },
        { event_type: 'question_viewed', event_data: ['1', '4'] },
      ],
    });
  });

  it('keeps numbers as keys of objects', () => {
    expect(asJson('answers[0][text]=a&answers[1][text]=b')).toEqual({
      answers: { 0: { text: 'a' }, 1: { text: 'b' } },
    });
  });

  it('mixes values and objects in one array', () => {
    expect(asJson('a[]=1&a[][b]=2&a[]=3&a[][b]=4')).toEqual({ a: ['1', { b: '2' }, '3', { b: '4' }] });
  });

  it.each([
    ['[a]=1', { '[a]': '1' }],
    ['[]=1', { '[]': '1' }],
    ['a[=1', { 'a[': '1' }],
    ['a[b=1', { a: { '[b': '1' } }],
    ['a]=1', { 'a]': '1' }],
    ['a[b]c=1', { a: { b: { c: '1' } } }],
    ['a[]b=1', { a: [{ b: '1' }] }],
    ['a[][]=1&a[][]=2', { a: [['1'], ['2']] }],
    ['a[][][b]=1', { a: [{ '[]': { b: '1' } }] }],
  ])('reads the odd name %s as Rack does', (text, expected) => {
    expect(asJson(text)).toEqual(expected);
  });
});

describe('refusals', () => {
  it.each([
    ['a=1&a[b]=2', 'a[b]'],
    ['a=1&a[]=2', 'a[]'],
    ['a[]=1&a[b]=2', 'a[b]'],
    ['a[b]=1&a[]=2', 'a[]'],
    ['a[b]=1&a[][c]=2', 'a[][c]'],
    ['a[b]=1&a[b][c]=2', 'a[b][c]'],
  ])('names the parameter that clashes in %s', (text, name) => {
    expect(refused(text)).toContain(`${name} does not fit an earlier parameter`);
  });

  it.each(['a=%', 'a=%4', 'a=%zz', 'a=%ff', 'a=%C3', 'a=%ED%A0%80', 'a=%C0%AF', 'b=1&a=%'])(
    'refuses %s as bad encoding',
    (text) => {
      expect(refused(text)).toBe('a is not percent-encoded UTF-8');
    },
  );

  it('names a badly encoded name as it is written, and quotes no value', () => {
    expect(refused('%ff=1')).toBe('%ff is not percent-encoded UTF-8');
    expect(refused('access_token=s3cret%')).not.toContain('s3cret');
  });

  it('refuses names nested deeper than the bound and reads those at it', () => {
    const nested = (depth: number) => `a${'[b]'.repeat(depth - 1)}=1`;
    expect(JSON.stringify(parseBrackets(nested(bracketDepthMax)))).toContain('"b":"1"');
    expect(refused(nested(bracketDepthMax + 1))).toContain('is nested deeper than 32');
    expect(refused(nested(100_000)).length).toBeLessThan(200);
  });

  it('refuses more pairs than the bound and reads as many', () => {
    const many = (count: number) => Array.from({ length: count }, (_, i) => `a${i}=1`).join('&');
    expect(Object.keys(parseBrackets(many(bracketPairsMax)))).toHaveLength(bracketPairsMax);
    expect(refused(many(bracketPairsMax + 1))).toContain('4096');
  });
});

describe('names that objects have by nature', () => {
  it('are names like any other', () => {
    const params = parseBrackets(
      '__proto__[x]=1&constructor[prototype][y]=2&toString=3&a[__proto__][z]=4&b[][__proto__]=5',
    );
    expect(JSON.stringify(params)).toBe(
      '{"__proto__":{"x":"1"},"constructor":{"prototype":{"y":"2"}},"toString":"3","a":{"__proto__":{"z":"4"}},"b":[{"__proto__":"5"}]}',
    );
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(Reflect.get({}, 'x')).toBeUndefined();
  });

  it('do not look as if they were there before', () => {
    expect(asJson('a[][toString]=1&a[][hasOwnProperty]=2')).toEqual({
      a: [{ toString: '1', hasOwnProperty: '2' }],
    });
    expect('toString' in parseBrackets('a=1')).toBe(false);
  });
});

describe('what a client writes', () => {
  // Elements of an array of objects all have the same names, as a form client must write them.
  const name = fc.string({
    unit: fc.constantFrom('a', 'b', '_', ' ', 'é', '%', '&', '=', '+'),
    minLength: 1,
    maxLength: 4,
  });
  const leaf = fc.string({ unit: 'grapheme', maxLength: 5 });
  const value = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      leaf,
      fc.array(leaf, { minLength: 1, maxLength: 3 }),
      fc.dictionary(name, tie('value'), { minKeys: 1, maxKeys: 3, noNullPrototype: true }),
      fc
        .uniqueArray(name, { minLength: 1, maxLength: 3 })
        .chain((names) =>
          fc
            .array(fc.tuple(...names.map(() => leaf)), { minLength: 1, maxLength: 3 })
            .map((rows) => rows.map((row) => Object.fromEntries(names.map((key, i) => [key, row[i]])))),
        ),
    ),
  })).value;

  function pairs(prefix: string, part: unknown): string[] {
    if (Array.isArray(part)) return part.flatMap((item) => pairs(`${prefix}[]`, item));
    if (typeof part === 'object' && part !== null) {
      return Object.entries(part).flatMap(([key, item]) =>
        pairs(`${prefix}[${encodeURIComponent(key)}]`, item),
      );
    }
    return [`${prefix}=${encodeURIComponent(String(part)).replaceAll('%20', '+')}`];
  }

  it('comes back as it was', () => {
    fc.assert(
      fc.property(fc.dictionary(name, value, { noNullPrototype: true }), (params) => {
        const text = Object.entries(params).flatMap(([key, part]) => pairs(encodeURIComponent(key), part));
        expect(asJson(text.join('&'))).toEqual(params);
      }),
      { numRuns: 1_000 },
    );
  });

  it('is either read or refused as malformed, whatever it is', () => {
    const scraps = fc.string({
      unit: fc.constantFrom('a', 'b', '[', ']', '[]', '=', '&', '%', '5B', '+', '%5B', '%5D'),
      maxLength: 25,
    });
    fc.assert(
      fc.property(scraps, (text) => {
        let params: Record<string, unknown>;
        try {
          params = parseBrackets(text);
        } catch (error) {
          expect(error).toBeInstanceOf(Refusal);
          return;
        }
        expect(JSON.stringify(params)).toMatch(/^\{/);
      }),
      { numRuns: 5_000 },
    );
  });
});
