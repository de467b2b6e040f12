// What a tool must be to be registered.

import { toolCapabilitiesMax } from './delivery-limits.ts';
import { invalidField } from './refusal.ts';
import { isWebhookCapability } from './webhook-capabilities.ts';

export interface ToolDraft {
  name: string;
  capabilities: readonly string[];
}

/** The draft, each capability once. Raises record_invalid. */
export function checkedToolDraft({ name, capabilities }: ToolDraft): ToolDraft {
  if (name.trim() === '') throw invalidField('name', 'blank', "can't be blank");
  const distinct = [...new Set(capabilities)];
  // A tool without any could do nothing but wonder why.
  if (distinct.length === 0) throw invalidField('capabilities', 'blank', "can't be blank");
  if (distinct.length > toolCapabilitiesMax)
    throw invalidField('capabilities', 'too_long', `has more than ${toolCapabilitiesMax} capabilities`);
  const unknown = distinct.find((capability) => !isWebhookCapability(capability));
  if (unknown !== undefined)
    throw invalidField('capabilities', 'inclusion', `${unknown} is not a capability of webhooks`);
  return { name, capabilities: distinct };
}
