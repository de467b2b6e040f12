// All entities, told apart by their `type`.

import type { ItemContext } from '../vocabulary/contexts.ts';
import type { EntityType } from '../vocabulary/entity-types.ts';
import type { Agent, Membership } from './agents.ts';
import type { Annotation } from './annotations.ts';
import type { Attempt, Response } from './attempts.ts';
import type { DigitalResource } from './digital-resources.ts';
import type { GenericEntity, LearningObjective } from './entity-keys.ts';
import type { Result, Score } from './scores.ts';
import type { Session } from './sessions.ts';

/** An entity of any type of Caliper 1.1. */
export type Entity =
  | GenericEntity
  | Agent
  | Annotation
  | Attempt
  | DigitalResource
  | LearningObjective
  | Membership
  | Response
  | Result
  | Score
  | Session;

/** The entity whose `type` is exactly this, without subtypes. */
export type EntityOf<Type extends EntityType> = Extract<Entity, { type: Type }>;

/** An entity that travels on its own, as an item of `data`. */
export type DescribedEntity = Entity & { '@context': ItemContext };
