// A subscription as a record, for tests that put it straight into a database or ask pure code of it.

import type { Subscription } from '../../src/model/subscription.ts';
import { testStartMs } from './server.ts';

/** An active one of the admin to everything, by HTTPS, unless `given` says otherwise. */
export function newSubscription(id: number, given: Partial<Subscription> = {}): Subscription {
  return {
    id,
    uuid: `00000000-0000-4000-9000-${String(id).padStart(12, '0')}`,
    accountId: 1,
    toolProxyId: null,
    userId: null,
    name: `Subscription ${id}`,
    contextType: 'root_account',
    contextId: null,
    eventNames: '["*"]',
    format: 'canvas',
    transportType: 'https',
    target: JSON.stringify({
      type: 'https',
      url: `https://target${id}.example/hook?key=hidden`,
      signsPayload: false,
    }),
    secrets: '',
    isOrdered: 0,
    workflowState: 'active',
    createdAtMs: testStartMs,
    updatedAtMs: testStartMs,
    ...given,
  };
}
