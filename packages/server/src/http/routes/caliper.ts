// Ours: an endpoint for Caliper sensors, and what it refused. Caliper: reference §3.

import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { receivedBytesMax } from '../../model/feed-limits.ts';
import type { CheckEnvelope } from '../../model/received-caliper.ts';
import { Refusal } from '../../model/refusal.ts';
import type { ListQuarantine } from '../../operations/receiving/list-quarantine.ts';
import type { ReceiveCaliper } from '../../operations/receiving/receive-caliper.ts';
import { requireCaller } from '../authentication.ts';
import { caliperBatchOf } from '../canvas-wire/caliper-batch.ts';
import { pagination } from '../canvas-wire/link-header.ts';
import {
  type CaliperTaken,
  caliperPath,
  configurationJson,
  postedEnvelope,
  quarantinedItemJson,
  quarantinePath,
  quarantineQuery,
  shownConfiguration,
  shownQuarantinedItem,
} from '../contract/caliper.ts';
import type { Server } from '../fastify.ts';
import { sendList } from '../paged-list.ts';
import { leaveBodyUnread, unreadText } from '../unread-body.ts';

interface Uses {
  receiveCaliper: ReceiveCaliper;
  listQuarantine: ListQuarantine;
  checkEnvelope: CheckEnvelope;
  caliperTaken: CaliperTaken;
  publicUrl: string | null;
}

const tags = ['Caliper'];

export function caliperRoutes(server: Server, uses: Uses): void {
  server.register(async (scope) => {
    leaveBodyUnread(scope, receivedBytesMax);
    scope.post(
      caliperPath,
      {
        bodyLimit: receivedBytesMax,
        validatorCompiler: () => () => true,
        onRequest: async (request) => void requireCaller(request),
        schema: {
          tags,
          summary: 'Ours: receive a Caliper envelope',
          description:
            'For account admins. The answer has no body: 200 when every item was taken, 202 when some went into quarantine. ' +
            'Events that came before are not taken again.',
          body: postedEnvelope,
          response: {
            200: { type: 'null', description: 'All kept' },
            202: { type: 'null', description: 'All kept, some in quarantine' },
          },
        },
      },
      async (request, reply) => {
        const { quarantined } = await uses.receiveCaliper(requireCaller(request), () => {
          assertJson(request);
          return caliperBatchOf(unreadText(request), uses.checkEnvelope);
        });
        return reply.code(quarantined === 0 ? 200 : 202).send();
      },
    );
  });

  server.get(
    caliperPath,
    {
      schema: {
        tags,
        summary: 'Ours: what the Caliper endpoint takes',
        response: { 200: shownConfiguration },
      },
    },
    async (request) => {
      requireCaller(request);
      return configurationJson(uses.caliperTaken);
    },
  );

  server.get(
    quarantinePath,
    {
      schema: {
        tags,
        summary: 'Ours: list refused Caliper items',
        description: 'For account admins, latest first.',
        querystring: quarantineQuery,
        response: { 200: Type.Array(shownQuarantinedItem) },
      },
    },
    async (request, reply) => {
      const { items, ...page } = await uses.listQuarantine(requireCaller(request), () =>
        pagination(request.query as Record<string, unknown>),
      );
      const json = `[${items.map(quarantinedItemJson).join(',')}]`;
      return sendList(request, reply, uses.publicUrl, page, json);
    },
  );
}

function assertJson({ headers }: FastifyRequest): void {
  const [type = ''] = (headers['content-type'] ?? '').split(';', 1);
  if (type.trim().toLowerCase() === 'application/json') return;
  throw new Refusal({ kind: 'media_type_unknown', message: 'send the envelope as application/json' });
}
