// The package's public door.

export { describe, type EntityInput, entity } from './build/entity.ts';
export { type Envelope, envelope } from './build/envelope.ts';
export { type EventInput, event } from './build/event.ts';
export type {
  Agent,
  CourseOffering,
  CourseSection,
  Group,
  Membership,
  Organization,
  Person,
  SoftwareApplication,
} from './entities/agents.ts';
export type {
  Annotation,
  BookmarkAnnotation,
  HighlightAnnotation,
  SharedAnnotation,
  TagAnnotation,
  TextPositionSelector,
} from './entities/annotations.ts';
export type {
  Attempt,
  FillinBlankResponse,
  MultipleChoiceResponse,
  MultipleResponseResponse,
  Response,
  SelectTextResponse,
  TrueFalseResponse,
} from './entities/attempts.ts';
export type {
  Assessment,
  AssessmentItem,
  AssignableDigitalResource,
  AudioObject,
  Chapter,
  DigitalResource,
  DigitalResourceCollection,
  Document,
  Forum,
  Frame,
  ImageObject,
  MediaLocation,
  MediaObject,
  Message,
  Page,
  Thread,
  VideoObject,
  WebPage,
} from './entities/digital-resources.ts';
export type { DescribedEntity, Entity, EntityOf } from './entities/entity.ts';
export type { GenericEntity, LearningObjective } from './entities/entity-keys.ts';
export type { Result, Score } from './entities/scores.ts';
export type { LtiSession, Session } from './entities/sessions.ts';
export type { AnnotationEvent } from './events/annotation-event.ts';
export type {
  AssessmentEvent,
  AssessmentItemCompleted,
  AssessmentItemEvent,
  AssessmentItemSkipped,
  AssessmentItemStarted,
  AssignableEvent,
} from './events/assessment-events.ts';
export type { CaliperEvent, EventOf, GenericEvent } from './events/event.ts';
export type { EventKeys } from './events/event-keys.ts';
export type { GradeEvent } from './events/grade-event.ts';
export type { NavigationEvent, ToolUseEvent, ViewEvent } from './events/reading-events.ts';
export type { SessionBegunOrEnded, SessionEvent, SessionTimedOut } from './events/session-events.ts';
export type { Fault, Validation } from './validate/check.ts';
export { type Mode, type Rule, rules, type Severity } from './validate/rules.ts';
export {
  type EnvelopeValidation,
  type ValidateItemOptions,
  type ValidateOptions,
  validate,
  validateEnvelope,
  validateItem,
} from './validate/validate.ts';
export { type CaliperDateTime, dateTime } from './values/date-time.ts';
export { type CaliperDuration, duration } from './values/duration.ts';
export type { EventId, Extensions, Iri, OrIri } from './values/iri.ts';
export { type Action, type Action12, actionSpellings, actions, actions12 } from './vocabulary/actions.ts';
export {
  type CaliperContext,
  caliper12Context,
  caliperContext,
  extensionContexts,
  type ItemContext,
  type OtherContext,
} from './vocabulary/contexts.ts';
export {
  type EntityType,
  type EntityType12,
  entityTypes,
  entityTypes12,
  type SubtypeOf,
  supertypes,
  supertypes12,
} from './vocabulary/entity-types.ts';
export {
  deprecatedEventTypes,
  type EventType,
  type EventType12,
  eventTypes,
  eventTypes12,
} from './vocabulary/event-types.ts';
export {
  type IdentifierType12,
  identifierTypes12,
  type Profile12,
  profiles12,
} from './vocabulary/profiles.ts';
export { type CoreRole, type Role, roles, subRoles } from './vocabulary/roles.ts';
export { type Status, statuses } from './vocabulary/statuses.ts';
