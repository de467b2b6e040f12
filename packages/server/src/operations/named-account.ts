// The account that a request names, and whether it is under another one.

import type { Account } from '../model/account.ts';
import type { Lookup } from '../model/lookup.ts';
import { notFound } from '../model/refusal.ts';
import { findAccount, findAccountId } from '../store/accounts.ts';
import type { Query } from '../store/database.ts';

/** Raises not_found. */
export async function namedAccount(query: Query, lookup: Lookup): Promise<Account> {
  const id = await findAccountId(query, lookup);
  const account = id === undefined ? undefined : await findAccount(query, id);
  if (account === undefined) throw notFound();
  return account;
}

/** Whether an account is `aboveId` or somewhere below it. */
export async function isAccountWithin(query: Query, accountId: number, aboveId: number): Promise<boolean> {
  for (let id: number | null = accountId; id !== null; ) {
    if (id === aboveId) return true;
    id = (await findAccount(query, id))?.parentAccountId ?? null;
  }
  return false;
}
