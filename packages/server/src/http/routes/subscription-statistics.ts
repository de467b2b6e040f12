// Ours: how sends to targets go, for charts.

import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { SubscriptionStatistics } from '../../operations/subscriptions/subscription-statistics.ts';
import { pagination } from '../canvas-wire/link-header.ts';
import { subscriptionLookupOf, subscriptionParams } from '../contract/subscription-params.ts';
import {
  allStatisticsPath,
  allStatisticsQuery,
  periodOf,
  shownStatistics,
  statisticsJson,
  statisticsPath,
  statisticsQuery,
} from '../contract/subscription-statistics.ts';
import type { Server } from '../fastify.ts';
import { sendList } from '../paged-list.ts';
import { toolOrCaller } from '../tool-authentication.ts';

interface Uses {
  subscriptionStatistics: SubscriptionStatistics;
  shard: number;
  publicUrl: string | null;
}

const tags = ['Deliveries'];
const config = { takesToolToken: true } as const;

export function subscriptionStatisticsRoutes(
  server: Server,
  { subscriptionStatistics, shard, publicUrl }: Uses,
): void {
  const queryOf = (request: FastifyRequest) => request.query as Record<string, unknown>;

  server.get(
    allStatisticsPath,
    {
      config,
      schema: {
        tags,
        summary: 'Ours: how sends to all targets go',
        description: 'Of subscriptions that are not deleted, oldest first; of a tool its own.',
        querystring: allStatisticsQuery,
        response: { 200: Type.Array(shownStatistics) },
      },
    },
    async (request, reply) => {
      const { statistics, ...page } = await subscriptionStatistics.page(toolOrCaller(request), () => ({
        period: periodOf(queryOf(request)),
        ...pagination(queryOf(request)),
      }));
      const json = JSON.stringify(statistics.map(statisticsJson));
      return sendList(request, reply, publicUrl, { ...page, total: null }, json);
    },
  );

  server.get(
    statisticsPath,
    {
      config,
      schema: {
        tags,
        summary: 'Ours: how sends to one target go',
        description: 'Each send counts where it began; how long they took is of failures, too.',
        params: subscriptionParams,
        querystring: statisticsQuery,
        response: { 200: shownStatistics },
      },
    },
    async (request) => {
      const lookup = subscriptionLookupOf((request.params as { id: string }).id, shard);
      const shown = await subscriptionStatistics.one(toolOrCaller(request), lookup, () =>
        periodOf(queryOf(request)),
      );
      return statisticsJson(shown);
    },
  );
}
