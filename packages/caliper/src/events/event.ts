// All events that this package can build, told apart by their `type`.

import type { Agent } from '../entities/agents.ts';
import type { Entity } from '../entities/entity.ts';
import type { OrIri } from '../values/iri.ts';
import type { Action } from '../vocabulary/actions.ts';
import type { AnnotationEvent } from './annotation-event.ts';
import type { AssessmentEvent, AssessmentItemEvent, AssignableEvent } from './assessment-events.ts';
import type { EventKeys } from './event-keys.ts';
import type { GradeEvent } from './grade-event.ts';
import type { NavigationEvent, ToolUseEvent, ViewEvent } from './reading-events.ts';
import type { SessionEvent } from './session-events.ts';

/** Any action on anything; only where no other event says it. */
export interface GenericEvent extends EventKeys {
  type: 'Event';
  actor: OrIri<Agent>;
  action: Action;
  object: OrIri<Entity>;
}

export type CaliperEvent =
  | AnnotationEvent
  | AssessmentEvent
  | AssessmentItemEvent
  | AssignableEvent
  | GenericEvent
  | GradeEvent
  | NavigationEvent
  | SessionEvent
  | ToolUseEvent
  | ViewEvent;

/** The event, or the forms of it, whose `type` is this. */
export type EventOf<Type extends CaliperEvent['type']> = Extract<CaliperEvent, { type: Type }>;
