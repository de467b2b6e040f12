// What every database begins with, since no API makes it: the root account and its first admin, both with id 1.

import { ltiGuidOf, rootAccountId } from '../model/account.ts';
import type { Query } from './database.ts';

export interface FirstRows {
  accountName: string;
  accountUuid: string;
  adminName: string;
  adminUuid: string;
  nowMs: number;
}

export const firstAdminId = 1;

/** Makes them unless they are there. Run in a transaction; servers that start together wait here for each other. */
export async function ensureFirstRows(transaction: Query, rows: FirstRows): Promise<void> {
  // Changes nothing; the row is the lock.
  await transaction
    .updateTable('schemaMigrations')
    .set(({ ref }) => ({ name: ref('name') }))
    .where('version', '=', 1)
    .execute();
  const found = await transaction.selectFrom('accounts').select('id').executeTakeFirst();
  if (found) return;
  const times = { createdAtMs: rows.nowMs, updatedAtMs: rows.nowMs };
  const account = await transaction
    .insertInto('accounts')
    .values({
      parentAccountId: null,
      rootAccountId: null,
      name: rows.accountName,
      uuid: rows.accountUuid,
      ltiGuid: ltiGuidOf(rows.accountUuid),
      sisAccountId: null,
      workflowState: 'active',
      defaultTimeZone: 'Etc/UTC',
      ...times,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const admin = await transaction
    .insertInto('users')
    .values({
      name: rows.adminName,
      shortName: rows.adminName,
      sortableName: rows.adminName,
      email: null,
      timeZone: null,
      locale: null,
      uuid: rows.adminUuid,
      workflowState: 'registered',
      ...times,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  // PostgreSQL does not take numbers back: after a start that was cut short the next ones are not 1.
  await transaction.updateTable('accounts').set({ id: rootAccountId }).where('id', '=', account.id).execute();
  await transaction.updateTable('users').set({ id: firstAdminId }).where('id', '=', admin.id).execute();
  await transaction
    .insertInto('accountUsers')
    .values({
      accountId: rootAccountId,
      userId: firstAdminId,
      role: 'AccountAdmin',
      createdAtMs: rows.nowMs,
    })
    .execute();
}
