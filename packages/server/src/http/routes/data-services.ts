// Canvas: Data Services, for admins of the root account. Live events reference §6.1.

import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { rootAccountId } from '../../model/account.ts';
import type { Caller } from '../../model/caller.ts';
import { notFound, notPermitted, Refusal } from '../../model/refusal.ts';
import type { ShowAccount } from '../../operations/show-account.ts';
import type { EventTypes } from '../../operations/subscriptions/event-types.ts';
import { requireCaller } from '../authentication.ts';
import { parseLookup } from '../canvas-wire/ids.ts';
import type { Server } from '../fastify.ts';
import { addSubscriptionFamily, type SubscriptionUses } from './subscription-family.ts';

interface Uses extends SubscriptionUses {
  showAccount: ShowAccount;
  eventTypes: EventTypes;
}

const path = '/api/lti/accounts/:account_id/data_services';
const tag = 'Data Services';
const contentType = 'application/vnd.canvas.dataservices+json; charset=utf-8';
const params = Type.Object({
  account_id: Type.String({ description: 'The root account: its id, `self` or its `lti_context_id`' }),
});

export function dataServicesRoutes(server: Server, uses: Uses): void {
  const { showAccount, eventTypes, shard } = uses;
  const family = { tag, path, params, config: {}, contentType };
  addSubscriptionFamily(server, { ...family, subscriberOf: rootAdmin, worded: ownWords }, uses);

  server.get(
    `${path}/event_types`,
    {
      schema: {
        tags: [tag],
        summary: 'List all event types in categories',
        params,
        querystring: Type.Object({
          message_type: Type.Optional(
            Type.Unknown({ description: '`live-event` if absent, `caliper`, or ours, `caliper-1.1`' }),
          ),
        }),
        response: { 200: Type.Record(Type.String(), Type.Array(Type.String())) },
      },
    },
    async (request, reply) => {
      await rootAdmin(request);
      const { message_type: asked = 'live-event' } = request.query as Record<string, unknown>;
      const found = typeof asked === 'string' ? eventTypes(asked) : undefined;
      if (found === undefined) throw inError('message_type must be live-event, caliper or caliper-1.1');
      return reply.type(contentType).send(found);
    },
  );

  /** Raises unauthenticated, not_found, not_permitted. */
  async function rootAdmin(request: FastifyRequest): Promise<Caller> {
    const caller = requireCaller(request);
    const { account_id: name } = request.params as { account_id: string };
    const lookup = parseLookup(name, 'account', shard);
    // Canvas: there it is always the `lti_context_id`. No column can hold a NUL, so nothing has such a name.
    const isName = lookup.by === 'unknown' && !name.includes('\0');
    const named = isName ? ({ by: 'lti_context_id', value: name } as const) : lookup;
    const { account, isAdmin } = await showAccount.one(caller, named);
    if (!isAdmin) throw notPermitted();
    if (account.id !== rootAccountId) throw notFound();
    return caller;
  }
}

/** Canvas: what is wrong with a context is said here, and only here. */
function ownWords(refusal: Refusal): Refusal {
  const { reason } = refusal;
  if (reason.kind !== 'subscription_invalid' || reason.fault === 'other') return refusal;
  return inError(
    reason.fault === 'context_type'
      ? 'Invalid context type for subscription'
      : 'Invalid context for subscription - context not found.',
  );
}

function inError(message: string): Refusal {
  return new Refusal({ kind: 'argument_invalid', shape: 'error', message });
}
