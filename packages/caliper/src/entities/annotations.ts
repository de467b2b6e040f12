// Marks that people leave on resources.

import type { OrIri } from '../values/iri.ts';
import type { Agent, Person } from './agents.ts';
import type { DigitalResource } from './digital-resources.ts';
import type { EntityKeys } from './entity-keys.ts';

interface AnnotationKeys<Type extends string> extends EntityKeys<Type> {
  annotator?: OrIri<Person> | undefined;
  annotated?: OrIri<DigitalResource> | undefined;
}

export interface BookmarkAnnotation extends AnnotationKeys<'BookmarkAnnotation'> {
  bookmarkNotes?: string | undefined;
}

/** Where in a text: offsets of the first character and of the one after the last. */
export interface TextPositionSelector {
  type: 'TextPositionSelector';
  start?: number | undefined;
  end?: number | undefined;
}

export interface HighlightAnnotation extends AnnotationKeys<'HighlightAnnotation'> {
  selection?: TextPositionSelector | undefined;
  selectionText?: string | undefined;
}

export interface SharedAnnotation extends AnnotationKeys<'SharedAnnotation'> {
  withAgents?: readonly OrIri<Agent>[] | undefined;
}

export interface TagAnnotation extends AnnotationKeys<'TagAnnotation'> {
  tags?: readonly string[] | undefined;
}

/** An annotation of any kind. */
export type Annotation =
  | AnnotationKeys<'Annotation'>
  | BookmarkAnnotation
  | HighlightAnnotation
  | SharedAnnotation
  | TagAnnotation;
