import fc from 'fast-check';
import { expect, test } from 'vitest';
import { retryAfterMs } from '../../src/delivery/retry-after.ts';
import { retryAfterMaxMs } from '../../src/model/delivery-limits.ts';

const now = Date.parse('2026-03-01T12:00:00.500Z');

test.each([
  ['0', 0],
  ['1', 1_000],
  [' 30 ', 30_000],
  ['007', 7_000],
  ['86400', retryAfterMaxMs],
  ['86401', retryAfterMaxMs],
  ['9'.repeat(400), retryAfterMaxMs],
  ['Sun, 01 Mar 2026 12:00:10 GMT', 9_500],
  ['Sunday, 01-Mar-26 12:00:10 GMT', 9_500],
  ['Sun Mar  1 12:00:10 2026 GMT', 9_500],
  ['Sun, 01 Mar 2026 11:00:00 GMT', 0],
  ['Fri, 31 Dec 9999 23:59:59 GMT', retryAfterMaxMs],
])('Retry-After: %s is a wait of %i ms', (header, expected) => {
  expect(retryAfterMs(header, now)).toBe(expected);
});

test.each([
  undefined,
  '',
  ' ',
  '-1',
  '1.5',
  '1e3',
  '0x10',
  '2026-03-01',
  'soon',
  'NaN',
  'Infinity',
  '12:00:10',
  '٣',
])('Retry-After: %s is none', (header) => {
  expect(retryAfterMs(header, now)).toBeNull();
});

test('is within its bounds or none, whatever is there', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
      ),
      (header) => {
        const waitMs = retryAfterMs(header, now);
        expect(waitMs === null || (waitMs >= 0 && waitMs <= retryAfterMaxMs)).toBe(true);
      },
    ),
  );
});
