// Live events of a Canvas as text. Source: live events reference §1, §1.1, §2.1, §3.10, §9.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canvasEventsOf } from '../../../src/http/canvas-wire/canvas-events.ts';
import { receivedEventCharsMax, receivedEventsMax } from '../../../src/model/feed-limits.ts';
import { Refusal } from '../../../src/model/refusal.ts';
import { lastValue, objectsWith, trees, write } from './arbitrary-json-text.ts';

const metadata =
  '{"event_name":"grade_change","event_time":"2019-11-01T00:08:55.123Z","context_type":"Course",' +
  '"context_id":"21070000000000055","root_account_id":"21070000000000001"}';
const body =
  '{"submission_id":"21070000000000012","assignment_id":"21070000000000034","user_id":"21070000000000056","score":5.0}';
const graded = `{"metadata":${metadata},"body":${body}}`;

const read = (text: string, shard = 2107) => canvasEventsOf(text, shard);

/** The message of the refusal of a text. */
function refusalOf(text: string): { kind: string; message: string } {
  try {
    read(text);
  } catch (error) {
    if (error instanceof Refusal && 'message' in error.reason) {
      return { kind: error.reason.kind, message: error.reason.message };
    }
    throw error;
  }
  throw new Error('it was read');
}

describe('an event', () => {
  test('is kept as it was written, and filed under the ids that are of this shard', () => {
    expect(read(graded)).toEqual([
      {
        eventName: 'grade_change',
        eventTimeMs: Date.UTC(2019, 10, 1, 0, 8, 55, 123),
        courseId: 55,
        assignmentId: 34,
        userId: 56,
        metadata,
        body,
      },
    ]);
    expect(read(graded, 1)).toEqual([
      expect.objectContaining({ courseId: null, assignmentId: null, userId: null, metadata, body }),
    ]);
  });

  test('of the raw stream has its attributes for metadata', () => {
    expect(read(`{ "attributes" : ${metadata} ,\n"body":${body}}`)).toEqual(read(graded));
    expect(read(`{"metadata":null,"attributes":${metadata},"body":${body}}`)).toEqual(read(graded));
    expect(read(`{"attributes":{},"metadata":${metadata},"body":${body}}`)).toEqual(read(graded));
  });

  test.each([
    ['2017-10-05T05:38:00Z', Date.UTC(2017, 9, 5, 5, 38)],
    ['2019-10-05 05:38:00 -0800', null],
    ['2019-10-05T05:38:00-08:00', Date.UTC(2019, 9, 5, 13, 38)],
    ['2019-10-05T05:38:00.1239Z', Date.UTC(2019, 9, 5, 5, 38, 0, 123)],
  ])('has its time read from %s', (time, timeMs) => {
    const text = `{"metadata":{"event_name":"logged_out","event_time":"${time}"}}`;
    if (timeMs === null) expect(refusalOf(text).message).toContain('event_time');
    else expect(read(text)[0]?.eventTimeMs).toBe(timeMs);
  });

  test('may have no body, or one that is nothing', () => {
    const bare = `{"metadata":${metadata}}`;
    for (const text of [bare, `{"metadata":${metadata},"body":null}`, `{"metadata":${metadata},"body":{}}`]) {
      expect(read(text)[0]?.body).toBe('{}');
    }
  });

  test('has the course of its context, else of its body', () => {
    const inAccount = metadata.replace('Course', 'Account');
    const [event] = read(`{"metadata":${inAccount},"body":{"course_id":"21070000000000077"}}`);
    expect(event?.courseId).toBe(77);
    expect(read(`{"metadata":${inAccount},"body":{}}`)[0]?.courseId).toBeNull();
  });

  test('says with local ids nothing that it can be filed under', () => {
    const text = `{"metadata":{"event_name":"course_grade_change","event_time":"2019-11-01T00:08:55Z"},"body":{"course_id":"5","user_id":"6","assignment_id":7}}`;
    expect(read(text)).toEqual([
      expect.objectContaining({ courseId: null, assignmentId: null, userId: null }),
    ]);
  });

  test('with a key twice says what JSON.parse says', () => {
    const text = `{"metadata":{"event_name":"a","event_time":"2000-01-01"},"body":{"a":1},"b\\u006fdy":{"b" : 2},"metadata":${metadata}}`;
    expect(read(text)).toEqual([
      expect.objectContaining({ eventName: 'grade_change', metadata, body: '{"b" : 2}' }),
    ]);
  });

  test('keeps every byte of a body, however it is written', () => {
    fc.assert(
      fc.property(
        objectsWith('body', objectsWith('x', trees)),
        fc.constantFrom('', ' ', '\n\t'),
        (tree, gap) => {
          const member = lastValue(tree, 'body');
          fc.pre(member === undefined || member.kind === 'object');
          fc.pre(lastValue(tree, 'metadata') === undefined);
          const rest = write(tree).slice(1);
          const text = `{${gap}"metadata"${gap}:${gap}${metadata}${/^\s*\}/.test(rest) ? '' : ','}${rest}`;
          const [event, ...more] = read(text);
          expect(more).toEqual([]);
          expect(event?.metadata).toBe(metadata);
          // The parts of a tree are written with the spaces of the whole around them, so that values are compared.
          expect(JSON.parse(event?.body ?? '')).toEqual(JSON.parse(text).body ?? {});
          expect(text).toContain(member === undefined ? '' : event?.body);
        },
      ),
      { numRuns: 1_000 },
    );
  });
});

