// Lists of people: selection, search and order.

import { sql } from 'kysely';
import { rootAccountId } from '../model/account.ts';
import type { EnrollmentType } from '../model/enrollment.ts';
import type { UserWithLogin } from '../model/user.ts';
import type { Query } from './database.ts';
import { selectUsersWithLogins, userWithLoginOf } from './users.ts';

export type UserOrder = 'username' | 'email' | 'sis_id' | 'integration_id' | 'last_login' | 'id';

export interface UserSelection {
  /** The root account has everybody; a sub-account has whom its courses have. */
  accountId: number;
  /** Part of a name, login, e-mail address or SIS id, or a whole id; null for all. */
  searchTerm: string | null;
  /** Null for all. */
  enrollmentType: EnrollmentType | null;
  /** Null for all. */
  uuids: readonly string[] | null;
  order: UserOrder;
  isDescending: boolean;
}

/**
 * One page of living users. Ties are by id; who lacks what the order is by comes last. Canvas: `last_login` is a login in
 * a browser, which there is none of here, so that order is by id. Case: PostgreSQL folds every letter, SQLite A to Z.
 */
export async function listUsers(
  query: Query,
  selection: UserSelection,
  limit: number,
  offset: number,
): Promise<UserWithLogin[]> {
  let users = selectUsersWithLogins(query).where('users.workflowState', '<>', 'deleted');
  const { accountId, searchTerm, enrollmentType, uuids, order, isDescending } = selection;
  if (accountId !== rootAccountId || enrollmentType !== null) {
    users = users.where(({ exists, selectFrom }) => {
      let enrollments = selectFrom('enrollments')
        .innerJoin('courses', 'courses.id', 'enrollments.courseId')
        .select('enrollments.id')
        .whereRef('enrollments.userId', '=', 'users.id')
        .where('enrollments.workflowState', 'not in', ['deleted', 'rejected', 'inactive'])
        .where('courses.workflowState', '<>', 'deleted');
      if (accountId !== rootAccountId) enrollments = enrollments.where('courses.accountId', '=', accountId);
      if (enrollmentType !== null) enrollments = enrollments.where('enrollments.type', '=', enrollmentType);
      return exists(enrollments);
    });
  }
  if (uuids !== null) users = users.where('users.uuid', 'in', uuids.length === 0 ? [''] : uuids);
  if (searchTerm !== null) {
    const pattern = `%${searchTerm.replace(/[\\%_]/g, '\\$&')}%`;
    const id = /^\d{1,15}$/.test(searchTerm) ? Number(searchTerm) : null;
    users = users.where(({ or, ref, eb }) => {
      const columns = [
        ref('users.name'),
        ref('users.email'),
        ref('pseudonyms.uniqueId'),
        ref('pseudonyms.sisUserId'),
        ref('pseudonyms.integrationId'),
      ];
      const matches = columns.map(
        (column) => sql<boolean>`lower(${column}) like lower(${pattern}) escape '\\'`,
      );
      return or(id === null ? matches : [...matches, eb('users.id', '=', id)]);
    });
  }
  const column = orderColumn(order);
  if (column !== null) {
    users = users.orderBy(column, (by) => (isDescending ? by.desc() : by.asc()).nullsLast());
  }
  const rows = await users
    .orderBy('users.id', isDescending ? 'desc' : 'asc')
    .limit(limit)
    .offset(offset)
    .execute();
  return rows.map(userWithLoginOf);
}

function orderColumn(order: UserOrder) {
  switch (order) {
    case 'username':
      return sql<string>`lower(users.sortable_name)`;
    case 'email':
      return sql<string>`lower(users.email)`;
    case 'sis_id':
      return sql<string>`pseudonyms.sis_user_id`;
    case 'integration_id':
      return sql<string>`pseudonyms.integration_id`;
    case 'last_login':
    case 'id':
      return null;
  }
}
