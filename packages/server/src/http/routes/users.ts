// Canvas: Users API. Reference §4.

import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { nameCharsMax } from '../../model/limits.ts';
import type { CreateUser } from '../../operations/people/create-user.ts';
import type { ListAccountUsers } from '../../operations/people/list-account-users.ts';
import type { ShowUser } from '../../operations/people/show-user.ts';
import type { UpdateUser } from '../../operations/people/update-user.ts';
import { requireCaller } from '../authentication.ts';
import { parseLookup } from '../canvas-wire/ids.ts';
import { stringListParam } from '../canvas-wire/params.ts';
import {
  adminUserJson,
  changedUserJson,
  profileJson,
  shownProfile,
  shownUser,
  type UserInclude,
  userDetailsJson,
} from '../contract/user.ts';
import {
  accountIdParams,
  accountUsersPath,
  accountUsersQuery,
  accountUsersWantedOf,
  changedUserBody,
  newUserBody,
  profilePath,
  termsAccepted,
  userDraftOf,
  userEditOf,
  userIdParams,
  userParams,
  userPath,
  userQuery,
} from '../contract/user-params.ts';
import type { Server } from '../fastify.ts';
import { sendList } from '../paged-list.ts';

interface Uses {
  listAccountUsers: ListAccountUsers;
  createUser: CreateUser;
  showUser: ShowUser;
  updateUser: UpdateUser;
  shard: number;
  publicUrl: string | null;
}

const tags = ['Users'];

/** A body's schema documents: it is read, value by value, only once the caller is known to have the right. */
const validatorCompiler = () => () => true;

export function userRoutes(server: Server, uses: Uses): void {
  const accountOf = (request: FastifyRequest) =>
    parseLookup((request.params as { account_id: string }).account_id, 'account', uses.shard);
  const userOf = (request: FastifyRequest) => {
    const params = request.params as { id?: string; user_id?: string };
    return parseLookup(params.id ?? params.user_id ?? '', 'user', uses.shard);
  };

  server.get(
    accountUsersPath,
    {
      schema: {
        tags,
        summary: 'List users in account',
        description: 'For admins of the account. There is no `last` link.',
        params: accountIdParams,
        querystring: accountUsersQuery,
        response: { 200: Type.Array(shownUser) },
      },
    },
    async (request, reply) => {
      const caller = requireCaller(request);
      const { users, account, ...page } = await uses.listAccountUsers(caller, accountOf(request), () =>
        accountUsersWantedOf(request.query as Record<string, unknown>),
      );
      const includes = includesOf(request, ['avatar_url', 'email', 'last_login', 'time_zone', 'uuid']);
      const json = JSON.stringify(users.map((user) => adminUserJson(user, account, includes)));
      return sendList(request, reply, uses.publicUrl, { ...page, total: null }, json);
    },
  );

  server.post(
    accountUsersPath,
    {
      validatorCompiler,
      schema: {
        tags,
        summary: 'Create a user',
        description: 'A person and their login, which is in the root account whichever account is named.',
        params: accountIdParams,
        body: newUserBody,
        response: { 200: shownUser },
      },
    },
    async (request) => {
      const caller = requireCaller(request);
      const body = request.body as Record<string, unknown>;
      let accepted: boolean | undefined;
      const view = await uses.createUser(caller, accountOf(request), () => {
        accepted = termsAccepted(body);
        return userDraftOf(body);
      });
      return {
        ...adminUserJson(view, view.account, new Set<UserInclude>(['locale', 'uuid'])),
        ...(accepted === undefined ? {} : { terms_of_use: accepted }),
      };
    },
  );

  server.get(
    userPath,
    {
      schema: {
        tags,
        summary: 'Show user details',
        params: userParams,
        querystring: userQuery,
        response: { 200: shownUser },
      },
    },
    async (request) => {
      const caller = requireCaller(request);
      const view = await uses.showUser.details(caller, userOf(request));
      return userDetailsJson(view, includesOf(request, ['uuid', 'last_login']));
    },
  );

  server.put(
    userPath,
    {
      validatorCompiler,
      schema: {
        tags,
        summary: 'Edit a user',
        params: userParams,
        body: changedUserBody,
        response: { 200: shownUser },
      },
    },
    async (request) => {
      const caller = requireCaller(request);
      const view = await uses.updateUser(caller, userOf(request), () =>
        userEditOf(request.body as Record<string, unknown>),
      );
      return changedUserJson(view);
    },
  );

  server.get(
    profilePath,
    { schema: { tags, summary: 'Get user profile', params: userIdParams, response: { 200: shownProfile } } },
    async (request) => {
      const caller = requireCaller(request);
      return profileJson(await uses.showUser.profile(caller, userOf(request)));
    },
  );
}

/** Of what the caller wants included, what this route includes. */
function includesOf(request: FastifyRequest, allowed: readonly UserInclude[]): ReadonlySet<UserInclude> {
  const wanted =
    stringListParam((request.query as Record<string, unknown>).include, 'include', nameCharsMax) ?? [];
  return new Set(allowed.filter((include) => wanted.includes(include)));
}
