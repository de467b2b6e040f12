// What people read, see, hear, answer and hand in.

import type { CaliperDateTime } from '../values/date-time.ts';
import type { CaliperDuration } from '../values/duration.ts';
import type { Iri, OrIri } from '../values/iri.ts';
import type { EntityType, SubtypeOf } from '../vocabulary/entity-types.ts';
import type { Agent, Organization } from './agents.ts';
import type { EntityKeys, LearningObjective } from './entity-keys.ts';

/** Part of which whole: any entity may be it. Of the unlikely kinds only `id` and `type` are checked by the compiler. */
type Whole =
  | DigitalResource
  | Organization
  | { id: Iri; type: Exclude<EntityType, SubtypeOf<'DigitalResource'> | SubtypeOf<'Organization'>> };

interface DigitalResourceKeys<Type extends string> extends EntityKeys<Type> {
  creators?: readonly OrIri<Agent>[] | undefined;
  mediaType?: string | undefined;
  keywords?: readonly string[] | undefined;
  learningObjectives?: readonly OrIri<LearningObjective>[] | undefined;
  isPartOf?: OrIri<Whole> | undefined;
  datePublished?: CaliperDateTime | undefined;
  version?: string | undefined;
}

interface AssignableKeys<Type extends string> extends DigitalResourceKeys<Type> {
  dateToActivate?: CaliperDateTime | undefined;
  dateToShow?: CaliperDateTime | undefined;
  dateToStartOn?: CaliperDateTime | undefined;
  dateToSubmit?: CaliperDateTime | undefined;
  /** Whole, from 0. */
  maxAttempts?: number | undefined;
  /** Whole, from 0. */
  maxSubmits?: number | undefined;
  maxScore?: number | undefined;
}

export interface Assessment extends AssignableKeys<'Assessment'> {
  items?: readonly OrIri<AssessmentItem>[] | undefined;
}

/** A question. The model has no key for its text, its kind or its right answer: they go into `extensions`. */
export interface AssessmentItem extends AssignableKeys<'AssessmentItem'> {
  isTimeDependent?: boolean | undefined;
}

/** An assignment of any kind, quizzes and their questions included. */
export type AssignableDigitalResource =
  | AssignableKeys<'AssignableDigitalResource'>
  | Assessment
  | AssessmentItem;

/** A segment of a resource. */
export interface Frame extends DigitalResourceKeys<'Frame'> {
  /** Whole, from 0. */
  index?: number | undefined;
}

export interface MediaLocation extends DigitalResourceKeys<'MediaLocation'> {
  currentTime?: CaliperDuration | undefined;
}

interface MediaKeys<Type extends string> extends DigitalResourceKeys<Type> {
  duration?: CaliperDuration | undefined;
}

export interface AudioObject extends MediaKeys<'AudioObject'> {
  volumeLevel?: string | undefined;
  volumeMin?: string | undefined;
  volumeMax?: string | undefined;
  muted?: boolean | undefined;
}

export type ImageObject = MediaKeys<'ImageObject'>;
export type VideoObject = MediaKeys<'VideoObject'>;
export type MediaObject = MediaKeys<'MediaObject'> | AudioObject | ImageObject | VideoObject;

export interface Message extends DigitalResourceKeys<'Message'> {
  replyTo?: OrIri<Message> | undefined;
  body?: string | undefined;
  attachments?: readonly OrIri<DigitalResource>[] | undefined;
}

export interface Thread extends DigitalResourceKeys<'Thread'> {
  items?: readonly OrIri<Message>[] | undefined;
}

export interface Forum extends DigitalResourceKeys<'Forum'> {
  items?: readonly OrIri<Thread>[] | undefined;
}

interface PlainCollection extends DigitalResourceKeys<'DigitalResourceCollection'> {
  items?: readonly OrIri<DigitalResource>[] | undefined;
}

export type DigitalResourceCollection = PlainCollection | Assessment | Forum | Thread;

export type Chapter = DigitalResourceKeys<'Chapter'>;
export type Document = DigitalResourceKeys<'Document'>;
export type Page = DigitalResourceKeys<'Page'>;
export type WebPage = DigitalResourceKeys<'WebPage'>;

/** A resource of any kind. Attempts, responses, scores and results are none. */
export type DigitalResource =
  | DigitalResourceKeys<'DigitalResource'>
  | AssignableDigitalResource
  | DigitalResourceCollection
  | Chapter
  | Document
  | Frame
  | MediaLocation
  | MediaObject
  | Message
  | Page
  | WebPage;