describe('several events', () => {
  const other = graded.replace('grade_change', 'submission_updated');
  const both = ['grade_change', 'submission_updated'];
  test.each([
    ['in an array', `[${graded} , ${other}]`],
    ['as lines', `${graded}\n${other}\n`],
    ['one behind the other', `${graded}${other}`],
    ['as lines with carriage returns', `${graded}\r\n\r\n${other}\r\n`],
    ['as arrays and alone', ` [${graded}]\n${other}`],
  ])('%s', (_, text) => {
    const events = read(text);
    expect(events.map(({ eventName }) => eventName)).toEqual(both);
    expect(new Set(events.map((event) => event.body))).toEqual(new Set([body]));
  });

  test('as many as are taken, and one more', () => {
    const small = '{"metadata":{"event_name":"logged_out","event_time":"2019-11-01"}}';
    expect(read(Array(receivedEventsMax).fill(small).join('\n'))).toHaveLength(receivedEventsMax);
    const tooMany = Array(receivedEventsMax + 1).fill(small);
    for (const text of [tooMany.join('\n'), `[${tooMany.join()}]`]) {
      expect(refusalOf(text)).toEqual({
        kind: 'too_large',
        message: `the body has more than ${receivedEventsMax} events; send fewer at a time`,
      });
    }
  });

  test('one as long as is taken, and one character longer', () => {
    const padded = (length: number) => {
      const start = `{"metadata":${metadata},"body":{"x":"`;
      return `${start}${'x'.repeat(length - start.length - 3)}"}}`;
    };
    expect(read(padded(receivedEventCharsMax))).toHaveLength(1);
    expect(refusalOf(`${graded}\n${padded(receivedEventCharsMax + 1)}`)).toEqual({
      kind: 'too_large',
      message: `event 1 is longer than ${receivedEventCharsMax} characters`,
    });
  });
});

describe('what is no event', () => {
  const at = (name: unknown, time: unknown = '2019-11-01') =>
    JSON.stringify({ metadata: { event_name: name, event_time: time } });

  test.each([
    ['', 'the body has no event'],
    [' \n', 'the body has no event'],
    ['[]', 'the body has no event'],
    ['[][]', 'the body has no event'],
    ['null', 'event 0 must be an object'],
    ['7', 'event 0 must be an object'],
    ['"x"', 'event 0 must be an object'],
    ['[[]]', 'event 0 must be an object'],
    [`${graded} 7`, 'event 1 must be an object'],
    ['{}', 'event 0 must have an object metadata or attributes'],
    ['{"metadata":[]}', 'event 0 must have an object metadata or attributes'],
    [`{"metadata":${metadata},"body":[]}`, 'event 0[body] must be an object'],
    [`{"metadata":${metadata},"body":"x"}`, 'event 0[body] must be an object'],
    [at(undefined), 'event 0[metadata][event_name] must be the name of an event, such as grade_change'],
    [at(''), 'event 0[metadata][event_name] must be the name of an event, such as grade_change'],
    [at(7), 'event 0[metadata][event_name] must be the name of an event, such as grade_change'],
    [at('a b'), 'event 0[metadata][event_name] must be the name of an event, such as grade_change'],
    [at('a\nb'), 'event 0[metadata][event_name] must be the name of an event, such as grade_change'],
    [at('a\0'), 'event 0[metadata][event_name] must be the name of an event, such as grade_change'],
    [at('a'.repeat(256)), 'event 0[metadata][event_name] must be the name of an event, such as grade_change'],
    [at('quizwire.attempt_started'), "event 0[metadata][event_name] must be one of Canvas's"],
    [at('caliper.GradeEvent'), "event 0[metadata][event_name] must be one of Canvas's"],
    [at('a', null), 'event 0[metadata][event_time] must be an ISO 8601 time'],
    [at('a', 7), 'event 0[metadata][event_time] must be an ISO 8601 time'],
    [at('a', 'yesterday'), 'event 0[metadata][event_time] must be an ISO 8601 time'],
    [
      at('a').replace('metadata', 'attributes').replace('2019', 'x'),
      'event 0[attributes][event_time] must be an ISO 8601 time',
    ],
    [
      `{"metadata":${metadata},"body":${'{"a":'.repeat(64)}1${'}'.repeat(64)}}`,
      'the body is nested deeper than 64 levels',
    ],
  ])('%s', (text, message) => {
    expect(refusalOf(text)).toEqual({ kind: 'malformed', message });
  });

  test.each([
    '{',
    `${graded},${graded}`,
    `${graded}]`,
    '[',
    `[${graded}`,
    'x',
    '{"metadata"}',
    '\uFEFF{}',
    "{'a':1}",
  ])('%s is no JSON', (text) => {
    expect(refusalOf(text).message).toMatch(/^the body is not valid JSON: /);
  });

  test('is refused, whatever it is, and nothing else happens', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          trees.map((tree) => write(tree)),
        ),
        (text) => {
          expect(['malformed', 'too_large']).toContain(refusalOf(text).kind);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  test('a name with dots and digits is one', () => {
    expect(read(at('quizzes.quiz_graded'))[0]?.eventName).toBe('quizzes.quiz_graded');
    expect(read(at('a'.repeat(255)))[0]?.eventName).toHaveLength(255);
  });
});
