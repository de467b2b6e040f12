// People on the wire: how a user, a profile and a user in passing are written. Who may see what is decided before.

import { type Static, Type } from 'typebox';
import type { Account } from '../../model/account.ts';
import { wireTime } from '../../model/time.ts';
import { nameParts, type User, type UserWithLogin } from '../../model/user.ts';
import type { UserView } from '../../operations/people/show-user.ts';

const text = Type.String();
const nullableText = Type.Unsafe<string | null>({ type: ['string', 'null'] });
const nullableId = Type.Unsafe<number | null>({ type: ['integer', 'null'] });

export const shownUser = Type.Object({
  id: Type.Integer(),
  name: text,
  created_at: text,
  sortable_name: text,
  short_name: text,
  sis_user_id: Type.Optional(nullableText),
  integration_id: Type.Optional(nullableText),
  sis_import_id: Type.Optional(nullableId),
  login_id: Type.Optional(nullableText),
  avatar_url: Type.Optional(nullableText),
  last_name: Type.Optional(text),
  first_name: Type.Optional(text),
  email: Type.Optional(nullableText),
  locale: Type.Optional(nullableText),
  effective_locale: Type.Optional(text),
  last_login: Type.Optional(nullableText),
  time_zone: Type.Optional(text),
  uuid: Type.Optional(text),
  account_uuid: Type.Optional(text),
  terms_of_use: Type.Optional(Type.Boolean()),
  permissions: Type.Optional(Type.Record(Type.String(), Type.Boolean())),
});

export type UserJson = Static<typeof shownUser>;

export const shownProfile = Type.Object({
  id: Type.Integer(),
  name: text,
  short_name: text,
  sortable_name: text,
  title: nullableText,
  bio: nullableText,
  pronunciation: nullableText,
  pronouns: nullableText,
  avatar_url: nullableText,
  primary_email: Type.Optional(nullableText),
  login_id: Type.Optional(nullableText),
  sis_user_id: Type.Optional(nullableText),
  integration_id: Type.Optional(nullableText),
  time_zone: Type.Optional(text),
  locale: Type.Optional(nullableText),
  effective_locale: Type.Optional(text),
  calendar: Type.Optional(Type.Object({ ics: nullableText })),
  lti_user_id: Type.Optional(text),
  k5_user: Type.Optional(Type.Boolean()),
  use_classic_font_in_k5: Type.Optional(Type.Boolean()),
});

export type ProfileJson = Static<typeof shownProfile>;

/** What Canvas adds to a user when asked or by itself. Avatars are not kept: the key is there, without a picture. */
export type UserInclude = 'avatar_url' | 'email' | 'last_login' | 'locale' | 'time_zone' | 'uuid';

/** The five keys that every user has. */
export function userJson(user: User): UserJson {
  return {
    id: user.id,
    name: user.name,
    created_at: wireTime(user.createdAtMs),
    sortable_name: user.sortableName,
    short_name: user.shortName,
  };
}

/** As an account admin sees a user: with login and SIS ids, and what is included. */
export function adminUserJson(
  { user, pseudonym }: UserWithLogin,
  account: Account,
  includes: ReadonlySet<UserInclude>,
): UserJson {
  return {
    ...userJson(user),
    sis_user_id: pseudonym?.sisUserId ?? null,
    integration_id: pseudonym?.integrationId ?? null,
    sis_import_id: null,
    login_id: pseudonym?.uniqueId ?? null,
    ...includedJson(user, account, includes),
  };
}

function includedJson(user: User, account: Account, includes: ReadonlySet<UserInclude>): Partial<UserJson> {
  const json: Partial<UserJson> = {};
  if (includes.has('avatar_url')) json.avatar_url = null;
  if (includes.has('email')) json.email = user.email;
  if (includes.has('locale')) json.locale = user.locale;
  if (includes.has('last_login')) json.last_login = null;
  if (includes.has('time_zone')) json.time_zone = user.timeZone ?? account.defaultTimeZone;
  if (includes.has('uuid')) {
    json.uuid = user.uuid;
    json.account_uuid = account.uuid;
  }
  return json;
}

/**
 * Canvas: `api_show`, by what the caller may see: people of a shared course get names alone, oneself also what concerns
 * nobody else, account admins everything. Login and e-mail are the account's to show: one's own are in the profile.
 */
export function userDetailsJson(view: UserView, includes: ReadonlySet<UserInclude>): UserJson {
  const { user, account } = view;
  const { firstName, lastName } = nameParts(user.sortableName);
  const names = { avatar_url: null, last_name: lastName, first_name: firstName };
  if (!view.may('read_full_profile')) return { ...userJson(user), ...names };
  const isAdmin = view.may('manage_user_details');
  return {
    ...(isAdmin
      ? adminUserJson(view, account, includes)
      : { ...userJson(user), ...includedJson(user, account, includes) }),
    ...names,
    ...(isAdmin ? { email: user.email } : {}),
    locale: user.locale,
    ...(view.isCaller ? { effective_locale: user.locale ?? 'en' } : {}),
    permissions: { can_update_name: true, can_update_avatar: false, limit_parent_app_web_access: false },
  };
}

const changedIncludes: ReadonlySet<UserInclude> = new Set<UserInclude>(['locale', 'avatar_url', 'time_zone']);

/** What a change of a user is answered with; the e-mail address to account admins only. */
export function changedUserJson(view: UserView): UserJson {
  const { user, account } = view;
  if (!view.may('manage_user_details')) {
    return { ...userJson(user), ...includedJson(user, account, changedIncludes) };
  }
  return { ...adminUserJson(view, account, changedIncludes), email: user.email };
}

/** Canvas: `user_profile_json`. Keys that the caller has no right to are left out. */
export function profileJson(view: UserView): ProfileJson {
  const { user, pseudonym, account } = view;
  const json: ProfileJson = {
    id: user.id,
    name: user.name,
    short_name: user.shortName,
    sortable_name: user.sortableName,
    title: null,
    bio: null,
    pronunciation: null,
    pronouns: null,
    avatar_url: null,
  };
  if (view.may('read_email_addresses')) json.primary_email = user.email;
  if (view.may('view_user_logins')) json.login_id = pseudonym?.uniqueId ?? null;
  if (view.may('read_sis')) {
    json.sis_user_id = pseudonym?.sisUserId ?? null;
    json.integration_id = pseudonym?.integrationId ?? null;
  }
  if (view.may('read_full_profile')) {
    json.time_zone = user.timeZone ?? account.defaultTimeZone;
    json.locale = user.locale;
  }
  if (view.isCaller) {
    json.effective_locale = user.locale ?? 'en';
    json.calendar = { ics: null };
    json.lti_user_id = user.uuid;
    json.k5_user = false;
    json.use_classic_font_in_k5 = false;
  }
  return json;
}

/** A user in passing, inside other records. `htmlUrl` is the page of the user there. */
export function userDisplayJson(user: User, htmlUrl: string): Record<string, unknown> {
  return {
    id: user.id,
    anonymous_id: user.id.toString(36),
    display_name: user.shortName,
    avatar_image_url: null,
    html_url: htmlUrl,
    pronouns: null,
  };
}
