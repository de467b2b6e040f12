// user_created and user_updated. Canvas: live events reference §3.10.

import { wireTime } from '../model/time.ts';
import type { User, UserWithLogin } from '../model/user.ts';
import type { EventName } from './event-names.ts';
import type { Fact } from './fact.ts';
import { isEffectiveChange } from './row-change.ts';

export function userCreated(person: UserWithLogin): Fact {
  return userFact('user_created', person);
}

/** Null when nothing changed. */
export function userUpdated(before: User, after: UserWithLogin): Fact | null {
  return isEffectiveChange(before, after.user) ? userFact('user_updated', after) : null;
}

function userFact(eventName: EventName, { user, pseudonym }: UserWithLogin): Fact {
  return {
    eventName,
    courseId: null,
    assignmentId: null,
    userId: user.id,
    body: {
      user_id: user.id,
      uuid: user.uuid,
      name: user.name,
      short_name: user.shortName,
      workflow_state: user.workflowState,
      created_at: wireTime(user.createdAtMs),
      updated_at: wireTime(user.updatedAtMs),
      user_login: pseudonym?.uniqueId ?? null,
      user_sis_id: pseudonym?.sisUserId ?? null,
    },
  };
}
