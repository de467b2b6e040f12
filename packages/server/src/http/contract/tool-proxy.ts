// Tools on the wire. Ours: Canvas shows none of them.

import { type Static, Type } from 'typebox';
import { nameCharsMax } from '../../model/limits.ts';
import { Refusal } from '../../model/refusal.ts';
import { wireTime } from '../../model/time.ts';
import type { ToolDraft } from '../../model/tool-draft.ts';
import type { ToolProxy } from '../../model/tool-proxy.ts';
import { objectParam, stringListParam, stringParam } from '../canvas-wire/params.ts';

export const toolProxiesPath = '/api/v1/accounts/:account_id/tool_proxies';
export const toolProxyPath = '/api/v1/accounts/:account_id/tool_proxies/:id';

const account = Type.String({ description: 'Account id, `self`, `default` or `sis_account_id:…`' });
export const toolProxiesParams = Type.Object({ account_id: account });
export const toolProxyParams = Type.Object({ account_id: account, id: Type.String() });

const optional = (description: string) => Type.Optional(Type.Unknown({ description }));

export const toolProxiesQuery = Type.Object({
  page: optional('From 1'),
  per_page: optional('1 to 100, 10 if absent'),
});

export const newToolProxyBody = Type.Object({
  tool_proxy: Type.Optional(
    Type.Object({
      name: optional('Required'),
      capabilities: optional(
        'Required: a list of `vnd.instructure.webhooks.root_account.all`, `….root_account.<event>`, `….assignment.<event>`',
      ),
    }),
  ),
});

export const shownToolProxy = Type.Object({
  id: Type.Integer(),
  guid: Type.String({ description: '`sub` of its assertions' }),
  account_id: Type.Integer(),
  name: Type.String(),
  capabilities: Type.Array(Type.String()),
  workflow_state: Type.Unsafe<ToolProxy['workflowState']>({ enum: ['active', 'deleted'] }),
  created_at: Type.String(),
  shared_secret: Type.Optional(
    Type.String({
      description: 'What its assertions are signed with, HS256. Only when it was just registered',
    }),
  ),
});

/** `sharedSecret` is null unless the tool was registered just now. */
export function toolProxyJson(tool: ToolProxy, sharedSecret: string | null): Static<typeof shownToolProxy> {
  return {
    id: tool.id,
    guid: tool.guid,
    account_id: tool.accountId,
    name: tool.name,
    capabilities: JSON.parse(tool.capabilities) as string[],
    workflow_state: tool.workflowState,
    created_at: wireTime(tool.createdAtMs),
    ...(sharedSecret === null ? {} : { shared_secret: sharedSecret }),
  };
}

/** Raises parameter_missing without `tool_proxy`, also an empty one; malformed. */
export function toolDraftOf(body: Record<string, unknown>): ToolDraft {
  const tool = objectParam(body.tool_proxy, 'tool_proxy');
  if (tool == null || Object.keys(tool).length === 0)
    throw new Refusal({ kind: 'parameter_missing', parameter: 'tool_proxy' });
  return {
    name: stringParam(tool.name, 'tool_proxy[name]') ?? '',
    capabilities: stringListParam(tool.capabilities, 'tool_proxy[capabilities]', nameCharsMax) ?? [],
  };
}
