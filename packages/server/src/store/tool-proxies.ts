// Tools and the assertions that they have used: rows and their changes.

import type { ToolProxy } from '../model/tool-proxy.ts';
import type { Query } from './database.ts';
import type { UsedAssertion } from './schema.ts';

/** Deleted or not. */
export async function findToolProxyByGuid(query: Query, guid: string): Promise<ToolProxy | undefined> {
  return query.selectFrom('toolProxies').selectAll().where('guid', '=', guid).executeTakeFirst();
}

/** Whether it is there and not deleted. */
export async function isToolActive(query: Query, id: number): Promise<boolean> {
  const found = await query
    .selectFrom('toolProxies')
    .select('id')
    .where('id', '=', id)
    .where('workflowState', '=', 'active')
    .executeTakeFirst();
  return found !== undefined;
}

export async function insertToolProxy(query: Query, tool: Omit<ToolProxy, 'id'>): Promise<ToolProxy> {
  return query.insertInto('toolProxies').values(tool).returningAll().executeTakeFirstOrThrow();
}

/** One page of the account's tools that are not deleted, oldest first. */
export async function listToolProxies(
  query: Query,
  accountId: number,
  limit: number,
  offset: number,
): Promise<ToolProxy[]> {
  return query
    .selectFrom('toolProxies')
    .selectAll()
    .where('accountId', '=', accountId)
    .where('workflowState', '=', 'active')
    .orderBy('id')
    .limit(limit)
    .offset(offset)
    .execute();
}

export async function countToolProxies(query: Query, accountId: number): Promise<number> {
  const { count } = await query
    .selectFrom('toolProxies')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('accountId', '=', accountId)
    .where('workflowState', '=', 'active')
    .executeTakeFirstOrThrow();
  return count;
}

/** Undefined when the account has no such tool, or not any more. */
export async function deleteToolProxy(
  query: Query,
  accountId: number,
  id: number,
): Promise<ToolProxy | undefined> {
  return query
    .updateTable('toolProxies')
    .set({ workflowState: 'deleted' })
    .where('id', '=', id)
    .where('accountId', '=', accountId)
    .where('workflowState', '=', 'active')
    .returningAll()
    .executeTakeFirst();
}

/** Whether nobody has used it before. Of several who try at once, one has not. */
export async function insertUsedAssertion(query: Query, used: UsedAssertion): Promise<boolean> {
  const inserted = await query
    .insertInto('usedAssertions')
    .values(used)
    .onConflict((conflict) => conflict.column('assertionDigest').doNothing())
    .returning('assertionDigest')
    .executeTakeFirst();
  return inserted !== undefined;
}

/** Those that have expired: they are refused without it. */
export async function deleteUsedAssertionsUntil(query: Query, nowMs: number): Promise<void> {
  await query.deleteFrom('usedAssertions').where('expiresAtMs', '<', nowMs).execute();
}
