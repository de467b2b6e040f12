// Who may have to do with the feed of live events, which is about everybody: admins of the root account.

import { rootAccountId } from './account.ts';
import type { Caller } from './caller.ts';

/** Whether the caller may add other servers' events to the feed, and see which were refused. */
export function mayReceiveEvents({ adminAccountIds }: Pick<Caller, 'adminAccountIds'>): boolean {
  return adminAccountIds.includes(rootAccountId);
}
