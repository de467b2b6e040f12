// The terms of entities and the tree they stand in: where a type is asked for, a subtype does.

/** Every entity type of Caliper 1.1, with the types directly above it. */
export const supertypes = {
  Entity: [],
  Agent: ['Entity'],
  Organization: ['Agent'],
  CourseOffering: ['Organization'],
  CourseSection: ['CourseOffering'],
  Group: ['Organization'],
  Person: ['Agent'],
  SoftwareApplication: ['Agent'],
  Annotation: ['Entity'],
  BookmarkAnnotation: ['Annotation'],
  HighlightAnnotation: ['Annotation'],
  SharedAnnotation: ['Annotation'],
  TagAnnotation: ['Annotation'],
  Attempt: ['Entity'],
  DigitalResource: ['Entity'],
  AssignableDigitalResource: ['DigitalResource'],
  Assessment: ['AssignableDigitalResource', 'DigitalResourceCollection'],
  AssessmentItem: ['AssignableDigitalResource'],
  Chapter: ['DigitalResource'],
  DigitalResourceCollection: ['DigitalResource'],
  Document: ['DigitalResource'],
  Forum: ['DigitalResourceCollection'],
  Frame: ['DigitalResource'],
  MediaLocation: ['DigitalResource'],
  MediaObject: ['DigitalResource'],
  AudioObject: ['MediaObject'],
  ImageObject: ['MediaObject'],
  VideoObject: ['MediaObject'],
  Message: ['DigitalResource'],
  Page: ['DigitalResource'],
  Thread: ['DigitalResourceCollection'],
  WebPage: ['DigitalResource'],
  LearningObjective: ['Entity'],
  Membership: ['Entity'],
  Response: ['Entity'],
  FillinBlankResponse: ['Response'],
  MultipleChoiceResponse: ['Response'],
  MultipleResponseResponse: ['Response'],
  SelectTextResponse: ['Response'],
  TrueFalseResponse: ['Response'],
  Result: ['Entity'],
  Score: ['Entity'],
  Session: ['Entity'],
  LtiSession: ['Session'],
} as const satisfies Record<string, readonly string[]>;

/** Entity types that 1.2 added, with the types directly above them. */
export const supertypes12 = {
  AggregateMeasure: ['Entity'],
  AggregateMeasureCollection: ['Collection'],
  Collection: ['Entity'],
  Comment: ['Entity'],
  DateTimeQuestion: ['Question'],
  DateTimeResponse: ['Response'],
  LikertScale: ['Scale'],
  Link: ['Entity'],
  LtiLink: ['DigitalResource'],
  MultiselectQuestion: ['Question'],
  MultiselectResponse: ['Response'],
  MultiselectScale: ['Scale'],
  NumericScale: ['Scale'],
  OpenEndedQuestion: ['Question'],
  OpenEndedResponse: ['Response'],
  Query: ['Entity'],
  Question: ['DigitalResource'],
  Questionnaire: ['DigitalResourceCollection'],
  QuestionnaireItem: ['DigitalResource'],
  Rating: ['Entity'],
  RatingScaleQuestion: ['Question'],
  RatingScaleResponse: ['Response'],
  Scale: ['Entity'],
  SearchResponse: ['Entity'],
  Survey: ['Collection'],
  SurveyInvitation: ['DigitalResource'],
} as const satisfies Record<string, readonly string[]>;

export type EntityType = keyof typeof supertypes;
export type EntityType12 = keyof typeof supertypes12;

/** Every entity type of Caliper 1.1. */
export const entityTypes = Object.keys(supertypes) as readonly EntityType[];

/** Entity types of 1.2, and of the profiles that extend 1.1 by a context of their own. */
export const entityTypes12 = Object.keys(supertypes12) as readonly EntityType12[];

type Above<Type extends EntityType> = (typeof supertypes)[Type][number];

/** `Type` and everything below it in the tree. */
export type SubtypeOf<Type extends EntityType> =
  | Type
  | { [Lower in EntityType]: Type extends Above<Lower> ? SubtypeOf<Lower> : never }[EntityType];
