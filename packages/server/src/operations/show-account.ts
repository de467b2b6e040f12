// Accounts: those a caller administers, and any one of them, in short to everybody else.

import type { Account } from '../model/account.ts';
import type { Caller } from '../model/caller.ts';
import type { Lookup } from '../model/lookup.ts';
import { isAccountAdmin } from '../model/policy.ts';
import { notFound } from '../model/refusal.ts';
import { countInAccount, findAccount, findAccountId, listAccounts } from '../store/accounts.ts';
import type { Database } from '../store/database.ts';

export interface AccountCounts {
  courseCount: number;
  subAccountCount: number;
}

export interface ShowAccount {
  /** Canvas: any login may read an account; only its admins in full. Raises not_found. */
  one(caller: Caller, lookup: Lookup): Promise<{ account: Account; isAdmin: boolean }>;
  /** The accounts that the caller administers themself, by id; none for most. */
  administered(caller: Caller): Promise<Account[]>;
  counts(account: Account): Promise<AccountCounts>;
}

export function showAccount(database: Database): ShowAccount {
  const { query } = database;
  return {
    async one(caller, lookup) {
      const id = await findAccountId(query, lookup);
      const account = id === undefined ? undefined : await findAccount(query, id);
      if (account === undefined) throw notFound();
      return { account, isAdmin: isAccountAdmin(caller, account) };
    },
    administered: (caller) => listAccounts(query, caller.adminAccountIds),
    counts: (account) => countInAccount(query, account.id),
  };
}
