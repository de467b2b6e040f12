// Subscriptions in the manner of Canvas's Caliper, which has no form of its own for them: a target that fails, one that is
// disabled, and a test. The extension holds the whole body, as there are no words for any of it.

import { systemText } from './actor.ts';
import type { CaliperForm, FormOf } from './caliper-form.ts';
import { extensions, member } from './json-text.ts';

const toldKeys = [
  ...['subscription_uuid', 'transport_type', 'target', 'warning_level', 'disabled_reason'],
  ...['failures_in_a_row', 'failing_since', 'last_failure_reason', 'message'],
] as const;

/** The server itself is the actor. */
export function subscriptionForm(action: CaliperForm['action']): FormOf {
  return ({ metadata, body }) => {
    const uuid = body.unquoted('subscription_uuid');
    if (uuid === undefined) return null;
    const told = toldKeys.map((key) => member(key, body.text(key))).join('');
    const more =
      member('name', body.text('subscription_name')) +
      extensions(
        member('event_name', metadata.text('event_name')) +
          told +
          member('entity_id', body.idText('subscription_id')),
      );
    return {
      type: 'Event',
      actor: { userId: null, text: systemText(metadata) },
      action,
      object: `{"id":"urn:uuid:${uuid}","type":"Entity"${more}}`,
    };
  };
}
