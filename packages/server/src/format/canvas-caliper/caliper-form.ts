// What one kind of event has of its own in Canvas's Caliper; all else is the same for every kind.

import type { Actor } from './actor.ts';
import type { CanvasValues } from './canvas-values.ts';
import type { Group } from './group.ts';

export interface CanvasMessage {
  metadata: CanvasValues;
  body: CanvasValues;
}

export interface CaliperForm {
  type: 'AssessmentEvent' | 'AssignableEvent' | 'Event' | 'GradeEvent' | 'SessionEvent';
  action: 'Created' | 'Graded' | 'LoggedIn' | 'LoggedOut' | 'Modified' | 'Submitted';
  actor: Actor;
  /** JSON, as is `generated`. */
  object: string;
  generated?: string;
  /** Where the actor is a member; undefined for what happened in no course. */
  group?: Group | undefined;
}

/** Null for a body without the ids that its form is made of. */
export type FormOf = (message: CanvasMessage) => CaliperForm | null;
