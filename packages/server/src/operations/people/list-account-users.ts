// An admin lists and searches the people of an account.

import type { Account } from '../../model/account.ts';
import type { Caller } from '../../model/caller.ts';
import { searchTermCharsMin, uuidsMax } from '../../model/limits.ts';
import type { Lookup } from '../../model/lookup.ts';
import { isAccountAdmin } from '../../model/policy.ts';
import { notFound, notPermitted, Refusal } from '../../model/refusal.ts';
import type { UserWithLogin } from '../../model/user.ts';
import { findAccount, findAccountId } from '../../store/accounts.ts';
import type { Database } from '../../store/database.ts';
import { listUsers, type UserSelection } from '../../store/user-list.ts';

export interface AccountUsersWanted extends Omit<UserSelection, 'accountId'> {
  page: number;
  perPage: number;
}

export interface AccountUsersPage {
  users: UserWithLogin[];
  account: Account;
  page: number;
  perPage: number;
  hasNext: boolean;
}

export type ListAccountUsers = (
  caller: Caller,
  account: Lookup,
  readWanted: () => AccountUsersWanted,
) => Promise<AccountUsersPage>;

/** One page, not counted in all. Raises not_found, not_permitted, search_term_too_short, argument_invalid. */
export function listAccountUsers(database: Database): ListAccountUsers {
  return async (caller, lookup, readWanted) => {
    const accountId = await findAccountId(database.query, lookup);
    const account = accountId === undefined ? undefined : await findAccount(database.query, accountId);
    if (account === undefined) throw notFound();
    if (!isAccountAdmin(caller, account)) throw notPermitted();
    const { page, perPage, ...wanted } = readWanted();
    if (wanted.searchTerm !== null && [...wanted.searchTerm].length < searchTermCharsMin) {
      throw new Refusal({ kind: 'search_term_too_short', charsMin: searchTermCharsMin });
    }
    if (wanted.uuids !== null && wanted.uuids.length > uuidsMax) {
      throw new Refusal({
        kind: 'argument_invalid',
        shape: 'error',
        message: `Too many UUIDs in filter. Current limit is ${uuidsMax}`,
      });
    }
    const selection = { ...wanted, accountId: account.id };
    const rows = await listUsers(database.query, selection, perPage + 1, (page - 1) * perPage);
    return { users: rows.slice(0, perPage), account, page, perPage, hasNext: rows.length > perPage };
  };
}
