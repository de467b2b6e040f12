// Connections to PostgreSQL as everybody here gets them.

import { expect, test } from 'vitest';
import { openPool } from '../../src/store/dialect/postgres-pool.ts';
import { onPostgres } from '../support/databases.ts';

onPostgres((database) => {
  test('compile no statements, which would take longer than to read a log', async () => {
    const pool = openPool(await database.readyUrl(), 1);
    const { rows } = await pool.query('show jit');
    await pool.end();
    expect(rows).toEqual([{ jit: 'off' }]);
  });
});
