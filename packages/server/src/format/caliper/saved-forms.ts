// Something was made, changed or deleted that no profile of Caliper speaks of: a generic event.

import type { CaliperEvent, Entity } from '@quizwire/caliper';
import { actorOf, commonKeys, type Told } from './told.ts';

/** By Canvas's name of the event; a deletion is an update to the state `deleted`. */
export function savedEvent(told: Told, object: Entity): CaliperEvent {
  const { workflow_state } = told.body;
  const isNew = told.eventName.endsWith('_created');
  const action = isNew ? 'Created' : workflow_state === 'deleted' ? 'Deleted' : 'Modified';
  const keys = commonKeys(told, { workflow_state });
  return { ...keys, type: 'Event', actor: actorOf(told), action, object };
}
