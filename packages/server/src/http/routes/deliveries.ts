// Ours: the log of deliveries. What is to be sent again by the stretch is in replays.ts.

import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { ListAllDeliveries } from '../../operations/subscriptions/list-all-deliveries.ts';
import type { ListDeliveries } from '../../operations/subscriptions/list-deliveries.ts';
import type { Redeliver } from '../../operations/subscriptions/redeliver.ts';
import type { ShowDelivery } from '../../operations/subscriptions/show-delivery.ts';
import { leadingInteger } from '../canvas-wire/ids.ts';
import {
  allDeliveriesPath,
  allDeliveriesQuery,
  allDeliveriesWantedOf,
  behindText,
  deliveriesPath,
  deliveriesQuery,
  deliveriesWantedOf,
  deliveryInFullJson,
  deliveryJson,
  deliveryParams,
  deliveryPath,
  redeliverPath,
  shownDelivery,
  shownDeliveryInFull,
} from '../contract/delivery.ts';
import { subscriptionLookupOf, subscriptionParams } from '../contract/subscription-params.ts';
import type { Server } from '../fastify.ts';
import { baseUrlOf, nextLink, sendList } from '../paged-list.ts';
import { toolOrCaller } from '../tool-authentication.ts';

interface Uses {
  listDeliveries: ListDeliveries;
  listAllDeliveries: ListAllDeliveries;
  showDelivery: ShowDelivery;
  redeliver: Redeliver;
  shard: number;
  publicUrl: string | null;
}

const tags = ['Deliveries'];
const config = { takesToolToken: true } as const;

export function deliveryRoutes(server: Server, uses: Uses): void {
  const idOf = (request: FastifyRequest) => (request.params as { id: string }).id;

  server.get(
    deliveriesPath,
    {
      config,
      schema: {
        tags,
        summary: 'Ours: list the deliveries of a subscription',
        description:
          "By the event's place in the feed, the latest first, each with its last send. For account admins, and for the tool " +
          'whose subscription it is.',
        params: subscriptionParams,
        querystring: deliveriesQuery,
        response: { 200: Type.Array(shownDelivery) },
      },
    },
    async (request, reply) => {
      const query = request.query as Record<string, unknown>;
      const lookup = subscriptionLookupOf(idOf(request), uses.shard);
      const { deliveries, ...page } = await uses.listDeliveries(toolOrCaller(request), lookup, () =>
        deliveriesWantedOf(query),
      );
      const json = JSON.stringify(deliveries.map(deliveryJson));
      return sendList(request, reply, uses.publicUrl, { ...page, total: null }, json);
    },
  );

  server.get(
    allDeliveriesPath,
    {
      config,
      schema: {
        tags,
        summary: 'Ours: list the deliveries of all subscriptions',
        description:
          "By the event's place in the feed, the latest first, each with its last send. Of subscriptions that are not deleted; of a " +
          'tool its own.',
        querystring: allDeliveriesQuery,
        response: { 200: Type.Array(shownDelivery) },
      },
    },
    async (request, reply) => {
      const { deliveries, perPage, hasNext } = await uses.listAllDeliveries(toolOrCaller(request), () =>
        allDeliveriesWantedOf(request.query as Record<string, unknown>),
      );
      const last = deliveries.at(-1);
      if (hasNext && last !== undefined) {
        const next = { behind: behindText(last), per_page: String(perPage) };
        reply.header('Link', nextLink(request, uses.publicUrl, next));
      }
      return reply.send(deliveries.map(deliveryJson));
    },
  );

  server.get(
    deliveryPath,
    {
      config,
      schema: {
        tags,
        summary: 'Ours: show a delivery with its sends and its message',
        params: deliveryParams,
        response: { 200: shownDeliveryInFull },
      },
    },
    async (request, reply) => sendInFull(request, reply),
  );

  server.post(
    redeliverPath,
    {
      config,
      schema: {
        tags,
        summary: 'Ours: send a delivery again',
        description:
          'Whatever became of it; the id of the message stays. It is sent in the background, as soon as its target may be sent to.',
        params: deliveryParams,
        response: { 202: shownDelivery },
      },
    },
    async (request, reply) => {
      const shown = await uses.redeliver(toolOrCaller(request), leadingInteger(idOf(request)));
      return reply.code(202).send(deliveryJson(shown));
    },
  );

  async function sendInFull(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const baseUrl = baseUrlOf(request, uses.publicUrl);
    const id = leadingInteger(idOf(request));
    const shown = await uses.showDelivery(toolOrCaller(request), id, baseUrl);
    return reply.type('application/json; charset=utf-8').send(deliveryInFullJson(shown));
  }
}
