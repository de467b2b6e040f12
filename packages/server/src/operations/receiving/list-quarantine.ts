// What was refused of the Caliper envelopes that came in.

import type { Caller } from '../../model/caller.ts';
import { mayReceiveEvents } from '../../model/feed-policy.ts';
import type { QuarantinedItem } from '../../model/received-caliper.ts';
import { notPermitted } from '../../model/refusal.ts';
import { countQuarantinedItems, listQuarantinedItems } from '../../store/caliper-quarantine.ts';
import type { Database } from '../../store/database.ts';

export type ListQuarantine = (
  caller: Caller,
  readPage: () => { page: number; perPage: number },
) => Promise<{ items: QuarantinedItem[]; total: number; page: number; perPage: number }>;

/** For admins of the root account, latest first. Raises not_permitted, then what `readPage` does. */
export function listQuarantine({ query }: Database): ListQuarantine {
  return async (caller, readPage) => {
    if (!mayReceiveEvents(caller)) throw notPermitted();
    const { page, perPage } = readPage();
    const items = await listQuarantinedItems(query, perPage, (page - 1) * perPage);
    return { items, total: await countQuarantinedItems(query), page, perPage };
  };
}
