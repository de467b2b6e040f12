// Turns the token of a tool into the tool.

import type { Clock } from '../../model/clock.ts';
import { Refusal } from '../../model/refusal.ts';
import type { Tool, ToolProxy } from '../../model/tool-proxy.ts';
import type { Query } from '../../store/database.ts';
import type { SecretBox } from '../../store/secret-box.ts';
import { findToolProxyByGuid } from '../../store/tool-proxies.ts';
import { readToolToken } from './tool-token.ts';

/** Raises access_token_invalid, access_token_expired, access_token_revoked for a tool that is deleted. */
export type AuthenticateTool = (token: string) => Promise<Tool>;

/** `secrets` null: no token is good. Nothing is cached: a tool that is deleted is out at once. */
export function authenticateTool(query: Query, secrets: SecretBox | null, clock: Clock): AuthenticateTool {
  return async (token) => {
    if (secrets === null) throw new Refusal({ kind: 'access_token_invalid' });
    const tool = await findToolProxyByGuid(query, await readToolToken(secrets, token, clock()));
    if (tool === undefined) throw new Refusal({ kind: 'access_token_invalid' });
    if (tool.workflowState === 'deleted') throw new Refusal({ kind: 'access_token_revoked' });
    return toolOf(tool);
  };
}

function toolOf({ id, guid, accountId, capabilities }: ToolProxy): Tool {
  return { toolProxyId: id, guid, accountId, capabilities: JSON.parse(capabilities) as string[] };
}
