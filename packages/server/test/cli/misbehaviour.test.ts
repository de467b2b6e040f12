// What `quizwire listen` answers, and how it is told to answer badly.

import { expect, test } from 'vitest';
import { answerTo, misbehaviourOf } from '../../src/cli/misbehaviour.ts';
import { UsageError } from '../../src/cli/usage.ts';

const unasked = {
  status: undefined,
  'retry-after': undefined,
  delay: undefined,
  drop: false,
  duplicate: false,
  times: undefined,
};
type Options = Partial<Parameters<typeof misbehaviourOf>[0]>;

const first = { request: 1, isFirst: true, faultStatus: null };
const again = { request: 2, isFirst: false, faultStatus: null };
const good = { status: 204, retryAfter: null, delayMs: 0 };
const closed = { status: null, retryAfter: null, delayMs: 0 };

test.each<[string, Options, object, object]>([
  ['a good receiver takes', {}, first, good],
  ['a good receiver takes once more', {}, again, good],
  [
    'a good receiver refuses what is not signed',
    {},
    { ...first, faultStatus: 401 },
    { ...good, status: 401 },
  ],
  ['a status', { status: '500' }, first, { ...good, status: 500 }],
  ['a status also of a fault', { status: '200' }, { ...first, faultStatus: 401 }, { ...good, status: 200 }],
  ['Retry-After alone', { 'retry-after': '30' }, first, { ...good, status: 503, retryAfter: '30' }],
  [
    'Retry-After with a status',
    { 'retry-after': 'Wed, 21 Oct 2026 07:28:00 GMT', status: '429' },
    first,
    { ...good, status: 429, retryAfter: 'Wed, 21 Oct 2026 07:28:00 GMT' },
  ],
  ['a delay', { delay: '1.5s' }, first, { ...good, delayMs: 1_500 }],
  ['a delay in seconds', { delay: '20' }, first, { ...good, delayMs: 20_000 }],
  ['a delay in milliseconds', { delay: '200ms' }, again, { ...good, delayMs: 200 }],
  ['a drop', { drop: true }, first, closed],
  ['a drop each time', { drop: true }, again, closed],
  ['a late drop', { drop: true, delay: '1' }, first, { ...closed, delayMs: 1_000 }],
  ['a duplicate', { duplicate: true }, first, closed],
  ['what has come twice', { duplicate: true }, again, good],
  ['what has come twice, with a status', { duplicate: true, status: '202' }, again, { ...good, status: 202 }],
  ['the last time', { status: '500', times: '2' }, again, { ...good, status: 500 }],
  ['after the last time', { status: '500', delay: '9', times: '1' }, again, good],
  [
    'a fault after the last time',
    { drop: true, times: '1' },
    { ...again, faultStatus: 400 },
    { ...good, status: 400 },
  ],
])('%s', (_, options, arrival, answer) => {
  expect(answerTo({ ...first, ...arrival }, misbehaviourOf({ ...unasked, ...options }))).toEqual(answer);
});

test.each<[Options, RegExp]>([
  [{ status: '199' }, /^--status must be a whole number from 200 to 599; see quizwire listen --help$/],
  [{ status: '600' }, /^--status/],
  [{ status: 'teapot' }, /^--status/],
  [{ status: '500,3' }, /^--status/],
  [{ times: '0' }, /^--times must be a whole number from 1 /],
  [{ times: '-1' }, /^--times/],
  [{ delay: 'soon' }, /^--delay must be seconds, such as 20, 1\.5s or 200ms/],
  [{ delay: '' }, /^--delay/],
  [{ delay: '1h' }, /^--delay/],
  [{ 'retry-after': '' }, /^--retry-after must be seconds or a date/],
  [{ 'retry-after': '1\r\nSet-Cookie: a=b' }, /^--retry-after/],
  [{ drop: true, duplicate: true }, /^what is dropped has no answer/],
  [{ drop: true, status: '500' }, /^what is dropped has no answer/],
  [{ drop: true, 'retry-after': '1' }, /^what is dropped has no answer/],
])('%o is refused', (options, told) => {
  const asked = () => misbehaviourOf({ ...unasked, ...options });
  expect(asked).toThrow(UsageError);
  expect(asked).toThrow(told);
});
