// Canvas: Late Policy API. Core reference §20.

import type { FastifyRequest } from 'fastify';
import type { LatePolicies } from '../../operations/gradebook/late-policies.ts';
import { requireCaller } from '../authentication.ts';
import { parseLookup } from '../canvas-wire/ids.ts';
import {
  latePolicyDraftOf,
  latePolicyJson,
  latePolicyParams,
  latePolicyPath,
  postedLatePolicy,
  shownLatePolicy,
} from '../contract/late-policy.ts';
import type { Server } from '../fastify.ts';
import { noContent } from '../no-content.ts';

interface Uses {
  latePolicies: LatePolicies;
  shard: number;
}

const tags = ['Late Policy'];

export function latePolicyRoutes(server: Server, { latePolicies, shard }: Uses): void {
  const courseOf = (request: FastifyRequest) =>
    parseLookup((request.params as { id: string }).id, 'course', shard);
  const draftOf = (request: FastifyRequest) => latePolicyDraftOf(request.body as Record<string, unknown>);

  server.get(
    latePolicyPath,
    {
      schema: {
        tags,
        summary: 'Get a late policy',
        params: latePolicyParams,
        response: { 200: shownLatePolicy },
      },
    },
    async (request) => latePolicyJson(await latePolicies.show(requireCaller(request), courseOf(request))),
  );

  server.post(
    latePolicyPath,
    {
      schema: {
        tags,
        summary: 'Create a late policy',
        description: 'One for a course. Graded late work loses its points at once.',
        params: latePolicyParams,
        body: postedLatePolicy,
        response: { 201: shownLatePolicy },
      },
    },
    async (request, reply) => {
      const caller = requireCaller(request);
      const policy = await latePolicies.create(caller, courseOf(request), () => draftOf(request));
      return reply.code(201).send(latePolicyJson(policy));
    },
  );

  server.patch(
    latePolicyPath,
    {
      schema: {
        tags,
        summary: 'Patch a late policy',
        description: 'Graded late work is looked at again.',
        params: latePolicyParams,
        body: postedLatePolicy,
        response: { 204: { type: 'null', description: 'Changed' } },
      },
    },
    async (request, reply) => {
      await latePolicies.change(requireCaller(request), courseOf(request), () => draftOf(request));
      return noContent(reply);
    },
  );
}
