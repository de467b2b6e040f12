// What every entity may say about itself. Nothing but `id` and `type` has to be said.

import type { CaliperDateTime } from '../values/date-time.ts';
import type { Extensions, Iri } from '../values/iri.ts';

export interface EntityKeys<Type extends string> {
  id: Iri;
  type: Type;
  name?: string | undefined;
  description?: string | undefined;
  dateCreated?: CaliperDateTime | undefined;
  dateModified?: CaliperDateTime | undefined;
  extensions?: Extensions | undefined;
}

/** A thing of no more special kind. */
export type GenericEntity = EntityKeys<'Entity'>;

export type LearningObjective = EntityKeys<'LearningObjective'>;
