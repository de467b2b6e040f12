// Canvas: Feature Flags API, of courses and accounts. Core reference §18.

import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { nameCharsMax } from '../../model/limits.ts';
import type { FeatureFlags, FlagPlace } from '../../operations/courses/feature-flags.ts';
import { requireCaller } from '../authentication.ts';
import { parseLookup } from '../canvas-wire/ids.ts';
import { pagination } from '../canvas-wire/link-header.ts';
import { stringParam } from '../canvas-wire/params.ts';
import {
  changedFlagBody,
  featureFlagParams,
  featureJson,
  featurePaths,
  featuresParams,
  featuresQuery,
  flagJson,
  shownFeature,
  shownFlag,
} from '../contract/feature-flag.ts';
import type { Server } from '../fastify.ts';
import { sendList } from '../paged-list.ts';

interface Uses {
  featureFlags: FeatureFlags;
  shard: number;
  publicUrl: string | null;
}

const tags = ['Feature Flags'];

export function featureFlagRoutes(server: Server, { featureFlags, shard, publicUrl }: Uses): void {
  const places = {
    course: (request: FastifyRequest): FlagPlace => {
      const { course_id } = request.params as { course_id: string };
      return { course: parseLookup(course_id, 'course', shard) };
    },
    account: (request: FastifyRequest): FlagPlace => {
      const { account_id } = request.params as { account_id: string };
      return { account: parseLookup(account_id, 'account', shard) };
    },
  };
  const featureOf = (request: FastifyRequest) => (request.params as { feature: string }).feature;

  for (const kind of ['course', 'account'] as const) {
    const placeOf = places[kind];

    server.get(
      featurePaths[kind],
      {
        schema: {
          tags,
          summary: 'List features',
          params: featuresParams[kind],
          querystring: featuresQuery,
          response: { 200: Type.Array(shownFeature) },
        },
      },
      async (request, reply) => {
        const caller = requireCaller(request);
        const views = await featureFlags.list(caller, placeOf(request));
        const { page, perPage } = pagination(request.query as Record<string, unknown>);
        const json = JSON.stringify(views.slice((page - 1) * perPage, page * perPage).map(featureJson));
        return sendList(request, reply, publicUrl, { page, perPage, total: views.length }, json);
      },
    );

    server.get(
      `${featurePaths[kind]}/enabled`,
      {
        schema: {
          tags,
          summary: 'List enabled features',
          params: featuresParams[kind],
          response: { 200: Type.Array(Type.String()) },
        },
      },
      async (request) => featureFlags.enabled(requireCaller(request), placeOf(request)),
    );

    const flagPath = `${featurePaths[kind]}/flags/:feature`;

    server.get(
      flagPath,
      {
        schema: {
          tags,
          summary: 'Get feature flag',
          description: 'The flag that holds here: its own, that of an account above, or the default.',
          params: featureFlagParams[kind],
          response: { 200: shownFlag },
        },
      },
      async (request) => {
        const caller = requireCaller(request);
        return flagJson(await featureFlags.one(caller, placeOf(request), featureOf(request)));
      },
    );

    server.put(
      flagPath,
      {
        schema: {
          tags,
          summary: 'Set feature flag',
          params: featureFlagParams[kind],
          body: changedFlagBody,
          response: { 200: shownFlag },
        },
      },
      async (request) => {
        const caller = requireCaller(request);
        const { state } = request.body as Record<string, unknown>;
        const text = stringParam(state, 'state', nameCharsMax) ?? null;
        return flagJson(await featureFlags.set(caller, placeOf(request), featureOf(request), text));
      },
    );

    server.delete(
      flagPath,
      {
        schema: {
          tags,
          summary: 'Remove feature flag',
          params: featureFlagParams[kind],
          response: { 200: shownFlag },
        },
      },
      async (request) => {
        const caller = requireCaller(request);
        return flagJson(await featureFlags.remove(caller, placeOf(request), featureOf(request)));
      },
    );
  }
}
