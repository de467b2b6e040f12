// People and their logins: rows and their changes. Lists of people are in user-list.ts.

import { sql } from 'kysely';
import { rootAccountId } from '../model/account.ts';
import type { Lookup } from '../model/lookup.ts';
import type { Pseudonym, User, UserWithLogin } from '../model/user.ts';
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
    case 'lti_context_id':
      return (await users.where('users.uuid', '=', lookup.value).executeTakeFirst())?.id;
    case 'sis_id':
      return (await byLogin.where('pseudonyms.sisUserId', '=', lookup.value).executeTakeFirst())?.id;
    case 'integration_id':
      return (await byLogin.where('pseudonyms.integrationId', '=', lookup.value).executeTakeFirst())?.id;
    case 'login_id':
      return (
        await byLogin.where('pseudonyms.uniqueIdKey', '=', lookup.value.toLowerCase()).executeTakeFirst()
      )?.id;
    default:
      return undefined;
  }
}

/** A living user with their login in the root account; undefined when there is none. */
export async function findUserWithLogin(query: Query, id: number): Promise<UserWithLogin | undefined> {
  const [found] = await listUsersWithLogins(query, [id]);
  return found;
}

/** Those of these users who are not deleted, by id. */
export async function listUsersWithLogins(query: Query, ids: readonly number[]): Promise<UserWithLogin[]> {
  if (ids.length === 0) return [];
  const rows = await selectUsersWithLogins(query)
    .where('users.id', 'in', ids)
    .where('users.workflowState', '<>', 'deleted')
    .orderBy('users.id')
    .execute();
  return rows.map(userWithLoginOf);
}

/** Users, each with the first login they have in the root account; add conditions and an order. */
export function selectUsersWithLogins(query: Query) {
  return query
    .selectFrom('users')
    .leftJoin('pseudonyms', (join) =>
      join.on(
        'pseudonyms.id',
        '=',
        sql<number>`(select min(id) from pseudonyms where user_id = users.id and account_id = ${rootAccountId})`,
      ),
    )
    .selectAll('users')
    .select([
      'pseudonyms.id as pseudonymId',
      'pseudonyms.accountId as pseudonymAccountId',
      'pseudonyms.uniqueId',
      'pseudonyms.uniqueIdKey',
      'pseudonyms.sisUserId',
      'pseudonyms.integrationId',
      'pseudonyms.createdAtMs as pseudonymCreatedAtMs',
    ]);
}

type Row = Awaited<ReturnType<ReturnType<typeof selectUsersWithLogins>['execute']>>[number];

export function userWithLoginOf(row: Row): UserWithLogin {
  const {
    pseudonymId,
    pseudonymAccountId,
    uniqueId,
    uniqueIdKey,
    sisUserId,
    integrationId,
    pseudonymCreatedAtMs,
    ...user
  } = row;
  const hasLogin =
    pseudonymId !== null &&
    pseudonymAccountId !== null &&
    uniqueId !== null &&
    uniqueIdKey !== null &&
    pseudonymCreatedAtMs !== null;
  if (!hasLogin) return { user, pseudonym: null };
  return {
    user,
    pseudonym: {
      id: pseudonymId,
      userId: user.id,
      accountId: pseudonymAccountId,
      uniqueId,
      uniqueIdKey,
      sisUserId,
      integrationId,
      createdAtMs: pseudonymCreatedAtMs,
    },
  };
}

export async function insertUser(query: Query, user: Omit<User, 'id'>): Promise<User> {
  return query.insertInto('users').values(user).returningAll().executeTakeFirstOrThrow();
}

/** Raises a unique conflict when a name of the login is taken in its account. */
export async function insertPseudonym(query: Query, pseudonym: Omit<Pseudonym, 'id'>): Promise<Pseudonym> {
  return query.insertInto('pseudonyms').values(pseudonym).returningAll().executeTakeFirstOrThrow();
}

type LoginNames = Pick<Pseudonym, 'uniqueIdKey' | 'sisUserId' | 'integrationId'>;

/** Which of these names logins of the account have already. */
export async function findTakenLoginNames(
  query: Query,
  accountId: number,
  names: LoginNames,
): Promise<(keyof LoginNames)[]> {
  const rows = await query
    .selectFrom('pseudonyms')
    .select(['uniqueIdKey', 'sisUserId', 'integrationId'])
    .where('accountId', '=', accountId)
    .where((where) =>
      where.or([
        where('uniqueIdKey', '=', names.uniqueIdKey),
        where('sisUserId', '=', names.sisUserId),
        where('integrationId', '=', names.integrationId),
      ]),
    )
    .execute();
  const columns = ['uniqueIdKey', 'sisUserId', 'integrationId'] as const;
  return columns.filter(
    (column) => names[column] !== null && rows.some((row) => row[column] === names[column]),
  );
}

/** A living user, held until the transaction ends; undefined when there is none. */
export async function lockUser(transaction: Query, id: number): Promise<User | undefined> {
  // Changes nothing; writing the row is the lock, and one that holds up no record of theirs that is made meanwhile.
  return transaction
    .updateTable('users')
    .set(({ ref }) => ({ updatedAtMs: ref('updatedAtMs') }))
    .where('id', '=', id)
    .where('workflowState', '<>', 'deleted')
    .returningAll()
    .executeTakeFirst();
}

export type UserChanges = Partial<
  Pick<User, 'name' | 'shortName' | 'sortableName' | 'email' | 'timeZone' | 'locale'>
>;

export async function updateUser(
  query: Query,
  id: number,
  changes: UserChanges,
  nowMs: number,
): Promise<void> {
  await query
    .updateTable('users')
    .set({ ...changes, updatedAtMs: nowMs })
    .where('id', '=', id)
    .execute();
}
