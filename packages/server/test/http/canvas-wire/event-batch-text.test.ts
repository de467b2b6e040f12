// The text of a posted batch: what is read, and that `event_data` keeps every byte.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { objectOfJson } from '../../../src/http/canvas-wire/body-text.ts';
import { type PostedItem, postedBatchOf } from '../../../src/http/canvas-wire/event-batch-text.ts';
import { jsonDepthMax } from '../../../src/model/limits.ts';
import { eventBatchEventsMax, pageSessionTextCharsMax } from '../../../src/model/quiz-log-limits.ts';
import { arraysOfObjectsWith, lastValue, objectsWith, trees, write } from './arbitrary-json-text.ts';

const runs = { numRuns: 1_500 };
const outerSpace = fc.constantFrom('', ' ', '\n\t ');

const itemsOf = (text: string) => postedBatchOf(text).quiz_submission_events;
const dataOf = (text: string) =>
  (itemsOf(text) as PostedItem[]).map((item) => Object(item).event_data ?? null);

/** What is left of a value where no object and no array may be. */
function plain(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return Array.isArray(value) ? [] : {};
}

/** What a reading says, or how it refuses. */
function outcomeOf(read: () => unknown): unknown {
  try {
    return { read: read() };
  } catch (error) {
    return { error };
  }
}

describe('the text of a batch', () => {
  it('keeps every byte of each event_data, space around it aside', () => {
    const text =
      '{ "quiz_submission_events" : [ {"event_type":"a", "event_data" : { "b" : 1.0,\n"b":-0 } } ,' +
      '{"event_data":\t"x\\"]}" },{"event_data":null},{"event_data":1e3}]}';
    expect(dataOf(text)).toEqual(['{ "b" : 1.0,\n"b":-0 }', '"x\\"]}"', 'null', '1e3']);
  });

  it('has no event_data for an item without the member and for one that is no object', () => {
    expect(
      dataOf('{"quiz_submission_events":[{},1,"event_data",null,[{"event_data":1}],{"a":{"event_data":1}}]}'),
    ).toEqual([null, null, null, null, null, null]);
  });

  it('takes the last of repeated members, at the top and in an item', () => {
    expect(
      postedBatchOf(
        '{"sent_at":1,"quiz_submission_events":[{"event_data":1}],"a":[],"sent_at":2,' +
          '"quiz_submission_events":[{"id":"a","event_data":2,"id":"b","event_data":3}]}',
      ),
    ).toEqual({ sent_at: 2, quiz_submission_events: [{ id: 'b', event_data: '3' }], itemCount: 1 });
    expect(itemsOf('{"quiz_submission_events":[{"event_data":1}],"quiz_submission_events":7}')).toBe(7);
  });

  it('knows a key by what its escapes mean', () => {
    expect(dataOf('{"\\u0071uiz_submission_events":[{"event\\u005fdata":1}]}')).toEqual(['1']);
    expect(dataOf('{"quiz_submission_events":[{"event\\\\data":1,"event_dat\\\\":2}]}')).toEqual([null]);
  });

  it('builds no more items than a batch may have, and counts them all', () => {
    const items = Array.from({ length: eventBatchEventsMax + 3 }, (_, index) => `{"id":${index}}`);
    const batch = postedBatchOf(`{"quiz_submission_events":[${items.join(',')}]}`);
    expect(batch.itemCount).toBe(eventBatchEventsMax + 3);
    expect(batch.quiz_submission_events).toHaveLength(eventBatchEventsMax);
    expect(() => postedBatchOf(`{"quiz_submission_events":[${items.join(',')},]}`)).toThrow('not valid JSON');
  });

  it('takes what a page says of itself when it is short', () => {
    const session = { id: 'tab', elapsed_ms: 5, other: [1] };
    expect(postedBatchOf(JSON.stringify({ page_session: session })).page_session).toEqual(session);
    const long = { ...session, other: 'x'.repeat(pageSessionTextCharsMax) };
    expect(postedBatchOf(JSON.stringify({ page_session: long })).page_session).toBeUndefined();
  });

  it.each(['', ' \n', '\ufeff', 'null', ' null '])('says nothing in %j', (text) => {
    expect(postedBatchOf(text)).toEqual({});
  });

  it('says of any batch what JSON.parse says, and gives event_data as it was written', () => {
    const batches = objectsWith('quiz_submission_events', arraysOfObjectsWith('event_data'));
    fc.assert(
      fc.property(batches, outerSpace, (tree, around) => {
        const text = around + write(tree) + around;
        const parsed = JSON.parse(text);
        const batch = postedBatchOf(text);
        expect(batch.sent_at).toStrictEqual(plain(parsed.sent_at));
        const events = lastValue(tree, 'quiz_submission_events');
        if (events?.kind !== 'array') {
          expect(batch.quiz_submission_events).toStrictEqual(plain(parsed.quiz_submission_events));
          return;
        }
        const known = ['event_type', 'client_timestamp', 'id', 'session', 'sequence', 'elapsed_ms'];
        const expected = parsed.quiz_submission_events.map((item: unknown, index: number) => {
          if (typeof item !== 'object' || item === null || Array.isArray(item)) return plain(item);
          const members = Object.entries(item).flatMap(([key, value]) =>
            known.includes(key) ? [[key, plain(value)]] : [],
          );
          const data = lastValue(events.items[index] ?? events, 'event_data');
          return Object.fromEntries(data === undefined ? members : [...members, ['event_data', write(data)]]);
        });
        expect(batch.quiz_submission_events).toStrictEqual(expected);
      }),
      runs,
    );
  });

  it('refuses what the reading of any other body refuses, in the same words', () => {
    const broken = fc
      .tuple(trees, fc.nat(60), fc.constantFrom('', ',', '"', '}', '\\', '\u0001', '1'))
      .map(([tree, at, put]) => {
        const text = `{"quiz_submission_events":[{"event_data":${write(tree)}}]}`;
        return text.slice(0, at) + put + text.slice(at + 1);
      });
    const texts = fc.oneof(
      broken,
      trees.map((tree) => write(tree)),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const wanted = outcomeOf(() => objectOfJson(text));
        const found = outcomeOf(() => postedBatchOf(text));
        if (Object.hasOwn(wanted as object, 'error')) expect(found).toStrictEqual(wanted);
        else expect(found).toHaveProperty('read');
      }),
      { numRuns: 5_000 },
    );
  });

  it.each([1, 3, 100_000])('refuses data nested %i levels too deep', (levels) => {
    const deep = jsonDepthMax - 3 + levels;
    const text = `{"quiz_submission_events":[{"event_data":${'['.repeat(deep)}${']'.repeat(deep)}}]}`;
    expect(outcomeOf(() => postedBatchOf(text))).toStrictEqual(outcomeOf(() => objectOfJson(text)));
    expect(() => postedBatchOf(text)).toThrow(`the body is nested deeper than ${jsonDepthMax} levels`);
  });

  it('takes data nested as deep as may be', () => {
    const deep = '['.repeat(jsonDepthMax - 3) + ']'.repeat(jsonDepthMax - 3);
    expect(dataOf(`{"quiz_submission_events":[{"event_data":${deep}}]}`)).toEqual([deep]);
  });

  it('reads long strings full of quotes and backslashes in one pass', () => {
    const essay = JSON.stringify('\\"'.repeat(500_000));
    expect(dataOf(`{"quiz_submission_events":[{"event_data":${essay}}]}`)).toEqual([essay]);
  });
});
