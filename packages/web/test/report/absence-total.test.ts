// What the report says of all absences together.

import { expect, test } from 'vitest';
import { totalText } from '../../src/report/report-absences.tsx';
import { absence, attemptLog } from '../support/attempt-log.ts';

const asIs = 'How long somebody was away does not show what they did.';

test.each([
  [{ absence_count: 2, absence_ms: 12_000 }, '2 times away or out of sight, 12 s in all'],
  [{ absence_count: 2, absence_ms: 0 }, '2 times away or out of sight'],
  [
    { absence_count: 1, absence_ms: 12_000, connection_count: 1, connection_ms: 12_000 },
    '1 time away or out of sight, 12 s in all; 1 time without a network',
  ],
])('%o: what the server counts, though two pages of an attempt were left at once', (counted, text) => {
  const absences = [absence({ page_session: 'one' }), absence({ page_session: 'two' })];
  expect(totalText(attemptLog([], { activity: { absences, ...counted } }).activity)).toBe(`${text}. ${asIs}`);
});

test('of very many only the first are listed, and it says so', () => {
  const counted = { absence_count: 10_001, absence_ms: 60_000, absences: [absence({})] };
  expect(totalText(attemptLog([], { activity: counted }).activity)).toBe(
    `10001 times away or out of sight, 1 min 0 s in all; the first 1 are listed. ${asIs}`,
  );
});
