// Somebody logs out.

import { loggedOut } from '../../facts/signed-in.ts';
import type { Caller } from '../../model/caller.ts';
import { deleteSession } from '../../store/sessions.ts';
import type { AnnouncingDatabase } from '../announcing/announcing-database.ts';
import { digestOf } from '../digest.ts';

/** `sessionToken` is the one that the caller was recognised by. */
export type EndSession = (caller: Caller, sessionToken: string) => Promise<void>;

/** The next request with its cookie is nobody's. Idempotent, and announced once. The access token lives on. */
export function endSession(database: AnnouncingDatabase): EndSession {
  return (caller, sessionToken) =>
    database.transaction(caller, async (transaction) => {
      if (await deleteSession(transaction, digestOf(sessionToken)))
        transaction.announce(loggedOut(caller.userId));
    });
}
