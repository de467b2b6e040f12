// What the log tells of a failure of the database, and of each send.

import { expect, test } from 'vitest';
import { logSend, openLog } from '../src/log.ts';
import { openDatabase } from '../src/store/open-database.ts';
import { eachDatabase } from './support/databases.ts';
import { testStartMs } from './support/server.ts';

eachDatabase((database) => {
  test('an error of the database is logged with its cause, without the values of its row', async () => {
    await using opened = await openDatabase(await database.readyUrl(), testStartMs);
    const row = { contextType: 'Course', contextId: 1, feature: 'what-somebody-wrote', state: 'on' } as const;
    const insert = () => opened.query.insertInto('featureFlags').values(row).execute();
    await insert();
    const error = await insert().catch((reason: unknown) => reason);
    expect(opened.isUniqueConflict(error)).toBe(true);
    const lines: string[] = [];
    openLog('info', { write: (line) => void lines.push(line) }).error({ err: error }, 'defect');
    const text = lines.join('');
    expect(JSON.parse(text)).toMatchObject({
      msg: 'defect',
      err: { message: expect.stringMatching(/unique/i), stack: expect.any(String) },
    });
    expect(text).not.toContain('what-somebody-wrote');
  });
});

const send = {
  subscriptionId: 4,
  deliveryId: 12,
  position: 7,
  uuid: 'c9ec7d52-9f3c-4b9e-8d0a-0d2f6f4b8a11',
  eventName: 'grade_change',
  tries: 2,
  durationMs: 15,
  lagMs: 5_020,
};

test('a send is one line with all about it, and nothing of what was sent and answered', () => {
  const lines: string[] = [];
  const log = openLog('info', { write: (line) => void lines.push(line) });
  const answer = { status: 500, responseHead: 'a secret of theirs' };
  logSend(log, {
    ...send,
    outcome: { kind: 'failed', ...answer, reason: 'the answer was 500', retryAfterMs: null, isFinal: false },
    nextAtMs: testStartMs,
  });
  logSend(log, { ...send, outcome: { kind: 'delivered', ...answer, status: 204 }, nextAtMs: null });
  const [failed, delivered] = lines.map((line) => JSON.parse(line));
  const common = { level: 30, time: expect.any(String), msg: 'sent', ...send };
  expect(failed).toEqual({
    ...common,
    outcome: 'failed',
    status: 500,
    reason: 'the answer was 500',
    nextAt: new Date(testStartMs).toISOString(),
  });
  expect(delivered).toEqual({ ...common, outcome: 'delivered', status: 204 });
});
