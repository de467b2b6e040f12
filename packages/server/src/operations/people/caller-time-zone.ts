// Whose midnight a caller means.

import { rootAccountId } from '../../model/account.ts';
import type { Caller } from '../../model/caller.ts';
import { findAccount } from '../../store/accounts.ts';
import type { Query } from '../../store/database.ts';
import { findUserWithLogin } from '../../store/users.ts';

/** The caller's time zone, else that of the root account. */
export async function callerTimeZone(query: Query, caller: Caller): Promise<string> {
  const found = await findUserWithLogin(query, caller.userId);
  if (found?.user.timeZone) return found.user.timeZone;
  return (await findAccount(query, rootAccountId))?.defaultTimeZone ?? 'Etc/UTC';
}
