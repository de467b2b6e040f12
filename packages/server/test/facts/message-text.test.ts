// What every live event's text has in common. Source: live events reference §1.1, §1.2.

import { describe, expect, test } from 'vitest';
import type { FactBody } from '../../src/facts/fact.ts';
import { bodyText, cutText, metadataText } from '../../src/facts/message-text.ts';
import { liveEventTextCharsMax } from '../../src/model/feed-limits.ts';

const global = (body: FactBody) => JSON.parse(bodyText(body, 21));
const local = (body: FactBody) => JSON.parse(bodyText(body, null));

describe('a body', () => {
  test('leaves out what is null at the top, and nothing else', () => {
    const body = { a: null, no: false, empty: '', none: [], zero: 0, nested: { b: null }, list: [null] };
    expect(global(body)).toEqual({
      no: false,
      empty: '',
      none: [],
      zero: 0,
      nested: { b: null },
      list: [null],
    });
  });

  test('keeps the order of its keys', () => {
    expect(bodyText({ b: 1, a: 2, user_id: 3 }, null)).toBe('{"b":1,"a":2,"user_id":"3"}');
  });

  test('has ids as texts, of the shard or local, however deep, and groups always local', () => {
    const body = {
      user_id: 7,
      id: 8,
      Context_ID: 9,
      group_id: 4,
      grader_ids: [1, 2],
      nested: { quiz_id: 5, list: [{ id: 6 }] },
    };
    const id = (digit: number) => `21000000000000${digit}`;
    expect(global(body)).toEqual({
      user_id: id(7),
      id: id(8),
      Context_ID: id(9),
      group_id: '4',
      grader_ids: [id(1), id(2)],
      nested: { quiz_id: id(5), list: [{ id: id(6) }] },
    });
    expect(local(body)).toEqual({
      user_id: '7',
      id: '8',
      Context_ID: '9',
      group_id: '4',
      grader_ids: ['1', '2'],
      nested: { quiz_id: '5', list: [{ id: '6' }] },
    });
  });

  test('leaves alone what is no id: texts, other keys, fractions, other things in a list of ids', () => {
    const body = {
      job_id: 'x7',
      grid: 5,
      uuid: 5,
      attempt: 2,
      position: 3,
      score_id: 1.5,
      user_ids: ['a', null, true],
      user_id_list: [1],
      kids: [1],
    };
    expect(global(body)).toEqual(body);
  });

  test('has its long texts cut, and names, grades and URLs whole', () => {
    const long = 'word '.repeat(3000);
    const cut = `${'word '.repeat(1637)}word...`;
    for (const key of ['title', 'description', 'body', 'text', 'filename', 'subject', 'message']) {
      expect([key, global({ [key]: long })[key]]).toEqual([key, cut]);
    }
    for (const key of ['assignment_name', 'name', 'grade', 'url', 'rules']) {
      expect([key, global({ [key]: long })[key]]).toEqual([key, long]);
    }
  });

  test('of any keys that people chose has them all', () => {
    const body = JSON.parse('{"integration_data":{"__proto__":{"a":1},"constructor":2}}');
    expect(bodyText(body, null)).toBe(JSON.stringify(body));
  });
});

test('metadata keep what is null', () => {
  expect(metadataText({ referrer: null, user_id: 7 }, 1)).toBe(
    '{"referrer":null,"user_id":"10000000000007"}',
  );
});

describe('a text', () => {
  const max = liveEventTextCharsMax;

  test.each<[string, string, string]>([
    ['of the greatest length is whole', 'x'.repeat(max), 'x'.repeat(max)],
    ['one longer is cut, with the dots within the length', 'x'.repeat(max + 1), `${'x'.repeat(max - 3)}...`],
    [
      'is cut before its last word',
      `${'x'.repeat(max - 10)} ${'y'.repeat(20)}`,
      `${'x'.repeat(max - 10)}...`,
    ],
    [
      'keeps a word that ends where there is no more room',
      `${'x'.repeat(max - 3)} yyyyyy`,
      `${'x'.repeat(max - 3)}...`,
    ],
    ['does not keep one that ends a character later', `ab ${'x'.repeat(max - 5)} yyyyyy`, 'ab...'],
    [
      'that begins with its only space is cut within the word',
      ` ${'x'.repeat(max)}`,
      ` ${'x'.repeat(max - 4)}...`,
    ],
    ['counts characters and not their halves', '😀'.repeat(max), '😀'.repeat(max)],
    ['of such characters is cut between them', '😀'.repeat(max + 1), `${'😀'.repeat(max - 3)}...`],
    [
      'of such words is cut before one',
      `${'😀'.repeat(max - 4)} ${'😀'.repeat(4)}`,
      `${'😀'.repeat(max - 4)}...`,
    ],
    ['of markup is cut as any other', `<p>${'x '.repeat(max)}</p>`, `<p>${'x '.repeat(max / 2 - 4)}x...`],
  ])('%s', (_, text, expected) => {
    expect(cutText(text)).toBe(expected);
  });
});
