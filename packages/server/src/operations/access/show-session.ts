// Who is logged in, for the pages.

import type { Caller } from '../../model/caller.ts';
import { Refusal } from '../../model/refusal.ts';
import type { User } from '../../model/user.ts';
import type { Query } from '../../store/database.ts';
import { findUserWithLogin } from '../../store/users.ts';
import { csrfTokenOf } from './session-secrets.ts';

export interface ShownSession {
  user: User;
  isAccountAdmin: boolean;
  /** Null for who calls with an access token. */
  csrfToken: string | null;
}

export type ShowSession = (caller: Caller, sessionToken: string | null) => Promise<ShownSession>;

/** Changes nothing. Raises unauthenticated for a person who was deleted on the way. */
export function showSession(query: Query): ShowSession {
  return async (caller, sessionToken) => {
    const person = await findUserWithLogin(query, caller.userId);
    if (person === undefined) throw new Refusal({ kind: 'unauthenticated' });
    return {
      user: person.user,
      isAccountAdmin: caller.adminAccountIds.length > 0,
      csrfToken: sessionToken === null ? null : csrfTokenOf(sessionToken),
    };
  };
}
