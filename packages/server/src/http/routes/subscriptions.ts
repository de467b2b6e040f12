// Ours: what else is done with a subscription.

import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { wireTimeMs } from '../../model/time.ts';
import type { RotateSecret } from '../../operations/subscriptions/rotate-secret.ts';
import type { TestSubscription } from '../../operations/subscriptions/test-subscription.ts';
import { shownTest, testJson } from '../contract/subscription.ts';
import {
  askedRotationOf,
  postedRotation,
  subscriptionLookupOf,
  subscriptionParams,
} from '../contract/subscription-params.ts';
import type { Server } from '../fastify.ts';
import { toolOrCaller } from '../tool-authentication.ts';

interface Uses {
  rotateSecret: RotateSecret;
  testSubscription: TestSubscription;
  shard: number;
}

const tags = ['Subscriptions'];

export function subscriptionRoutes(server: Server, { rotateSecret, testSubscription, shard }: Uses): void {
  const lookupOf = ({ params }: FastifyRequest) => subscriptionLookupOf((params as { id: string }).id, shard);

  server.post(
    '/api/v1/subscriptions/:id/rotate_secret',
    {
      config: { takesToolToken: true },
      schema: {
        tags,
        summary: 'Ours: sign with a new secret',
        description:
          'The one before still signs for a while; a secret that was made is shown here and never again.',
        params: subscriptionParams,
        body: postedRotation,
        response: {
          200: Type.Object({
            Secret: Type.Optional(Type.String()),
            PreviousSecretValidUntil: Type.String({ format: 'date-time' }),
          }),
        },
      },
    },
    async (request) => {
      const { newSecret, previousUntilMs } = await rotateSecret(
        toolOrCaller(request),
        lookupOf(request),
        () => askedRotationOf(request.body as Record<string, unknown>),
      );
      return {
        ...(newSecret === null ? {} : { Secret: newSecret }),
        PreviousSecretValidUntil: wireTimeMs(previousUntilMs),
      };
    },
  );

  server.post(
    '/api/v1/subscriptions/:id/test',
    {
      config: { takesToolToken: true },
      schema: {
        tags,
        summary: 'Ours: send a test event now',
        params: subscriptionParams,
        response: { 200: shownTest },
      },
    },
    async (request) => testJson(await testSubscription(toolOrCaller(request), lookupOf(request))),
  );
}
