// The tools of an account.

import type { Caller } from '../../model/caller.ts';
import type { Lookup } from '../../model/lookup.ts';
import { notPermitted } from '../../model/refusal.ts';
import { mayManageTools } from '../../model/tool-policy.ts';
import type { ToolProxy } from '../../model/tool-proxy.ts';
import type { Database } from '../../store/database.ts';
import { countToolProxies, listToolProxies } from '../../store/tool-proxies.ts';
import { namedAccount } from '../named-account.ts';

export interface ToolPage {
  tools: ToolProxy[];
  total: number;
}

/** Those of the account itself that are not deleted, oldest first. Raises not_found (account), not_permitted. */
export type ListTools = (
  caller: Caller,
  account: Lookup,
  page: { page: number; perPage: number },
) => Promise<ToolPage>;

export function listTools({ query }: Pick<Database, 'query'>): ListTools {
  return async (caller, lookup, { page, perPage }) => {
    const account = await namedAccount(query, lookup);
    if (!mayManageTools(caller)) throw notPermitted();
    return {
      tools: await listToolProxies(query, account.id, perPage, (page - 1) * perPage),
      total: await countToolProxies(query, account.id),
    };
  };
}
