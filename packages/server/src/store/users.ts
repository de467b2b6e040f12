// People and their logins: rows and their changes.

import { rootAccountId } from '../model/account.ts';
import type { Lookup } from '../model/lookup.ts';
import type { Query } from './database.ts';

/** The id of a living user; undefined when there is none. `self` is for the caller to resolve. */
export async function findUserId(query: Query, lookup: Lookup): Promise<number | undefined> {
  const users = query.selectFrom('users').select('users.id').where('users.workflowState', '<>', 'deleted');
  const byLogin = users
    .innerJoin('pseudonyms', 'pseudonyms.userId', 'users.id')
    .where('pseudonyms.accountId', '=', rootAccountId);
  switch (lookup.by) {
    case 'id':
      return (await users.where('users.id', '=', lookup.id).executeTakeFirst())?.id;
    case 'uuid':
      return (await users.where('users.uuid', '=', lookup.value).executeTakeFirst())?.id;
    case 'sis_id':
      return (await byLogin.where('pseudonyms.sisUserId', '=', lookup.value).executeTakeFirst())?.id;
    case 'integration_id':
      return (await byLogin.where('pseudonyms.integrationId', '=', lookup.value).executeTakeFirst())?.id;
    case 'login_id':
      return (await byLogin.where('pseudonyms.uniqueIdKey', '=', lookup.value.toLowerCase()).executeTakeFirst())?.id;
    default:
      return undefined;
  }
}
