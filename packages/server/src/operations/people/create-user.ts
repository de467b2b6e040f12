// An admin makes a person with a login in the root account.

import { userCreated } from '../../facts/user-saved.ts';
import { rootAccountId } from '../../model/account.ts';
import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import { loginCharsMax, nameCharsMax, passwordCharsMin } from '../../model/limits.ts';
import type { Lookup } from '../../model/lookup.ts';
import { isAccountAdmin } from '../../model/policy.ts';
import { type FieldFault, notFound, notPermitted, Refusal } from '../../model/refusal.ts';
import { timeZoneNamed } from '../../model/time-zone.ts';
import { emailAddressOf, sortableNameOf, uniqueIdKeyOf, userFaults } from '../../model/user.ts';
import { findAccount, findAccountId } from '../../store/accounts.ts';
import { findTakenLoginNames, insertPseudonym, insertUser } from '../../store/users.ts';
import type { AnnouncingDatabase, Transaction } from '../announcing/announcing-database.ts';
import type { Random } from '../random.ts';
import type { UserView } from './show-user.ts';

/** Texts as they came; null when absent. */
export interface UserDraft {
  name: string | null;
  shortName: string | null;
  sortableName: string | null;
  timeZone: string | null;
  locale: string | null;
  /** No confirmation is asked for; a password says the same. */
  isRegistered: boolean;
  uniqueId: string | null;
  /** Only looked at: nobody logs in to Quizwire with a password. */
  password: string | null;
  sisUserId: string | null;
  integrationId: string | null;
  /** Anything that is no address counts as none. */
  email: string | null;
  /** Hold an admin's entry to the rules of self-registration: a name that is not blank, an e-mail address as login. */
  isValidated: boolean;
}

export type CreateUser = (caller: Caller, account: Lookup, readDraft: () => UserDraft) => Promise<UserView>;

/**
 * Raises not_found (account), not_permitted unless the caller is an admin of the root account, in which every login is,
 * and sign_up_invalid with all faults. Of several that want one login name, one gets it. Canvas: `create_user`.
 */
export function createUser(database: AnnouncingDatabase, clock: Clock, random: Random): CreateUser {
  return async (caller, lookup, readDraft) => {
    const accountId = await findAccountId(database.query, lookup);
    if (accountId === undefined) throw notFound();
    if (!isAccountAdmin(caller, { id: rootAccountId, rootAccountId: null })) throw notPermitted();
    const draft = readDraft();
    try {
      return await database.transaction(caller, (transaction) => create(transaction, draft));
    } catch (error) {
      if (!database.isUniqueConflict(error)) throw error;
      // Somebody else was faster; now their login is there to be found.
      return database.transaction(caller, (transaction) => create(transaction, draft));
    }
  };

  async function create(transaction: Transaction, draft: UserDraft): Promise<UserView> {
    const account = await findAccount(transaction, rootAccountId);
    if (account === undefined) throw new Error('there is no root account');
    const login = {
      uniqueId: draft.uniqueId?.trim() ?? '',
      uniqueIdKey: uniqueIdKeyOf(draft.uniqueId ?? ''),
      sisUserId: draft.sisUserId?.trim() || null,
      integrationId: draft.integrationId?.trim() || null,
    };
    const name = draft.name?.trim() || login.uniqueId;
    const person = {
      name,
      shortName: draft.shortName?.trim() || name,
      sortableName: draft.sortableName?.trim() || sortableNameOf(name),
      timeZone: draft.timeZone?.trim() || null,
      locale: draft.locale?.trim() || null,
    };
    const userFaultsFound = userFaults(person);
    if (draft.isValidated && draft.name?.trim() === '') {
      userFaultsFound.push({ field: 'name', type: 'blank', message: "can't be blank" });
    }
    const loginFaults = loginFaultsOf(login, draft);
    const taken = await findTakenLoginNames(transaction, account.id, login);
    loginFaults.push(...taken.map((column) => takenFault(column, login)));
    if (userFaultsFound.length > 0 || loginFaults.length > 0) {
      throw new Refusal({ kind: 'sign_up_invalid', user: userFaultsFound, pseudonym: loginFaults });
    }
    const nowMs = clock();
    const user = await insertUser(transaction, {
      ...person,
      timeZone: person.timeZone === null ? null : timeZoneNamed(person.timeZone),
      email: emailAddressOf(draft.email),
      uuid: random.characters(40),
      workflowState: draft.isRegistered || draft.password !== null ? 'registered' : 'pre_registered',
      createdAtMs: nowMs,
      updatedAtMs: nowMs,
    });
    const pseudonym = await insertPseudonym(transaction, {
      ...login,
      userId: user.id,
      accountId: account.id,
      createdAtMs: nowMs,
    });
    transaction.announce(userCreated({ user, pseudonym }));
    return { user, pseudonym, account, isCaller: false, may: () => true };
  }
}

function takenFault(taken: 'uniqueIdKey' | 'sisUserId' | 'integrationId', login: LoginNames): FieldFault {
  switch (taken) {
    case 'uniqueIdKey': {
      const message = 'ID already in use for this account and authentication provider';
      return { field: 'unique_id', type: 'taken', message };
    }
    case 'sisUserId':
      return {
        field: 'sis_user_id',
        type: 'taken',
        message: `SIS ID "${login.sisUserId}" is already in use`,
      };
    case 'integrationId': {
      const message = `Integration ID "${login.integrationId}" is already in use`;
      return { field: 'integration_id', type: 'taken', message };
    }
  }
}

interface LoginNames {
  uniqueId: string;
  sisUserId: string | null;
  integrationId: string | null;
}

function loginFaultsOf(login: LoginNames, draft: Pick<UserDraft, 'password' | 'isValidated'>): FieldFault[] {
  const faults: FieldFault[] = [];
  const add = (field: string, type: string, message: string) => faults.push({ field, type, message });
  if (login.uniqueId === '') add('unique_id', 'too_short', 'is too short (minimum is 1 character)');
  else if (login.uniqueId.length > loginCharsMax) {
    add('unique_id', 'too_long', `is too long (maximum is ${loginCharsMax} characters)`);
  } else if (/\p{Cc}/u.test(login.uniqueId)) add('unique_id', 'invalid', 'is invalid');
  else if (draft.isValidated && emailAddressOf(login.uniqueId) === null)
    add('unique_id', 'invalid', 'is invalid');
  for (const [field, value] of Object.entries({
    sis_user_id: login.sisUserId,
    integration_id: login.integrationId,
  })) {
    if (value !== null && value.length > nameCharsMax) {
      add(field, 'too_long', `is too long (maximum is ${nameCharsMax} characters)`);
    }
  }
  if (draft.password !== null && draft.password.length < passwordCharsMin) {
    add('password', 'too_short', `is too short (minimum is ${passwordCharsMin} characters)`);
  }
  return faults;
}
