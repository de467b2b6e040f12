// What the Users API takes: the parameters of a new person, of changes to one, and of a list of people.

import { Type } from 'typebox';
import { type EnrollmentType, enrollmentTypes, shortTypeOf } from '../../model/enrollment.ts';
import { nameCharsMax, textCharsMax } from '../../model/limits.ts';
import { malformed } from '../../model/refusal.ts';
import type { UserDraft } from '../../operations/people/create-user.ts';
import type { AccountUsersWanted } from '../../operations/people/list-account-users.ts';
import type { UserEdit } from '../../operations/people/update-user.ts';
import { pagination } from '../canvas-wire/link-header.ts';
import { booleanParam, objectParam, stringListParam, stringParam } from '../canvas-wire/params.ts';

type Parameters = Record<string, unknown>;

export const accountUsersPath = '/api/v1/accounts/:account_id/users';
export const userPath = '/api/v1/users/:id';
export const profilePath = '/api/v1/users/:user_id/profile';

const userName = 'User id, `self`, `sis_user_id:…`, `sis_login_id:…`, `sis_integration_id:…` or `uuid:…`';
export const userParams = Type.Object({ id: Type.String({ description: userName }) });
export const userIdParams = Type.Object({ user_id: Type.String({ description: userName }) });
export const accountIdParams = Type.Object({
  account_id: Type.String({ description: 'Account id, `self`, `default` or `sis_account_id:…`' }),
});

const optional = (description: string) => Type.Optional(Type.Unknown({ description }));

export const userQuery = Type.Object({ include: optional('`include[]=uuid`, `last_login`') });

export const accountUsersQuery = Type.Object({
  search_term: optional('Part of a name, login, e-mail address or SIS id, or an id; at least 3 characters'),
  enrollment_type: optional('`student`, `teacher`, `ta`, `designer` or `observer`'),
  sort: optional(
    '`username`, `email`, `sis_id`, `integration_id`, `last_login` or `id`; by sortable name if absent',
  ),
  order: optional('`asc` or `desc`'),
  uuids: optional('`uuids[]=…` selects these, at most 100'),
  include: optional('`include[]=avatar_url`, `email`, `last_login`, `time_zone`, `uuid`'),
  page: optional('From 1'),
  per_page: optional('1 to 100, 10 if absent'),
});

export const newUserBody = Type.Object({
  user: Type.Optional(
    Type.Object({
      name: optional('The login if absent'),
      short_name: optional('The name if absent'),
      sortable_name: optional('The name with the last word first if absent'),
      time_zone: optional('IANA name'),
      locale: optional('Language tag'),
      terms_of_use: optional('Answered, not kept'),
      skip_registration: optional('Registered at once; no confirmation is ever sent'),
    }),
  ),
  pseudonym: Type.Optional(
    Type.Object({
      unique_id: optional('Login; required, unique in the account whatever its case'),
      password: optional('At least 8 characters; makes the user registered and is not kept'),
      sis_user_id: optional('Unique in the account'),
      integration_id: optional('Unique in the account'),
      send_confirmation: optional('Without effect: no mail is sent'),
      force_self_registration: optional('Without effect'),
      authentication_provider_id: optional('Without effect'),
    }),
  ),
  communication_channel: Type.Optional(
    Type.Object({
      type: optional('`email`; other types are not kept'),
      address: optional('The login if absent and it is an e-mail address'),
      skip_confirmation: optional('Without effect: no mail is sent'),
      confirmation_url: optional('Without effect'),
    }),
  ),
  force_validations: optional('Hold an admin to the rules of self-registration'),
  enable_sis_reactivation: optional('Without effect'),
  destination: optional('Without effect'),
});

export const changedUserBody = Type.Object({
  user: Type.Optional(
    Type.Object({
      name: optional('A new one makes a new sortable name'),
      short_name: optional('Blank for the name'),
      sortable_name: optional('Blank for the name with the last word first'),
      time_zone: optional('IANA name'),
      locale: optional('Language tag'),
      email: optional('Account admins only'),
    }),
  ),
});

