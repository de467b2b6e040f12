// The routes of subscriptions, which Canvas has twice: for tools and as Data Services. Live events reference §6.1, §6.2.

import type { FastifyReply, FastifyRequest } from 'fastify';
import { type TObject, Type } from 'typebox';
import { Refusal } from '../../model/refusal.ts';
import type { Subscriber } from '../../model/subscription-policy.ts';
import type { CreateSubscription } from '../../operations/subscriptions/create-subscription.ts';
import type { ReadSubscriptions } from '../../operations/subscriptions/read-subscriptions.ts';
import type { UpdateSubscription } from '../../operations/subscriptions/update-subscription.ts';
import {
  endKey,
  shownNewSubscription,
  shownSubscription,
  subscriptionJson,
  testJson,
} from '../contract/subscription.ts';
import {
  askedSubscriptionOf,
  postedSubscription,
  startKeyOf,
  subscriptionLookupOf,
  subscriptionParams,
} from '../contract/subscription-params.ts';
import type { Server } from '../fastify.ts';

export interface SubscriptionUses {
  createSubscription: CreateSubscription;
  readSubscriptions: ReadSubscriptions;
  updateSubscription: UpdateSubscription;
  shard: number;
}

/** What is different about routes that do the same. */
export interface SubscriptionFamily {
  tag: string;
  path: string;
  /** Parameters of that path. */
  params: TObject;
  config: { takesToolToken?: true };
  contentType: string;
  /** Raises what says that they may not. */
  subscriberOf(request: FastifyRequest): Promise<Subscriber>;
  /** A refusal in the family's own words. */
  worded(refusal: Refusal): Refusal;
}

export function addSubscriptionFamily(
  server: Server,
  { tag, path, params, config, contentType, subscriberOf, worded }: SubscriptionFamily,
  { createSubscription, readSubscriptions, updateSubscription, shard }: SubscriptionUses,
): void {
  const tags = [tag];
  const one = Type.Object({ ...params.properties, ...subscriptionParams.properties });
  const lookupOf = (request: FastifyRequest) =>
    subscriptionLookupOf((request.params as { id: string }).id, shard);
  const askedOf = (request: FastifyRequest) => () =>
    askedSubscriptionOf(request.body as Record<string, unknown>, shard);

  server.post(
    path,
    {
      config,
      schema: {
        tags,
        summary: 'Create a subscription',
        description: 'A test event is sent before the answer, which says what came of it.',
        params,
        body: postedSubscription,
        response: { 201: shownNewSubscription },
      },
    },
    (request, reply) =>
      inItsWords(async () => {
        const subscriber = await subscriberOf(request);
        const { view, newSecret, test } = await createSubscription(subscriber, askedOf(request));
        return send(reply.code(201), { ...subscriptionJson(view, newSecret), Test: testJson(test) });
      }),
  );

  server.get(
    path,
    {
      config,
      schema: {
        tags,
        summary: 'List subscriptions',
        description:
          '100 a page. What the header `EndKey` of an answer says, `StartKey` of the next request repeats.',
        params,
        response: { 200: Type.Array(shownSubscription) },
      },
    },
    (request, reply) =>
      inItsWords(async () => {
        const readAfter = () => startKeyOf(request.headers.startkey);
        const { views, hasMore } = await readSubscriptions.page(await subscriberOf(request), readAfter);
        const last = views.at(-1);
        if (hasMore && last !== undefined) reply.header('EndKey', endKey(last, shard));
        return send(
          reply,
          views.map((view) => subscriptionJson(view)),
        );
      }),
  );

  server.get(
    `${path}/:id`,
    {
      config,
      schema: { tags, summary: 'Show a subscription', params: one, response: { 200: shownSubscription } },
    },
    (request, reply) =>
      inItsWords(async () => {
        const view = await readSubscriptions.one(await subscriberOf(request), lookupOf(request));
        return send(reply, subscriptionJson(view));
      }),
  );

  server.put(
    `${path}/:id`,
    {
      config,
      schema: {
        tags,
        summary: 'Update a subscription',
        description: 'What is given is changed; a secret that is not given stays.',
        params: one,
        body: postedSubscription,
        response: { 200: shownSubscription },
      },
    },
    (request, reply) =>
      inItsWords(async () => {
        const subscriber = await subscriberOf(request);
        const { view, newSecret } = await updateSubscription.change(
          subscriber,
          lookupOf(request),
          askedOf(request),
        );
        return send(reply, subscriptionJson(view, newSecret));
      }),
  );

  server.delete(
    `${path}/:id`,
    {
      config,
      schema: { tags, summary: 'Delete a subscription', params: one, response: { 200: shownSubscription } },
    },
    (request, reply) =>
      inItsWords(async () => {
        const view = await updateSubscription.end(await subscriberOf(request), lookupOf(request));
        return send(reply, subscriptionJson(view));
      }),
  );

  function send(reply: FastifyReply, json: object): FastifyReply {
    return reply.type(contentType).send(json);
  }

  async function inItsWords<Result>(answer: () => Promise<Result>): Promise<Result> {
    try {
      return await answer();
    } catch (error) {
      throw error instanceof Refusal ? worded(error) : error;
    }
  }
}
