// Entities: to be used in events, and on their own.

import type { Entity, EntityOf } from '../entities/entity.ts';
import type { Iri } from '../values/iri.ts';
import { type CaliperContext, caliperContext } from '../vocabulary/contexts.ts';
import type { EntityType } from '../vocabulary/entity-types.ts';

/** What may be said of an entity besides `id` and `type`. */
export type EntityInput<Type extends EntityType> = Omit<EntityOf<Type>, 'id' | 'type'>;

/** The entity of this type and id. In an event, `{ id, type }` written out does as well. */
export function entity<Type extends EntityType>(
  type: Type,
  id: Iri,
  keys?: EntityInput<Type>,
): EntityOf<Type>;
export function entity(type: EntityType, id: Iri, keys?: object): object {
  return { id, type, ...keys };
}

/** The entity as an item of `data`, where it needs an `@context` (a "describe"). */
export function describe<Described extends Entity>(
  entity: Described,
): Described & { '@context': CaliperContext } {
  return { '@context': caliperContext, ...entity };
}