export function userDraftOf(body: Parameters): UserDraft {
  const user = objectParam(body.user, 'user') ?? {};
  const pseudonym = objectParam(body.pseudonym, 'pseudonym') ?? {};
  const channel = objectParam(body.communication_channel, 'communication_channel');
  const uniqueId = textOf(pseudonym, 'unique_id', 'pseudonym');
  return {
    name: textOf(user, 'name', 'user'),
    shortName: textOf(user, 'short_name', 'user'),
    sortableName: textOf(user, 'sortable_name', 'user'),
    timeZone: textOf(user, 'time_zone', 'user'),
    locale: textOf(user, 'locale', 'user'),
    isRegistered: booleanParam(user.skip_registration, 'user[skip_registration]') === true,
    uniqueId,
    password: textOf(pseudonym, 'password', 'pseudonym'),
    sisUserId: textOf(pseudonym, 'sis_user_id', 'pseudonym'),
    integrationId: textOf(pseudonym, 'integration_id', 'pseudonym'),
    email: channel ? channelAddress(channel, uniqueId) : uniqueId,
    isValidated: booleanParam(body.force_validations, 'force_validations') === true,
  };
}

/** Canvas: an e-mail channel without address is the login's. */
function channelAddress(channel: Parameters, uniqueId: string | null): string | null {
  const type = textOf(channel, 'type', 'communication_channel') ?? 'email';
  if (type.toLowerCase() !== 'email') return null;
  return textOf(channel, 'address', 'communication_channel') ?? uniqueId;
}

/** Whether the terms of use were accepted; undefined when the caller did not say. */
export function termsAccepted(body: Parameters): boolean | undefined {
  const user = objectParam(body.user, 'user') ?? {};
  const accepted = booleanParam(user.terms_of_use, 'user[terms_of_use]');
  return accepted === undefined ? undefined : accepted === true;
}

/** Canvas takes `birthdate` and `terms_of_use` and does nothing with them. */
const changeable = new Set(['name', 'short_name', 'sortable_name', 'time_zone', 'locale', 'email']);
const ignored = new Set(['birthdate', 'terms_of_use']);

export function userEditOf(body: Parameters): UserEdit {
  const user = objectParam(body.user, 'user') ?? {};
  const text = (name: string) => textOf(user, name, 'user') ?? (name in user ? '' : undefined);
  return {
    name: textOf(user, 'name', 'user') ?? undefined,
    shortName: text('short_name'),
    sortableName: text('sortable_name'),
    timeZone: text('time_zone'),
    locale: text('locale'),
    email: textOf(user, 'email', 'user') ?? undefined,
    hasMore: Object.keys(user).some((name) => !changeable.has(name) && !ignored.has(name)),
  };
}

export function accountUsersWantedOf(query: Parameters): AccountUsersWanted {
  const sort = stringParam(query.sort, 'sort', nameCharsMax);
  return {
    searchTerm: stringParam(query.search_term, 'search_term', nameCharsMax)?.trim() || null,
    enrollmentType: enrollmentTypeOf(stringParam(query.enrollment_type, 'enrollment_type', nameCharsMax)),
    uuids: stringListParam(query.uuids, 'uuids', nameCharsMax) ?? null,
    order: userOrders.find((known) => known === sort) ?? 'username',
    isDescending: stringParam(query.order, 'order', nameCharsMax) === 'desc',
    ...pagination(query),
  };
}

const userOrders = ['username', 'email', 'sis_id', 'integration_id', 'last_login', 'id'] as const;

function enrollmentTypeOf(name: string | null | undefined): EnrollmentType | null {
  if (name === null || name === undefined || name === '') return null;
  const type = enrollmentTypes.find((known) => known === name || shortTypeOf(known) === name);
  if (type === undefined)
    throw malformed(`enrollment_type must be ${enrollmentTypes.map(shortTypeOf).join(', ')}`);
  return type;
}

/** Too long is for the operation to say, field by field; this bound is for what nobody could mean. */
function textOf(parameters: Parameters, name: string, wrapper: string): string | null {
  return stringParam(parameters[name], `${wrapper}[${name}]`, textCharsMax) ?? null;
}
