// What one kind of event has of its own in Canvas's Caliper; all else is the same for every kind.

import type { Actor } from './actor.ts';
import type { CanvasValues } from './canvas-values.ts';
import type { Group } from './group.ts';

export interface CanvasMessage {
  metadata: CanvasValues;
  body: CanvasValues;
}

export interface CaliperForm {
  type:
    | 'AssessmentEvent'
    | 'AssignableEvent'
    | 'Event'
    | 'GradeEvent'
    | 'MessageEvent'
    | 'NavigationEvent'
    | 'SessionEvent'
    | 'ThreadEvent';
  action:
    | 'Created'
    | 'Deactivated'
    | 'Deleted'
    | 'Graded'
    | 'LoggedIn'
    | 'LoggedOut'
    | 'Modified'
    | 'NavigatedTo'
    | 'Posted'
    | 'Submitted'
    | 'Used';
  actor: Actor;
  /** JSON, as is `generated`. */
  object: string;
  generated?: string;
  /** Where the actor is a member; undefined for what happened in no course. */
  group?: Group | undefined;
  /** Where the actor is a member, of a form that tells no group. */
  memberOf?: Group;
}

/** Null for a body without the ids that its form is made of. */
export type FormOf = (message: CanvasMessage) => CaliperForm | null;
