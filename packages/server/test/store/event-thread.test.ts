// What happens when the thread that stores quiz events dies.

import { expect, test } from 'vitest';
import { openDatabase } from '../../src/store/open-database.ts';
import type { PostedBatch } from '../../src/store/posted-batch.ts';
import { eachDatabase } from '../support/databases.ts';
import { newQuizEvent } from '../support/new-quiz-event.ts';
import { testStartMs } from '../support/server.ts';
import { runSql } from '../support/sql.ts';
import { rowsBatch } from '../support/stored-rows.ts';

const batchReader = new URL('../support/dying-reader.ts', import.meta.url);

eachDatabase((kind) => {
  test('what was under way is not known to be stored, and after a while there is another', async () => {
    const url = await kind.readyUrl();
    await using database = await openDatabase(url, testStartMs, { batchReader });
    const batch = (sequence: number): PostedBatch => rowsBatch([newQuizEvent({ sequence })]);
    await database.storeBatches([batch(1)]);
    await expect(database.storeBatches([{ ...batch(2), body: Buffer.from('the end') }])).rejects.toThrow(
      'the thread that stores quiz events has ended',
    );
    await expect(database.ping()).rejects.toThrow('has ended');
    await expect(database.storeBatches([batch(3)])).rejects.toThrow('has ended');
    await expect.poll(() => database.ping().then(() => 'there'), { timeout: 20_000 }).toBe('there');
    const { unkept } = await database.storeBatches([batch(4)]);
    expect(unkept).toEqual([]);
    const rows = await runSql(url, 'select sequence from quiz_events order by id');
    expect(rows).toEqual([{ sequence: 1 }, { sequence: 4 }]);
  });

  test('a database that is closed while there is none stays closed', async () => {
    const database = await openDatabase(await kind.readyUrl(), testStartMs, { batchReader });
    const end = { ...rowsBatch([]), body: Buffer.from('the end') };
    await expect(database.storeBatches([end])).rejects.toThrow('has ended');
    await database[Symbol.asyncDispose]();
    await expect(database.storeBatches([end])).rejects.toThrow('has ended');
  });
});
