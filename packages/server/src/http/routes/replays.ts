// Ours: a stretch of the feed is sent to a subscription again, or for the first time.

import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { ShowReplay } from '../../operations/subscriptions/show-replay.ts';
import type { StartReplay } from '../../operations/subscriptions/start-replay.ts';
import { leadingInteger } from '../canvas-wire/ids.ts';
import { pagination } from '../canvas-wire/link-header.ts';
import {
  replayAskedOf,
  replayBody,
  replayJson,
  replayParams,
  replayPath,
  replaysPath,
  replaysQuery,
  shownReplay,
  shownReplayPath,
} from '../contract/replay.ts';
import { subscriptionLookupOf, subscriptionParams } from '../contract/subscription-params.ts';
import type { Server } from '../fastify.ts';
import { sendList } from '../paged-list.ts';
import { toolOrCaller } from '../tool-authentication.ts';

interface Uses {
  startReplay: StartReplay;
  showReplay: ShowReplay;
  shard: number;
  publicUrl: string | null;
}

const tags = ['Deliveries'];
const config = { takesToolToken: true } as const;

export function replayRoutes(server: Server, uses: Uses): void {
  const { startReplay, showReplay, shard, publicUrl } = uses;
  const idOf = (request: FastifyRequest) => (request.params as { id: string }).id;

  server.post(
    replayPath,
    {
      config,
      schema: {
        tags,
        summary: 'Ours: send what was announced again',
        description:
          "What the subscription's filter lets through now of a stretch of the feed, or what of it is dead. In the background, " +
          'at a rate; what waits already is due at once. Ids of messages stay.',
        params: subscriptionParams,
        body: replayBody,
        response: { 201: shownReplay },
      },
    },
    async (request, reply) => {
      const lookup = subscriptionLookupOf(idOf(request), shard);
      const shown = await startReplay(toolOrCaller(request), lookup, () =>
        replayAskedOf(request.body as Record<string, unknown>, shard),
      );
      return reply.code(201).send(replayJson(shown));
    },
  );

  server.get(
    replaysPath,
    {
      config,
      schema: {
        tags,
        summary: "Ours: list the replays of a subscription's events",
        description: 'The latest first.',
        params: subscriptionParams,
        querystring: replaysQuery,
        response: { 200: Type.Array(shownReplay) },
      },
    },
    async (request, reply) => {
      const lookup = subscriptionLookupOf(idOf(request), shard);
      const { replays, ...page } = await showReplay.list(toolOrCaller(request), lookup, () =>
        pagination(request.query as Record<string, unknown>),
      );
      const json = JSON.stringify(replays.map(replayJson));
      return sendList(request, reply, publicUrl, { ...page, total: null }, json);
    },
  );

  server.get(
    shownReplayPath,
    {
      config,
      schema: {
        tags,
        summary: 'Ours: show how far a replay has come',
        params: replayParams,
        response: { 200: shownReplay },
      },
    },
    async (request) => replayJson(await showReplay.one(toolOrCaller(request), leadingInteger(idOf(request)))),
  );

  server.delete(
    shownReplayPath,
    {
      config,
      schema: {
        tags,
        summary: 'Ours: end a replay before it is through',
        description: 'What it has sent for stays sent for. One that has ended stays as it is.',
        params: replayParams,
        response: { 200: shownReplay },
      },
    },
    async (request) =>
      replayJson(await showReplay.cancel(toolOrCaller(request), leadingInteger(idOf(request)))),
  );
}
