// A tool is deleted, and with it what it subscribed to.

import { rootAccountId } from '../../model/account.ts';
import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import { subscriptionsOfToolMax } from '../../model/delivery-limits.ts';
import type { Lookup } from '../../model/lookup.ts';
import { notFound, notPermitted } from '../../model/refusal.ts';
import { noSecrets } from '../../model/target-parameters.ts';
import { mayManageTools } from '../../model/tool-policy.ts';
import type { ToolProxy } from '../../model/tool-proxy.ts';
import type { Database, Query } from '../../store/database.ts';
import type { SecretBox } from '../../store/secret-box.ts';
import {
  findSubscription,
  listSubscriptions,
  lockSubscriptionsOf,
  updateSubscription,
} from '../../store/subscriptions.ts';
import { deleteToolProxy } from '../../store/tool-proxies.ts';
import { namedAccount } from '../named-account.ts';
import { sealSecrets } from '../subscriptions/configured-secrets.ts';
import type { Sending } from '../subscriptions/sending.ts';
import { touched } from '../subscriptions/update-subscription.ts';

export type DeleteTool = (caller: Caller, account: Lookup, id: number) => Promise<ToolProxy>;

/**
 * Its tokens are dead at once, and nothing more is sent to its subscriptions; what waits for them goes with the upkeep. The tool
 * as it was at its end. Raises not_found (account, tool), not_permitted.
 */
export function deleteTool(
  { query, transaction }: Pick<Database, 'query' | 'transaction'>,
  secrets: SecretBox | null,
  sending: Sending,
  clock: Clock,
): DeleteTool {
  return async (caller, lookup, id) => {
    const account = await namedAccount(query, lookup);
    if (!mayManageTools(caller)) throw notPermitted();
    const deleted = await transaction(async (writes) => {
      // Whoever subscribes holds this lock too, and looks whether the tool is still there.
      await lockSubscriptionsOf(writes, rootAccountId);
      const tool = await deleteToolProxy(writes, account.id, id);
      if (tool === undefined) throw notFound();
      await endSubscriptions(writes, tool.id);
      return tool;
    });
    sending.wake();
    return deleted;
  };

  async function endSubscriptions(writes: Query, toolProxyId: number): Promise<void> {
    const ofTool = { accountId: rootAccountId, toolProxyId };
    for (const listed of await listSubscriptions(writes, ofTool, 0, subscriptionsOfToolMax)) {
      const subscription = await findSubscription(writes, { by: 'id', id: listed.id }, 'change');
      if (subscription === undefined) continue;
      await updateSubscription(writes, {
        ...touched(subscription, clock()),
        workflowState: 'deleted',
        ...(secrets === null ? {} : { secrets: sealSecrets(secrets, noSecrets) }),
      });
    }
  }
}
