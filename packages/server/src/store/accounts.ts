// Accounts: rows as they are read. The root account is made in first-rows.ts.

import { type Account, rootAccountId } from '../model/account.ts';
import type { Lookup } from '../model/lookup.ts';
import type { Query } from './database.ts';

/** The id of an account that is not deleted; undefined when there is none. `self` is the root account. */
export async function findAccountId(query: Query, lookup: Lookup): Promise<number | undefined> {
  const accounts = query.selectFrom('accounts').select('id').where('workflowState', '<>', 'deleted');
  switch (lookup.by) {
    case 'self':
      return (await accounts.where('id', '=', rootAccountId).executeTakeFirst())?.id;
    case 'id':
      return (await accounts.where('id', '=', lookup.id).executeTakeFirst())?.id;
    case 'sis_id':
      return (await accounts.where('sisAccountId', '=', lookup.value).executeTakeFirst())?.id;
    case 'uuid':
    case 'lti_context_id':
      return (await accounts.where('uuid', '=', lookup.value).executeTakeFirst())?.id;
    default:
      return undefined;
  }
}

/** An account that is not deleted; undefined when there is none. */
export async function findAccount(query: Query, id: number): Promise<Account | undefined> {
  return query
    .selectFrom('accounts')
    .selectAll()
    .where('id', '=', id)
    .where('workflowState', '<>', 'deleted')
    .executeTakeFirst();
}

/** Those of these accounts that are not deleted, by id. */
export async function listAccounts(query: Query, ids: readonly number[]): Promise<Account[]> {
  if (ids.length === 0) return [];
  return query
    .selectFrom('accounts')
    .selectAll()
    .where('id', 'in', ids)
    .where('workflowState', '<>', 'deleted')
    .orderBy('id')
    .execute();
}

/** Courses of the account itself that are not deleted, and its living sub-accounts. */
export async function countInAccount(
  query: Query,
  id: number,
): Promise<{ courseCount: number; subAccountCount: number }> {
  const courses = await query
    .selectFrom('courses')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('accountId', '=', id)
    .where('workflowState', '<>', 'deleted')
    .executeTakeFirstOrThrow();
  const subAccounts = await query
    .selectFrom('accounts')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('parentAccountId', '=', id)
    .where('workflowState', '<>', 'deleted')
    .executeTakeFirstOrThrow();
  return { courseCount: courses.count, subAccountCount: subAccounts.count };
}
