// Canvas: Accounts API. Reference §3.

import { Type } from 'typebox';
import type { Account } from '../../model/account.ts';
import { nameCharsMax } from '../../model/limits.ts';
import type { ShowAccount } from '../../operations/show-account.ts';
import { requireCaller } from '../authentication.ts';
import { parseLookup } from '../canvas-wire/ids.ts';
import { pagination } from '../canvas-wire/link-header.ts';
import { stringListParam } from '../canvas-wire/params.ts';
import {
  type AccountJson,
  accountJson,
  accountParams,
  accountPath,
  accountsPath,
  accountsQuery,
  shortAccountJson,
  shownAccount,
} from '../contract/account.ts';
import type { Server } from '../fastify.ts';
import { sendList } from '../paged-list.ts';

interface Uses {
  showAccount: ShowAccount;
  shard: number;
  publicUrl: string | null;
}

export function accountRoutes(server: Server, { showAccount, shard, publicUrl }: Uses): void {
  server.get(
    accountsPath,
    {
      schema: {
        tags: ['Accounts'],
        summary: 'List accounts',
        description: 'The accounts that the caller administers; an empty list for everybody else.',
        querystring: accountsQuery,
        response: { 200: Type.Array(shownAccount) },
      },
    },
    async (request, reply) => {
      const caller = requireCaller(request);
      const query = request.query as Record<string, unknown>;
      const includes = stringListParam(query.include, 'include', nameCharsMax) ?? [];
      const { page, perPage } = pagination(query);
      const accounts = await showAccount.administered(caller);
      const shown = accounts.slice((page - 1) * perPage, page * perPage);
      const json = await Promise.all(shown.map((account) => withIncludes(account, includes)));
      return sendList(
        request,
        reply,
        publicUrl,
        { page, perPage, total: accounts.length },
        JSON.stringify(json),
      );
    },
  );

  server.get(
    accountPath,
    {
      schema: {
        tags: ['Accounts'],
        summary: 'Get a single account',
        params: accountParams,
        response: { 200: shownAccount },
      },
    },
    async (request) => {
      const caller = requireCaller(request);
      const { id } = request.params as { id: string };
      const { account, isAdmin } = await showAccount.one(caller, parseLookup(id, 'account', shard));
      const includes = stringListParam(
        (request.query as Record<string, unknown>).include,
        'include',
        nameCharsMax,
      );
      return isAdmin ? withIncludes(account, includes ?? []) : shortAccountJson(account);
    },
  );

  async function withIncludes(account: Account, includes: readonly string[]): Promise<AccountJson> {
    const json = accountJson(account);
    if (includes.includes('lti_guid')) json.lti_guid = account.ltiGuid;
    if (!includes.includes('course_count') && !includes.includes('sub_account_count')) return json;
    const { courseCount, subAccountCount } = await showAccount.counts(account);
    if (includes.includes('course_count')) json.course_count = courseCount;
    if (includes.includes('sub_account_count')) json.sub_account_count = subAccountCount;
    return json;
  }
}
