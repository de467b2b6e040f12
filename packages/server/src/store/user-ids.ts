// People by many names at once.

import { rootAccountId } from '../model/account.ts';
import type { Lookup } from '../model/lookup.ts';
import type { Query } from './database.ts';
import { rowChunks } from './row-chunks.ts';

const columnOf = {
  sis_id: 'pseudonyms.sisUserId',
  integration_id: 'pseudonyms.integrationId',
  login_id: 'pseudonyms.uniqueIdKey',
  uuid: 'users.uuid',
  lti_context_id: 'users.uuid',
} as const;

/** The ids of living people, in the order of the lookups; undefined for nobody. `self` is for the caller to resolve. */
export async function findUserIds(query: Query, lookups: readonly Lookup[]): Promise<(number | undefined)[]> {
  const ids = lookups.flatMap((lookup) => (lookup.by === 'id' ? lookup.id : []));
  const living = new Set<number>();
  for (const some of rowChunks(ids, 1)) {
    const rows = await query
      .selectFrom('users')
      .select('id')
      .where('id', 'in', some)
      .where('workflowState', '<>', 'deleted')
      .execute();
    for (const { id } of rows) living.add(id);
  }
  const named = new Map<string, number>();
  for (const by of Object.keys(columnOf) as (keyof typeof columnOf)[]) {
    const values = lookups.flatMap((lookup) => (lookup.by === by ? keyOf(lookup) : []));
    for (const some of rowChunks(values, 1)) {
      const rows = await query
        .selectFrom('users')
        .leftJoin('pseudonyms', (join) =>
          join.onRef('pseudonyms.userId', '=', 'users.id').on('pseudonyms.accountId', '=', rootAccountId),
        )
        .select(['users.id', `${columnOf[by]} as value`])
        .where(columnOf[by], 'in', some)
        .where('users.workflowState', '<>', 'deleted')
        .execute();
      for (const { id, value } of rows) named.set(`${by} ${value}`, id);
    }
  }
  return lookups.map((lookup) => {
    if (lookup.by === 'id') return living.has(lookup.id) ? lookup.id : undefined;
    return 'value' in lookup ? named.get(`${lookup.by} ${keyOf(lookup)}`) : undefined;
  });
}

/** As it is compared: logins without regard to case. */
function keyOf({ by, value }: Extract<Lookup, { value: string }>): string {
  return by === 'login_id' ? value.toLowerCase() : value;
}
