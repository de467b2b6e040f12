// Sub-accounts for tests, written straight into the database: no route makes them.

import { rootAccountId } from '../../src/model/account.ts';
import { systemRandom } from '../../src/operations/random.ts';
import type { Query } from '../../src/store/database.ts';
import { testStartMs } from './server.ts';

/** A living account below `parentAccountId`, which is the root account unless given; returns its id. */
export async function insertSubAccount(
  query: Query,
  name: string,
  sisAccountId: string | null = null,
  parentAccountId: number = rootAccountId,
): Promise<number> {
  const { id } = await query
    .insertInto('accounts')
    .values({
      parentAccountId,
      rootAccountId,
      name,
      uuid: systemRandom.characters(40),
      ltiGuid: `${name}.example.edu`,
      sisAccountId,
      workflowState: 'active',
      defaultTimeZone: 'Etc/UTC',
      createdAtMs: testStartMs,
      updatedAtMs: testStartMs,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}
