// What the log tells of a failure of the database.

import { expect, test } from 'vitest';
import { openLog } from '../src/log.ts';
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
