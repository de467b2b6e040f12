// Canvas: Access Tokens API. Reference §5.1.

import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { CreateAccessToken } from '../../operations/access/create-access-token.ts';
import type { ShowAccessTokens, TokenName } from '../../operations/access/show-access-tokens.ts';
import type { UpdateAccessToken } from '../../operations/access/update-access-token.ts';
import { requireCaller } from '../authentication.ts';
import { leadingInteger, parseLookup } from '../canvas-wire/ids.ts';
import { pagination } from '../canvas-wire/link-header.ts';
import {
  changedTokenBody,
  newTokenBody,
  shownToken,
  tokenDraftOf,
  tokenEditOf,
  tokenJson,
  tokenParams,
  tokensParams,
  tokensQuery,
  userGeneratedTokensPath,
  userTokenPath,
  userTokensPath,
} from '../contract/access-token.ts';
import type { Server } from '../fastify.ts';
import { sendList } from '../paged-list.ts';

interface Uses {
  createAccessToken: CreateAccessToken;
  showAccessTokens: ShowAccessTokens;
  updateAccessToken: UpdateAccessToken;
  shard: number;
  publicUrl: string | null;
}

const tags = ['Access Tokens'];

/** A body's schema documents: it is read, value by value, only once the caller is known to have the right. */
const validatorCompiler = () => () => true;

export function accessTokenRoutes(server: Server, uses: Uses): void {
  const userOf = (request: FastifyRequest) =>
    parseLookup((request.params as { user_id: string }).user_id, 'user', uses.shard);

  server.get(
    userGeneratedTokensPath,
    {
      schema: {
        tags,
        summary: 'List access tokens for a user',
        params: tokensParams,
        querystring: tokensQuery,
        response: { 200: Type.Array(shownToken) },
      },
    },
    async (request, reply) => {
      const caller = requireCaller(request);
      const { tokens, ...page } = await uses.showAccessTokens.page(caller, userOf(request), () =>
        pagination(request.query as Record<string, unknown>),
      );
      const json = JSON.stringify(tokens.map((token) => tokenJson(token, null)));
      return sendList(request, reply, uses.publicUrl, page, json);
    },
  );

  server.post(
    userTokensPath,
    {
      validatorCompiler,
      schema: {
        tags,
        summary: 'Create an access token',
        description: 'The answer is the only one with the whole token. One for another user is pending.',
        params: tokensParams,
        body: newTokenBody,
        response: { 200: shownToken },
      },
    },
    async (request) => {
      const caller = requireCaller(request);
      const { token, value } = await uses.createAccessToken(caller, userOf(request), () =>
        tokenDraftOf(request.body as Record<string, unknown>),
      );
      return tokenJson(token, value);
    },
  );

  server.get(
    userTokenPath,
    { schema: { tags, summary: 'Show an access token', params: tokenParams, response: { 200: shownToken } } },
    async (request) => {
      const caller = requireCaller(request);
      return tokenJson(await uses.showAccessTokens.one(caller, userOf(request), tokenNameOf(request)), null);
    },
  );

  server.put(
    userTokenPath,
    {
      validatorCompiler,
      schema: {
        tags,
        summary: 'Update an access token',
        params: tokenParams,
        body: changedTokenBody,
        response: { 200: shownToken },
      },
    },
    async (request) => {
      const caller = requireCaller(request);
      const { token, value } = await uses.updateAccessToken.change(
        caller,
        userOf(request),
        tokenNameOf(request),
        () => tokenEditOf(request.body as Record<string, unknown>),
      );
      return tokenJson(token, value);
    },
  );

  server.delete(
    userTokenPath,
    {
      schema: { tags, summary: 'Delete an access token', params: tokenParams, response: { 200: shownToken } },
    },
    async (request) => {
      const caller = requireCaller(request);
      return tokenJson(await uses.updateAccessToken.end(caller, userOf(request), tokenNameOf(request)), null);
    },
  );
}

function tokenNameOf(request: FastifyRequest): TokenName {
  const { id } = request.params as { id: string };
  // Unlike in Canvas, `9abcd`, perhaps the beginning of a token that has ended, never names the token with the id 9. And no
  // token has a NUL, which PostgreSQL cannot even compare.
  return { id: /^\d+$/.test(id) ? leadingInteger(id) : 0, text: id.includes('\0') ? '' : id };
}
