// A person leaves a mark on a resource; which kind of mark follows from the action.

import type { Person } from '../entities/agents.ts';
import type {
  Annotation,
  BookmarkAnnotation,
  HighlightAnnotation,
  SharedAnnotation,
  TagAnnotation,
} from '../entities/annotations.ts';
import type { DigitalResource, Frame } from '../entities/digital-resources.ts';
import type { OrIri } from '../values/iri.ts';
import type { EventKeys } from './event-keys.ts';

interface Annotated<Action extends string, Made extends Annotation> extends EventKeys {
  type: 'AnnotationEvent';
  actor: OrIri<Person>;
  action: Action;
  object: OrIri<DigitalResource>;
  generated?: OrIri<Made> | undefined;
  target?: OrIri<Frame> | undefined;
}

export type AnnotationEvent =
  | Annotated<'Bookmarked', BookmarkAnnotation>
  | Annotated<'Highlighted', HighlightAnnotation>
  | Annotated<'Shared', SharedAnnotation>
  | Annotated<'Tagged', TagAnnotation>;
