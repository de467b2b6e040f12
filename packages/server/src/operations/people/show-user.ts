// A person, as much of them as the caller may see.

import { type Account, rootAccountId } from '../../model/account.ts';
import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import type { Lookup } from '../../model/lookup.ts';
import { hasUserRight, type UserRight } from '../../model/policy.ts';
import { notFound, notPermitted } from '../../model/refusal.ts';
import type { UserWithLogin } from '../../model/user.ts';
import { findAccount } from '../../store/accounts.ts';
import type { Database, Query } from '../../store/database.ts';
import { type FullUserStanding, userStanding } from './user-standing.ts';

/** A person and what the caller may see of them. */
export interface UserView extends UserWithLogin {
  /** The root account, whose settings stand in for those that the person has not made. */
  account: Account;
  isCaller: boolean;
  may(right: UserRight): boolean;
}

export interface ShowUser {
  /** Raises not_found, also for a person whom the caller may not see. Canvas: `api_show`. */
  details(caller: Caller, lookup: Lookup): Promise<UserView>;
  /** Raises not_found, and not_permitted for a person whom the caller may not see. */
  profile(caller: Caller, lookup: Lookup): Promise<UserView>;
}

export function showUser(database: Database, clock: Clock): ShowUser {
  const { query } = database;
  return {
    async details(caller, lookup) {
      const standing = await userStanding(query, caller, lookup);
      if (!hasUserRight(standing, 'read', clock())) throw notFound();
      return viewOf(query, standing, clock());
    },
    async profile(caller, lookup) {
      const standing = await userStanding(query, caller, lookup);
      if (!hasUserRight(standing, 'read', clock())) throw notPermitted();
      return viewOf(query, standing, clock());
    },
  };
}

export async function viewOf(query: Query, standing: FullUserStanding, nowMs: number): Promise<UserView> {
  const account = await findAccount(query, rootAccountId);
  if (account === undefined) throw new Error('there is no root account');
  return {
    user: standing.user,
    pseudonym: standing.pseudonym,
    account,
    isCaller: standing.caller.userId === standing.userId,
    may: (right) => hasUserRight(standing, right, nowMs),
  };
}
