// Who may have to do with subscriptions, which tell of everybody: admins of the root account with all of them, a tool with
// its own and with what its capabilities name.

import { rootAccountId } from './account.ts';
import type { Caller } from './caller.ts';
import type { Subscription } from './subscription.ts';
import type { Tool } from './tool-proxy.ts';
import { mayToolSubscribe } from './webhook-capabilities.ts';

export type Subscriber = Pick<Caller, 'userId' | 'adminAccountIds'> | Tool;

export function isTool(subscriber: Subscriber): subscriber is Tool {
  return 'toolProxyId' in subscriber;
}

/** Whether the subscriber may have to do with subscriptions at all. */
export function maySubscribeAtAll(subscriber: Subscriber): boolean {
  return isTool(subscriber) || subscriber.adminAccountIds.includes(rootAccountId);
}

/** Whether the subscriber may see, change and delete a subscription. */
export function mayManageSubscription(
  subscriber: Subscriber,
  { toolProxyId }: Pick<Subscription, 'toolProxyId'>,
): boolean {
  return isTool(subscriber) ? subscriber.toolProxyId === toolProxyId : maySubscribeAtAll(subscriber);
}

/**
 * Whether the subscriber may be told of these events of such a context; whether a tool is installed there is for whoever knows
 * the accounts to say. Canvas: live events reference §6.2.
 */
export function maySubscribeTo(
  subscriber: Subscriber,
  contextType: Subscription['contextType'],
  eventNames: readonly string[],
): boolean {
  if (isTool(subscriber)) return mayToolSubscribe(subscriber.capabilities, contextType, eventNames);
  return maySubscribeAtAll(subscriber);
}
