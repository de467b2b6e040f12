// Canvas: Grading Standards API. Core reference §10.4.

import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { GradingStandards } from '../../operations/gradebook/grading-standards.ts';
import { requireCaller } from '../authentication.ts';
import { parseLookup } from '../canvas-wire/ids.ts';
import { pagination } from '../canvas-wire/link-header.ts';
import {
  gradingStandardDraftOf,
  gradingStandardJson,
  gradingStandardsParams,
  gradingStandardsPath,
  gradingStandardsQuery,
  postedGradingStandard,
  shownGradingStandard,
} from '../contract/grading-standard.ts';
import type { Server } from '../fastify.ts';
import { sendList } from '../paged-list.ts';

interface Uses {
  gradingStandards: GradingStandards;
  shard: number;
  publicUrl: string | null;
}

const tags = ['Grading Standards'];

export function gradingStandardRoutes(server: Server, uses: Uses): void {
  const { gradingStandards, shard, publicUrl } = uses;
  const courseOf = (request: FastifyRequest) =>
    parseLookup((request.params as { course_id: string }).course_id, 'course', shard);

  server.get(
    gradingStandardsPath,
    {
      schema: {
        tags,
        summary: 'List the grading standards of a course',
        params: gradingStandardsParams,
        querystring: gradingStandardsQuery,
        response: { 200: Type.Array(shownGradingStandard) },
      },
    },
    async (request, reply) => {
      const { standards, ...page } = await gradingStandards.list(
        requireCaller(request),
        courseOf(request),
        () => pagination(request.query as Record<string, unknown>),
      );
      return sendList(request, reply, publicUrl, page, JSON.stringify(standards.map(gradingStandardJson)));
    },
  );

  server.post(
    gradingStandardsPath,
    {
      schema: {
        tags,
        summary: 'Create a new grading standard',
        params: gradingStandardsParams,
        body: postedGradingStandard,
        response: { 200: shownGradingStandard },
      },
    },
    async (request) => {
      const standard = await gradingStandards.create(requireCaller(request), courseOf(request), () =>
        gradingStandardDraftOf(request.body as Record<string, unknown>),
      );
      return gradingStandardJson(standard);
    },
  );
}
