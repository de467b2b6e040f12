// Subscriptions in standard Caliper, which has no words for them: a target that fails, one that is disabled, and a test.

import type { Action, CaliperEvent } from '@quizwire/caliper';
import { commonKeys, own, type Told } from './told.ts';
import { textOf, uuidOf } from './values.ts';

export function targetFailing(told: Told): CaliperEvent[] | null {
  return subscriptionEvent(told, 'Modified');
}

export function targetDisabled(told: Told): CaliperEvent[] | null {
  return subscriptionEvent(told, 'Deactivated');
}

export function subscriptionTested(told: Told): CaliperEvent[] | null {
  return subscriptionEvent(told, 'Used');
}

/** The server itself is the actor. All that the body says beside names is in the extension of the event. */
function subscriptionEvent(told: Told, action: Action): CaliperEvent[] | null {
  const { subscription_id, subscription_uuid, subscription_name, ...more } = told.body;
  const uuid = uuidOf(subscription_uuid);
  if (uuid === undefined) return null;
  return [
    {
      ...commonKeys(told, more),
      type: 'Event',
      actor: told.app,
      action,
      object: {
        id: told.names.subscription(uuid),
        type: 'Entity',
        name: textOf(subscription_name),
        extensions: own({ subscription_id }),
      },
    },
  ];
}
