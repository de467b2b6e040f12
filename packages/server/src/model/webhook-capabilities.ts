// What a tool may subscribe to by itself, from the capabilities it was registered with. Canvas: live events reference §6.2.

import { allEvents, type Subscription } from './subscription.ts';

const rootAccountPrefix = 'vnd.instructure.webhooks.root_account.';
const assignmentPrefix = 'vnd.instructure.webhooks.assignment.';

const everything = `${rootAccountPrefix}all`;

/** Canvas: the others cannot be had for an assignment alone. */
const assignmentEvents: ReadonlySet<string> = new Set([
  'quiz_submitted',
  'attachment_created',
  'submission_created',
  'submission_updated',
  'plagiarism_resubmit',
]);

/**
 * `vnd.instructure.webhooks.root_account.all`, `….root_account.<event>` for an event of any name, and
 * `….assignment.<event>` for those that Canvas has there.
 */
export function isWebhookCapability(text: string): boolean {
  if (text.startsWith(rootAccountPrefix))
    return /^[a-z][a-z0-9._]*$/.test(text.slice(rootAccountPrefix.length));
  return text.startsWith(assignmentPrefix) && assignmentEvents.has(text.slice(assignmentPrefix.length));
}

/**
 * Whether a tool may have all of these events of a context of this type. What it may have of the root account it may have of
 * a part of it; all events, those to come as well, come only with `….root_account.all`. Says nothing of whether the tool has to
 * do with the account.
 */
export function mayToolSubscribe(
  capabilities: readonly string[],
  contextType: Subscription['contextType'],
  eventNames: readonly string[],
): boolean {
  if (capabilities.includes(everything)) return true;
  return eventNames.every((name) => {
    if (name === allEvents) return false;
    if (capabilities.includes(`${rootAccountPrefix}${name}`)) return true;
    return contextType === 'assignment' && capabilities.includes(`${assignmentPrefix}${name}`);
  });
}
