// A tool is registered by an admin. Ours: in Canvas the tool does it itself, with a developer key, which there are none of.

import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import type { Lookup } from '../../model/lookup.ts';
import { notPermitted } from '../../model/refusal.ts';
import { checkedToolDraft, type ToolDraft } from '../../model/tool-draft.ts';
import { mayManageTools } from '../../model/tool-policy.ts';
import type { ToolProxy } from '../../model/tool-proxy.ts';
import type { Database } from '../../store/database.ts';
import type { SecretBox } from '../../store/secret-box.ts';
import { insertToolProxy } from '../../store/tool-proxies.ts';
import { namedAccount } from '../named-account.ts';
import type { Random } from '../random.ts';
import { configuredSecrets } from '../subscriptions/configured-secrets.ts';

const sharedSecretCharsCount = 64;

export type RegisterTool = (
  caller: Caller,
  account: Lookup,
  readDraft: () => ToolDraft,
) => Promise<{ tool: ToolProxy; sharedSecret: string }>;

/**
 * The secret cannot be had again. `secrets` null: nothing can keep it.
 * Raises not_found (account), not_permitted, subscriptions_not_configured, what `readDraft` raises, record_invalid.
 */
export function registerTool(
  database: Database,
  secrets: SecretBox | null,
  clock: Clock,
  random: Random,
): RegisterTool {
  return async (caller, lookup, readDraft) => {
    const account = await namedAccount(database.query, lookup);
    if (!mayManageTools(caller)) throw notPermitted();
    const box = configuredSecrets(secrets);
    const { name, capabilities } = checkedToolDraft(readDraft());
    const sharedSecret = random.characters(sharedSecretCharsCount);
    const tool = await database.transaction((transaction) =>
      insertToolProxy(transaction, {
        guid: random.uuid(),
        accountId: account.id,
        name,
        sharedSecret: box.seal(sharedSecret),
        capabilities: JSON.stringify(capabilities),
        workflowState: 'active',
        createdAtMs: clock(),
      }),
    );
    return { tool, sharedSecret };
  };
}
