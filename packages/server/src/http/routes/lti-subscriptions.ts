// Canvas: Webhooks Subscriptions for Plagiarism Platform, by a tool's token, here also by an admin's. Live events reference §6.2.

import { Type } from 'typebox';
import type { Server } from '../fastify.ts';
import { toolOrCaller } from '../tool-authentication.ts';
import { addSubscriptionFamily, type SubscriptionUses } from './subscription-family.ts';

export function ltiSubscriptionRoutes(server: Server, uses: SubscriptionUses): void {
  const family = {
    tag: 'Webhooks Subscriptions',
    path: '/api/lti/subscriptions',
    params: Type.Object({}),
    config: { takesToolToken: true } as const,
    contentType: 'application/json; charset=utf-8',
  };
  addSubscriptionFamily(
    server,
    {
      ...family,
      subscriberOf: async (request) => toolOrCaller(request),
      worded: (refusal) => refusal,
    },
    uses,
  );
}
