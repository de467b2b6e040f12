// A person is renamed, or their time zone, language or e-mail address changed.

import { userUpdated } from '../../facts/user-saved.ts';
import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import type { Lookup } from '../../model/lookup.ts';
import { hasUserRight } from '../../model/policy.ts';
import { type FieldFault, notFound, notPermitted, Refusal } from '../../model/refusal.ts';
import { timeZoneNamed } from '../../model/time-zone.ts';
import { emailAddressOf, sortableNameOf, type User, userFaults } from '../../model/user.ts';
import { lockUser, type UserChanges, updateUser as updateUserRow } from '../../store/users.ts';
import type { AnnouncingDatabase } from '../announcing/announcing-database.ts';
import { type UserView, viewOf } from './show-user.ts';
import { userStanding } from './user-standing.ts';

/** Undefined leaves as it is; blank clears, or falls back to what follows from the name. */
export interface UserEdit {
  name: string | undefined;
  shortName: string | undefined;
  sortableName: string | undefined;
  timeZone: string | undefined;
  locale: string | undefined;
  email: string | undefined;
  /** Whether it names anything else, which nobody may change here. Canvas refuses the whole edit then. */
  hasMore: boolean;
}

export type UpdateUser = (caller: Caller, lookup: Lookup, readEdit: () => UserEdit) => Promise<UserView>;

/**
 * Oneself may change all but the e-mail address; an admin of the root account everything. A new name makes a new sortable
 * name unless one is given; the short name stays. Raises not_found, not_permitted, record_invalid.
 */
export function updateUser(database: AnnouncingDatabase, clock: Clock): UpdateUser {
  return (caller, lookup, readEdit) =>
    database.transaction(caller, async (transaction) => {
      const nowMs = clock();
      const standing = await userStanding(transaction, caller, lookup);
      if (!hasUserRight(standing, 'rename', nowMs)) throw notPermitted();
      const edit = readEdit();
      const isBeyond = edit.email !== undefined && !hasUserRight(standing, 'manage_user_details', nowMs);
      if (isBeyond || edit.hasMore) throw notPermitted();
      const before = await lockUser(transaction, standing.userId);
      if (before === undefined) throw notFound();
      const changes = changesOf(before, edit);
      if (Object.keys(changes).length === 0) return viewOf(transaction, { ...standing, user: before }, nowMs);
      await updateUserRow(transaction, standing.userId, changes, nowMs);
      const user = { ...before, ...changes, updatedAtMs: nowMs };
      transaction.announce(userUpdated(before, { ...standing, user }));
      return viewOf(transaction, { ...standing, user }, nowMs);
    });
}

function changesOf(user: User, edit: UserEdit): UserChanges {
  const changes: UserChanges = {};
  const faults: FieldFault[] = [];
  const name = edit.name?.trim() ?? user.name;
  if (name === '') faults.push({ field: 'name', type: 'blank', message: "can't be blank" });
  if (name !== user.name) changes.name = name;
  if (edit.shortName !== undefined) changes.shortName = edit.shortName.trim() || name;
  if (edit.sortableName !== undefined)
    changes.sortableName = edit.sortableName.trim() || sortableNameOf(name);
  else if (name !== user.name) changes.sortableName = sortableNameOf(name);
  if (edit.timeZone !== undefined) changes.timeZone = edit.timeZone.trim() || null;
  if (edit.locale !== undefined) changes.locale = edit.locale.trim() || null;
  faults.push(...userFaults(changes));
  if (edit.email !== undefined) {
    changes.email = emailAddressOf(edit.email);
    if (changes.email === null) faults.push({ field: 'email', type: 'invalid', message: 'is invalid' });
  }
  if (faults.length > 0) throw new Refusal({ kind: 'record_invalid', faults });
  if (changes.timeZone != null) changes.timeZone = timeZoneNamed(changes.timeZone);
  return changes;
}
