// Accounts on the wire.

import { type Static, Type } from 'typebox';
import type { Account } from '../../model/account.ts';

export const accountsPath = '/api/v1/accounts';
export const accountPath = '/api/v1/accounts/:id';

export const accountParams = Type.Object({
  id: Type.String({ description: 'Account id, `self`, `default` or `sis_account_id:…`' }),
});

export const accountsQuery = Type.Object({
  include: Type.Optional(
    Type.Unknown({ description: '`include[]=lti_guid`, `course_count`, `sub_account_count`' }),
  ),
  page: Type.Optional(Type.Unknown({ description: 'From 1' })),
  per_page: Type.Optional(Type.Unknown({ description: '1 to 100, 10 if absent' })),
});

const nullableText = Type.Unsafe<string | null>({ type: ['string', 'null'] });
const nullableId = Type.Unsafe<number | null>({ type: ['integer', 'null'] });

export const shownAccount = Type.Object(
  {
    id: Type.Integer(),
    name: Type.String(),
    workflow_state: Type.String(),
    parent_account_id: nullableId,
    root_account_id: nullableId,
    uuid: Type.String(),
    default_time_zone: Type.String({ description: 'IANA name' }),
    default_time_zone_friendly_name: Type.Optional(Type.String()),
    default_storage_quota_mb: Type.Optional(Type.Integer()),
    default_user_storage_quota_mb: Type.Optional(Type.Integer()),
    default_group_storage_quota_mb: Type.Optional(Type.Integer()),
    course_template_id: Type.Optional(nullableId),
    sis_account_id: Type.Optional(nullableText),
    integration_id: Type.Optional(nullableText),
    sis_import_id: Type.Optional(nullableId),
    lti_guid: Type.Optional(Type.String()),
    course_count: Type.Optional(Type.Integer()),
    sub_account_count: Type.Optional(Type.Integer()),
  },
  { description: 'Whoever is no admin of the account gets the first seven keys' },
);

export type AccountJson = Static<typeof shownAccount>;

/** Canvas's short form, which every login may read. */
export function shortAccountJson(account: Account): AccountJson {
  return {
    id: account.id,
    name: account.name,
    workflow_state: account.workflowState,
    parent_account_id: account.parentAccountId,
    root_account_id: account.rootAccountId,
    uuid: account.uuid,
    default_time_zone: account.defaultTimeZone,
  };
}

/** What an admin of the account gets. Quotas are Canvas's defaults: no files are stored here. */
export function accountJson(account: Account): AccountJson {
  return {
    ...shortAccountJson(account),
    default_time_zone_friendly_name: friendlyName(account.defaultTimeZone),
    default_storage_quota_mb: 500,
    default_user_storage_quota_mb: 50,
    default_group_storage_quota_mb: 50,
    course_template_id: null,
    ...(account.rootAccountId === null
      ? {}
      : { sis_account_id: account.sisAccountId, integration_id: null, sis_import_id: null }),
  };
}

/** The end of an IANA name, as people say it: `New York`, `UTC`. */
function friendlyName(timeZone: string): string {
  return timeZone.slice(timeZone.lastIndexOf('/') + 1).replaceAll('_', ' ');
}
