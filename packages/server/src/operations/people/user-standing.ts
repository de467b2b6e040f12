// How a caller stands to the person that a request names: what every operation on a person begins with.

import { rootAccountId } from '../../model/account.ts';
import type { Caller } from '../../model/caller.ts';
import type { Lookup } from '../../model/lookup.ts';
import type { UserStanding } from '../../model/policy.ts';
import { notFound } from '../../model/refusal.ts';
import type { UserWithLogin } from '../../model/user.ts';
import type { Query } from '../../store/database.ts';
import { listSharedCourses } from '../../store/user-enrollments.ts';
import { findUserId, findUserWithLogin } from '../../store/users.ts';

/** A standing with whole records. */
export interface FullUserStanding extends UserStanding, UserWithLogin {
  caller: Caller;
}

/** `self` is the caller. Raises not_found for an unknown or deleted person. */
export async function userStanding(query: Query, caller: Caller, lookup: Lookup): Promise<FullUserStanding> {
  const userId = lookup.by === 'self' ? caller.userId : await findUserId(query, lookup);
  const found = userId === undefined ? undefined : await findUserWithLogin(query, userId);
  if (found === undefined) throw notFound();
  const { user, pseudonym } = found;
  const isNear = caller.userId === user.id || caller.adminAccountIds.includes(rootAccountId);
  const sharedCourses = isNear ? [] : await listSharedCourses(query, caller, user.id);
  return { caller, userId: user.id, sharedCourses, user, pseudonym };
}
